import Foundation
import FoundationNetworking
import TextFormats

/// `griddispatch serve`, up and answering.
struct Server: Sendable {
    let child: Child
    let port: Int
    private let session: URLSession

    /// Why a server did not come up.
    struct NotServing: Error {
        let errors: String
        let exitCode: Int32
    }

    /// Starts it on a free port and waits until it serves.
    static func start(
        _ database: String, in folder: String, county: String = Program.kaihua,
        scenarios: String = "none",
    ) async throws -> Server {
        let child = try Child(
            [
                "serve", "--county", county, "--database", database, "--port", "0",
                "--log-level", "critical", "--scenarios", scenarios,
            ], in: folder)
        // The line that people read is the sign that it serves; a file cannot be waited for.
        while !child.isFinished {
            let output = try child.output()
            if output.hasSuffix("/\n"), let port = output.split(separator: ":").last {
                return Server(child: child, port: Int(port.dropLast(2)) ?? 0)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw NotServing(errors: try child.errors(), exitCode: await child.end())
    }

    private init(child: Child, port: Int) {
        self.child = child
        self.port = port
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 32
        configuration.timeoutIntervalForRequest = 30
        session = URLSession(configuration: configuration)
    }

    /// An answer of the server.
    struct Answer: Hashable, Sendable {
        let status: Int
        let isRepeated: Bool
        let json: JSON
    }

    /// Sends a request; nil if the connection broke before the answer was whole.
    func send(
        _ method: String, _ path: String, _ body: String? = nil, key: String? = nil,
        by actor: String? = nil,
    ) async -> Answer? {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { return nil }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        if body != nil { request.setValue("application/json", forHTTPHeaderField: "Content-Type") }
        request.setValue(key, forHTTPHeaderField: "Idempotency-Key")
        request.setValue(actor, forHTTPHeaderField: "Actor")
        guard
            let (data, response) = try? await session.data(for: request),
            let response = response as? HTTPURLResponse
        else { return nil }
        return Answer(
            status: response.statusCode,
            isRepeated: response.value(forHTTPHeaderField: "Idempotency-Replayed") == "true",
            json: (try? JSON.parse(Array(data))) ?? .null)
    }

    /// Sends one of the numbered reports under the key of its number.
    func report(_ number: Int) async -> Answer? {
        await send("POST", "/api/v1/reports", Self.body(number), key: "report-\(number)")
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
