import DispatchCore
public import EventBus
public import Governance
import Logging

/// What is decided together and kept in one transaction.
struct Batch {
    /// One decision that waits to be kept.
    struct Entry {
        let request: AppendRequest
        let before: CountyState.Before
        let incident: Incident
        let answer: (@Sendable (Result<Engine.Answer, EngineError>) -> Void)?
    }

    /// The moment of all its decisions.
    let now: Instant
    private(set) var entries: [Entry] = []
    /// Repeats of commands that are in the batch itself; answered with them.
    var followers: [(entry: Int, fingerprint: [UInt8], pending: PendingCommand)] = []
    /// Commands that change nothing or are refused.
    ///
    /// They were judged by what the batch decided, so they are answered with it.
    var onlookers: [(pending: PendingCommand, result: Result<Engine.Answer, EngineError>)] = []
    /// Which entry an idempotency key belongs to.
    private(set) var keys: [String: Int] = [:]

    init(now: Instant) {
        self.now = now
    }

    mutating func add(_ entry: Entry) {
        if let key = entry.request.idempotency?.key { keys[key] = entries.count }
        entries.append(entry)
    }
}

extension Engine {
    /// Decides every command on the state that the ones before it have left.
    func decide(
        _ commands: [PendingCommand], _ batch: inout Batch, _ state: inout CountyState,
    ) async {
        let known = await answersKept(for: commands)
        for pending in commands {
            guard let key = pending.idempotency else {
                decide(pending, &batch, &state)
                continue
            }
            if let entry = batch.keys[key.key] {
                batch.followers.append((entry, key.fingerprint, pending))
                continue
            }
            switch known.map({ $0[key.key] }) {
            case .success(let answer?): await repeatAnswer(answer, to: pending, key)
            case .success(nil): decide(pending, &batch, &state)
            case .failure(let error): pending.answer(.failure(.logUnavailable(error)))
            }
        }
    }

    /// The answers that earlier commands got under the keys of these, read all at once.
    private func answersKept(
        for commands: [PendingCommand],
    ) async -> Result<[String: IdempotentAnswer], EventLogError> {
        let keys = commands.compactMap { $0.idempotency?.key }
        guard !keys.isEmpty else { return .success([:]) }
        do throws(EventLogError) {
            return .success(try await log.answers(for: keys))
        } catch {
            return .failure(error)
        }
    }

    private func decide(
        _ pending: PendingCommand, _ batch: inout Batch, _ state: inout CountyState,
    ) {
        let command = pending.command
        guard let partition = partition(for: command, state) else {
            let refusal = EngineError.rejected(.unknownIncident(command.incident))
            batch.onlookers.append((pending, .failure(refusal)))
            return
        }
        do {
            let outcome = try dispatcher.decide(
                command, in: state.township(partition), at: batch.now)
            // Under an idempotency key even an answer without events is kept.
            guard !outcome.events.isEmpty || pending.idempotency != nil else {
                let answer = Answer(incident: outcome.incident, isRepeated: false)
                batch.onlookers.append((pending, .success(answer)))
                return
            }
            batch.add(
                entry(
                    for: outcome, partition, &state, idempotency: pending.idempotency,
                    answer: pending.answer))
        } catch {
            batch.onlookers.append((pending, .failure(.rejected(error))))
        }
    }

    /// Decides what the passing of time makes of incidents whose deadline has come.
    ///
    /// However many commands wait, as many deadlines as commands may be met in one batch.
    func expire(_ batch: inout Batch, _ state: inout CountyState) {
        let most = batch.entries.count + limits.batch
        while batch.entries.count < most,
            let (partition, id) = state.nextDue(at: batch.now),
            let outcome = dispatcher.expire(id, in: state.township(partition), at: batch.now),
            !outcome.events.isEmpty
        {
            batch.add(entry(for: outcome, partition, &state, idempotency: nil, answer: nil))
        }
        if batch.entries.count == most { mailbox.wake() }
    }

