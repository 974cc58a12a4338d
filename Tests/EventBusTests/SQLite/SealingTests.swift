import EventBus
import Foundation
import GRDB
import Governance
import Testing

struct SealingTests {
    private let secret = "秘密的哭声 SECRETWORD"

    /// All bytes of the log's files, whatever they are.
    private func bytes(_ path: String) -> Data {
        ["", "-wal", "-shm", ".lock"].reduce(Data()) { all, suffix in
            all + (FileManager.default.contents(atPath: path + suffix) ?? Data())
        }
    }

    @Test
    func `nothing personal stands in the files in the clear`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        var story = SampleStory()
        _ = try await log.append([story.accept(1, text: secret)])
        for pass in 0..<2 {
            if pass == 1 { try await log.close() }
            let all = bytes(path)
            for word in ["SECRETWORD", "秘密", "李四", "13800000000"] {
                #expect(all.range(of: Data(word.utf8)) == nil, "\(word)")
            }
            #expect(all.range(of: Data("elder-support".utf8)) != nil)
        }
    }

    @Test
    func `forgetting leaves no trace of the key in the files`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        for number in 1...40 {
            _ = try await log.append([
                AppendRequest(partition: Sample.huabu, events: [Sample.accepted(number)])
            ])
        }
        let wrapped = try await log.wrappedKey(of: Sample.id(20))
        #expect(bytes(path).range(of: wrapped) != nil)
        try await log.forget(Sample.id(20))
        #expect(bytes(path).range(of: wrapped) == nil)
        #expect(try await log.records(of: Sample.id(20)).map(\.event.personal) == [nil])
        try await log.close()
        let again = try SQLiteEventLog.sample(in: path)
        #expect(try await again.records(of: Sample.id(20)).map(\.event.personal) == [nil])
        #expect(try await again.records(of: Sample.id(21)).first?.event.personal?.text == "听见哭声")
        #expect(try await again.forgotten(after: 0) == [Sample.id(20)])
        // What comes later is kept without it, also by a writer that never knew the key.
        _ = try await again.append([
            AppendRequest(partition: Sample.huabu, events: [Sample.accepted(20)])
        ])
        #expect(try await again.records(of: Sample.id(20)).map(\.event.personal) == [nil, nil])
        try await again.close()
    }

    @Test
    func `the same words are sealed differently each time`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        _ = try await log.append([
            AppendRequest(
                partition: Sample.huabu,
                events: [Sample.accepted(1), Sample.accepted(1), Sample.accepted(2)])
        ])
        try await log.close()
        let sealed = try withDatabase(path) { database in
            try Data.fetchAll(database, sql: "SELECT personal FROM record")
        }
        #expect(Set(sealed).count == 3)
    }

    @Test
    func `a sealed part moved to another record does not open`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        _ = try await log.append([
            AppendRequest(
                partition: Sample.huabu,
                events: [
                    Sample.accepted(1), Sample.event(1, .assignmentDone(1), text: "调解成功"),
                ])
        ])
        try await log.close()
        try alter(
            path,
            """
            UPDATE record SET personal = (SELECT personal FROM record WHERE "offset" = 1)
            WHERE "offset" = 2
            """)
        let again = try SQLiteEventLog.sample(in: path)
        let code = await failureCode {
            _ = try await again.read(after: .start, limit: 9, filter: .everything)
        }
        #expect(code == .corrupt)
        let bare = RecordFilter(includesPersonalData: false)
        #expect(try await again.read(after: .start, limit: 9, filter: bare).records.count == 2)
        try await again.close()
    }
}
