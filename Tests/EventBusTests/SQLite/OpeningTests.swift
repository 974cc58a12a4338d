import EventBus
import Foundation
import GRDB
import Testing

struct OpeningTests {
    private func fill(_ path: String, _ count: Int = 20) async throws {
        let log = try SQLiteEventLog.sample(in: path)
        _ = try await log.append([
            AppendRequest(
                partition: Sample.huabu, events: (1...count).map { Sample.accepted($0) })
        ])
        try await log.close()
    }

    @Test
    func `every transaction is flushed and only the owner may read the files`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        _ = try await log.append([
            AppendRequest(partition: Sample.huabu, events: [Sample.accepted(1)])
        ])
        let settings = try await log.writerSettings([
            "synchronous", "journal_mode", "secure_delete",
        ])
        #expect(settings == ["2", "wal", "1"])
        for suffix in ["", "-wal", "-shm", ".lock"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
            let mode = try #require(attributes[.posixPermissions] as? Int)
            #expect(mode == 0o600, "\(suffix)")
        }
        try await log.close()
    }

    @Test
    func `a log goes on where it ended`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await fill(path)
        let log = try SQLiteEventLog.sample(in: path)
        #expect(try await log.head() == Offset(20))
        _ = try await log.append([
            AppendRequest(
                partition: Sample.huabu, expectedVersion: 20, events: [Sample.accepted(1)])
        ])
        let records = try await log.read(after: .start, limit: 99, filter: .everything).records
        #expect(records.map(\.version) == Array(1...21))
        #expect(zip(records, records.dropFirst()).allSatisfy { $0.id < $1.id })
        try await log.close()
    }

    @Test(arguments: [".lock", ".state", ".search"])
    func `a log that is gone is not begun anew beside what remains of it`(
        _ rest: String,
    ) async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        for isEmpty in [false, true] {
            try Data("x".utf8).write(to: URL(filePath: path + rest))
            if isEmpty { try Data().write(to: URL(filePath: path)) }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(await failureCode { _ = try SQLiteEventLog.sample(in: path) } == .corrupt)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
        }
    }

    @Test
    func `one process has the log at a time`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        #expect(await failureCode { _ = try SQLiteEventLog.sample(in: path) } == .locked)
        try await log.close()
    }

    @Test
    func `the lock is free again after a close and after a failed opening`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await fill(path)
        let wrong = SQLiteEventLog.Configuration(path: path, countyKey: try .other)
        #expect(await failureCode { _ = try SQLiteEventLog(wrong) } == .keyWrong)
        try await fill(path)
    }

    @Test
    func `another county's key is refused and leaves every byte as it was`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await fill(path)
        let before = try folder.contents()
        let wrong = SQLiteEventLog.Configuration(path: path, countyKey: try .other)
        #expect(await failureCode { _ = try SQLiteEventLog(wrong) } == .keyWrong)
        #expect(try folder.contents() == before)
    }

    @Test
    func `what a killed process left is not touched by an opening that is refused`()
        async throws
    {
        let folder = try TemporaryFolder()
        let living = folder.file("living")
        let log = try SQLiteEventLog.sample(in: living)
        _ = try await log.append([
            AppendRequest(partition: Sample.huabu, events: [Sample.accepted(1)])
        ])
        let killed = try TemporaryFolder()
        for suffix in ["", "-wal", ".lock"] {
            try FileManager.default.copyItem(
                atPath: living + suffix, toPath: killed.file("log" + suffix))
        }
        try await log.close()
        let before = try killed.contents()
        let wrong = SQLiteEventLog.Configuration(
            path: killed.file("log"), countyKey: try .other)
        #expect(await failureCode { _ = try SQLiteEventLog(wrong) } == .keyWrong)
        // Only the memory that connections share may have come into being.
        #expect(try killed.contents().filter { $0.key != "log-shm" } == before)
        let again = try SQLiteEventLog.sample(in: killed.file("log"))
        #expect(try await again.head() == Offset(1))
        try await again.close()
    }

    @Test
    func `a clean stop leaves only the log and its lock, and so does verifying`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        for number in 1...5 {
            _ = try await log.append([
                AppendRequest(partition: Sample.huabu, events: [Sample.accepted(number)])
            ])
            _ = try await log.read(after: .start, limit: 9, filter: .everything)
        }
        try await log.close()
        let names: Set = ["log", "log.lock"]
        #expect(Set(try folder.contents().keys) == names)
        #expect(try LogVerifier(path: path, countyKey: .sample).verify().records == 5)
        #expect(Set(try folder.contents().keys) == names)
    }

    @Test
    func `a log that was cut short anywhere is refused`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await fill(path)
        let whole = try #require(FileManager.default.contents(atPath: path))
        for count in [0, 1, 99, 100, 512, 4_095, 4_096, 4_097, whole.count / 2, whole.count - 1] {
            try whole.prefix(count).write(to: URL(fileURLWithPath: path))
            #expect(
                await failureCode { _ = try SQLiteEventLog.sample(in: path) } == .corrupt,
                "cut to \(count) of \(whole.count) bytes")
        }
        try whole.write(to: URL(fileURLWithPath: path))
        let log = try SQLiteEventLog.sample(in: path)
        #expect(try await log.head() == Offset(20))
        try await log.close()
    }

    @Test
    func `a log that is gone is not begun anew by itself`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await fill(path)
        try FileManager.default.removeItem(atPath: path)
        #expect(await failureCode { _ = try SQLiteEventLog.sample(in: path) } == .corrupt)
        #expect(!FileManager.default.fileExists(atPath: path))
        try FileManager.default.removeItem(atPath: path + ".lock")
        try await fill(path)
    }

    @Test
    func `what is no log is refused`() async throws {
        let folder = try TemporaryFolder()
        let text = folder.file("text")
        try Data(String(repeating: "not a log\n", count: 2_000).utf8).write(
            to: URL(fileURLWithPath: text))
        #expect(await failureCode { _ = try SQLiteEventLog.sample(in: text) } == .corrupt)
        let other = folder.file("other")
        try alter(other, "CREATE TABLE accounts (id INTEGER PRIMARY KEY)")
        #expect(await failureCode { _ = try SQLiteEventLog.sample(in: other) } == .corrupt)
    }

    @Test
    func `heads that do not account for every record are refused`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await fill(path)
        try alter(path, #"DELETE FROM record WHERE "offset" = 20"#)
        #expect(await failureCode { _ = try SQLiteEventLog.sample(in: path) } == .corrupt)
    }

    @Test
    func `a folder that is not there is named`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("missing/log")
        let error = #expect(throws: EventLogError.self) {
            _ = try SQLiteEventLog.sample(in: path)
        }
        #expect(error?.code == .io)
        #expect(error?.message.contains(path) == true)
    }
}
