public import Governance
import Synchronization

/// An event log in memory, for tests and trials: the same contract, but nothing outlives it.
///
/// It chains and seals nothing: hashes are ``ChainHash/genesis``, and forgetting takes the personal
/// data out of its records.
public final class MemoryEventLog: Sendable {
    private let state: Mutex<MemoryLogState>
    private let tail: LiveTail
    private let limits: LogLimits
    private let stores = Mutex<[any PersonalDataStore]>([])

    /// An empty log.
    public init(limits: LogLimits = LogLimits()) {
        self.limits = limits
        state = Mutex(MemoryLogState(limits: limits))
        tail = LiveTail(head: .start, limits: limits)
    }

    /// What `body` makes of the state, unless the log has been closed.
    private func withState<Value: Sendable>(
        _ body: @Sendable (inout MemoryLogState) throws(EventLogError) -> Value,
    ) throws(EventLogError) -> Value {
        try state.withLock { state throws(EventLogError) in
            guard !state.isClosed else { throw .logClosed }
            return try body(&state)
        }
    }
}

extension MemoryEventLog: EventLog {
    /// Writes the events of all requests, in order, and answers each.
    public func append(
        _ requests: [AppendRequest],
    ) async throws(EventLogError) -> [AppendResult] {
        var prepared: [PreparedRequest] = []
        for request in requests {
            prepared.append(try PreparedRequest(request, limits: limits, keys: nil))
        }
        // Told while the state is held, so that the tail hears of records in their order.
        return try withState { [prepared, tail] state throws(EventLogError) in
            let results = prepared.map { state.append($0) }
            tail.advance(to: Offset(Int64(state.records.count)))
            return results
        }
    }

    /// At most `limit` records after `offset` that pass `filter`, in order.
    public func read(
        after offset: Offset, limit: Int, filter: RecordFilter,
    ) async throws(EventLogError) -> RecordPage {
        let limit = min(max(1, limit), limits.recordsPerPage)
        return try withState { state throws(EventLogError) in
            state.page(after: offset, limit: limit, filter: filter)
        }
    }

    /// The whole history of an incident, in order.
    public func records(of incident: Incident.ID) async throws(EventLogError) -> [Record] {
        try withState { state throws(EventLogError) in
            state.records.filter { $0.event.incident == incident }
        }
    }

    /// The offset of the last record.
    public func head() async throws(EventLogError) -> Offset { tail.head }

    /// The version of a township's or the county's history; 0 while it has none.
    public func version(of partition: AreaCode) async throws(EventLogError) -> Int {
        try withState { state throws(EventLogError) in state.versions[partition] ?? 0 }
    }

    /// The answers that were kept under these idempotency keys, by key.
    public func answers(
        for keys: [String],
    ) async throws(EventLogError) -> [String: IdempotentAnswer] {
        try withState { state throws(EventLogError) in
            var answers: [String: IdempotentAnswer] = [:]
            for key in keys { answers[key] = state.answers[key] }
            return answers
        }
    }

    /// The records after `offset` that pass `filter`, those to come included, without an end.
    public func subscribe(after offset: Offset, filter: RecordFilter) -> RecordStream {
        RecordStream(source: self, start: offset, filter: filter)
    }

    /// Makes the personal data of an incident unreadable for ever.
    public func forget(_ incident: Incident.ID) async throws(EventLogError) {
        try withState { state throws(EventLogError) in state.forget(incident) }
        tail.forget(incident)
        for store in stores.withLock(\.self) { try await store.forget(incident) }
    }

    /// The incidents that were forgotten, the first first, after so many of them.
    public func forgotten(after count: Int) async throws(EventLogError) -> [Incident.ID] {
        try withState { state throws(EventLogError) in
            Array(state.forgotten.dropFirst(max(0, count)))
        }
    }

    /// Has `store` forget an incident whenever the log does.
    public func attach(_ store: any PersonalDataStore) {
        stores.withLock { $0.append(store) }
    }

    /// Finishes what was accepted, and takes nothing more.
    public func close() async throws(EventLogError) {
        state.withLock { $0.isClosed = true }
        tail.close()
    }
}

extension MemoryEventLog: RecordSource {
    func page(
        after offset: Offset, filter: RecordFilter,
    ) async throws(EventLogError) -> RecordPage {
        try await read(after: offset, limit: limits.recordsPerPage, filter: filter)
    }

    func waitForRecords(after offset: Offset) async throws(EventLogError) -> Bool {
        try await tail.wait(after: offset)
    }
}

extension MemoryEventLog: ReadModels {
    /// One incident, or nil if there is none of this id.
    public func incident(_ id: Incident.ID) async throws(EventLogError) -> StoredIncident? {
        try withState { state throws(EventLogError) in state.incidents[id]?.stored }
    }

    /// A page of the incidents that `query` wants, newest first.
    public func incidents(
        _ query: IncidentQuery,
    ) async throws(EventLogError) -> IncidentPage {
        try withState { state throws(EventLogError) in
            let matches = state.incidents.values
                .filter { query.wants($0) }
                .sorted { $0.stored.accepted > $1.stored.accepted }
            let items = matches.prefix(query.pageLimit).map(\.stored)
            let isLast = matches.count <= items.count
            let next = isLast ? nil : items.last.map { IncidentCursor(rank: $0.accepted.value) }
            return IncidentPage(items: items, next: next)
        }
    }

    /// The incidents in which a responder has live assignments, newest first, at most 200.
    public func assignments(
        of responder: Responder.ID,
    ) async throws(EventLogError) -> [ResponderAssignment] {
        try withState { state throws(EventLogError) in
            let incidents = state.incidents.values
                .sorted { $0.stored.accepted > $1.stored.accepted }
            let assignments = incidents.flatMap { entry in
                entry.incident.assignments
                    .filter { $0.responder == responder && $0.state.isLive }
                    .map { ResponderAssignment(incident: entry.stored, number: $0.number) }
            }
            return Array(assignments.prefix(200))
        }
    }

    /// Where the log ends; nil while it is empty.
    public func end() async throws(EventLogError) -> LogEnd? {
        try withState { state throws(EventLogError) in
            state.records.last.map {
                LogEnd(offset: $0.offset, recordedAt: $0.event.recordedAt)
            }
        }
    }

    /// A page of the histories that `query` wants, in the order of the reports.
    public func histories(_ query: HistoryQuery) async throws(EventLogError) -> HistoryPage {
        try withState { state throws(EventLogError) in state.histories(query) }
    }
}
