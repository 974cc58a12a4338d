import CurlHTTP
import FeedCore
import Foundation
import Governance
import HTTPTesting
import Synchronization
import Testing

@testable import Feeds

/// Feeds that Debian's nginx serves.
@Suite(
    .enabled(if: FileServer.hasNginx, "skipped: this needs nginx, openssl and python3"),
    .timeLimit(.minutes(10)))
struct NginxTests {
    @Test func `what has not changed is not sent again, by its tag or its date`() async throws {
        try await served(by: .nginx) { server in
            try server.put("a.json", list(1...3), secondsSinceEpoch: 1_767_225_600)
            let first = try await document(ask(server, "/a.json"))
            #expect(first.bytes == list(1...3))
            #expect(first.validators.tag != nil)
            #expect(first.validators.date == "Thu, 01 Jan 2026 00:00:00 GMT")
            let tag = FeedClient.Validators(tag: first.validators.tag)
            #expect(try await ask(server, "/a.json", tag) == .unchanged)
            let date = FeedClient.Validators(date: first.validators.date)
            #expect(try await ask(server, "/a.json", date) == .unchanged)
            try server.put("a.json", list(1...4), secondsSinceEpoch: 1_767_225_601)
            let second = try await document(ask(server, "/a.json", first.validators))
            #expect(second.bytes == list(1...4))
            #expect(second.validators.tag != first.validators.tag)
        }
    }

    @Test func `a file goes over the wire compressed and is whole`() async throws {
        try await served(by: .nginx) { server in
            try server.put("a.json", list(1...500), secondsSinceEpoch: 1_767_225_600)
            let response = try await send(server.origin + "/a.json")
            #expect(response.body == list(1...500))
            #expect(response.headers["Content-Encoding"] == "gzip")
            #expect(response.wireBytes < response.body.count / 4)
            // What is compressed on the way has a weak tag, and is known by it all the same.
            let tag = try #require(response.headers["ETag"])
            #expect(tag.hasPrefix("W/"))
            #expect(try await ask(server, "/a.json", .init(tag: tag)) == .unchanged)
        }
    }

    @Test func `a range is a range`() async throws {
        try await served(by: .nginx) { server in
            try server.put("a.csv", Array("id,v\n1,2\n".utf8), secondsSinceEpoch: 1_767_225_600)
            let response = try await send(server.origin + "/a.csv") {
                $0.headers.append("Range", "bytes=5-")
            }
            #expect(response.status == 206)
            #expect(response.body == Array("1,2\n".utf8))
            #expect(response.headers["Content-Range"] == "bytes 5-8/9")
        }
    }

    @Test func `the rest of a file is asked for where its connection was lost`() async throws {
        try await served(by: .nginx) { server in
            let text = Array("id,v\n".utf8) + (0..<20_000).flatMap { Array("\($0),1\n".utf8) }
            try server.put("a.csv", text, secondsSinceEpoch: 1_767_225_600)
            let seen = Mutex<[String?]>([])
            let port = try #require(server.origin.split(separator: ":").last.flatMap { Int($0) })
            let relay = FaultServer { connection in
                guard let request = connection.readRequest() else { return connection.close() }
                let number = seen.withLock { seen -> Int in
                    seen.append(request.fields["range"])
                    return seen.count
                }
                connection.relay(request, toPort: port, atMost: number < 3 ? 50_000 : .max)
                connection.close()
            }
            defer { relay.stop() }
            let response = try await send(relay.origin + "/a.csv") { $0.resumptions = 3 }
            #expect(response.body == text)
            let ranges = seen.withLock { $0 }
            #expect(ranges.count == 3)
            #expect(ranges.first == .some(nil))
            #expect(ranges.dropFirst().allSatisfy { $0?.hasPrefix("bytes=") == true })
        }
    }

