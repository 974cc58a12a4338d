import Dispatch
import GRDB
public import Governance
import Synchronization

/// An event log in one SQLite file.
///
/// All writing goes through one connection and its serial queue; reading uses connections of its
/// own and never waits for the writer. Every transaction is flushed to the disk before anybody is
/// answered (WAL, `synchronous=FULL`).
public final class SQLiteEventLog: Sendable {
    /// How a log is opened.
    public struct Configuration: Sendable {
        /// The path of the file; `-wal`, `-shm` and `.lock` stand beside it.
        public var path: String
        /// The county's secret.
        public var countyKey: CountyKey
        /// The bounds.
        public var limits = LogLimits()

        /// The configuration for the log at `path`.
        public init(path: String, countyKey: CountyKey) {
            self.path = path
            self.countyKey = countyKey
        }
    }

    /// The path of the file.
    public var path: String { file.path }
    let configuration: Configuration
    let pool: DatabasePool
    let tail: LiveTail
    let liveAssignments: Mutex<LiveAssignments>
    private let file: LogFile
    /// Seals what callers bring; nil only where the benchmark leaves sealing out.
    private let keys: KeyRing?
    private let queue: AppendQueue
    private let answering = DispatchQueue(label: "griddispatch.log.answers")
    /// So few are answered sooner without waking another thread.
    private static let answeredAtOnce = 16
    private let writer: WriterBox
    let checkpointer: Checkpointer
    private let stores = Mutex<[any PersonalDataStore]>([])
    private let counters = Mutex(LogCounters())

    /// Opens the log, and makes it if there is none.
    ///
    /// - Throws: ``EventLogError`` that says what is in the way; the file is then as it was.
    public convenience init(_ configuration: Configuration) throws(EventLogError) {
        try self.init(configuration, costs: .all)
    }

    /// Opens the log with some of the costs of writing left out, for the benchmark.
    init(_ configuration: Configuration, costs: WriterCosts) throws(EventLogError) {
        self.configuration = configuration
        let ring = KeyRing(county: configuration.countyKey)
        keys = costs.contains(.sealing) ? ring : nil
        file = try LogFile(configuration.path)
        do {
            let opened = try OpenedLog(configuration, keys: ring, costs: costs)
            pool = opened.pool
            checkpointer = opened.checkpointer
            tail = LiveTail(head: opened.writer.head, limits: configuration.limits)
            writer = WriterBox(opened.writer)
            liveAssignments = Mutex(opened.liveAssignments)
            try file.markBegun()
        } catch {
            throw EventLogError(error, path: configuration.path)
        }
        queue = AppendQueue(limits: configuration.limits)
    }

    /// What the log has done since it was opened.
    public var statistics: LogCounters { counters.withLock { $0 } }
}

extension SQLiteEventLog: EventLog {
    /// Writes the events of all requests, in order, and answers each.
    public func append(
        _ requests: [AppendRequest],
    ) async throws(EventLogError) -> [AppendResult] {
        guard !requests.isEmpty else { return [] }
        var prepared: [PreparedRequest] = []
        prepared.reserveCapacity(requests.count)
        for request in requests {
            prepared.append(try PreparedRequest(request, limits: configuration.limits, keys: keys))
        }
        return try await withCheckedContinuation { continuation in
            let ticket = AppendQueue.Ticket(requests: prepared, continuation: continuation)
            switch queue.admit(ticket) {
            case .waits: break
            case .wakesWriter: wakeWriter()
            case .refused(let error): continuation.resume(returning: .failure(error))
            }
        }.get()
    }

    /// The offset of the last record.
    public func head() async throws(EventLogError) -> Offset { tail.head }

    /// The records after `offset` that pass `filter`, those to come included, without an end.
    public func subscribe(after offset: Offset, filter: RecordFilter) -> RecordStream {
        RecordStream(source: self, start: offset, filter: filter)
    }

    /// Has `store` forget an incident whenever the log does.
    public func attach(_ store: any PersonalDataStore) {
        stores.withLock { $0.append(store) }
    }

