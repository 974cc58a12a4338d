import DispatchCore
import EventBus
import Governance
import Logging

/// The loop: wait, take what waits, decide, keep, answer.
extension Engine {
    /// Reads the log back and dispatches until ``stop()`` is called or the task is cancelled.
    ///
    /// - Throws: ``EventLogError`` if the log cannot be read at the start.
    public func run() async throws {
        defer { note(.stopped) }
        var state: CountyState
        do {
            state = try await recover()
            try await activateCounty(&state)
        } catch {
            refuseAll()
            throw error
        }
        note(.serving)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.keepTime() }
            group.addTask(priority: .background) { await self.shadow.run() }
            group.addTask { await self.keepSnapshots() }
            await self.loop(&state)
            group.cancelAll()
        }
        if let stateSnapshot, state.isTrusted { await keep(state, stateSnapshot) }
    }

    /// Folds the log into the state of today.
    func recover() async throws(EventLogError) -> CountyState {
        let restored = try await stateSnapshot?.restore(from: log, logger)
        var state = restored?.state ?? CountyState()
        var offset = restored?.offset ?? .start
        while true {
            let page = try await page(after: offset)
            for record in page.records { state.replay(record) }
            guard page.through > offset else { break }
            offset = page.through
        }
        logger.info(
            "the log was read back",
            metadata: ["records": "\(offset)", "townships": "\(state.townships.count)"])
        return state
    }

    private func page(after offset: Offset) async throws(EventLogError) -> RecordPage {
        try await log.read(
            after: offset, limit: 10_000, filter: RecordFilter(includesPersonalData: false))
    }

    private func loop(_ state: inout CountyState) async {
        for await _ in mailbox.wakeUps { await work(&state) }
        // Closed, or cancelled: nothing more is taken, and what was accepted is still carried out.
        mailbox.close()
        await work(&state)
    }

    /// Decides and keeps until nothing waits and no deadline has come.
    ///
    /// One batch is decided while the one before it is being written, so that neither waits for
    /// the other. It is decided on a state that is not durable yet; nobody is told of it before
    /// that is so.
    func work(_ state: inout CountyState) async {
        var writing: Writing?
        var messages = mailbox.take(limits.batch)
        while true {
            let now = clock.now
            var batch = Batch(now: now, feeds: feedReadings(at: now))
            await decide(messages, &batch, behind: &writing, &state)
            if let former = writing.take() {
                guard await settle(former, undoing: batch, &state) else {
                    // What was decided on top of it is decided anew; deadlines alone can wait.
                    messages = batch.messages
                    if messages.isEmpty { messages = mailbox.take(limits.batch) }
                    guard !messages.isEmpty else { return }
                    continue
                }
            } else if batch.isEmpty, messages.isEmpty {
                return
            }
            messages = mailbox.take(limits.batch)
            guard !batch.isEmpty else { continue }
            let started = write(batch)
            if batch.inspections.isEmpty, batch.changes.isEmpty, batch.duties.isEmpty {
                writing = started
                continue
            }
            let isKept = await settle(started, undoing: nil, &state)
            for inspection in batch.inspections { inspection(state) }
            for change in batch.changes { await carryOut(change, &state) }
            await carryOut(batch.duties, &state)
            if !isKept, messages.isEmpty { return }
        }
    }

    /// Decides what waits and what has come due.
    private func decide(
        _ messages: [Message], _ batch: inout Batch, behind writing: inout Writing?,
        _ state: inout CountyState,
    ) async {
        var commands: [PendingCommand] = []
        var notes: [CountyNote] = []
        for message in messages {
            switch message {
            case .command(let command): commands.append(command)
            case .note(let note): notes.append(note)
            case .inspection(let inspection): batch.inspections.append(inspection)
            case .change(let change): batch.changes.append(change)
            case .duty(let change): batch.duties.append(change)
            }
        }
        do throws(EventLogError) {
            try await ensureTrusted(&state)
            await decide(commands, &batch, behind: &writing, &state)
            expire(&batch, &state)
            add(notes, to: &batch, &state)
        } catch {
            for command in commands { command.answer(.failure(.logUnavailable(error))) }
            for note in notes { note.answer(false) }
        }
    }

    /// Tells everybody who waits that nothing will come of it.
    private func refuseAll() {
        mailbox.close()
        var messages = mailbox.take(.max)
        while !messages.isEmpty {
            for message in messages { refuse(message) }
            messages = mailbox.take(.max)
        }
    }

    private func refuse(_ message: Message) {
        switch message {
        case .command(let pending): pending.answer(.failure(.stopping))
        case .note(let note): note.answer(false)
        case .inspection(let inspection): inspection(CountyState())
        case .change(let pending): pending.answer(.failure(.engine(.stopping)))
        case .duty(let pending): pending.answer(.failure(.stopping))
        }
    }

    /// Lets the loop look at deadlines at every tick of the clock.
    private func keepTime() async {
        while (try? await clock.nextTick()) != nil {
            mailbox.wake()
            await probe()
        }
    }
}
