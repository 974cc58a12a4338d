import GRDB
import Governance

/// Walks the whole log and recomputes the chain of each partition.
struct ChainCheck {
    private let database: Database
    private let countyKey: CountyKey?
    private let readKey: String = "SELECT wrapped FROM incident_key WHERE incident = ?"
    private var walk = ChainWalk()

    init(_ database: Database, countyKey: CountyKey?) {
        self.database = database
        self.countyKey = countyKey
    }

    mutating func run(_ report: inout LogReport) throws {
        let statement = try SQLStatement(
            database, #"SELECT \#(RecordReader.columns) FROM record r ORDER BY r."offset""#)
        defer { statement.reset() }
        while try statement.step() { try check(statement, &report) }
        try compareHeads(&report)
        report.heads = walk.reportedHeads
    }

    private mutating func check(_ row: SQLStatement, _ report: inout LogReport) throws {
        let offset = Offset(row.integer(0))
        let partition = row.integer(2)
        let version = row.integer(3)
        let place = walk.enter(offset, partition: partition, version: version, &report)
        guard
            let id = row.withBytes(1, { Record.ID(bytes: $0) }),
            let stored = row.withBytes(12, { ChainHash($0) }),
            row.isNull(5) || row.withBytes(5, { $0.count }) == 16
        else {
            report.add(.column, at: place, "Its id, subject or hash has a wrong length.")
            walk.skip(partition: partition, version: version)
            return
        }
        let subject = row.isNull(5) ? nil : row.withBytes(5) { Incident.ID(bytes: $0) }
        let spot = RecordPlace(offset: offset, id: id, partition: partition, version: version)
        var body = RecordBody(row, subject: subject)
        let bare = body
        if row.isNull(11) {
            body.endWithoutPersonalPart()
        } else {
            body.endWithPersonalPart { bytes in
                row.withBytes(11) { bytes.append(contentsOf: $0) }
            }
        }
        if walk.check(spot, body, stored, at: place, &report) {
            try checkContent(row, bare, subject, at: place, &report)
        }
    }

    /// Checks that a record whose hash is right can be read, and its personal part unsealed.
    private func checkContent(
        _ row: SQLStatement, _ body: RecordBody, _ subject: Incident.ID?,
        at place: LogFinding.Place, _ report: inout LogReport,
    ) throws {
        do throws(EventLogError) {
            _ = try RecordCoding.kind(
                type: row.text(4), data: row.bytes(10), at: Offset(row.integer(0)))
        } catch {
            report.add(.column, at: place, error.message)
        }
        guard let subject, !row.isNull(11) else { return }
        let statement = try SQLStatement(database, readKey)
        statement.bind(1, subject.bytes)
        guard let wrapped = try statement.firstRow({ $0.bytes(0) }) else {
            try checkForgotten(subject, at: place, &report)
            return
        }
        report.sealed += 1
        guard let countyKey else { return }
        let key = wrapped.withUnsafeBytes {
            IncidentKey(unwrapping: $0, of: subject, with: countyKey)
        }
        guard let key else { return }
        let message = row.withBytes(11) { key.open($0, boundTo: body) }
        if message == nil { report.add(.seal, at: place, "Its personal part cannot be unsealed.") }
    }

    private func checkForgotten(
        _ subject: Incident.ID, at place: LogFinding.Place, _ report: inout LogReport,
    ) throws {
        let statement = try SQLStatement(database, "SELECT 1 FROM forgotten WHERE incident = ?")
        statement.bind(1, subject.bytes)
        guard try statement.firstRow({ _ in true }) == nil else {
            report.forgotten += 1
            return
        }
        report.add(
            .incidentKey, at: place,
            "The key of incident \(subject) is missing, though it was not forgotten.")
    }

    /// Compares the heads that the tables keep with those of the chain.
    private func compareHeads(_ report: inout LogReport) throws {
        var kept: Set<Int64> = []
        let query = #"SELECT "partition", version, hash FROM partition_head"#
        try SQLStatement(database, query).forEachRow { row in
            let partition = row.integer(0)
            kept.insert(partition)
            let head = walk.heads[partition]
            guard
                head?.version != row.integer(1) || row.withBytes(2, { ChainHash($0) }) != head?.hash
            else { return }
            report.add(
                .head, at: .partition(partition),
                "Its head is version \(row.integer(1)), its last record version "
                    + "\(head.map { "\($0.version)" } ?? "none"), or their hashes differ.")
        }
        for partition in walk.heads.keys.sorted() where !kept.contains(partition) {
            report.add(.head, at: .partition(partition), "Its head is missing.")
        }
    }
}
