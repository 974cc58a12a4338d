public import DispatchCore
import EventBus
public import Governance
import Logging
import Synchronization

/// Versions that take over between two batches.
extension Engine {
    /// Puts a change of versions on record and does it: decides by the version that comes into
    /// force from then on, or begins or ends to run one beside it.
    ///
    /// The change goes ahead of the commands that wait, also of more than may wait: it may be what
    /// they wait for. It is carried out between two batches: every command is decided wholly by one
    /// version, and none is lost.
    ///
    /// - Parameters:
    ///   - change: What is done.
    ///   - dispatcher: The version that comes into force or runs in shadow; nil where a shadow
    ///     ends.
    ///   - actor: Who does it.
    /// - Returns: The versions as they are then.
    /// - Throws: ``ChangeRefusal``; the former version goes on then.
    @discardableResult
    public func carryOut(
        _ change: RulesChange, bringing dispatcher: Dispatcher? = nil, by actor: Actor,
    ) async throws(ChangeRefusal) -> RuleHistory {
        precondition(
            (change.step == .shadowStopped) == (dispatcher == nil), "\(change.step) has its version"
        )
        let result: Result<RuleHistory, ChangeRefusal> = await withCheckedContinuation { answer in
            let pending = PendingChange(change: change, actor: actor, dispatcher: dispatcher) {
                answer.resume(returning: $0)
            }
            do throws(Mailbox<Message>.Refusal) {
                try mailbox.put(.change(pending), isUrgent: true)
            } catch {
                let refusal = error == .full ? EngineError.overloaded : .stopping
                answer.resume(returning: .failure(.engine(refusal)))
            }
        }
        return try result.get()
    }

    /// Which versions were in force when; nil if that cannot be told now.
    public func ruleHistory() async -> RuleHistory? {
        await inspect(isUrgent: true) { $0.rules }
    }

    /// Carries out a change, between two batches.
    func carryOut(_ pending: PendingChange, _ state: inout CountyState) async {
        do throws(EventLogError) {
            try await ensureTrusted(&state)
            if pending.change.step.isActivation, let next = pending.dispatcher?.county {
                let open = state.townships.values.lazy.flatMap(\.incidents.values)
                let obstacles = county.obstacles(to: next, open: open)
                guard obstacles.isEmpty else {
                    return pending.answer(.failure(.obstacles(obstacles)))
                }
            }
            try await record(.rulesChanged(pending.change), by: pending.actor, &state)
            take(pending.change, pending.dispatcher)
            pending.answer(.success(state.rules))
        } catch {
            logger.error("a change of versions was not kept", metadata: ["error": "\(error)"])
            note(.logFailing(error))
            if error.leavesDoubt {
                state.isTrusted = false
                state.doubtful = pending
            }
            pending.answer(.failure(.engine(.logUnavailable(error))))
        }
    }

    /// Decides by this version from now on.
    func install(_ dispatcher: Dispatcher) {
        edition.withLock { $0 = CountyEdition(dispatcher) }
        logger.notice(
            "a version of the county took over",
            metadata: ["version": "\(dispatcher.county.version)"])
    }

    /// Puts on record which version of the county is in force, when it has changed, and which was
    /// read from the served folder: only a change of that takes the place of what was activated.
    func activateCounty(_ state: inout CountyState) async throws(EventLogError) {
        let isRead = servedFolder == county.version && state.rules.folder != county.version
        guard isRead || state.rules.live?.version != county.version else { return }
        try await record(.countyActivated(county.version), by: .system, &state)
    }

    /// Keeps an event of the county as a whole.
    private func record(
        _ kind: Event.Kind, by actor: Actor, _ state: inout CountyState,
    ) async throws(EventLogError) {
        let partition = county.grids.county.code
        let now = clock.now
        let event = Event(
            subject: .county, occurredAt: now, recordedAt: now, actor: actor, kind: kind)
        let request = AppendRequest(
            partition: partition, expectedVersion: state.versions[partition] ?? 0,
            events: [event])
        guard try await log.append([request]).allSatisfy(\.isAppended) else {
            throw Self.foreignWriter
        }
        state.take(event, of: partition)
    }
}
