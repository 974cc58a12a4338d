import DispatchCore
import EventBus
public import Governance

/// Who is on duty, and changes of it.
extension Engine {
    /// Carries out a change of duty; returns it, as it is in force, once it is durable.
    ///
    /// A change that is repeated under its id is carried out once.
    /// - Throws: ``EngineError``; nothing has changed then, unless the error leaves doubt.
    public func perform(_ command: RosterCommand) async throws(EngineError) -> DutyChange? {
        let result: Result<DutyChange?, EngineError> = await withCheckedContinuation {
            continuation in
            let pending = PendingDuty(command: command) { continuation.resume(returning: $0) }
            do throws(Mailbox<Message>.Refusal) {
                try mailbox.put(.duty(pending))
            } catch {
                pending.answer(.failure(error == .full ? .overloaded : .stopping))
            }
        }
        return try result.get()
    }

    /// What was ordered about who is on duty; nil if that cannot be told now.
    public func dutyBook() async -> DutyBook? {
        await inspect { $0.duty }
    }

    /// Carries out changes of duty while nothing is being written.
    func carryOut(_ changes: [PendingDuty], _ state: inout CountyState) async {
        for pending in changes {
            guard state.isTrusted else {
                pending.answer(.failure(.logUnavailable(Self.foreignWriter)))
                continue
            }
            do throws(EngineError) {
                pending.answer(.success(try await keep(pending.command, &state)))
            } catch {
                pending.answer(.failure(error))
            }
        }
    }

    private func keep(
        _ command: RosterCommand, _ state: inout CountyState,
    ) async throws(EngineError) -> DutyChange? {
        let events: [Event]
        do throws(Rejection) {
            events = try dispatcher.decide(command, in: state.duty, at: clock.now)
        } catch {
            throw .rejected(error)
        }
        guard !events.isEmpty else { return state.duty[command.change] }
        let partition = county.grids.county.code
        let request = AppendRequest(
            partition: partition, expectedVersion: state.versions[partition] ?? 0, events: events)
        do throws(EventLogError) {
            guard try await log.append([request]).allSatisfy(\.isAppended) else {
                throw Self.foreignWriter
            }
        } catch {
            note(.logFailing(error))
            state.isTrusted = !error.leavesDoubt
            throw .logUnavailable(error)
        }
        state.count(events.count, in: partition)
        for event in events { state.evolve(event) }
        return state.duty[command.change]
    }
}

/// A change of duty that waits, with the way back to whoever asked.
struct PendingDuty: Sendable {
    let command: RosterCommand
    let answer: @Sendable (Result<DutyChange?, EngineError>) -> Void
}
