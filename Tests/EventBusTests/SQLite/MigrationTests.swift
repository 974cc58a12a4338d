import EventBus
import GRDB
import Governance
import Testing

struct MigrationTests {
    @Test
    func `a log of the first version is read, verified and continued`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try alter(path, FirstVersion.sql)
        let log = try SQLiteEventLog.sample(in: path)
        let records = try await log.read(after: .start, limit: 10, filter: .everything).records
        #expect(
            records.map(\.event.kind) == [
                .countyActivated(try #require(Sample.version)),
                .reportAccepted(
                    Report(
                        id: Report.ID(high: 7 << 12, low: 1),
                        category: ReportCategory.ID(trusted: "dispute/elder-support"),
                        area: Sample.code("330824102201001"), source: .worker,
                        answers: ["alone": true], occurredAt: Sample.start + .seconds(1)),
                    number: 1, fileBy: nil),
                .incidentClosed,
            ])
        #expect(try await log.version(of: Sample.huabu) == 2)
        let results = try await log.append([
            AppendRequest(
                partition: Sample.huabu, expectedVersion: 2, events: [Sample.accepted(2)])
        ])
        #expect(results == [.appended(offsets: Offset(4)...Offset(4), version: 3)])
        try await log.close()
        let report = try LogVerifier(path: path, countyKey: .sample).verify()
        #expect(report.findings == [])
        #expect(report.records == 4)
    }

    @Test
    func `a log of a newer version is refused and left as it was`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await SQLiteEventLog.sample(in: path).close()
        try alter(path, "INSERT INTO grdb_migrations VALUES ('99 of the future')")
        let before = try folder.contents()
        let code = await failureCode { _ = try SQLiteEventLog.sample(in: path) }
        #expect(code == .newerVersion)
        #expect(try folder.contents() == before)
        // Once the later version's mark is gone, it is this version's log again.
        try alter(path, "DELETE FROM grdb_migrations WHERE identifier = '99 of the future'")
        try await SQLiteEventLog.sample(in: path).close()
    }
}
