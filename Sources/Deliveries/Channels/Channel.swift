public import Governance

/// A way out of the house, as a county's folder states it.
public struct Channel: Hashable, Sendable {
    /// The county's short name of a channel, for example `duty-group`.
    public struct ID: NamedID {
        /// The short name.
        public let name: String

        /// The channel of that name; whether there is one is checked by the county.
        public init(trusted name: String) { self.name = name }
    }

    /// The short name.
    public let id: ID
    /// The name that people see.
    public let title: LocalizedText
    /// What kind of channel it is, with all that it needs.
    public let settings: ChannelSettings
    /// How hard it is tried.
    public let policy: DeliveryPolicy
    /// When it is silent for what is not severe.
    public let quietHours: QuietHours?
    /// Hosts that may be at private addresses.
    public let allowedHosts: [String]

    /// A channel.
    public init(
        id: ID, title: LocalizedText, settings: ChannelSettings,
        policy: DeliveryPolicy? = nil, quietHours: QuietHours? = nil, allowedHosts: [String] = [],
    ) {
        self.id = id
        self.title = title
        self.settings = settings
        self.policy = policy ?? settings.ordinaryPolicy
        self.quietHours = quietHours
        self.allowedHosts = allowedHosts
    }
}

/// A span of the day in which a channel is silent; severities 1 and 2 are told all the same.
public struct QuietHours: Hashable, Sendable {
    /// The minute of the day at which it begins.
    public let startMinute: Int
    /// The minute of the day at which it ends, on the next day if that is not later.
    public let endMinute: Int

    /// A span from one minute of the day to another.
    public init(startMinute: Int, endMinute: Int) {
        self.startMinute = startMinute
        self.endMinute = endMinute
    }

    /// The moment from which a message of `now` may be sent.
    func opening(at now: Instant, in zone: CountyTimeZone) -> Instant {
        let second = zone.localTime(at: now).secondOfDay
        let (start, end) = (startMinute * 60, endMinute * 60)
        let isQuiet =
            start < end ? (start..<end).contains(second) : second >= start || second < end
        guard isQuiet else { return now }
        return now + .seconds((end - second + 86_400) % 86_400)
    }
}
