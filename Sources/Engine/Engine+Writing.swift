import DispatchCore
import EventBus
import Governance
import Logging

/// A batch that the log is keeping while the next one is being decided.
struct Writing {
    var batch: Batch
    let outcome: Task<Result<[AppendResult], EventLogError>, Never>
}

/// Keeping what was decided, and putting it back when it cannot be kept.
extension Engine {
    /// Hands a batch to the log, and does not wait.
    func write(_ batch: Batch) -> Writing {
        let requests = batch.entries.map(\.request) + [batch.notesRequest].compactMap(\.self)
        // A task of its own, since what was handed over is kept whatever is cancelled meanwhile.
        let outcome = Task { [log] () -> Result<[AppendResult], EventLogError> in
            do throws(EventLogError) {
                guard !requests.isEmpty else { return .success([]) }
                return .success(try await log.append(requests))
            } catch {
                return .failure(error)
            }
        }
        return Writing(batch: batch, outcome: outcome)
    }

    /// Waits until a batch is kept and answers it; when it could not be kept, takes it back,
    /// and with it `next`, which was decided on top of it.
    ///
    /// - Returns: whether the batch was kept.
    func settle(
        _ writing: Writing, undoing next: Batch?, _ state: inout CountyState,
    ) async -> Bool {
        let batch = writing.batch
        switch await writing.outcome.value {
        case .success(let results) where results.allSatisfy(\.isAppended):
            if !batch.entries.isEmpty, !health.isServing { note(.serving) }
            batch.answerKept()
            shadow.put(batch.entries, in: county.timeZone)
            return true
        case .success: giveUp(batch, next, Self.foreignWriter, &state)
        case .failure(let error): giveUp(batch, next, error, &state)
        }
        return false
    }

    /// Finds out whether a log that failed keeps things again, so that whoever asks for readiness
    /// need not wait for somebody's command.
    ///
    /// It writes as much as a batch does, for on a full disk a few bytes may still find room.
    func probe() async {
        guard case .logFailing = health else { return }
        let answer = IdempotentAnswer(
            key: "engine.probe.\(clock.now.microsecondsSinceEpoch)",
            fingerprint: Array(repeating: 0, count: LogLimits.fingerprintBytes),
            answer: Array(repeating: 0, count: 65_536))
        let request = AppendRequest(
            partition: county.grids.county.code, events: [], idempotency: answer, document: nil)
        if (try? await log.append([request])) != nil { note(.serving) }
    }

    /// Makes sure that the state is what the log says, reading it back if need be.
    func ensureTrusted(_ state: inout CountyState) async throws(EventLogError) {
        guard !state.isTrusted else { return }
        let doubtful = state.doubtful
        state = try await recover()
        if let doubtful { settleDoubt(about: doubtful, state.rules) }
        note(.serving)
    }

    private func giveUp(
        _ batch: Batch, _ next: Batch?, _ error: EventLogError, _ state: inout CountyState,
    ) {
        logger.error("a batch could not be kept", metadata: ["error": "\(error)"])
        note(.logFailing(error))
        next?.undo(&state)
        batch.undo(&state)
        // After a fault of the disk nobody knows what was kept; only the log can tell.
        state.isTrusted = !error.leavesDoubt
        batch.answerFailure(error)
    }

    /// Somebody else has written to the log; the engine's state is then not to be trusted.
    static var foreignWriter: EventLogError {
        EventLogError(
            .io, "the log has records that this engine did not write; restart the server")
    }
}

extension AppendResult {
    /// Whether the request was kept.
    var isAppended: Bool {
        guard case .appended = self else { return false }
        return true
    }
}
