import CurlHTTP
import FeedCore
import Foundation
import Governance
import HTTPTesting
import Synchronization
import Testing

@testable import Feeds

@Suite(.timeLimit(.minutes(10)))
struct FeedServiceTests {
    /// What the service has told, and a way to wait for it.
    private final class Reports: Sendable {
        private let reports = Mutex<[DataItem.ID: [PollReport]]>([:])

        func add(_ id: DataItem.ID, _ report: PollReport) {
            reports.withLock { $0[id, default: []].append(report) }
        }

        func all(of name: String) -> [PollReport] {
            reports.withLock { $0[DataItem.ID(trusted: name)] ?? [] }
        }
    }

    private static func catalogue(_ server: FaultServer, _ names: [String]) throws -> FeedCatalogue
    {
        let source = SourcePlatform.ID(trusted: "here")
        let text = LocalizedText(chinese: "这里", english: "here")
        let mapping = try ItemMapping()
        return FeedCatalogue(
            sources: [
                SourcePlatform(
                    id: source, title: text, address: server.origin,
                    access: SourceAccess(allowedHosts: ["127.0.0.1"]))
            ],
            items: names.map { name in
                DataItem(
                    id: DataItem.ID(trusted: name), meaning: text, owner: text, source: source,
                    path: "/\(name)", document: FeedDocument(format: .json),
                    interval: .milliseconds(50), freshness: .seconds(60), sensitivity: .public,
                    readers: DataItem.Readers(), expressions: [:], mapping: mapping)
            })
    }

    private static func answer(_ status: String, _ body: String, _ field: String = "X: y")
        -> [UInt8]
    {
        let head = "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(field)\r\n\r\n"
        return Array((head + body).utf8)
    }

