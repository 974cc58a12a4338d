import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

@testable import CommandRoom

/// The pages and libraries that a browser loads.
struct PagesTests {
    private static let leaflet = "/usr/share/javascript/leaflet/leaflet.js"

    @Test(arguments: ["/", "/report", "/duty", "/desk", "/analysis", "/feeds"])
    func `every page is served as HTML that may load nothing from elsewhere`(
        _ path: String,
    ) async throws {
        try await RunningRoom.run { room in
            let answer = try await room.send(.get, path)
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
            let policy = try #require(answer.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'self'") && policy.contains("object-src 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            let text = String(decoding: answer.bytes, as: UTF8.self)
            #expect(!text.contains("src=\"http") && !text.contains("href=\"http"))
        }
    }

    @Test
    func `problems and documents carry the policy, too`() async throws {
        try await RunningRoom.run(.router) { room in
            for path in ["/nothing", "/api/v1/county", "/healthz"] {
                let answer = try await room.send(.get, path)
                #expect(answer.headers[.contentSecurityPolicy] != nil, "\(path)")
            }
        }
    }

    @Test
    func `a page that a browser has is not sent again`() async throws {
        try await RunningRoom.run(.router) { room in
            let tag = try #require(try await room.send(.get, "/desk").headers[.eTag])
            let again = try await room.send(.get, "/desk", [], headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.bytes.isEmpty)
        }
    }

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: leaflet),
            "skipped: libjs-leaflet is not installed"))
    func `the map library comes from the system`() async throws {
        try await RunningRoom.run { room in
            let answer = try await room.send(.get, "/javascript/leaflet/leaflet.js")
            #expect(answer.status == .ok)
            let file = try Data(contentsOf: URL(filePath: Self.leaflet))
            #expect(answer.bytes == [UInt8](file))
            #expect(answer.headers[.contentSecurityPolicy] != nil)
            let missing = try await room.send(.get, "/javascript/leaflet/nothing.js")
            missing.expectProblem(.notFound, "path.unknown")
        }
    }

    @Test(arguments: [
        "/../CommandRoom.swift", "/assets/../../CommandRoom.swift", "/..%2f..%2fetc/passwd",
        "/javascript/leaflet/../../../../etc/passwd",
        "/javascript/leaflet/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/javascript/leaflet/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/javascript/leaflet//etc/passwd", "/javascript/leaflet/%00", "/assets/%2e%2e/index.html",
        "/javascript/leaflet/..\\..\\etc", "/javascript/", "/javascript/leaflet",
    ])
    func `no path leads out of the pages`(_ path: String) async throws {
        try await RunningRoom.run { room in
            // Over a bare socket, so that nothing tidies the path before it is sent.
            let port = try #require(room.client.port)
            let socket = try EventSocket(port: port, path: path, headers: ["Connection: close"])
            var lines = socket.received.makeAsyncIterator()
            let status = try #require(await lines.next())
            #expect(!status.hasPrefix("HTTP/1.1 2"), "\(status)")
            var isRoot = false
            while let line = await lines.next() {
                isRoot = isRoot || line.contains("root:")
            }
            #expect(!isRoot)
            socket.close()
            #expect(try await room.send(.get, "/healthz").status == .ok)
        }
    }
}
