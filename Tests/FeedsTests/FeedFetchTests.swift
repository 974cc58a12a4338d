import CurlHTTP
import FeedCore
import Governance
import HTTPTesting
import Synchronization
import Testing

@testable import Feeds

/// What leads from one document of a source to others.
@Suite(.timeLimit(.minutes(10)))
struct FeedFetchTests {
    private static let now = Instant(secondsSinceEpoch: 1_767_225_600)  // 2026-01-01T00:00:00Z

    private static func answer(_ status: String, _ body: String, _ fields: String = "X: y")
        -> [UInt8]
    {
        Array(
            "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\r\n\(body)"
                .utf8)
    }

    /// The hauls of as many polls of `/index`.
    private func hauls(
        _ format: FeedFormat, polls count: Int = 1, limits: FeedLimits = FeedLimits(),
        paging: TimePaging? = nil,
        server answering: @escaping @Sendable (FaultConnection.Request, Int) -> [UInt8],
    ) async throws -> (feeds: [FeedFetch.Haul], seen: [String]) {
        let seen = Mutex<[String]>([])
        let server = FaultServer { connection in
            connection.serve { request in
                let number = seen.withLock { seen -> Int in
                    seen.append(request.path)
                    return seen.count
                }
                return answering(request, number)
            }
        }
        defer { server.stop() }
        let text = LocalizedText(chinese: "这里", english: "here")
        let platform = SourcePlatform(
            id: SourcePlatform.ID(trusted: "here"), title: text, address: server.origin,
            access: SourceAccess(allowedHosts: ["127.0.0.1"]))
        let http = try HTTPClient()
        let fetch = FeedFetch(
            client: FeedClient(http), platform: platform, address: server.origin + "/index",
            document: FeedDocument(format: format, limits: limits), paging: paging)
        var linked: FeedFetch.Linked = [:]
        var hauls: [FeedFetch.Haul] = []
        for _ in 0..<count {
            hauls.append(
                try await fetch.haul(knowing: FeedClient.Validators(), &linked, at: Self.now))
        }
        await http.shutdown(grace: .zero)
        return (hauls, seen.withLock { $0 })
    }

    private func feed(_ haul: FeedFetch.Haul?) throws -> ParsedFeed {
        guard case .feed(let feed, _)? = haul else {
            Issue.record("\(String(describing: haul))")
            throw CancellationError()
        }
        return feed
    }

    private static func index(_ links: [String]) -> String {
        let entries = links.map {
            "<entry><id>\($0)</id><link rel='alternate' href='\($0)'/></entry>"
        }
        return "<feed xmlns='http://www.w3.org/2005/Atom'>\(entries.joined())</feed>"
    }

