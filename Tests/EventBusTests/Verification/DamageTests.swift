import EventBus
import Foundation
import GRDB
import Testing

/// Bytes are flipped, and each flip must be found and named, or shown to have changed nothing.
struct DamageTests {
    private static let columns = [
        "\"offset\"", "id", "\"partition\"", "version", "type", "subject", "occurred_at",
        "recorded_at", "actor", "cause", "data", "personal", "hash",
    ]

    /// Everything that a log says, whatever page it stands on.
    private static func contents(_ path: String) throws -> [String] {
        try withDatabase(path) { database in
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            let schema = try String.fetchAll(
                database, sql: "SELECT quote(type || name || tbl_name || sql) FROM sqlite_schema")
            return try schema
                + tables.flatMap { table in
                    let columns = try database.columns(in: table)
                    let list = columns.map { "quote(\"\($0.name)\")" }.joined(separator: "||' '||")
                    return try String.fetchAll(database, sql: "SELECT \(list) FROM \(table)")
                }
        }
    }

    private func verify(_ path: String) throws -> LogReport {
        try LogVerifier(path: path, countyKey: .sample).verify(fold: SampleStory.fold)
    }

    @Test
    func `a flipped bit in any column of any record is found at that record`() async throws {
        let folder = try TemporaryFolder()
        let whole = folder.file("whole")
        try await SampleLog.make(in: whole)
        let path = folder.file("copy")
        for offset in [1, 2, 3, 9, 14, SampleLog.records] {
            for column in Self.columns {
                try? FileManager.default.removeItem(atPath: path)
                try FileManager.default.copyItem(atPath: whole, toPath: path)
                guard try flip(column, of: offset, in: path) else { continue }
                let report = try verify(path)
                let isNamed = report.findings.contains { finding in
                    guard case .record(let place, _, _) = finding.place else { return false }
                    return place == Offset(Int64(offset)) || column == "\"offset\""
                }
                #expect(isNamed, "\(column) of record \(offset): \(report.findings)")
            }
        }
    }

    @Test
    func `a flipped bit in a head is found`() async throws {
        let folder = try TemporaryFolder()
        let whole = folder.file("whole")
        try await SampleLog.make(in: whole)
        let path = folder.file("copy")
        for change in [
            "\"partition\" = \"partition\" + 1", "version = version - 1",
            "hash = CAST(zeroblob(31) || x'01' AS BLOB)", "hash = zeroblob(3)",
        ] {
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.copyItem(atPath: whole, toPath: path)
            try alter(
                path,
                """
                UPDATE partition_head SET \(change) WHERE "partition" = 330824102000000
                """)
            let problems = Set(try verify(path).findings.map(\.problem))
            #expect(problems.contains(.head), "\(change)")
        }
    }

    @Test
    func `a flipped bit anywhere in the file is found or has changed nothing`() async throws {
        let seed: UInt64 = 20_261_119
        let folder = try TemporaryFolder()
        let whole = folder.file("whole")
        try await SampleLog.make(in: whole)
        let original = try #require(FileManager.default.contents(atPath: whole))
        let contents = try Self.contents(whole)
        let path = folder.file("copy")
        var generator = SeededGenerator(seed: seed)
        var (found, harmless) = (0, 0)
        let everywhere = Array(original.indices)
        let written = everywhere.filter { original[$0] != 0 }
        for turn in 0..<250 {
            // Much of a small file is empty; every other flip goes where something stands.
            let places = turn.isMultiple(of: 2) ? everywhere : written
            let position = places[Int(generator.next() % UInt64(places.count))]
            let bit = UInt8(1) << (generator.next() % 8)
            var damaged = original
            damaged[position] ^= bit
            for suffix in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
            try damaged.write(to: URL(fileURLWithPath: path))
            if try !verify(path).isSound {
                found += 1
            } else {
                harmless += 1
                let same = (try? Self.contents(path)) == contents
                #expect(same, "bit \(bit) of byte \(position) was not found (seed \(seed))")
            }
        }
        #expect(found > 75, "\(found) found, \(harmless) harmless")
    }

    /// Flips one bit of a column; false if the column is null there.
    private func flip(_ column: String, of offset: Int, in path: String) throws -> Bool {
        try withDatabase(path) { database in
            let value = try DatabaseValue.fetchOne(
                database, sql: "SELECT \(column) FROM record WHERE \"offset\" = ?",
                arguments: [offset])
            let changed: any DatabaseValueConvertible
            switch value?.storage {
            case .int64(let number): changed = number ^ 1 << 40
            case .string(let text): changed = text.dropLast() + (text.hasSuffix("~") ? "}" : "~")
            case .blob(var bytes):
                bytes[bytes.count / 2] ^= 0x10
                changed = bytes
            default: return false
            }
            try database.execute(
                sql: "UPDATE record SET \(column) = ? WHERE \"offset\" = ?",
                arguments: [changed, offset])
            return true
        }
    }
}
