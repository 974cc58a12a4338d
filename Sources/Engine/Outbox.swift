import DispatchCore
import Governance
import Synchronization

/// Effects on their way out, off the path of every request.
///
/// What waits here can always be derived again from the state: an assignment that is still
/// `requested` has not been told. So the queue may be bounded, and lost, without losing anybody.
final class Outbox: Sendable {
    /// Responders of one incident who are to be told.
    private struct Item {
        let incident: Incident
        let assignments: [Assignment]
    }

    /// Somebody who is to be told.
    private struct Recipient: Hashable {
        let incident: Incident.ID
        let assignment: Int
    }

    private struct State {
        var items: [Item] = []
        /// For whom the items are; who is found again while they wait must not be told twice.
        var recipients: Set<Recipient> = []
        var isIncomplete = false

        mutating func put(_ numbers: [Int], of incident: Incident, upTo capacity: Int) {
            let fresh = numbers.filter {
                !recipients.contains(Recipient(incident: incident.id, assignment: $0))
            }
            guard !fresh.isEmpty else { return }
            guard items.count < capacity else {
                isIncomplete = true
                return
            }
            recipients.formUnion(
                fresh.map { Recipient(incident: incident.id, assignment: $0) })
            items.append(
                Item(
                    incident: incident,
                    assignments: incident.assignments.filter { fresh.contains($0.number) }))
        }
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let channels: [any NotificationChannel]
    private let arrivals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init(channels: [any NotificationChannel], capacity: Int) {
        self.channels = channels
        self.capacity = capacity
        (arrivals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Adds the effects of a decision; where there is no room, they are found again later.
    func put(_ effects: [Effect], of incident: Incident) {
        guard !channels.isEmpty else { return }
        let numbers = effects.assignmentsToNotify
        guard !numbers.isEmpty else { return }
        state.withLock { $0.put(numbers, of: incident, upTo: capacity) }
        signal.yield()
    }

    /// Notes that something was not delivered and must be found again from the state.
    func markIncomplete() {
        state.withLock { $0.isIncomplete = true }
    }

    /// Lets what was not delivered be tried again; called at every tick of the clock.
    func retry() {
        if state.withLock({ $0.isIncomplete }) { signal.yield() }
    }

    /// Delivers until the task is cancelled.
    func run(into engine: Engine) async {
        for await _ in arrivals {
            let (items, isIncomplete) = state.withLock { state in
                defer { state = State() }
                return (state.items, state.isIncomplete)
            }
            for item in items { await deliver(item, engine) }
            guard isIncomplete, !channels.isEmpty else { continue }
            guard let incidents = await engine.incidentsToNotify() else {
                markIncomplete()
                continue
            }
            for incident in incidents {
                put(Effect.pending(of: incident), of: incident)
            }
        }
    }

    private func deliver(_ item: Item, _ engine: Engine) async {
        var untold = item.assignments
        for channel in channels where !untold.isEmpty {
            let told = await channel.deliver(untold, of: item.incident)
            untold.removeAll { told.contains($0.number) }
            guard !told.isEmpty else { continue }
            engine.post(
                Command(
                    incident: item.incident.id, actor: .system,
                    action: .confirmNotified(told, channel: channel.name))
            ) { [self] in markIncomplete() }
        }
        if !untold.isEmpty { markIncomplete() }
    }
}

extension Engine {
    /// Open incidents with somebody who has been chosen and not yet told; nil if nobody can say now.
    func incidentsToNotify() async -> [Incident]? {
        await inspect { state in
            state.townships.values.flatMap { township in
                township.incidents.values.filter { incident in
                    incident.assignments.contains { $0.state == .requested }
                }
            }
        }
    }

    /// Puts in a command for whose answer nobody waits; calls `onLoss` if it could not be kept.
    func post(_ command: Command, onLoss: @escaping @Sendable () -> Void) {
        let pending = PendingCommand(command: command, idempotency: nil) { result in
            switch result {
            case .success, .failure(.rejected): break
            case .failure: onLoss()
            }
        }
        do {
            try mailbox.put(.command(pending))
        } catch {
            onLoss()
        }
    }
}