    @Sendable
    private static func now() -> Instant {
        Instant(microsecondsSinceEpoch: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    private func run(
        _ names: [String], keepingIn journal: MemoryFeedJournal = MemoryFeedJournal(),
        answering: @escaping @Sendable (FaultConnection.Request) -> [UInt8]?,
        until isEnough: @escaping @Sendable ([FeedStatus], Reports) -> Bool,
    ) async throws -> (statuses: [FeedStatus], reports: Reports) {
        let server = FaultServer { connection in
            while let request = connection.readRequest() {
                guard let bytes = answering(request) else { return connection.waitForClose() }
                guard connection.send(bytes) else { break }
            }
            connection.close()
        }
        defer { server.stop() }
        let http = try HTTPClient()
        let reports = Reports()
        let service = FeedService(
            try Self.catalogue(server, names), keepingIn: journal, over: http, clock: Self.now
        ) { item, report, _ in
            reports.add(item.id, report)
            return [:]
        }
        let statuses = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            var statuses = await service.statuses()
            while !isEnough(statuses, reports) {
                try await Task.sleep(for: .milliseconds(5))
                statuses = await service.statuses()
            }
            group.cancelAll()
            return statuses
        }
        await http.shutdown(grace: .zero)
        return (statuses, reports)
    }

    /// A journal that cannot be read before the reader is cancelled.
    private struct CancelledJournal: FeedJournal {
        let asked = AsyncStream<Void>.makeStream()

        func recorded() async throws -> [(event: FeedEvent, at: Instant)] {
            asked.continuation.yield()
            try await Task.sleep(for: .seconds(600))
            return []
        }

        func keep(_ event: FeedEvent) async -> Bool { true }
    }

    @Test func `one that is asked to end before it has begun ends without a fault`() async throws {
        let server = FaultServer { $0.close() }
        defer { server.stop() }
        let http = try HTTPClient()
        let journal = CancelledJournal()
        let service = FeedService(
            try Self.catalogue(server, []), keepingIn: journal, over: http, clock: Self.now)
        let running = Task { try await service.run() }
        for await _ in journal.asked.stream { break }
        running.cancel()
        try await running.value
        await http.shutdown(grace: .zero)
    }

    @Test func `each item is told once, however often its source is asked`() async throws {
        let asked = Mutex(0)
        let (statuses, reports) = try await run(["a"]) { _ in
            let count = asked.withLock {
                $0 += 1
                return $0
            }
            return Self.answer("200 OK", count < 3 ? #"[{"id":1}]"# : #"[{"id":1},{"id":2}]"#)
        } until: { _, reports in
            reports.all(of: "a").count >= 5
        }
        let added = reports.all(of: "a").map { $0.outcome.count(of: .added) }
        #expect(Array(added.prefix(5)) == [1, 0, 1, 0, 0])
        #expect(statuses.map(\.items) == [2])
    }

    @Test func `one that hangs and one that fails delay no other`() async throws {
        let (statuses, reports) = try await run(["hangs", "fails", "works"]) { request in
            switch request.path {
            case "/hangs": nil
            case "/fails": Self.answer("500 No", "")
            default: Self.answer("200 OK", "[]")
            }
        } until: { statuses, reports in
            reports.all(of: "works").count >= 5
                && statuses.dropFirst().first?.health.failures ?? 0 > 1
                && statuses.first?.health.isUnderWay == true
        }
        #expect(statuses.map(\.health.isUnderWay).first == true)
        #expect(statuses[1].health.lastError == "the source answered with status 500")
        #expect(statuses[1].freshness == .never)
        #expect(statuses[2].health.failures == 0)
        #expect(reports.all(of: "hangs").isEmpty && reports.all(of: "fails").isEmpty)
    }

    @Test func `what has not changed is not sent again`() async throws {
        let spared = Mutex(0)
        let (statuses, reports) = try await run(["a"]) { request in
            guard request.fields["if-none-match"] == "\"v1\"" else {
                return Self.answer("200 OK", #"[{"id":1}]"#, "ETag: \"v1\"")
            }
            spared.withLock { $0 += 1 }
            return Array("HTTP/1.1 304 Not Modified\r\n\r\n".utf8)
        } until: { _, _ in
            spared.withLock { $0 } >= 3
        }
        #expect(reports.all(of: "a").count == 1)
        #expect(statuses.map(\.items) == [1])
        #expect(statuses.first?.health.failures == 0)
    }

    @Test func `a document that looks unlike the last is kept out and told`() async throws {
        let asked = Mutex(0)
        let many = "[" + (0..<20).map { #"{"id":\#($0)}"# }.joined(separator: ",") + "]"
        let (statuses, _) = try await run(["a"]) { _ in
            let isFirst = asked.withLock {
                $0 += 1
                return $0 == 1
            }
            return Self.answer("200 OK", isFirst ? many : #"[{"id":1}]"#)
        } until: { statuses, _ in
            statuses.first?.health.isQuarantined ?? false
        }
        #expect(statuses.first?.items == 20)
        #expect(statuses.first?.lastReport?.drift.count == 1)
    }

    @Test func `what is known is on record, and known again after a restart`() async throws {
        let journal = MemoryFeedJournal()
        for documents in [[#"[{"id":1}]"#, #"[{"id":1},{"id":2}]"#], [#"[{"id":2}]"#]] {
            let asked = Mutex(0)
            _ = try await run(["a"], keepingIn: journal) { _ in
                let count = asked.withLock {
                    $0 += 1
                    return $0
                }
                return Self.answer("200 OK", documents[min(count, documents.count) - 1])
            } until: { _, reports in
                reports.all(of: "a").count >= documents.count + 2
            }
        }
        let changes = journal.events.compactMap { event -> [String]? in
            guard case .taken(let taking) = event, !taking.changes.isEmpty else { return nil }
            return taking.changes.map { "\($0.kind) \($0.key)" }
        }
        #expect(changes == [["added 1"], ["added 2"], ["withdrawn 1"]])
        // SHA-256 of the first document.
        guard case .taken(let first)? = journal.events.first else {
            Issue.record("\(journal.events)")
            return
        }
        #expect(first.digest.count == 64 && first.feed == "a" && first.way == .poll)
    }

    @Test func `what cannot be put on record is not known, and taken when it can`() async throws {
        let journal = MemoryFeedJournal()
        journal.fail()
        let (failed, _) = try await run(["a"], keepingIn: journal) { _ in
            Self.answer("200 OK", #"[{"id":1}]"#)
        } until: { statuses, _ in
            statuses.first?.health.failures ?? 0 > 0
        }
        #expect(failed.map(\.items) == [0])
        #expect(failed.first?.health.lastError?.hasPrefix("the log does not keep") == true)
        journal.repair()
        let (taken, _) = try await run(["a"], keepingIn: journal) { _ in
            Self.answer("200 OK", #"[{"id":1}]"#)
        } until: { statuses, _ in
            statuses.first?.items == 1
        }
        #expect(taken.map(\.items) == [1])
        #expect(journal.events.count == 1)
    }

    @Test func `a quarantine is told once, lasts over a restart and ends when data is good`()
        async throws
    {
        let journal = MemoryFeedJournal()
        let many = "[" + (0..<20).map { #"{"id":\#($0)}"# }.joined(separator: ",") + "]"
        let documents = [many, #"[{"id":1}]"#, #"[{"id":1}]"#]
        let asked = Mutex(0)
        for phase in 0..<2 {
            let (statuses, _) = try await run(["a"], keepingIn: journal) { _ in
                let count = asked.withLock {
                    $0 += 1
                    return $0
                }
                return Self.answer("200 OK", documents[min(count, documents.count) - 1])
            } until: { statuses, _ in
                statuses.first?.health.isQuarantined == true
                    && asked.withLock { $0 } > 3 * (phase + 1)
            }
            #expect(statuses.map(\.items) == [20])
        }
        #expect(journal.events.count { if case .quarantined = $0 { true } else { false } } == 1)
        _ = try await run(["a"], keepingIn: journal) { _ in
            Self.answer("200 OK", many)
        } until: { statuses, _ in
            statuses.first?.health.isQuarantined == false
        }
        #expect(journal.events.contains(.released(feed: "a")))
    }

    @Test(arguments: [("120", 120), ("0", 0), ("Fri, 15 Jan 2027 08:01:00 GMT", 60), ("-1", nil)])
    func `Retry-After is read in both of its forms`(text: String, seconds: Int?) {
        let now = Instant(secondsSinceEpoch: 1_800_000_000)
        #expect(FeedClient.moment(text, at: now) == seconds.map { now + .seconds($0) })
    }
}
