public import Governance

/// Decides which delivery is tried when: a state machine that is told the time and what happened,
/// and says what is to be done.
///
/// Each channel has a lane of its own, so one that is dead or slow delays no other. A lane holds
/// a bounded window of its deliveries; all others wait in the store, from which the window is
/// filled again. Whoever carries out the actions keeps a delivery before sending it.
public struct OutboxMachine: Sendable {
    /// What is to be done.
    public enum Action: Hashable, Sendable {
        /// Keep the delivery as it is, then try it and tell ``OutboxMachine/finished(_:_:at:using:)``.
        case send(Delivery)
        /// Keep the delivery as it is.
        case keep(Delivery)
        /// Tell the operators that something reached nobody.
        case alert(FailedDelivery)
        /// Read the channel's waiting deliveries, earliest first, for
        /// ``OutboxMachine/refill(_:with:at:)``.
        case refill(Channel.ID, limit: Int)
    }

    private var lanes: [Channel.ID: OutboxLane]
    private let order: [Channel.ID]
    private var latest: Instant?

    /// A machine for these channels, with nothing to do.
    public init(_ policies: [Channel.ID: DeliveryPolicy]) {
        lanes = policies.mapValues { OutboxLane($0) }
        order = policies.keys.sorted()
    }

    /// How each channel is doing.
    public var health: [Channel.ID: ChannelHealth] { lanes.mapValues(\.currentHealth) }

    /// Takes the store to hold more of a channel than is in memory, as after a start.
    public mutating func markSpilled(_ channel: Channel.ID) {
        lanes[channel]?.isSpilled = true
    }

    /// Notes attempts of an earlier run, so that a channel's rate also holds across a restart.
    public mutating func noteStarts(_ starts: [Instant], over channel: Channel.ID) {
        lanes[channel]?.noteStarts(starts)
    }

    /// Takes a delivery that is kept in the store; what has no room waits there.
    ///
    /// A delivery over an unknown channel is left in the store.
    public mutating func admit(_ delivery: Delivery) {
        lanes[delivery.channel]?.admit(delivery)
    }

    /// Takes what the store answered to a ``Action/refill(_:limit:)``.
    ///
    /// Whoever read less than was asked for says so by giving fewer. A delivery that is found
    /// sending though nobody here sends it was cut off by a restart; it is in doubt.
    public mutating func refill(
        _ channel: Channel.ID, with deliveries: [Delivery], limit: Int, at now: Instant,
    ) {
        lanes[channel]?.refill(deliveries, isAll: deliveries.count < limit, at: now)
    }

    /// What is to be done now.
    public mutating func due(at now: Instant) -> [Action] {
        if let latest, now < latest {
            for id in order { lanes[id]?.shift(by: now - latest) }
        }
        latest = now
        return order.flatMap { id in lanes[id]?.due(at: now, id) ?? [] }
    }

    /// Takes how an attempt ended.
    public mutating func finished(
        _ delivery: Delivery, _ outcome: DeliveryOutcome, at now: Instant,
        using generator: inout some RandomNumberGenerator,
    ) -> [Action] {
        lanes[delivery.channel]?.finished(delivery.id, outcome, at: now, using: &generator) ?? []
    }
}