    /// Makes the personal data of an incident unreadable for ever.
    public func forget(_ incident: Incident.ID) async throws(EventLogError) {
        guard !queue.isClosed else { throw .logClosed }
        try await write { [tail, answering, checkpointer] database, writer throws in
            try writer.forget(incident, in: database)
            // Behind the records that were committed before and are still to be published.
            answering.sync { tail.forget(incident) }
            try checkpointer.erase(database)
        }
        for store in stores.withLock(\.self) { try await store.forget(incident) }
    }

    /// Finishes what was accepted, and takes nothing more.
    public func close() async throws(EventLogError) {
        guard queue.close() else { return }
        // Behind everything that was taken before: the writer's queue is first in, first out.
        while try await write({ [queue] _, _ in queue.isWriterNeeded }) {}
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [writer, answering, tail] _ in
                writer.release()
                answering.async {
                    tail.close()
                    continuation.resume()
                }
            }
        }
        checkpointer.stop()
        do {
            try pool.closeLeavingOneFile()
        } catch {
            throw EventLogError(error, path: path)
        }
        file.release()
    }
}

extension SQLiteEventLog {
    private func wakeWriter() {
        pool.asyncWriteWithoutTransaction { [self] database in writeBatch(database) }
    }

    /// Writes one batch and answers it; runs on the writer's queue.
    private func writeBatch(_ database: Database) {
        let tickets = queue.takeBatch()
        guard !tickets.isEmpty else { return }
        let outcome = Result {
            try writer.use { try $0.commit(tickets.map(\.requests), in: database) }
        }.mapError { EventLogError($0, path: path) }
        // Answered in order; many by another thread, while this one goes on to the next batch.
        if tickets.count > Self.answeredAtOnce {
            answering.async { [self] in answer(tickets, outcome) }
        } else {
            answering.sync { answer(tickets, outcome) }
        }
        if case .success = outcome { checkpointer.committed(database) }
        wakeWriter()
    }

    /// Tells callers and subscribers what is durable; runs on the answering queue.
    private func answer(
        _ tickets: [AppendQueue.Ticket], _ outcome: Result<LogWriter.Batch, EventLogError>,
    ) {
        switch outcome {
        case .success(let batch):
            liveAssignments.withLock { for change in batch.assignments { $0.apply(change) } }
            tail.publish(batch.records)
            counters.withLock { $0.add(batch) }
            for (ticket, results) in zip(tickets, batch.results) {
                ticket.continuation.resume(returning: .success(results))
            }
        case .failure(let error):
            counters.withLock { $0.failures += 1 }
            for ticket in tickets { ticket.continuation.resume(returning: .failure(error)) }
        }
    }

    /// Runs `body` on the writer's queue, between transactions.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database, inout LogWriter) throws -> Value,
    ) async throws(EventLogError) -> Value {
        let result: Result<Value, EventLogError> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [writer, path] database in
                let result = Result { try writer.use { try body(database, &$0) } }
                continuation.resume(
                    returning: result.mapError { EventLogError($0, path: path) })
            }
        }
        return try result.get()
    }
}

/// What a log has done since it was opened.
public struct LogCounters: Hashable, Sendable {
    /// Transactions that were made durable.
    public internal(set) var commits = 0
    /// Records in them.
    public internal(set) var records = 0
    /// Transactions that failed, leaving nothing.
    public internal(set) var failures = 0

    mutating func add(_ batch: LogWriter.Batch) {
        commits += 1
        records += batch.records.count
    }
}

/// Hands the writer's state to whoever runs on the writer's queue.
///
/// Unchecked, because the compiler cannot see that GRDB's writer queue is serial: `use` and
/// `release` are called there and nowhere else, so no two calls ever overlap.
final class WriterBox: @unchecked Sendable {
    private var writer: LogWriter?

    init(_ writer: LogWriter) {
        self.writer = writer
    }

    /// Calls `body` with the writer.
    ///
    /// - Throws: What `body` throws, or ``EventLogError/Code/closed`` once it was released.
    func use<Value>(_ body: (inout LogWriter) throws -> Value) throws -> Value {
        // Taken out while it is used, so that it is not copied.
        guard var taken = writer.take() else { throw EventLogError.logClosed }
        defer { writer = taken }
        return try body(&taken)
    }

    /// Gives up the writer and its statements, so that the file can be closed.
    func release() {
        writer = nil
    }
}