    @Test func `the alerts of an index are taken in its order`() async throws {
        let haul = try await hauls(.cap) { request, _ in
            Self.answer(
                "200 OK",
                request.path == "/index"
                    ? Self.index(["/a/1.cap", "2.cap"])
                    : CAPSample.alert(identifier: request.path))
        }
        let feed = try feed(haul.feeds.first)
        #expect(
            feed.records.map(\.standard.id) == ["us@example.org,/a/1.cap", "us@example.org,/2.cap"])
        #expect(feed.isWhole)
        #expect(feed.links.isEmpty)
        #expect(Set(haul.seen) == ["/index", "/a/1.cap", "/2.cap"])
    }

    @Test func `an alert that has not changed is not sent again`() async throws {
        let spared = Mutex(0)
        let haul = try await hauls(.cap, polls: 2) { request, _ in
            if request.path == "/index" { return Self.answer("200 OK", Self.index(["/1.cap"])) }
            guard request.fields["if-none-match"] == nil else {
                spared.withLock { $0 += 1 }
                return Array("HTTP/1.1 304 Not Modified\r\n\r\n".utf8)
            }
            return Self.answer("200 OK", CAPSample.alert(identifier: "1"), "ETag: \"1\"")
        }
        #expect(spared.withLock { $0 } == 1)
        #expect(try feed(haul.feeds.last).records == feed(haul.feeds.first).records)
    }

    @Test(arguments: [
        ("500 No", "", "status 500"), ("200 OK", "<alert", "not well-formed"),
        ("200 OK", index(["/3.cap"]), "an index itself"),
        ("302 Found\r\nLocation: http://169.254.169.254/", "", "http.redirect_refused"),
    ])
    func `one that cannot be had is refused by name, and nothing is held to be withdrawn`(
        status: String, body: String, reason: String,
    ) async throws {
        let haul = try await hauls(.cap) { request, _ in
            switch request.path {
            case "/index": Self.answer("200 OK", Self.index(["/1.cap", "/2.cap"]))
            case "/1.cap": Self.answer("200 OK", CAPSample.alert(identifier: "1"))
            default: Self.answer(status, body)
            }
        }
        let feed = try feed(haul.feeds.first)
        #expect(feed.records.count == 1)
        #expect(feed.refusals.map(\.name) == ["/2.cap"])
        #expect(
            feed.refusals.allSatisfy { !$0.isOfDocument && $0.message.english.contains(reason) })
        #expect(!feed.isWhole)
    }

    @Test func `links to inner addresses are refused and their number is bounded`() async throws {
        let links = ["http://169.254.169.254/latest", "http://localhost:1/x", "/1.cap", "/2.cap"]
        let haul = try await hauls(.cap, limits: FeedLimits(links: 3)) { request, _ in
            request.path == "/index"
                ? Self.answer("200 OK", Self.index(links))
                : Self.answer("200 OK", CAPSample.alert(identifier: request.path))
        }
        let feed = try feed(haul.feeds.first)
        #expect(feed.records.map(\.standard.id) == ["us@example.org,/1.cap"])
        #expect(feed.refusals.map(\.name) == [links[0], links[1], "/2.cap"])
        #expect(feed.refusals.map(\.code) == [.link, .link, .link])
        #expect(haul.seen == ["/index", "/1.cap"])
    }

    @Test func `what a document lacks that is not whole stays`() throws {
        var memory = FeedMemory()
        let poll = FeedPoll(
            FeedDocument(format: .json), mapping: try ItemMapping(), refusesDrift: true)
        let many = (1...20).map { #"{"id":\#($0)}"# }.joined(separator: ",")
        _ = poll.take(Array("[\(many)]".utf8), into: &memory, at: Self.now)
        var part = FeedReader(FeedDocument(format: .json)).records(Array(#"[{"id":1}]"#.utf8))
        part.isWhole = false
        let report = poll.take(part, into: &memory, at: Self.now)
        #expect(report.outcome.changes == [])
        #expect(!report.isQuarantined)
        #expect(memory.liveCount == 20)
    }

    private static func requests(_ numbers: some Sequence<Int>) -> String {
        let list = numbers.map { number in
            let time = now - .minutes(number)
            return "{\"service_request_id\":\(number),\"requested_datetime\":\"\(time)\"}"
        }
        return "[\(list.joined(separator: ","))]"
    }

    /// The numbers of the requests that a page may hold: one a minute, newest first, 3 at most.
    private static func page(_ path: String) -> [Int] {
        let moments = path.split(separator: "=").dropFirst()
            .compactMap { Instant($0.prefix { $0 != "&" }) }
        guard moments.count == 2 else { return [] }
        return Array(
            (0..<60).filter { (moments[0]...moments[1]).contains(now - .minutes($0)) }.prefix(3))
    }

    @Test func `full pages are followed back in time, and each record comes once`() async throws {
        let paging = TimePaging(window: .minutes(6), size: 3)
        let haul = try await hauls(.open311, paging: paging) { request, _ in
            Self.answer("200 OK", Self.requests(Self.page(request.path)))
        }
        let feed = try feed(haul.feeds.first)
        #expect(feed.records.map(\.standard.id) == ["0", "1", "2", "3", "4", "5", "6"])
        #expect(feed.isWhole)
        #expect(
            haul.seen.first
                == "/index?start_date=2025-12-31T23:54:00Z&end_date=2026-01-01T00:00:00Z")
        #expect(haul.seen.count == 4)
    }

    @Test func `a page that leads nowhere is a failure, and so is one that fails`() async throws {
        let paging = TimePaging(window: .minutes(6), size: 3)
        let stuck = try await hauls(.open311, paging: paging) { _, _ in
            Self.answer("200 OK", Self.requests([1, 1, 1]))
        }
        guard case .failed(let error, nil)? = stuck.feeds.first else {
            Issue.record("\(stuck)")
            return
        }
        #expect(error == "a full page of 3 leads no further back than 2025-12-31T23:59:00Z")
        let broken = try await hauls(.open311, paging: paging) { request, number in
            number == 1
                ? Self.answer("200 OK", Self.requests(Self.page(request.path)))
                : Self.answer("503 No", "", "Retry-After: 60")
        }
        guard case .failed(_, let retryAfter)? = broken.feeds.first else {
            Issue.record("\(broken)")
            return
        }
        #expect(retryAfter == Self.now + .seconds(60))
    }

    @Test func `the pages of one poll are bounded`() async throws {
        let paging = TimePaging(window: .hours(48), size: 1)
        let haul = try await hauls(.open311, paging: paging) { _, number in
            Self.answer("200 OK", Self.requests([number]))
        }
        guard case .failed(let error, nil)? = haul.feeds.first else {
            Issue.record("\(haul)")
            return
        }
        #expect(error.hasPrefix("there are more than 100 pages"))
        #expect(haul.seen.count == 100)
    }
}
