import Deliveries
import Governance

/// channels.yaml: ways out of the house, and who is told what over them.
struct ChannelsPart {
    /// The most channels, subscriptions, and contacts.
    private static let maximumCount = 500

    private(set) var channels: [Channel] = []
    private(set) var subscriptions: [Subscription] = []
    private var people: [Responder.ID: Contact] = [:]
    private var contacts: [String: Contact] = [:]
    private var site: String?

    /// The plan that was read.
    var plan: NotificationPlan {
        NotificationPlan(
            channels: channels, subscriptions: subscriptions, people: people, contacts: contacts,
            site: site)
    }

    init(_ root: YAMLNode?, _ reading: inout Reading) {
        let fields = reading.fields(
            root, required: ["channels"],
            optional: ["site", "people", "contacts", "subscriptions"])
        site = reading.webAddress(fields?["site"]).map {
            $0.hasSuffix("/") ? String($0.dropLast()) : $0
        }
        readPeople(fields?["people"], &reading)
        readContacts(fields?["contacts"], &reading)
        for node in reading.mainList(fields?["channels"], defining: .channel) {
            if let channel = reading.channel(node) { channels.append(channel) }
        }
        for node in reading.list(fields?["subscriptions"]) ?? [] {
            if let subscription = subscription(node, &reading) {
                subscriptions.append(subscription)
            }
        }
        let counts = [channels.count, subscriptions.count, people.count, contacts.count]
        if let root, let most = counts.max(), most > Self.maximumCount {
            reading.add(
                .tooMany, at: root.place,
                "there are \(most) of one kind; \(Self.maximumCount) at most",
                "同类条目有 \(most) 个；最多 \(Self.maximumCount) 个")
        }
    }

    private mutating func readPeople(_ node: YAMLNode?, _ reading: inout Reading) {
        for (key, value) in reading.mapping(node) ?? [] {
            let id: Responder.ID? = reading.reference(key, .responder)
            guard let contact = reading.contact(value), let id else { continue }
            people[id] = contact
        }
    }

    private mutating func readContacts(_ node: YAMLNode?, _ reading: inout Reading) {
        for (key, value) in reading.mapping(node) ?? [] {
            let name: ContactName? = reading.definition(key, .contact)
            guard let contact = reading.contact(value), let name else { continue }
            contacts[name.name] = contact
        }
    }

    private func subscription(_ node: YAMLNode, _ reading: inout Reading) -> Subscription? {
        let fields = reading.fields(
            node, required: ["channel", "to"],
            optional: ["events", "severities", "roles", "areas"])
        guard let fields else { return nil }
        let channel: Channel.ID? = reading.reference(fields["channel"], .channel)
        let topics = (reading.list(fields["events"]) ?? [])
            .compactMap { reading.choice($0, of: NotificationTopic.self) }
        let severities = (reading.list(fields["severities"]) ?? [])
            .compactMap { reading.integer($0, in: 1...4).flatMap { Severity(rawValue: $0) } }
        let roles: [Role.ID] = (reading.list(fields["roles"]) ?? [])
            .compactMap { reading.reference($0, .role) }
        let areas = (reading.list(fields["areas"]) ?? []).compactMap { node -> AreaCode? in
            let code = reading.areaCode(node, at: AreaCode.Level.allCases)
            if let code { reading.names.use(.area, code.description, at: node.place) }
            return code
        }
        let audience = audience(fields["to"], channel, &reading)
        guard let channel, let audience else { return nil }
        return Subscription(
            channel: channel, audience: audience, topics: Set(topics), severities: Set(severities),
            roles: Set(roles), areas: areas)
    }

    private func audience(
        _ node: YAMLNode?, _ channel: Channel.ID?, _ reading: inout Reading,
    ) -> Subscription.Audience? {
        guard let node else { return nil }
        let address = channels.first { $0.id == channel }?.settings.address
        let audience: Subscription.Audience
        if case .scalar(let word, _) = node.content {
            guard ["everybody", "responders"].contains(word) else {
                reading.addBad(
                    node,
                    "'\(word)' is not one of everybody, responders, {onDuty: [roles]}, "
                        + "{contacts: [names]}",
                    "“\(word)”不在可选值之内：everybody、responders、{onDuty: [角色]}、{contacts: [名称]}")
                return nil
            }
            audience = word == "everybody" ? .everybody : .concerned
        } else {
            guard let fields = reading.fields(node, required: [], optional: ["onDuty", "contacts"])
            else { return nil }
            let roles: [Role.ID] = (reading.list(fields["onDuty"]) ?? [])
                .compactMap { reading.reference($0, .role) }
            let names: [ContactName] = (reading.list(fields["contacts"]) ?? [])
                .compactMap { reading.reference($0, .contact) }
            guard roles.isEmpty != names.isEmpty else {
                reading.addBad(
                    node, "name either roles on duty or contacts", "须写 onDuty 或 contacts 其中之一")
                return nil
            }
            audience = roles.isEmpty ? .contacts(names.map(\.name)) : .onDuty(roles)
        }
        if let address, (address == .none) != (audience == .everybody) {
            reading.addBad(
                node,
                address == .none
                    ? "this channel reaches a group or a system; only 'everybody' can be told over it"
                    : "this channel reaches people one by one; name responders, roles or contacts",
                address == .none ? "此通道面向群或系统，只能写 everybody" : "此通道逐人送达，须写明人员、角色或联系人")
            return nil
        }
        return audience
    }
}

/// The county's name of a contact beside the roster.
struct ContactName: NamedID {
    let name: String

    init(trusted name: String) { self.name = name }
}

extension Reading {
    /// How somebody is reached.
    fileprivate mutating func contact(_ node: YAMLNode) -> Contact? {
        guard let fields = fields(node, required: [], optional: ["mail", "phone"]) else {
            return nil
        }
        let mail = mailAddress(fields["mail"])
        let phone = text(fields["phone"])
        if let phone, let node = fields["phone"],
            !phone.utf8.allSatisfy({ (48...57).contains($0) || " +-".utf8.contains($0) })
                || !(3...20).contains(phone.utf8.count)
        {
            addBad(node, "'\(phone)' is not a telephone number", "“\(phone)”不是电话号码")
            return nil
        }
        guard mail != nil || phone != nil else {
            if fields["mail"] == nil {
                add(
                    .missingKey, at: fields.place, "a contact has a mail address or a phone number",
                    "联系人须有 mail 或 phone")
            }
            return nil
        }
        return Contact(mail: mail, phone: phone)
    }

    /// A mail address that a mail server may be given.
    mutating func mailAddress(_ node: YAMLNode?) -> String? {
        guard let node, let text = text(node) else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && !"<>\"\\,;".utf8.contains($0)
        }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain, text.utf8.count <= 254
        else {
            addBad(node, "'\(text)' is not a mail address", "“\(text)”不是邮件地址")
            return nil
        }
        return text
    }
}
