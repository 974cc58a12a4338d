import GRDB
import Governance

/// Writes batches of requests, each batch in one transaction.
///
/// What it knows of the tables it has read or written itself; after a transaction that failed it
/// forgets all that and reads again.
struct LogWriter {
    /// What one batch has done.
    struct Batch {
        /// One list of results for each list of requests.
        var results: [[AppendResult]] = []
        /// The records that are now durable.
        var records: [CommittedRecord] = []
        /// What has become of responders' assignments.
        var assignments: [LiveAssignments.Change] = []
    }

    let statements: WriterStatements
    private let hasChain: Bool
    var heads = PartitionHeads()
    var keys: WriterKeys
    var readModels: ReadModelWriter
    var answers: AnswerKeeper
    private var offset: Offset
    private var ids: RecordIDSequence<SystemRandomNumberGenerator>
    private var needsReload = false

    init(_ database: Database, options: WriterOptions) throws {
        statements = try WriterStatements(database)
        hasChain = options.costs.contains(.chain)
        keys = WriterKeys(ring: options.keys, seals: options.costs.contains(.sealing))
        readModels = try ReadModelWriter(database)
        let last = try LastRecord(database)
        answers = AnswerKeeper(retention: options.answerRetention, latest: last.recordedAt)
        offset = last.offset
        ids = RecordIDSequence(after: last.id, generator: SystemRandomNumberGenerator())
    }

    /// The offset of the last record.
    var head: Offset { offset }

    /// Writes all requests and commits; nothing is written if it throws.
    mutating func commit(
        _ lists: [[PreparedRequest]], in database: Database,
    ) throws -> Batch {
        do {
            if needsReload { try reload(database) }
            try statements.begin.run()
            var batch = Batch()
            for list in lists {
                var results: [AppendResult] = []
                for request in list { results.append(try apply(request, &batch)) }
                batch.results.append(results)
            }
            try heads.store(with: statements)
            batch.assignments = try readModels.store()
            try answers.prune(with: statements)
            try statements.commit.run()
            keys.committed()
            return batch
        } catch {
            // SQLite ends the transaction by itself after some faults.
            if database.isInsideTransaction { try? statements.rollback.run() }
            needsReload = true
            throw error
        }
    }

    /// Reads again what a failed transaction has left in doubt.
    private mutating func reload(_ database: Database) throws {
        heads.reset()
        keys.reset()
        readModels.reset()
        answers.reset()
        let last = try LastRecord(database)
        offset = last.offset
        ids = RecordIDSequence(after: last.id, generator: SystemRandomNumberGenerator())
        needsReload = false
    }

    private mutating func apply(
        _ request: PreparedRequest, _ batch: inout Batch,
    ) throws -> AppendResult {
        if let key = request.idempotency?.key,
            let first = try AnswerKeeper.answer(for: key, from: statements.readAnswer)
        {
            return .repeated(answer: first.answer, fingerprint: first.fingerprint)
        }
        var head = try heads.head(of: request.partition, from: statements)
        if let expected = request.expectedVersion, expected != head.version {
            return .conflict(actual: head.version)
        }
        let before = offset
        for index in request.events.indices {
            batch.records.append(try append(index, of: request, &head))
        }
        if offset > before { heads.move(request.partition, to: head) }
        if let answer = request.idempotency {
            try answers.keep(answer, at: request.lastRecordedAt, with: statements)
        }
        readModels.stage(request, after: before)
        let offsets = offset > before ? before.next...offset : nil
        return .appended(offsets: offsets, version: head.version)
    }

    private mutating func append(
        _ index: Int, of request: PreparedRequest, _ head: inout PartitionHeads.Head,
    ) throws -> CommittedRecord {
        let event = request.events[index]
        let place = RecordPlace(
            offset: offset.next, id: ids.next(at: event.event.recordedAt),
            partition: Int64(request.partition.number), version: Int64(head.version + 1))
        let body = try keys.body(of: event, with: statements)
        let hash = hasChain ? place.hash(of: body, after: head.hash) : .genesis
        try body.insert(at: place, hash, with: statements.insertRecord)
        offset = place.offset
        head = PartitionHeads.Head(version: head.version + 1, hash: hash)
        return CommittedRecord(
            request: request, index: index, place: place, hash: hash,
            hasPersonalData: body.personal != nil)
    }
}
