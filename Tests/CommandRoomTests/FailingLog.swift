import EventBus
import Governance
import Synchronization

/// A log that keeps nothing while its disk is said to be full.
final class FailingLog: EventLog {
    private let log: any EventLog
    private let isFull: FullDisk

    init(_ log: any EventLog, when isFull: FullDisk) {
        self.log = log
        self.isFull = isFull
    }

    func append(_ requests: [AppendRequest]) async throws(EventLogError) -> [AppendResult] {
        guard !isFull.value else { throw EventLogError(.diskFull, "no room for the test") }
        return try await log.append(requests)
    }

    func read(
        after offset: Offset, limit: Int, filter: RecordFilter,
    ) async throws(EventLogError) -> RecordPage {
        try await log.read(after: offset, limit: limit, filter: filter)
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

/// Whether the disk is full, as a test wishes.
final class FullDisk: Sendable {
    private let state = Mutex(false)

    var value: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