    @Test func `many requests share one connection of HTTP 2`() async throws {
        try await served(by: .nginx) { server in
            try server.put("many.json", list(1...3), secondsSinceEpoch: 1_767_225_600)
            let files = try #require(TLSFiles.shared)
            let http = try HTTPClient()
            let address = server.secureOrigin
            @Sendable func get(_ number: Int) async throws -> HTTPResponse {
                var request = HTTPRequest(url: "\(address)/many/\(number)")
                request.addresses = AddressPolicy(allowedHosts: ["127.0.0.1"])
                request.tls.trust = .file(files.authority)
                return try await http.send(request)
            }
            let first = try await get(0)
            #expect(first.version == "HTTP/2")
            let others = try await withThrowingTaskGroup(of: HTTPResponse.self) { group in
                for number in 1...60 { group.addTask { try await get(number) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            await http.shutdown()
            #expect(others.allSatisfy { $0.version == "HTTP/2" && $0.body == list(1...3) })
            #expect(others.allSatisfy { $0.isConnectionReused })
        }
    }

    @Test func `a feed that it serves is added, updated, withdrawn and known again`() async throws {
        try await poll(servedBy: .nginx)
    }

    @Test(.enabled(if: SharedFeeds.arePresent))
    func `a compressed file of a public feed gives its items`() async throws {
        try await served(by: .nginx) { server in
            let bytes = try SharedFeeds.bytes(of: "feeds/georss/gdacs-rss.xml.gz")
            try server.put("gdacs.xml.gz", bytes, secondsSinceEpoch: 1_767_225_600)
            let source = FeedSource(
                server.origin + "/gdacs.xml.gz", allowedHosts: ["127.0.0.1"])
            let feed = try await source.read(
                FeedDocument(format: .georss), at: Instant(secondsSinceEpoch: 0))
            #expect(feed.records.count == 16)
            #expect(feed.refusals == [])
        }
    }
}

/// Feeds that Python's `http.server` serves, over HTTP/1.0.
@Suite(
    .enabled(if: FileServer.hasPython, "skipped: this needs python3"), .timeLimit(.minutes(10)))
struct PythonServerTests {
    @Test func `what has not changed since its date is not sent again`() async throws {
        try await served(by: .python) { server in
            try server.put("a.json", list(1...3), secondsSinceEpoch: 1_767_225_600)
            let first = try await document(ask(server, "/a.json"))
            #expect(first.bytes == list(1...3))
            #expect(first.validators == .init(date: "Thu, 01 Jan 2026 00:00:00 GMT"))
            #expect(try await ask(server, "/a.json", first.validators) == .unchanged)
            try server.put("a.json", list(2...4), secondsSinceEpoch: 1_767_225_700)
            let second = try await document(ask(server, "/a.json", first.validators))
            #expect(second.bytes == list(2...4))
        }
    }

    @Test func `what is not there is a failure with its status`() async throws {
        try await served(by: .python) { server in
            let answer = try await ask(server, "/none.json")
            #expect(
                answer == .failed(error: "the source answered with status 404", retryAfter: nil))
        }
    }

    @Test func `a feed that it serves is added, updated, withdrawn and known again`() async throws {
        try await poll(servedBy: .python)
    }
}

// What both servers are asked.

private func list(_ numbers: ClosedRange<Int>, _ value: Int = 0) -> [UInt8] {
    let items = numbers.map { #"{"id":\#($0),"title":"一号\#($0)","value":\#(value)}"# }
    return Array("[\(items.joined(separator: ","))]".utf8)
}

private func served(
    by kind: FileServer.Kind, _ body: (FileServer) async throws -> Void,
) async throws {
    let server = try await FileServer(kind)
    do {
        try await body(server)
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}

private func send(
    _ address: String, _ change: (inout HTTPRequest) -> Void = { _ in },
) async throws -> HTTPResponse {
    let http = try HTTPClient()
    var request = HTTPRequest(url: address)
    request.addresses = AddressPolicy(allowedHosts: ["127.0.0.1"])
    change(&request)
    let response = try await http.send(request)
    await http.shutdown()
    return response
}

private func platform(_ server: FileServer) -> SourcePlatform {
    SourcePlatform(
        id: SourcePlatform.ID(trusted: "here"),
        title: LocalizedText(chinese: "这里", english: "here"), address: server.origin,
        access: SourceAccess(allowedHosts: ["127.0.0.1"]))
}

private func ask(
    _ server: FileServer, _ path: String,
    _ known: FeedClient.Validators = FeedClient.Validators(),
) async throws -> FeedClient.Answer {
    let http = try HTTPClient()
    let answer = try await FeedClient(http).ask(
        server.origin + path, of: platform(server), knowing: known, within: FeedLimits(),
        at: Instant(secondsSinceEpoch: 1_767_225_600))
    await http.shutdown()
    return answer
}

private func document(
    _ answer: FeedClient.Answer,
) throws -> (bytes: [UInt8], validators: FeedClient.Validators) {
    guard case .document(let bytes, _, let validators) = answer else {
        Issue.record("\(answer)")
        throw CancellationError()
    }
    return (bytes, validators)
}

/// Polls a file that changes three times, as a county would.
private func poll(servedBy kind: FileServer.Kind) async throws {
    try await served(by: kind) { server in
        let text = LocalizedText(chinese: "这里", english: "here")
        let item = DataItem(
            id: DataItem.ID(trusted: "here"), meaning: text, owner: text,
            source: SourcePlatform.ID(trusted: "here"), path: "/a.json",
            document: FeedDocument(format: .json), interval: .milliseconds(50),
            freshness: .seconds(60), sensitivity: .public, readers: DataItem.Readers(),
            expressions: [:], mapping: try ItemMapping())
        let journal = MemoryFeedJournal()
        let http = try HTTPClient()
        let service = FeedService(
            FeedCatalogue(sources: [platform(server)], items: [item]), keepingIn: journal,
            over: http,
            clock: {
                Instant(microsecondsSinceEpoch: Int64(Date().timeIntervalSince1970 * 1_000_000))
            })
        try server.put("a.json", list(1...3), secondsSinceEpoch: 1_767_225_600)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            try await waits(for: service) { $0.items == 3 }
            try server.put("a.json", list(2...5, 1), secondsSinceEpoch: 1_767_225_610)
            try await waits(for: service) { $0.items == 4 }
            try FileManager.default.removeItem(atPath: "\(server.folder)/a.json")
            try await waits(for: service) { $0.health.lastError?.contains("404") == true }
            try server.put("a.json", list(2...5, 1), secondsSinceEpoch: 1_767_225_610)
            try await waits(for: service) { $0.health.failures == 0 }
            group.cancelAll()
        }
        await http.shutdown(grace: .zero)
        let kinds = journal.events.flatMap { event -> [FeedChange.Kind] in
            guard case .taken(let taking) = event else { return [] }
            return taking.changes.map(\.kind)
        }
        #expect(kinds.count { $0 == .added } == 5)
        #expect(kinds.count { $0 == .updated } == 2)
        #expect(kinds.count { $0 == .withdrawn } == 1)
    }
}

private func waits(
    for service: FeedService, _ condition: (FeedStatus) -> Bool,
) async throws {
    while !(await service.statuses().contains(where: condition)) {
        try await Task.sleep(for: .milliseconds(10))
    }
}
