import Deliveries
import Governance

/// What each kind of channel needs.
extension Reading {
    private static let common = ["id", "kind", "title"]
    private static let policyKeys = [
        "hosts", "quiet", "attempts", "lifetime", "atOnce", "perMinute",
    ]
    private static let keys: [String: (required: [String], optional: [String])] = [
        "webhook": (["url", "secrets"], ["token"]), "wecom": (["key"], ["url"]),
        "dingtalk": (["token"], ["url", "secret"]),
        "smtp": (["host", "port", "security", "from"], ["user", "password"]),
        "sms": (["url", "body"], ["headers", "encoding", "success"]),
        "webpush": (["key", "contact"], []), "open311": (["url", "key"], ["jurisdiction"]),
        "template": (["url", "body"], ["headers", "encoding", "success"]),
    ]

    /// A channel, by its kind.
    mutating func channel(_ node: YAMLNode) -> Channel? {
        guard let pairs = mapping(node) else { return nil }
        let kindNode = pairs.first { pair in
            if case .scalar("kind", _) = pair.key.content { true } else { false }
        }?.value
        guard let kindNode else {
            _ = fields(node, required: Self.common, optional: Self.allKeys)
            return nil
        }
        guard case .scalar(let kind, _) = kindNode.content, let keys = Self.keys[kind] else {
            let known = Self.keys.keys.sorted()
            addBad(
                kindNode, "the kind is not one of \(known.joined(separator: ", "))",
                "种类不在可选值之内：\(known.joined(separator: "、"))")
            return nil
        }
        let fields = fields(
            node, required: Self.common + keys.required, optional: keys.optional + Self.policyKeys)
        guard let fields else { return nil }
        let id: Channel.ID? = definition(fields["id"], .channel)
        let title = localizedText(fields["title"])
        let settings = settings(kind, fields)
        let hosts = (list(fields["hosts"]) ?? []).compactMap { text($0) }
        let quiet = quietHours(fields["quiet"])
        guard let id, let title, let settings else { return nil }
        return Channel(
            id: id, title: title, settings: settings,
            policy: policy(fields, settings.ordinaryPolicy), quietHours: quiet,
            allowedHosts: hosts)
    }

    private static var allKeys: [String] {
        policyKeys + keys.values.flatMap { $0.required + $0.optional }
    }

    private mutating func policy(_ fields: Fields, _ ordinary: DeliveryPolicy) -> DeliveryPolicy {
        var policy = ordinary
        if let attempts = integer(fields["attempts"], in: 1...50) { policy.attempts = attempts }
        if let lifetime = duration(fields["lifetime"]) { policy.lifetime = lifetime }
        if let atOnce = integer(fields["atOnce"], in: 1...32) { policy.atOnce = atOnce }
        if let count = integer(fields["perMinute"], in: 1...10_000) {
            policy.rate = DeliveryPolicy.Rate(count, in: .seconds(60))
        }
        return policy
    }

    private mutating func quietHours(_ node: YAMLNode?) -> QuietHours? {
        guard let node, let fields = fields(node, required: ["from", "to"]) else { return nil }
        let start = minuteOfDay(fields["from"])
        let end = minuteOfDay(fields["to"])
        guard let start, let end else { return nil }
        guard start != end else {
            addBad(node, "quiet hours that never end or never begin", "免打扰时段起止相同")
            return nil
        }
        return QuietHours(startMinute: start % 1_440, endMinute: end % 1_440)
    }

    private mutating func settings(_ kind: String, _ fields: Fields) -> ChannelSettings? {
        switch kind {
        case "webhook":
            let secrets = (list(fields["secrets"]) ?? []).compactMap { secretName($0) }
            let token = secretName(fields["token"])
            guard let address = webAddress(fields["url"]), !secrets.isEmpty else { return nil }
            return .webhook(WebhookSettings(address: address, secrets: secrets, token: token))
        case "wecom":
            return robot(
                fields, key: "key", address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"
            ).map { .wecom($0) }
        case "dingtalk":
            return robot(fields, key: "token", address: "https://oapi.dingtalk.com/robot/send")
                .map { .dingtalk($0) }
        case "smtp": return mail(fields).map { .mail($0) }
        case "sms": return gateway(fields).map { .sms($0) }
        case "template": return gateway(fields).map { .template($0) }
        case "open311":
            let jurisdiction = text(fields["jurisdiction"])
            guard let address = webAddress(fields["url"]), let key = secretName(fields["key"])
            else { return nil }
            return .open311(
                Open311Settings(address: address, key: key, jurisdiction: jurisdiction))
        default:
            guard let key = secretName(fields["key"]), let contact = text(fields["contact"]) else {
                return nil
            }
            guard contact.hasPrefix("mailto:") || contact.hasPrefix("https:") else {
                if let node = fields["contact"] {
                    addBad(
                        node, "a push service is given a mailto: or an https: address",
                        "contact 应为 mailto: 或 https: 地址")
                }
                return nil
            }
            return .webPush(PushSettings(key: key, contact: contact))
        }
    }

