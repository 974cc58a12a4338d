public import Governance

/// Who is told what over which channel.
public struct Subscription: Hashable, Sendable {
    /// To whom it goes.
    public enum Audience: Hashable, Sendable {
        /// Whoever reads the channel.
        case everybody
        /// The responders that the event is about: who is asked, or not needed any more.
        case concerned
        /// People on duty who have one of these roles and cover the place.
        case onDuty([Role.ID])
        /// 回写: the systems that incidents came from, where these data items gave them.
        case sources([String])
        /// Contacts by name.
        case contacts([String])
    }

    /// The channel.
    public let channel: Channel.ID
    /// To whom.
    public let audience: Audience
    /// What; empty means everything.
    public let topics: Set<NotificationTopic>
    /// Only incidents of these severities; empty means all, and those of which none is known.
    public let severities: Set<Severity>
    /// Only incidents to which one of these roles must come, and only those asked to fill one;
    /// empty means all.
    public let roles: Set<Role.ID>
    /// Only incidents in these areas; empty means all.
    public let areas: [AreaCode]

    /// A subscription; what is not given leaves nothing out.
    public init(
        channel: Channel.ID, audience: Audience, topics: Set<NotificationTopic> = [],
        severities: Set<Severity> = [], roles: Set<Role.ID> = [], areas: [AreaCode] = [],
    ) {
        self.channel = channel
        self.audience = audience
        self.topics = topics
        self.severities = severities
        self.roles = roles
        self.areas = areas
    }

    /// Whether anything of that topic is wanted.
    func wants(_ topic: NotificationTopic) -> Bool { topics.isEmpty || topics.contains(topic) }

    /// Whether the incident is one of those that are meant.
    func wants(_ incident: Incident) -> Bool {
        if !severities.isEmpty {
            guard let severity = incident.decision?.severity, severities.contains(severity) else {
                return false
            }
        }
        if !roles.isEmpty, roles.isDisjoint(with: incident.requiredRoles) { return false }
        return areas.isEmpty || areas.contains { $0.contains(incident.report.area) }
    }
}

/// How a person or a place is reached.
public struct Contact: Hashable, Sendable {
    /// The mail address.
    public let mail: String?
    /// The telephone number.
    public let phone: String?

    /// A contact.
    public init(mail: String? = nil, phone: String? = nil) {
        self.mail = mail
        self.phone = phone
    }

    /// Whether a channel that needs that kind of address can reach it.
    func isReached(by address: ChannelSettings.Address) -> Bool {
        switch address {
        case .none, .source: false
        case .mail: mail != nil
        case .phone: phone != nil
        case .browser: true
        }
    }
}
