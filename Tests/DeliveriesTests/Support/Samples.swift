import Deliveries
import Governance
import GridTesting

extension Channel.ID {
    static let group = Channel.ID(trusted: "group")
    static let mail = Channel.ID(trusted: "mail")
}

extension Instant {
    /// So long after the small county's morning.
    static func at(_ duration: Duration) -> Instant { SmallCounty.morning + duration }
}

extension Delivery {
    /// A delivery of the record with that number; of an ordinary incident unless told otherwise.
    static func example(
        _ number: Int, over channel: Channel.ID = .group, rank: Int = 3,
        topic: NotificationTopic = .overdue, from: Duration = .zero,
        lifetime: Duration = .hours(6),
    ) -> Delivery {
        Delivery(
            id: ID(high: 1, low: UInt64(number)), offset: Int64(number),
            incident: SmallCounty.incident(1), topic: topic, channel: channel,
            recipient: .everybody, rank: rank, createdAt: SmallCounty.morning,
            dueAt: .at(from), expiresAt: .at(from + lifetime))
    }

    /// The delivery as an attempt finds it.
    func sent(_ attempt: Int = 1, at moment: Duration = .zero) -> Delivery {
        var delivery = self
        delivery.state = .sending
        delivery.attempts = attempt
        delivery.attemptedAt = .at(moment)
        return delivery
    }

    /// The delivery at its end.
    func ended(_ state: State, _ note: String, at moment: Duration = .zero) -> Delivery {
        var delivery = self
        delivery.state = state
        delivery.note = note
        delivery.finishedAt = .at(moment)
        return delivery
    }
}

/// Chance that never shortens a pause, so that a test can say when something is due.
struct NoChance: RandomNumberGenerator {
    mutating func next() -> UInt64 { 0 }
}

extension OutboxMachine {
    /// A machine with the channel `group`.
    static func example(_ policy: DeliveryPolicy = DeliveryPolicy()) -> OutboxMachine {
        OutboxMachine([.group: policy])
    }

    /// Takes how an attempt ended, without any chance in it.
    mutating func finished(
        _ delivery: Delivery, _ outcome: DeliveryOutcome, at moment: Duration = .zero,
    ) -> [Action] {
        var chance = NoChance()
        return finished(delivery, outcome, at: .at(moment), using: &chance)
    }

    mutating func due(_ moment: Duration = .zero) -> [Action] { due(at: .at(moment)) }

    /// The numbers of the deliveries that are sent now.
    mutating func sent(_ moment: Duration = .zero) -> [Int64] {
        due(moment).compactMap { action in
            guard case .send(let delivery) = action else { return nil }
            return delivery.offset
        }
    }
}
