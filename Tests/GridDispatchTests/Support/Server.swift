import CurlHTTP
import Foundation
import TextFormats

/// `griddispatch serve`, up and answering.
struct Server: Sendable {
    let child: Child
    let port: Int
    private let http: HTTPClient

    /// Why a server did not come up.
    struct NotServing: Error {
        let errors: String
        let exitCode: Int32
    }

    /// Starts it on a free port and waits until it serves.
    static func start(
        _ database: String, in folder: String, county: String = Program.kaihua,
        scenarios: String = "none", more: [String] = [],
    ) async throws -> Server {
        let child = try Child(
            [
                "serve", "--county", county, "--database", database, "--port", "0",
                "--log-level", "critical", "--scenarios", scenarios,
            ] + more, in: folder)
        // The line that people read is the sign that it serves; a file cannot be waited for.
        while !child.isFinished {
            let output = try child.output()
            if output.hasSuffix("/\n"), let port = output.split(separator: ":").last {
                return try Server(child: child, port: Int(port.dropLast(2)) ?? 0)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw NotServing(errors: try child.errors(), exitCode: await child.end())
    }

    private init(child: Child, port: Int) throws {
        self.child = child
        self.port = port
        http = try HTTPClient(configuration: .init(maximumPerOrigin: 32))
    }

    /// An answer of the server.
    struct Answer: Hashable, Sendable {
        let status: Int
        let isRepeated: Bool
        let json: JSON
    }

    /// What is at a path here, or at a whole address, as of a drill that this server holds; nil if
    /// the connection broke before the answer was whole.
    func get(_ path: String) async -> Answer? {
        await send(HTTPRequest(url: path.hasPrefix("/") ? "http://127.0.0.1:\(port)\(path)" : path))
    }

    /// Sends a body; nil if the connection broke before the answer was whole.
    func post(
        _ path: String, _ body: String? = nil, key: String? = nil, by actor: String? = nil,
    ) async -> Answer? {
        var headers: HTTPHeaders = [:]
        if body != nil { headers.append("Content-Type", "application/json") }
        if let key { headers.append("Idempotency-Key", key) }
        if let actor { headers.append("Actor", actor) }
        return await send(
            HTTPRequest(
                method: .post, url: "http://127.0.0.1:\(port)\(path)", headers: headers,
                body: Array((body ?? "").utf8)))
    }

    /// What is at a path here, as text; nil if the connection broke.
    func text(_ path: String) async -> String? {
        var request = HTTPRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.addresses = AddressPolicy(allowedHosts: ["127.0.0.1"])
        guard let response = try? await http.send(request) else { return nil }
        return String(decoding: response.body, as: UTF8.self)
    }

    private func send(_ request: HTTPRequest) async -> Answer? {
        var request = request
        request.addresses = AddressPolicy(allowedHosts: ["127.0.0.1"])
        request.limits.firstByte = .seconds(30)
        guard let response = try? await http.send(request) else { return nil }
        return Answer(
            status: response.status,
            isRepeated: response.headers["Idempotency-Replayed"] == "true",
            json: (try? JSON.parse(response.body)) ?? .null)
    }

    /// Sends one of the numbered reports under the key of its number.
    func report(_ number: Int) async -> Answer? {
        await post("/api/v1/reports", Self.body(number), key: "report-\(number)")
    }

    /// A report whose words tell its number.
    static func body(_ number: Int) -> String {
        """
        {"category":"dispute/elder-support","grid":"330824115201001","answers":{"crying":true},
         "text":"第 \(number) 号","occurredAt":"2026-11-21T14:02:10+08:00"}
        """
    }

    /// Asks it to end and tells how it ended.
    func stop() async -> Int32 {
        child.send(SIGTERM)
        return await child.end()
    }
}
