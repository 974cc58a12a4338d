import EventBus
import Foundation
import GRDB
import Governance
import Testing

struct VerifierTests {
    @Test
    func `a sound log has no findings, with the key and without`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await SampleLog.make(in: path)
        for key in [try CountyKey.sample, nil] {
            let report = try LogVerifier(path: path, countyKey: key).verify(fold: SampleStory.fold)
            #expect(report.findings == [])
            #expect(report.isSound)
            #expect(report.records == SampleLog.records)
            #expect(report.sealed == SampleLog.sealed)
            #expect(report.forgotten == 0)
            #expect(report.incidents == SampleLog.incidents)
            #expect(report.checksSeals == (key != nil))
            #expect(
                report.heads.map(\.partition) == [Sample.county, Sample.huabu, Sample.suzhuang])
        }
        let report = try LogVerifier(path: path).verify()
        #expect(report.incidents == nil)
    }

    @Test
    func `a log verifies while it is open and being written`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 1...300 {
                    _ = try await log.append([
                        AppendRequest(partition: Sample.huabu, events: [Sample.accepted(number)])
                    ])
                }
            }
            for _ in 0..<5 {
                #expect(try LogVerifier(path: path, countyKey: .sample).verify().findings == [])
            }
            try await group.waitForAll()
        }
        try await log.close()
    }

    @Test
    func `a log verifies after forgetting, and its heads are as before`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await SampleLog.make(in: path)
        let verifier = LogVerifier(path: path, countyKey: try .sample)
        let before = try verifier.verify(fold: SampleStory.fold)
        let log = try SQLiteEventLog.sample(in: path)
        try await log.forget(Sample.id(3))
        try await log.close()
        let after = try verifier.verify(fold: SampleStory.fold)
        #expect(after.findings == [])
        #expect(after.heads == before.heads)
        #expect(after.forgotten == 2)
        #expect(after.sealed == before.sealed - 2)
    }

    @Test
    func `another county's key is told`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await SampleLog.make(in: path)
        let report = try LogVerifier(path: path, countyKey: .other).verify()
        #expect(report.findings.first?.problem == .countyKey)
        // The chain does not depend on the key.
        #expect(!report.findings.contains { $0.problem == .hash })
    }

    @Test
    func `findings are bounded and the rest are counted`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        _ = try await log.append(
            (1...1_050).map {
                AppendRequest(partition: Sample.huabu, events: [Sample.accepted($0)])
            })
        try await log.close()
        try alter(path, "UPDATE record SET occurred_at = occurred_at + 1")
        let report = try LogVerifier(path: path).verify()
        #expect(report.findings.count == 1_000)
        #expect(report.omittedFindings == 50)
        #expect(report.findings.allSatisfy { $0.problem == .hash })
    }

    @Test
    func `a log of a newer version, an empty file and none are errors, not damage`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await SampleLog.make(in: path)
        try alter(path, "INSERT INTO grdb_migrations VALUES ('99-of-the-future')")
        let newer = #expect(throws: EventLogError.self) {
            try LogVerifier(path: path, countyKey: .sample).verify()
        }
        #expect(newer?.code == .newerVersion)
        try Data().write(to: URL(filePath: folder.file("empty")))
        for name in ["empty", "none"] {
            let error = #expect(throws: EventLogError.self) {
                try LogVerifier(path: folder.file(name)).verify()
            }
            #expect(error?.code == .io)
        }
    }

    @Test
    func `records taken out, added, exchanged or renumbered are told`() async throws {
        let folder = try TemporaryFolder()
        let whole = folder.file("whole")
        try await SampleLog.make(in: whole)
        let cases: [(sql: String, problems: Set<LogFinding.Problem>)] = [
            (#"DELETE FROM record WHERE "offset" = 4"#, [.sequence, .hash]),
            (#"DELETE FROM record WHERE "offset" = (SELECT max("offset") FROM record)"#, [.head]),
            (
                """
                INSERT INTO record SELECT "offset" + 1000, id, "partition", version + 1000, type,
                    subject, occurred_at, recorded_at, actor, cause, data, personal, hash
                FROM record WHERE "offset" = 4
                """, [.sequence, .hash, .head]
            ),
            (
                """
                UPDATE record SET "offset" = -1 WHERE "offset" = 3;
                UPDATE record SET "offset" = 3 WHERE "offset" = 4;
                UPDATE record SET "offset" = 4 WHERE "offset" = -1;
                """, [.sequence, .hash]
            ),
            ("DELETE FROM partition_head WHERE \"partition\" = 330824107000000", [.head]),
            ("UPDATE partition_head SET version = version + 1", [.head]),
            (
                "DELETE FROM incident_key WHERE incident = (SELECT min(incident) FROM incident_key)",
                [.incidentKey]
            ),
            ("DELETE FROM incident WHERE rank = 2", [.readModel]),
            ("UPDATE incident SET live = ''", [.readModel]),
            ("UPDATE incident SET live = '1 nobody'", [.readModel]),
            ("INSERT INTO incident_document VALUES (999, x'00')", [.readModel]),
            ("UPDATE incident SET stage = 'closed' WHERE rank = 3", [.readModel]),
            ("UPDATE answer SET answer = x'00'", [.answer]),
            ("INSERT INTO forgotten VALUES (7, x'00')", [.incidentKey]),
            ("DROP INDEX record_subject", [.schema]),
            ("PRAGMA application_id = 0", [.schema]),
        ]
        for (sql, problems) in cases {
            let path = folder.file("copy")
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.copyItem(atPath: whole, toPath: path)
            try alter(path, sql)
            let report = try LogVerifier(path: path, countyKey: .sample)
                .verify(fold: SampleStory.fold)
            let found = Set(report.findings.map(\.problem))
            #expect(!found.isDisjoint(with: problems), "\(sql): \(report.findings)")
        }
    }
}
