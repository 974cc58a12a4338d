import Foundation
import GRDB
public import Governance
import Synchronization

/// Finds incidents by the words in what was reported about them and in what came out.
///
/// The index has a file of its own and follows the log as a subscriber, so that it costs the writer
/// nothing. While ``run()`` runs it lags by what came in since it last looked, which is
/// ``pause`` ago at most, and while that was being indexed; ``lag()`` tells. Words that come in
/// together cost much less than one by one, hence the pause. The file may be deleted at any time while nobody has it open: it is made anew.
///
/// Free text is indexed, and what an incident is called by; names, contacts and addresses of people
/// are not.
public final class SearchIndex: Sendable {
    let path: String
    private let log: any EventLog
    private let naming: Naming
    let pool: DatabasePool
    private let isClosed = Mutex(false)

    /// The words by which an incident can be found beside what was said, such as its place and its
    /// number.
    public typealias Naming = @Sendable (_ report: Report, _ number: Int) -> String

    /// How long the index rests after each look at the log.
    public static let pause = Duration.milliseconds(200)

    /// Opens the index in the file at `path`, which follows `log` from now on and forgets what the
    /// log forgets.
    ///
    /// An index that cannot be opened, is of another version or of another log is made anew.
    public init(
        path: String, log: any EventLog, naming: @escaping Naming = { _, _ in "" },
    ) async throws(EventLogError) {
        self.path = path
        self.naming = naming
        self.log = log
        do {
            if let pool = try? Self.open(path) {
                self.pool = pool
            } else {
                Self.delete(path)
                pool = try Self.open(path)
            }
        } catch {
            throw EventLogError(error, path: path)
        }
        log.attach(self)
        if try await !followsLog() { try await clear() }
        try await forgetWhatLogForgot()
    }

