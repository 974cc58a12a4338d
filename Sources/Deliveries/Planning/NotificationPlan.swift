public import Governance

/// A county's channels and who is told what over them.
public struct NotificationPlan: Sendable {
    /// The most deliveries that one event makes.
    public static let maximumPerEvent = 200

    /// The channels, by name.
    public let channels: [Channel.ID: Channel]
    /// Who is told what.
    public let subscriptions: [Subscription]
    /// How people of the roster are reached.
    public let people: [Responder.ID: Contact]
    /// How contacts beside the roster are reached, by name.
    public let contacts: [String: Contact]
    /// The address under which people open the pages, without a slash at the end.
    public let site: String?
    private let wanted: Set<NotificationTopic>

    /// A plan; nothing in it means that nobody is told anything.
    public init(
        channels: [Channel] = [], subscriptions: [Subscription] = [],
        people: [Responder.ID: Contact] = [:], contacts: [String: Contact] = [:],
        site: String? = nil,
    ) {
        self.channels = Dictionary(channels.map { ($0.id, $0) }) { first, _ in first }
        self.subscriptions = subscriptions
        self.people = people
        self.contacts = contacts
        self.site = site
        wanted = Set(
            NotificationTopic.allCases.filter { topic in
                subscriptions.contains { $0.wants(topic) }
            })
    }

    /// How hard each channel is tried.
    public var policies: [Channel.ID: DeliveryPolicy] { channels.mapValues(\.policy) }

    /// Whether somebody may be told of such an event.
    public func wants(_ kind: Event.Kind) -> Bool {
        NotificationTopic(kind).map { wanted.contains($0) } ?? false
    }

    /// How a recipient is reached over a channel that needs an address.
    public func contact(of recipient: Recipient) -> Contact? {
        switch recipient {
        case .everybody, .source: nil
        case .responder(let id): people[id] ?? Contact()
        case .contact(let name): contacts[name]
        }
    }

    /// What is to be delivered because of an event, whose record has that identifier and place.
    ///
    /// The incident is as the event left it. What has become old before anybody looked at it is
    /// not told.
    public func deliveries<Record>(
        for event: Event, record: EntityID<Record>, offset: Int64, incident: Incident?,
        in county: County, at now: Instant,
    ) -> [Delivery] {
        guard let topic = NotificationTopic(event.kind), wanted.contains(topic),
            incident?.report.isExercise != true, topic != .other || incident != nil
        else { return [] }
        var deliveries: [Delivery] = []
        var known: Set<Delivery.ID> = []
        for subscription in subscriptions where subscription.wants(topic) {
            guard let channel = channels[subscription.channel] else { continue }
            if let incident, !subscription.wants(incident) { continue }
            let rank = incident?.decision?.severity.rawValue ?? 5
            let start = rank <= 2 ? now : channel.opening(at: now, in: county.timeZone)
            guard event.recordedAt + channel.policy.lifetime > now else { continue }
            let recipients = recipients(
                of: subscription, channel, event, incident, in: county)
            for recipient in recipients {
                let id = Delivery.ID(of: record, over: channel.id, to: recipient)
                guard known.insert(id).inserted, deliveries.count < Self.maximumPerEvent else {
                    continue
                }
                deliveries.append(
                    Delivery(
                        id: id, offset: offset, incident: incident?.id, topic: topic,
                        channel: channel.id, recipient: recipient, rank: rank, createdAt: now,
                        dueAt: start, expiresAt: start + channel.policy.lifetime))
            }
        }
        return deliveries
    }

    private func recipients(
        of subscription: Subscription, _ channel: Channel, _ event: Event, _ incident: Incident?,
        in county: County,
    ) -> [Recipient] {
        switch subscription.audience {
        case .everybody: return [.everybody]
        case .contacts(let names):
            return names.filter { contacts[$0]?.isReached(by: channel.settings.address) == true }
                .map { .contact($0) }
        case .concerned:
            let concerned = (incident?.assignments ?? []).filter { assignment in
                event.kind.concernedAssignments.contains(assignment.number)
                    && (subscription.roles.isEmpty || subscription.roles.contains(assignment.role))
            }
            return reached(concerned.map(\.responder), by: channel)
        case .onDuty(let roles):
            let time = county.timeZone.localTime(at: event.recordedAt)
            let place = incident?.report.area ?? county.grids.county.code
            let people = county.roster.filter { responder in
                !Set(roles).isDisjoint(with: responder.roles) && responder.isOnDuty(at: time)
                    && responder.coverage.contains { $0.contains(place) }
            }
            return reached(people.map(\.id), by: channel)
        }
    }

    private func reached(_ people: [Responder.ID], by channel: Channel) -> [Recipient] {
        people.filter {
            (self.people[$0] ?? Contact()).isReached(by: channel.settings.address)
        }.map { .responder($0) }
    }
}

extension Channel {
    fileprivate func opening(at now: Instant, in zone: CountyTimeZone) -> Instant {
        quietHours?.opening(at: now, in: zone) ?? now
    }
}

extension Event.Kind {
    /// The numbers of the assignments whose responders the event is about.
    fileprivate var concernedAssignments: [Int] {
        switch self {
        case .respondersRequested(let requests): requests.map(\.number)
        case .assignmentReleased(let number, _): [number]
        default: []
        }
    }
}

extension NotificationPlan {
    /// The plan without some channels: nobody is told anything over them.
    public func without(_ channels: Set<Channel.ID>) -> NotificationPlan {
        NotificationPlan(
            channels: self.channels.values.filter { !channels.contains($0.id) },
            subscriptions: subscriptions.filter { !channels.contains($0.channel) },
            people: people, contacts: contacts, site: site)
    }
}
