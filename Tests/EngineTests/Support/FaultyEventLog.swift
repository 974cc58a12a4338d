import EventBus
import Governance
import Synchronization

/// A log in memory that fails, hesitates or forgets to answer when a test wants it to.
final class FaultyEventLog: EventLog {
    /// What goes wrong with one append.
    enum Fault: Hashable {
        /// Nothing is kept.
        case refuses(EventLogError.Code)
        /// Everything is kept, but who asked is told of a disk fault.
        case losesAnswer
        /// The first half of the requests is kept, and who asked is told of a disk fault.
        case tears
        /// Everything is kept, after so many others had their turn.
        case hesitates(Int)
        /// A bug: whom an incident is to ask is not kept, and nobody is told.
        case forgetsRequests
        /// A bug: what time alone decided is not kept, and nobody is told.
        case forgetsTime
    }

    private struct State {
        var faults: [Fault?] = []
        var appends: [Int] = []
        var readFault: EventLogError.Code?
        var hasForgotten = false
    }

    /// The log behind; nothing is ever wrong with it.
    let log = MemoryEventLog()
    /// Where appends wait while it is closed.
    let gate = Gate()
    private let state = Mutex(State())

    /// How many requests came with each append so far.
    var appends: [Int] { state.withLock { $0.appends } }

    /// Whether something was not kept though it was said to be.
    var hasForgotten: Bool { state.withLock { $0.hasForgotten } }

    /// Lets the next appends go wrong; nil lets one pass.
    func fail(_ faults: Fault?...) {
        state.withLock { $0.faults += faults }
    }

    /// Lets reading fail until told otherwise.
    func failReading(_ code: EventLogError.Code?) {
        state.withLock { $0.readFault = code }
    }

    func append(_ requests: [AppendRequest]) async throws(EventLogError) -> [AppendResult] {
        let fault: Fault? = state.withLock { state in
            state.appends.append(requests.count)
            return state.faults.isEmpty ? nil : state.faults.removeFirst()
        }
        await gate.pass()
        switch fault {
        case nil: return try await log.append(requests)
        case .refuses(let code): throw EventLogError(code, "the test wants it so")
        case .losesAnswer:
            _ = try await log.append(requests)
            throw EventLogError(.io, "the test wants it so, after writing")
        case .tears:
            _ = try await log.append(Array(requests.prefix(requests.count / 2)))
            throw EventLogError(.io, "the test wants it so, half-way")
        case .hesitates(let turns):
            for _ in 0..<turns { await Task.yield() }
            return try await log.append(requests)
        case .forgetsRequests: return try await log.append(requests.map(forgetful))
        case .forgetsTime: return try await appendWhatPeopleDid(requests)
        }
    }

    private func appendWhatPeopleDid(
        _ requests: [AppendRequest],
    ) async throws(EventLogError) -> [AppendResult] {
        var results: [AppendResult] = []
        for request in requests {
            if !request.events.isEmpty, request.events.allSatisfy({ $0.actor == .system }) {
                results.append(.appended(offsets: nil, version: 0))
            } else {
                results += try await log.append([request])
            }
        }
        return results
    }

    /// The request without those whom its incident is to ask.
    private func forgetful(_ request: AppendRequest) -> AppendRequest {
        let events = request.events.filter { event in
            if case .respondersRequested = event.kind { return false }
            return true
        }
        if events.count < request.events.count { state.withLock { $0.hasForgotten = true } }
        return AppendRequest(
            partition: request.partition, expectedVersion: request.expectedVersion,
            events: events, idempotency: request.idempotency, document: request.document)
    }

    func read(
        after offset: Offset, limit: Int, filter: RecordFilter,
    ) async throws(EventLogError) -> RecordPage {
        if let code = state.withLock({ $0.readFault }) {
            throw EventLogError(code, "the test wants it so")
        }
        return try await log.read(after: offset, limit: limit, filter: filter)
    }

    func records(of incident: Incident.ID) async throws(EventLogError) -> [Record] {
        try await log.records(of: incident)
    }

    func head() async throws(EventLogError) -> Offset { try await log.head() }

    func version(of partition: AreaCode) async throws(EventLogError) -> Int {
        try await log.version(of: partition)
    }

    func answers(
        for keys: [String],
    ) async throws(EventLogError) -> [String: IdempotentAnswer] {
        try await log.answers(for: keys)
    }

    func subscribe(after offset: Offset, filter: RecordFilter) -> RecordStream {
        log.subscribe(after: offset, filter: filter)
    }

    func forget(_ incident: Incident.ID) async throws(EventLogError) {
        try await log.forget(incident)
    }

    func forgotten(after count: Int) async throws(EventLogError) -> [Incident.ID] {
        try await log.forgotten(after: count)
    }

    func attach(_ store: any PersonalDataStore) { log.attach(store) }

    func close() async throws(EventLogError) { try await log.close() }
}
