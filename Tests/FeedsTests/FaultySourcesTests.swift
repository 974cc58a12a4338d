import CurlHTTP
import FeedCore
import Foundation
import Governance
import HTTPTesting
import Synchronization
import Testing

@testable import Feeds

/// 107 data items at once, of which some sources misbehave in every way that is known.
@Suite(.timeLimit(.minutes(10)))
struct FaultySourcesTests {
    private static func head(_ status: String, _ fields: String...) -> String {
        "HTTP/1.1 \(status)\r\n" + fields.map { "\($0)\r\n" }.joined() + "\r\n"
    }

    /// What a source does, and how the state of its data item begins then.
    private struct Fault: Sendable {
        let name: String
        let state: String
        let handler: @Sendable (FaultConnection) -> Void
    }

    private static let faults: [Fault] = [
        Fault(name: "reset", state: "http.connection_lost|http.connect_failed") { $0.reset() },
        Fault(name: "hang", state: "http.timeout.first_byte") { $0.waitForClose() },
        Fault(name: "hang-in-header", state: "http.too_slow|http.timeout") {
            $0.send("HTTP/1.1 200 OK\r\nContent-Le")
            $0.waitForClose()
        },
        Fault(name: "hang-in-body", state: "http.too_slow|http.timeout") {
            $0.send(head("200 OK", "Content-Length: 100") + "[")
            $0.waitForClose()
        },
        Fault(name: "drip", state: "http.too_slow|http.timeout") {
            _ = $0.readRequest()
            $0.drip(
                head("200 OK", "Content-Length: 9999") + String(repeating: " ", count: 9_999),
                everyMilliseconds: 50)
            $0.close()
        },
        Fault(name: "short", state: "http.body_incomplete|http.connection_lost") {
            $0.send(head("200 OK", "Content-Length: 100") + "[]")
            $0.close()
        },
        Fault(name: "endless", state: "http.body_too_large") {
            $0.send(head("200 OK"))
            _ = $0.sendForever([UInt8](repeating: 0x20, count: 1 << 16))
            $0.close()
        },
        Fault(name: "announced", state: "http.body_too_large") {
            $0.send(head("200 OK", "Content-Length: 10000000000"))
            $0.waitForClose()
        },
        Fault(name: "loop", state: "http.too_many_redirects") {
            $0.serve { _ in Array(head("302 Found", "Location: /loop", "Content-Length: 0").utf8) }
        },
        Fault(name: "metadata", state: "http.redirect_refused") {
            $0.send(
                head("302 Found", "Location: http://169.254.169.254/latest", "Content-Length: 0"))
            $0.close()
        },
        Fault(name: "chunks", state: "http.response_invalid") {
            $0.send(head("200 OK", "Transfer-Encoding: chunked") + "zz\r\n[]\r\n")
            $0.close()
        },
        Fault(name: "charset", state: "document: the encoding 'martian'") {
            $0.send(
                head(
                    "200 OK", "Content-Type: application/json; charset=martian",
                    "Content-Length: 2") + "[]")
            $0.close()
        },
        Fault(name: "garbled", state: "document: ") {
            $0.send(head("200 OK", "Content-Length: 6") + "<html>")
            $0.close()
        },
        Fault(name: "too-often", state: "the source answered with status 429") {
            $0.send(head("429 Too Many", "Retry-After: 3600", "Content-Length: 0"))
            $0.close()
        },
        Fault(name: "bad-gzip", state: "http.encoding_invalid|document: ") {
            $0.send(head("200 OK", "Content-Encoding: gzip", "Content-Length: 5") + "gzip?")
            $0.close()
        },
        Fault(name: "not-modified", state: "") {
            $0.serve { _ in Array("HTTP/1.1 304 Not Modified\r\n\r\n".utf8) }
        },
        Fault(name: "old", state: "") {
            _ = $0.readRequest()
            $0.send("HTTP/1.0 200 OK\r\n\r\n[]")
            $0.close()
        },
    ]

    private static func platform(_ name: String, _ server: FaultServer) -> SourcePlatform {
        SourcePlatform(
            id: SourcePlatform.ID(trusted: name),
            title: LocalizedText(chinese: name, english: name), address: server.origin,
            access: SourceAccess(allowedHosts: ["127.0.0.1"]))
    }

