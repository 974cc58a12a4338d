import DispatchCore
public import EventBus
public import Governance
import RulesEngine
import Synchronization

/// What commands and passing time make of the state.
extension Engine {
    /// Decides every command on the state that the ones before it have left.
    ///
    /// A repeat of a command that is being written joins that one, in `written`. What there is too
    /// much work for waits for the next batch.
    func decide(
        _ commands: [PendingCommand], _ batch: inout Batch, behind written: inout Writing?,
        _ state: inout CountyState,
    ) async {
        let known = await answersKept(for: commands)
        var work = Duration.zero
        for (index, pending) in commands.enumerated() {
            guard work < limits.batchWork || index == 0 else {
                return mailbox.putBack(commands[index...].lazy.map { .command($0) })
            }
            if let key = pending.idempotency {
                if batch.takeRepeat(pending, key) { continue }
                if written?.batch.takeRepeat(pending, key) == true { continue }
                switch known.map({ $0[key.key] }) {
                case .success(let answer?):
                    await repeatAnswer(answer, to: pending, key)
                    continue
                case .failure(let error):
                    pending.answer(.failure(.logUnavailable(error)))
                    continue
                case .success(nil): break
                }
            }
            let time = ThreadTime()
            decide(pending, &batch, &state)
            work += time.elapsed
        }
    }

    private func decide(
        _ pending: PendingCommand, _ batch: inout Batch, _ state: inout CountyState,
    ) {
        let command = pending.command
        let edition = edition.withLock { $0 }
        guard let partition = partition(for: command, state) else {
            let refusal = EngineError.rejected(.unknownIncident(command.incident))
            batch.add(onlooker: pending, .failure(refusal))
            return
        }
        do {
            let outcome = try edition.dispatcher.decide(
                command, in: state.township(partition), at: batch.now, knowing: batch.feeds)
            // Under an idempotency key even an answer without events is kept.
            guard !outcome.events.isEmpty || pending.idempotency != nil else {
                let answer = Answer(IncidentDocument(outcome.incident))
                batch.add(onlooker: pending, .success(answer))
                return
            }
            add(outcome, partition, &batch, &state, pending)
        } catch {
            batch.add(onlooker: pending, .failure(.rejected(error)))
        }
    }

    /// Decides what the passing of time makes of incidents whose deadline has come.
    ///
    /// However many commands wait, as many deadlines as commands may be met in one batch.
    func expire(_ batch: inout Batch, _ state: inout CountyState) {
        let most = batch.entries.count + limits.batch
        let edition = edition.withLock { $0 }
        while batch.entries.count < most,
            let (partition, id) = state.nextDue(at: batch.now),
            let outcome = edition.dispatcher.expire(
                id, in: state.township(partition), at: batch.now),
            !outcome.events.isEmpty
        {
            add(outcome, partition, &batch, &state, nil)
        }
    }

    /// Adds a decision, and after it what follows for other incidents: all of it is kept in one
    /// transaction or none.
    private func add(
        _ outcome: Outcome, _ partition: AreaCode, _ batch: inout Batch,
        _ state: inout CountyState, _ pending: PendingCommand?,
    ) {
        batch.add(entry(for: outcome, partition, &state, at: batch.now, batch.context, pending))
        for other in outcome.others {
            batch.add(entry(for: other, partition, &state, at: batch.now, batch.context, nil))
        }
    }

    private func entry(
        for outcome: Outcome, _ partition: AreaCode, _ state: inout CountyState, at now: Instant,
        _ context: RoutingContext, _ pending: PendingCommand?,
    ) -> Batch.Entry {
        let before = state.apply(outcome, in: partition)
        var (events, incident) = (outcome.events, outcome.incident)
        if let told = tellInInbox(outcome, partition, &state, at: now) {
            events += told.events
            incident = told.incident
        }
        var context = context
        if shadow.isRunning, let id = events.first?.incident {
            // The candidate may read what the version in force does not.
            context.history = state.township(partition).history.known(
                about: incident.report, of: id, at: now)
        }
        let document = IncidentDocument(incident)
        let kept = pending?.idempotency.map {
            IdempotentAnswer(
                key: $0.key, fingerprint: $0.fingerprint, answer: KeptAnswer(incident).bytes)
        }
        let request = AppendRequest(
            partition: partition, expectedVersion: before.version, events: events,
            idempotency: kept, document: events.isEmpty ? nil : document)
        return Batch.Entry(
            request: request, before: before, answer: Answer(document), context: context,
            pending: pending)
    }

    /// Whoever an outcome asks to come has it in the inbox as soon as it is kept.
    private func tellInInbox(
        _ outcome: Outcome, _ partition: AreaCode, _ state: inout CountyState, at now: Instant,
    ) -> Outcome? {
        guard hasInbox else { return nil }
        let numbers = outcome.events.assignmentsToNotify
        guard !numbers.isEmpty else { return nil }
        let command = Command(
            incident: outcome.incident.id, actor: .system,
            action: .confirmNotified(numbers, channel: Self.inbox))
        let told = try? edition.withLock { $0 }.dispatcher.decide(
            command, in: state.township(partition), at: now)
        if let told { _ = state.apply(told, in: partition) }
        return told
    }

    private func partition(for command: Command, _ state: CountyState) -> AreaCode? {
        guard case .submit(let report) = command.action else {
            return state.partition(of: command.incident)
        }
        return report.area.ancestor(at: .township) ?? report.area
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
            pending.answer(.success(Answer(IncidentDocument(incident)).repeated))
        } catch {
            pending.answer(.failure(.logUnavailable(error)))
        }
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
