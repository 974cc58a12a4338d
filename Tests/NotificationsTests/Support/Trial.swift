import CurlHTTP
import Deliveries
import Governance
import HTTPTesting
import Synchronization

@testable import Notifications

/// A channel against a server on loopback, and what came of one attempt.
struct Trial {
    let outcome: DeliveryOutcome
    let requests: [FaultConnection.Request]

    static let message = NotificationMessage(
        id: "0190a000-0000-7000-8000-000000000001", recipient: .everybody,
        title: LocalizedText(chinese: "超时·噪声", english: "Overdue - noise"),
        body: LocalizedText(chinese: "“须到人员”未到\n第二行", english: "Nobody came"),
        link: "https://grid.example/desk", severity: .urgent,
        occurredAt: Instant(secondsSinceEpoch: 1_700_000_000), event: Array(#"{"a":1}"#.utf8))
    static let now = Instant(secondsSinceEpoch: 1_700_000_000)

    /// Sends a message over a channel to a server that answers so.
    static func run(
        allowed: [String] = ["127.0.0.1"], secrets: [String: String] = [:],
        contact: Contact? = nil, message: NotificationMessage = Self.message,
        browsers: any PushDirectory = NoBrowsers(),
        settings: (String) -> ChannelSettings,
        answer: @escaping @Sendable (FaultConnection) -> FaultConnection.Request?,
    ) async throws -> Trial {
        let requests = Mutex<[FaultConnection.Request]>([])
        let handled = Mutex(0)
        let server = FaultServer { connection in
            if let request = answer(connection) { requests.withLock { $0.append(request) } }
            handled.withLock { $0 += 1 }
        }
        defer { server.stop() }
        let http = try HTTPClient()
        let channel = Channel(
            id: Channel.ID(trusted: "trial"), title: message.title,
            settings: settings(server.origin), allowedHosts: allowed)
        let folder = try SecretFile(secrets)
        defer { folder.remove() }
        let parts = ChannelParts(
            channel: channel, http: http, secrets: folder.store, browsers: browsers,
            now: { Self.now },
            limits: HTTPLimits(
                firstByte: .milliseconds(500), whole: .seconds(1), wireBytes: 1 << 20,
                bodyBytes: 1 << 20))
        let outcome = try await parts.sender().send(message, to: contact)
        await http.shutdown(grace: .zero)
        // The answer may be here before its server has noted what it answered.
        while handled.withLock({ $0 }) < server.connectionCount {
            try await Task.sleep(for: .milliseconds(1))
        }
        return Trial(outcome: outcome, requests: requests.withLock { $0 })
    }

    /// An answer with a status and a body, after the request was read.
    static func answering(
        _ status: String = "200 OK", _ body: String = "", fields: String = "",
    ) -> @Sendable (FaultConnection) -> FaultConnection.Request? {
        { connection in
            let request = connection.readRequest()
            connection.send(
                "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)")
            connection.close()
            return request
        }
    }
}
