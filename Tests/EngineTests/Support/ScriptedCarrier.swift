import Deliveries
import EventBus
import Governance
import Synchronization

@testable import Engine

/// A carrier that notes what it was given, and answers as a test wants.
final class ScriptedCarrier: DeliveryCarrier {
    typealias Answer = @Sendable (Delivery, Int) async -> DeliveryOutcome

    private let attempts = Mutex<[Delivery]>([])
    private let answer: Answer

    /// - Parameter answer: What comes of an attempt, by the delivery and the attempt's number.
    init(_ answer: @escaping Answer = { _, _ in .delivered("taken") }) {
        self.answer = answer
    }

    /// Every attempt, in order.
    var tried: [Delivery] { attempts.withLock { $0 } }

    /// The attempts over a channel, each as topic and recipient.
    func told(over channel: Channel.ID) -> [String] {
        tried.filter { $0.channel == channel }.map { "\($0.topic.rawValue) \($0.recipient)" }
    }

    func carry(
        _ delivery: Delivery, about record: Record, of incident: Incident?,
    ) async -> DeliveryOutcome {
        let number = attempts.withLock { attempts in
            attempts.append(delivery)
            return attempts.count
        }
        return await answer(delivery, number)
    }
}
