import EventBus
import Foundation
import Governance
import Testing

/// What a real disk can do to a log.
///
/// The disk is a small one in memory, which only root may make; without it these are skipped.
@Suite(.enabled(if: SmallDisk.isAvailable, "needs root for a disk of its own"))
struct DiskFailureTests {
    private func request(_ number: Int) -> AppendRequest {
        AppendRequest(
            partition: Sample.huabu,
            events: [Sample.accepted(number, text: String(repeating: "满", count: 500))],
            idempotency: IdempotentAnswer(
                key: "key-\(number)", fingerprint: Array(repeating: 1, count: 32), answer: [1]),
            incident: Sample.incident(number))
    }

    @Test
    func `a full disk refuses, loses nothing, and the log serves again when there is room`()
        async throws
    {
        let disk = try SmallDisk(megabytes: 8)
        let log = try SQLiteEventLog.sample(in: disk.file("log"))
        _ = try await log.append([request(0)])
        try disk.fill(leaving: 400_000)
        var kept = 1
        var codes: Set<EventLogError.Code> = []
        for number in 1...2_000 where codes.isEmpty {
            do throws(EventLogError) {
                _ = try await log.append([request(number)])
                kept += 1
            } catch {
                codes.insert(error.code)
            }
        }
        #expect(codes == [.diskFull])
        #expect(kept > 3)
        // Reading goes on, and so does refusing.
        #expect(try await log.head() == Offset(Int64(kept)))
        #expect(await failureCode { _ = try await log.append([request(9_000)]) } == .diskFull)
        #expect(try await log.answer(for: "key-9000") == nil)
        #expect(try await log.incident(Sample.id(9_000)) == nil)
        try disk.empty()
        _ = try await log.append([request(9_000)])
        try await log.close()
        let again = try SQLiteEventLog.sample(in: disk.file("log"))
        #expect(try await again.head() == Offset(Int64(kept + 1)))
        #expect(try await again.version(of: Sample.huabu) == kept + 1)
        try await again.close()
        let report = try LogVerifier(path: disk.file("log"), countyKey: .sample)
            .verify(fold: SampleStory.fold)
        #expect(report.findings == [])
        #expect(report.records == kept + 1)
    }

    @Test
    func `many who wait while the disk fills are each told the truth`() async throws {
        let disk = try SmallDisk(megabytes: 8)
        let log = try SQLiteEventLog.sample(in: disk.file("log"))
        try disk.fill(leaving: 2_000_000)
        let kept = await withTaskGroup(of: Int?.self) { group in
            for number in 1...3_000 {
                group.addTask { (try? await log.append([request(number)])) == nil ? nil : number }
            }
            return await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
        }
        try disk.empty()
        try await log.close()
        #expect(!kept.isEmpty && kept.count < 3_000)
        let again = try SQLiteEventLog.sample(in: disk.file("log"))
        let found = try await again.read(after: .start, limit: .max, filter: .everything)
        let numbers = found.records.compactMap { record -> Int? in
            guard case .reportAccepted(_, let number, _) = record.event.kind else { return nil }
            return number
        }
        #expect(numbers.count == Set(numbers).count)
        #expect(try await again.head() == Offset(Int64(kept.count)))
        #expect(Set(numbers).isSubset(of: kept))
        try await again.close()
    }

    @Test
    func `a read-only disk is named and the log opens once it is not`() async throws {
        let disk = try SmallDisk(megabytes: 8)
        let path = disk.file("log")
        try await SQLiteEventLog.sample(in: path).close()
        try disk.remount(readOnly: true)
        #expect(await failureCode { _ = try SQLiteEventLog.sample(in: path) } == .readOnly)
        #expect(
            await failureCode { _ = try SQLiteEventLog.sample(in: disk.file("new")) } == .readOnly)
        try disk.remount(readOnly: false)
        try await SQLiteEventLog.sample(in: path).close()
    }

    @Test
    func `no room to begin a log is no half of a log`() async throws {
        let disk = try SmallDisk(megabytes: 1)
        try disk.fill(leaving: 20_000)
        let path = disk.file("log")
        let code = await failureCode { _ = try SQLiteEventLog.sample(in: path) }
        #expect(code == .diskFull)
        try disk.empty()
        let log = try SQLiteEventLog.sample(in: path)
        #expect(try await log.head() == .start)
        try await log.close()
    }
}