    /// Keeps the batch and answers; when it cannot be kept, puts everything back and says so.
    func keep(_ batch: Batch, _ state: inout CountyState) async {
        do throws(EventLogError) {
            if !batch.entries.isEmpty {
                let results = try await log.append(batch.entries.map(\.request))
                guard results.allSatisfy(\.isAppended) else { throw Self.foreignWriter }
                if !health.isServing { note(.serving) }
            }
            for entry in batch.entries {
                entry.answer?(.success(Answer(incident: entry.incident, isRepeated: false)))
                outbox.put(Effect.of(entry.request.events), of: entry.incident)
            }
            answerFollowers(of: batch)
            for (pending, result) in batch.onlookers { pending.answer(result) }
        } catch {
            logger.error("a batch could not be kept", metadata: ["error": "\(error)"])
            note(.logFailing(error))
            for entry in batch.entries.reversed() { state.restore(entry.before) }
            // After a fault of the disk nobody knows what was kept; only the log can tell.
            state.isTrusted = !error.leavesDoubt
            let failure = Result<Answer, EngineError>.failure(.logUnavailable(error))
            for entry in batch.entries { entry.answer?(failure) }
            for follower in batch.followers { follower.pending.answer(failure) }
            for onlooker in batch.onlookers { onlooker.pending.answer(failure) }
        }
    }

    /// Makes sure that the state is what the log says, reading it back if need be.
    func ensureTrusted(_ state: inout CountyState) async throws(EventLogError) {
        guard !state.isTrusted else { return }
        state = try await recover()
        // What was kept without anybody knowing has told nobody yet.
        outbox.markIncomplete()
        note(.serving)
    }

    private func entry(
        for outcome: Outcome, _ partition: AreaCode, _ state: inout CountyState,
        idempotency: IdempotencyKey?,
        answer reply: (@Sendable (Result<Answer, EngineError>) -> Void)?,
    ) -> Batch.Entry {
        let before = state.apply(outcome, in: partition)
        let answer = idempotency.map {
            IdempotentAnswer(
                key: $0.key, fingerprint: $0.fingerprint,
                answer: KeptAnswer(outcome.incident).bytes)
        }
        let request = AppendRequest(
            partition: partition, expectedVersion: before.version, events: outcome.events,
            idempotency: answer, incident: outcome.events.isEmpty ? nil : outcome.incident)
        return Batch.Entry(
            request: request, before: before, incident: outcome.incident, answer: reply)
    }

    private func partition(for command: Command, _ state: CountyState) -> AreaCode? {
        guard case .submit(let report) = command.action else {
            return state.partition(of: command.incident)
        }
        return report.area.ancestor(at: .township) ?? report.area
    }

    private func answerFollowers(of batch: Batch) {
        for (entry, fingerprint, pending) in batch.followers {
            let first = batch.entries[entry]
            if first.request.idempotency?.fingerprint == fingerprint {
                pending.answer(.success(Answer(incident: first.incident, isRepeated: true)))
            } else {
                pending.answer(.failure(.keyReused))
            }
        }
    }

    /// The first answer again: the incident as that command left it, folded from the log.
    private func repeatAnswer(
        _ known: IdempotentAnswer, to pending: PendingCommand, _ key: IdempotencyKey,
    ) async {
        guard known.fingerprint == key.fingerprint, let kept = KeptAnswer(known.answer) else {
            pending.answer(.failure(.keyReused))
            return
        }
        do throws(EventLogError) {
            let records = try await log.records(of: kept.incident)
            guard let incident = Incident.folded(from: records, upTo: kept.version) else {
                throw EventLogError(.corrupt, "an answer was kept for an unknown incident")
            }
            pending.answer(.success(Answer(incident: incident, isRepeated: true)))
        } catch {
            pending.answer(.failure(.logUnavailable(error)))
        }
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

extension Incident {
    /// The incident as its records make it, up to one of its versions.
    public static func folded(from records: [Record], upTo version: Int = .max) -> Incident? {
        var incident: Incident?
        for record in records {
            guard (incident?.version ?? 0) < version else { break }
            if incident == nil {
                incident = Incident.made(by: record.event)
            } else {
                incident?.evolve(record.event)
            }
        }
        return incident
    }
}
