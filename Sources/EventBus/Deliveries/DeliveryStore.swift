public import Deliveries
public import Governance

/// Where the deliveries of a log are kept, so that a restart neither loses nor repeats any.
public protocol DeliveryStore: Sendable {
    /// Up to which record deliveries have been made; nil if that was never kept.
    func outboxPosition() async throws(EventLogError) -> Offset?

    /// Keeps new deliveries and the position that their events bring the outbox to, both or
    /// neither; those that are kept already are left as they are.
    func keep(
        new deliveries: [Delivery], through position: Offset,
    ) async throws(EventLogError)

    /// Keeps deliveries as they are now.
    func keep(_ deliveries: [Delivery]) async throws(EventLogError)

    /// Deliveries over a channel that have not come to an end, the earliest due first.
    func openDeliveries(
        over channel: Channel.ID, limit: Int,
    ) async throws(EventLogError) -> [Delivery]

    /// When deliveries over a channel were last tried since a moment, the earliest first.
    func attempts(
        over channel: Channel.ID, since moment: Instant,
    ) async throws(EventLogError) -> [Instant]

    /// Deliveries, the newest first.
    func deliveries(_ query: DeliveryQuery) async throws(EventLogError) -> [Delivery]

    /// How many deliveries of each channel are in each state.
    func deliveryCounts() async throws(EventLogError) -> [Channel.ID: [Delivery.State: Int]]

    /// Drops deliveries that had come to their end before a moment.
    func dropDeliveries(endedBefore moment: Instant) async throws(EventLogError)
}

/// Which deliveries are wanted.
public struct DeliveryQuery: Hashable, Sendable {
    /// The most deliveries of one answer.
    public static let maximumLimit = 500

    /// Only those of this incident.
    public var incident: Incident.ID?
    /// Only those over this channel.
    public var channel: Channel.ID?
    /// Only those in one of these states; empty means all.
    public var states: Set<Delivery.State>
    /// Only those older than this one.
    public var before: Delivery.ID?
    /// How many at most.
    public var limit: Int

    /// A query; what is not given leaves nothing out.
    public init(
        incident: Incident.ID? = nil, channel: Channel.ID? = nil,
        states: Set<Delivery.State> = [], before: Delivery.ID? = nil, limit: Int = 100,
    ) {
        self.incident = incident
        self.channel = channel
        self.states = states
        self.before = before
        self.limit = min(max(1, limit), Self.maximumLimit)
    }

    func wants(_ delivery: Delivery) -> Bool {
        if let incident, delivery.incident != incident { return false }
        if let channel, delivery.channel != channel { return false }
        if let before, delivery.id >= before { return false }
        return states.isEmpty || states.contains(delivery.state)
    }
}
