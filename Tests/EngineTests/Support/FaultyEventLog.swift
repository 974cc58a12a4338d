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
    }

    private struct State {
        var faults: [Fault?] = []
        var appends: [Int] = []
        var readFault: EventLogError.Code?
    }

    /// The log behind; nothing is ever wrong with it.
    let log = MemoryEventLog()
    /// Where appends wait while it is closed.
    let gate = Gate()
    private let state = Mutex(State())

    /// How many requests came with each append so far.
    var appends: [Int] { state.withLock { $0.appends } }

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
        }
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