    private mutating func robot(
        _ fields: Fields, key: String, address: String,
    ) -> RobotSettings? {
        let own = webAddress(fields["url"])
        let secret = secretName(fields["secret"])
        guard let key = secretName(fields[key]) else { return nil }
        return RobotSettings(address: own ?? address, key: key, signingSecret: secret)
    }

    private mutating func mail(_ fields: Fields) -> MailSettings? {
        let host = text(fields["host"])
        let port = integer(fields["port"], in: 1...65_535)
        let security = choice(fields["security"], of: MailSettings.Security.self)
        let user = text(fields["user"])
        let password = secretName(fields["password"])
        let sender = mailAddress(fields["from"])
        guard let host, let port, let security, let sender else { return nil }
        let isHost = host.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                || ".-:".utf8.contains($0)
        }
        guard isHost, let node = fields["host"] else {
            if let node = fields["host"] {
                addBad(node, "'\(host)' is not the name of a host", "“\(host)”不是主机名")
            }
            return nil
        }
        guard user == nil || security != .none || ["127.0.0.1", "::1", "localhost"].contains(host)
        else {
            addBad(
                node, "a password must not go over the network in the clear; use starttls or tls",
                "密码不得明文传输；请用 starttls 或 tls")
            return nil
        }
        return MailSettings(
            host: host, port: port, security: security, user: user, password: password,
            sender: sender)
    }

    private mutating func gateway(_ fields: Fields) -> GatewaySettings? {
        let address = webAddress(fields["url"])
        let body = text(fields["body"])
        let encoding = choice(fields["encoding"], of: GatewaySettings.Encoding.self)
        var headers: [String: String] = [:]
        for (key, value) in mapping(fields["headers"]) ?? [] {
            if let name = token(key), let text = text(value) { headers[name] = text }
        }
        var success: GatewaySettings.Success?
        if let fields = self.fields(fields["success"], required: ["member", "is"]),
            let member = text(fields["member"]), let value = text(fields["is"])
        {
            success = GatewaySettings.Success(member: member, value: value)
        }
        var secrets: [SecretName] = []
        for node in [fields["url"], fields["body"]].compactMap(\.self) {
            secrets += places(in: node)
        }
        for (_, value) in mapping(fields["headers"]) ?? [] { secrets += places(in: value) }
        guard let address, let body else { return nil }
        return GatewaySettings(
            address: address, headers: headers, body: body, encoding: encoding ?? .json,
            success: success, secrets: secrets)
    }

    /// Checks the places `{{name}}` of a template; gives the secrets that it names.
    private mutating func places(in node: YAMLNode) -> [SecretName] {
        guard case .scalar(let text, _) = node.content else { return [] }
        var secrets: [SecretName] = []
        for match in text.matches(of: /\{\{([^{}]*)\}\}/) {
            let name = String(match.output.1)
            if name.hasPrefix("secret:") {
                let secret = String(name.dropFirst(7))
                let isName =
                    !secret.isEmpty
                    && secret.utf8.allSatisfy {
                        (65...90).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
                    }
                if isName {
                    secrets.append(SecretName(secret))
                    continue
                }
            } else if ["phone", "text", "title", "id", "key", "status"].contains(name) {
                continue
            }
            addBad(
                node,
                "there is no '{{\(name)}}'; known are {{phone}}, {{text}}, {{title}}, {{id}}, "
                    + "{{key}}, {{status}} and {{secret:NAME}}",
                "没有“{{\(name)}}”；可用 {{phone}}、{{text}}、{{title}}、{{id}}、{{key}}、{{status}}、{{secret:NAME}}"
            )
        }
        return secrets
    }
}