    /// Follows the log until the task is cancelled or the log is closed.
    public func run() async throws(EventLogError) {
        let start = try await progress().position
        for try await batch in log.subscribe(after: start, filter: .everything) {
            try await add(batch)
            guard batch.count < LogLimits().recordsPerPage else { continue }
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// Indexes everything that is in the log now.
    public func catchUp() async throws(EventLogError) {
        let head = try await log.head()
        var position = try await progress().position
        while position < head {
            let page = try await log.read(
                after: position, limit: .max, filter: .everything)
            guard !page.records.isEmpty else { break }
            try await add(page.records)
            position = page.through
        }
    }

    /// How many records the index is behind the log.
    public func lag() async throws(EventLogError) -> Int {
        let head = try await log.head()
        return max(0, Int(head.value - (try await progress().position.value)))
    }

    /// Empties the index, so that it is made anew.
    public func clear() async throws(EventLogError) {
        try await pool.write(at: path) { database in
            try database.execute(
                sql: """
                    INSERT INTO words (words) VALUES ('delete-all');
                    DELETE FROM entry;
                    DELETE FROM forgotten;
                    UPDATE progress SET position = 0, last_record = NULL, forgotten = 0;
                    """)
        }
    }

    /// Gives up the file.
    ///
    /// What the log forgets from now on, the index forgets when it is opened again.
    public func close() throws(EventLogError) {
        isClosed.withLock { $0 = true }
        do {
            try pool.closeLeavingOneFile()
        } catch {
            throw EventLogError(error, path: path)
        }
    }

    /// The incidents in whose texts every word of `question` stands, newest first.
    ///
    /// A part of the question without spaces is found as it stands: 哭声 finds 听见哭声了. Whatever
    /// the question holds, it is only ever searched for. Without a letter or digit it finds nothing.
    /// With a cursor, only those behind it.
    public func search(
        _ question: String, before cursor: IncidentCursor? = nil, limit: Int,
    ) async throws(EventLogError) -> [SearchHit] {
        guard let match = SearchText.match(question) else { return [] }
        return try await pool.read(at: path) { database in
            let statement = try SQLStatement(
                database,
                """
                SELECT e.rank, e.incident FROM words w, entry e
                WHERE w.words MATCH ? AND w.rowid < ? AND e.rank = w.rowid
                ORDER BY w.rowid DESC LIMIT ?
                """)
            statement.bind(1, match)
            statement.bind(2, cursor?.rank ?? .max)
            statement.bind(3, Int64(max(0, limit)))
            var hits: [SearchHit] = []
            try statement.forEachRow { row in
                guard let id = row.withBytes(1, { Incident.ID(bytes: $0) }) else { return }
                hits.append(
                    SearchHit(incident: id, cursor: IncidentCursor(rank: row.integer(0))))
            }
            return hits
        }
    }
}

/// An incident that a search has found.
public struct SearchHit: Hashable, Sendable {
    /// The incident.
    public let incident: Incident.ID
    /// Its place in the list of incidents.
    public let cursor: IncidentCursor

    /// A find.
    public init(incident: Incident.ID, cursor: IncidentCursor) {
        self.incident = incident
        self.cursor = cursor
    }
}

extension SearchIndex: PersonalDataStore {
    /// Takes the words of an incident out of the index and its file.
    public func forget(_ incident: Incident.ID) async throws(EventLogError) {
        guard !isClosed.withLock(\.self) else { return }
        try await erase([incident], count: nil)
    }

    /// Forgets what the log forgot while this index was not there to be told.
    private func forgetWhatLogForgot() async throws(EventLogError) {
        let known = try await progress().forgotten
        let incidents = try await log.forgotten(after: known)
        guard !incidents.isEmpty else { return }
        try await erase(incidents, count: known + incidents.count)
    }

    /// Takes incidents out, and rewrites the index so that no trace of their words is left.
    private func erase(
        _ incidents: [Incident.ID], count: Int?,
    ) async throws(EventLogError) {
        let removed = try await pool.write(at: path) { database in
            let writer = try SearchWriter(database)
            let removed = try incidents.count { try writer.remove($0) }
            if let count {
                try database.execute(
                    sql: "UPDATE progress SET forgotten = ?", arguments: [count])
            }
            if removed > 0 {
                try database.execute(sql: "INSERT INTO words (words) VALUES ('optimize')")
            }
            return removed
        }
        guard removed > 0 else { return }
        do {
            try await pool.writeWithoutTransaction { database in
                _ = try database.checkpoint(.truncate)
            }
        } catch {
            throw EventLogError(error, path: path)
        }
    }
}

extension SearchIndex {
    private struct Progress {
        let position: Offset
        let lastRecord: Record.ID?
        let forgotten: Int
    }

    /// Indexes records, those that are in the index already left out.
    private func add(_ records: [Record]) async throws(EventLogError) {
        try await pool.write(at: path) { [naming] database in
            let known = try Self.progress(database).position
            let fresh = records.drop { $0.offset <= known }
            guard let last = fresh.last else { return }
            let writer = try SearchWriter(database)
            for index in fresh.indices where SearchWriter.concerns(fresh[index].event) {
                try writer.add(fresh[index], naming)
            }
            try database.execute(
                sql: "UPDATE progress SET position = ?, last_record = ?",
                arguments: [last.offset.value, Data(last.id.bytes)])
        }
    }

    /// Whether the last record that was indexed is the log's record at that place.
    private func followsLog() async throws(EventLogError) -> Bool {
        let progress = try await progress()
        guard progress.position > .start else { return true }
        let before = Offset(progress.position.value - 1)
        let filter = RecordFilter(includesPersonalData: false)
        let page = try await log.read(after: before, limit: 1, filter: filter)
        return page.records.first?.id == progress.lastRecord
    }

    private func progress() async throws(EventLogError) -> Progress {
        try await pool.read(at: path) { try Self.progress($0) }
    }

    private static func progress(_ database: Database) throws -> Progress {
        let statement = try SQLStatement(
            database, "SELECT position, last_record, forgotten FROM progress")
        let progress = try statement.firstRow { row in
            Progress(
                position: Offset(row.integer(0)),
                lastRecord: row.withBytes(1) { Record.ID(bytes: $0) },
                forgotten: Int(row.integer(2)))
        }
        return progress ?? Progress(position: .start, lastRecord: nil, forgotten: 0)
    }

    private static func open(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "griddispatch.search"
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 2
        try LogFile.create(path)
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            if version == 0 {
                try database.inTransaction(.immediate) {
                    try database.execute(sql: SearchSchema.sql)
                    return .commit
                }
            }
            guard version == 0 || version == SearchSchema.version else {
                throw EventLogError(
                    .newerVersion, "The search index \(path) is of another version.")
            }
        }
        return pool
    }

    private static func delete(_ path: String) {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}
