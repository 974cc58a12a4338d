import EventBus
import Governance
import Testing

struct GroupCommitTests {
    @Test
    func `those who wait together share a transaction`() async throws {
        let folder = try TemporaryFolder()
        let log = try SQLiteEventLog.sample(in: folder.file("log"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for producer in 1...512 {
                group.addTask {
                    for turn in 0..<8 {
                        _ = try await log.append([
                            AppendRequest(
                                partition: Sample.huabu,
                                events: [Sample.accepted(producer * 8 + turn)])
                        ])
                    }
                }
            }
            try await group.waitForAll()
        }
        let statistics = log.statistics
        #expect(statistics.records == 4_096)
        #expect(statistics.failures == 0)
        // Alone, each would have had a transaction of its own.
        #expect(statistics.commits < 4_096 / 8, "\(statistics.commits) transactions")
        try await log.close()
    }

    @Test
    func `one call's requests are written in one transaction`() async throws {
        let folder = try TemporaryFolder()
        let log = try SQLiteEventLog.sample(in: folder.file("log"))
        let requests = (1...3_000).map {
            AppendRequest(partition: Sample.huabu, events: [Sample.accepted($0)])
        }
        _ = try await log.append(requests)
        #expect(log.statistics.commits == 1)
        try await log.close()
    }

    @Test
    func `beyond the bound of waiting requests the next is refused`() async throws {
        let folder = try TemporaryFolder()
        var limits = LogLimits()
        limits.waitingRequests = 3
        let log = try SQLiteEventLog.sample(in: folder.file("log"), limits: limits)
        let request = AppendRequest(partition: Sample.huabu, events: [Sample.accepted(1)])
        let code = await failureCode {
            _ = try await log.append([request, request, request, request])
        }
        #expect(code == .overloaded)
        #expect(try await log.append([request, request, request]).count == 3)
        try await log.close()
    }

    @Test
    func `the write-ahead log does not grow without end`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        let text = String(repeating: "长", count: 10_000)
        for round in 0..<60 {
            _ = try await log.append(
                (1...64).map { number in
                    AppendRequest(
                        partition: Sample.huabu,
                        events: [Sample.accepted(round * 64 + number, text: text)])
                })
        }
        // 60 rounds write some 115 MB; the file is begun again at some 16 MB and what comes in
        // while that is being copied.
        let size = try #require(fileSize(path + "-wal"))
        #expect(size < 80_000_000, "\(size) bytes")
        try await log.close()
        #expect(try LogVerifier(path: path, countyKey: .sample).verify().findings == [])
    }

    @Test
    func `a subscriber that never reads does not grow the memory`() async throws {
        let folder = try TemporaryFolder()
        var limits = LogLimits()
        limits.tailRecords = 100
        limits.tailBytes = 50_000
        let log = try SQLiteEventLog.sample(in: folder.file("log"), limits: limits)
        var records = log.subscribe(after: .start, filter: .everything).makeAsyncIterator()
        for round in 0..<20 {
            _ = try await log.append(
                (1...50).map { number in
                    AppendRequest(
                        partition: Sample.huabu, events: [Sample.accepted(round * 50 + number)])
                })
            #expect(log.tailCount <= 100)
        }
        var count = 0
        while count < 1_000 { count += try await records.next()?.count ?? 0 }
        #expect(count == 1_000)
        try await log.close()
    }
}