    private static func item(
        _ name: String, of source: String, every interval: Duration, _ mapping: ItemMapping,
    ) -> DataItem {
        let text = LocalizedText(chinese: name, english: name)
        return DataItem(
            id: DataItem.ID(trusted: name), meaning: text, owner: text,
            source: SourcePlatform.ID(trusted: source), path: "/\(name)",
            document: FeedDocument(format: .json), interval: interval, freshness: .seconds(60),
            sensitivity: .public, readers: DataItem.Readers(), expressions: [:],
            mapping: mapping)
    }

    private static func goodServer() -> FaultServer {
        FaultServer { connection in
            connection.serve { _ in
                Array((Self.head("200 OK", "Content-Length: 10") + #"[{"id":1}]"#).utf8)
            }
        }
    }

    @Test func `each fault ends in a named state and the others stay on time`() async throws {
        let good = Self.goodServer()
        let bad = Self.faults.map { FaultServer(handler: $0.handler) }
        let dead = FaultServer(accepts: false)
        dead.stop()
        defer { for server in [good] + bad { server.stop() } }
        let mapping = try ItemMapping()
        let faults = Self.faults.map(\.name) + ["refused"]
        let goodNames = (0..<(107 - faults.count)).map { "good-\($0)" }
        let catalogue = FeedCatalogue(
            sources: [Self.platform("good", good), Self.platform("refused", dead)]
                + zip(Self.faults, bad).map { Self.platform($0.name, $1) },
            items: goodNames.map { Self.item($0, of: "good", every: .milliseconds(500), mapping) }
                + faults.map { Self.item($0, of: $0, every: .milliseconds(500), mapping) })
        let http = try HTTPClient()
        let service = FeedService(
            catalogue, keepingIn: MemoryFeedJournal(), over: http,
            limits: HTTPLimits(
                connect: .seconds(5), firstByte: .seconds(2), whole: .seconds(8),
                pace: .init(bytesPerSecond: 64, window: .seconds(2)), wireBytes: 1 << 20),
            clock: {
                Instant(microsecondsSinceEpoch: Int64(Date().timeIntervalSince1970 * 1_000_000))
            })
        var latest: [String: FeedStatus] = [:]
        var errors: [String: String] = [:]
        var polls: [String: Set<Instant>] = [:]
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            var isDone = false
            while !isDone {
                try await Task.sleep(for: .milliseconds(50))
                for status in await service.statuses() {
                    let name = status.id.name
                    latest[name] = status
                    if let error = status.health.lastError { errors[name] = error }
                    if let moment = status.health.lastSuccess {
                        polls[name, default: []].insert(moment)
                    }
                }
                let failing = Set(
                    Self.faults.filter { !$0.state.isEmpty }.map(\.name) + ["refused"])
                isDone =
                    failing.allSatisfy { errors[$0] != nil }
                    && (goodNames + ["not-modified", "old"]).allSatisfy {
                        polls[$0, default: []].count >= 5
                    }
            }
            group.cancelAll()
        }
        await http.shutdown(grace: .zero)
        for fault in Self.faults where !fault.state.isEmpty {
            let error = errors[fault.name] ?? ""
            let isNamed = fault.state.split(separator: "|").contains { error.hasPrefix($0) }
            #expect(isNamed, "\(fault.name): \(error)")
        }
        #expect(errors["refused"]?.hasPrefix("http.connect_refused") == true)
        // The source asked for an hour; nobody asks it before.
        let waited = try #require(latest["too-often"]?.health)
        let next = try #require(waited.nextTry)
        #expect(next - (waited.lastTry ?? next) > .minutes(59))
        for name in goodNames {
            #expect(latest[name]?.health.failures == 0, "\(name)")
            #expect(latest[name]?.items == 1, "\(name)")
        }
        // On time, on a machine that does much else: none waited until a silent source was given up.
        let late = goodNames.compactMap { latest[$0]?.health.lateness }.max() ?? .zero
        #expect(late < .seconds(6), "\(late)")
    }
}
