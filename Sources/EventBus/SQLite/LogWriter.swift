import Governance
import GRDB

/// Writes batches of requests, each batch in one transaction.
///
/// What it knows of the tables it has read or written itself; after a transaction that failed it
/// forgets all that and reads again.
struct LogWriter {
    /// What one batch has done.
    struct Batch {
        /// One list of results for each list of requests.
        var results: [[AppendResult]] = []
        /// The records that are now durable, with their sizes in memory.
        var records: [(record: Record, byteCount: Int)] = []
    }

    let statements: WriterStatements
    let costs: WriterCosts
    var heads = PartitionHeads()
    var keys: WriterKeys
    var readModels: ReadModelWriter
    var answers: AnswerKeeper
    private var offset: Offset
    private var ids: RecordIDSequence<SystemRandomNumberGenerator>
    private var canonical = CanonicalRecord()
    private var needsReload = false

    init(_ database: Database, options: WriterOptions) throws {
        statements = try WriterStatements(database)
        costs = options.costs
        keys = WriterKeys(county: options.countyKey)
        readModels = try ReadModelWriter(database)
        answers = AnswerKeeper(retention: options.answerRetention)
        let last = try LastRecord(database)
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
            try readModels.store()
            try answers.prune(with: statements)
            try statements.commit.run()
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
        _ prepared: PreparedRequest, _ batch: inout Batch,
    ) throws -> AppendResult {
        let request = prepared.request
        if let key = request.idempotency?.key,
            let first = try AnswerKeeper.answer(for: key, with: statements)
        {
            return .repeated(answer: first.answer, fingerprint: first.fingerprint)
        }
        var head = try heads.head(of: request.partition, from: statements)
        if let expected = request.expectedVersion, expected != head.version {
            return .conflict(actual: head.version)
        }
        let before = offset
        for (event, part) in zip(request.events, prepared.parts) {
            let record = try append(event, part, request, &head)
            batch.records.append((record, part.byteCount))
        }
        if offset > before { heads.move(request.partition, to: head) }
        if let answer = request.idempotency {
            try answers.keep(answer, at: request.events.last?.recordedAt, with: statements)
        }
        if let incident = request.incident, let document = prepared.document {
            readModels.stage(incident, document, request.events, after: before)
        }
        let offsets = offset > before ? before.next...offset : nil
        return .appended(offsets: offsets, version: head.version)
    }

    private mutating func append(
        _ event: Event, _ part: PreparedRequest.Part, _ request: AppendRequest,
        _ head: inout PartitionHeads.Head,
    ) throws -> Record {
        let id = ids.next(at: event.recordedAt)
        let header = CanonicalRecord.Header(
            offset: offset.next, id: id, partition: Int64(request.partition.number),
            version: Int64(head.version + 1), subject: event.incident,
            occurredAt: event.occurredAt.microsecondsSinceEpoch,
            recordedAt: event.recordedAt.microsecondsSinceEpoch)
        let sealed = try sealedPart(of: event, part, in: id)
        canonical.begin(header, after: head.hash)
        canonical.append(type: part.type.utf8)
        canonical.append(actor: part.actor.utf8)
        canonical.append(cause: request.cause?.utf8)
        canonical.append(data: part.data)
        canonical.append(personal: sealed)
        let hash = costs.contains(.chain) ? canonical.hash : .genesis
        try canonical.insert(header, hash, with: statements.insertRecord)
        offset = offset.next
        head = PartitionHeads.Head(version: head.version + 1, hash: hash)
        let record = Record(
            offset: offset, id: id, partition: request.partition, version: head.version,
            event: event, cause: request.cause, hash: hash)
        return sealed == nil ? record.withoutPersonalData : record
    }

    /// The sealed personal part, or nil if there is none or the incident was forgotten.
    private mutating func sealedPart(
        of event: Event, _ part: PreparedRequest.Part, in id: Record.ID,
    ) throws -> [UInt8]? {
        guard let personal = part.personal, let incident = event.incident else { return nil }
        guard costs.contains(.sealing) else { return personal }
        return try keys.key(of: incident, with: statements)?.seal(personal, in: id, of: incident)
    }
}
