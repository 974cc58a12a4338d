import CurlHTTP
import Deliveries
import Governance

/// Sends the event as a CloudEvent, signed as Standard Webhooks states.
///
/// All secrets sign, the newest first, so that the other side may change to a new one in its time.
struct WebhookSender: ChannelSender {
    let address: String
    let keys: [WebhookKey]
    let token: Secret?
    let exchange: HTTPExchange
    let now: @Sendable () -> Instant

    func send(_ message: NotificationMessage, to contact: Contact?) async -> DeliveryOutcome {
        await exchange.post(message.event, to: address, headers(of: message))
    }

    func preview(_ message: NotificationMessage, to contact: Contact?) -> String {
        "POST \(address)\nwebhook-id: \(message.id)\n\n"
            + String(decoding: message.event, as: UTF8.self)
    }

    private func headers(of message: NotificationMessage) -> HTTPHeaders {
        let timestamp = now().microsecondsSinceEpoch / 1_000_000
        let signatures = keys.map {
            $0.signature(id: message.id, timestamp: timestamp, body: message.event)
        }
        var headers: HTTPHeaders = [
            "Content-Type": "application/cloudevents+json",
            "webhook-id": message.id,
            "webhook-timestamp": "\(timestamp)",
            "webhook-signature": signatures.joined(separator: " "),
        ]
        if let token {
            headers.append("Authorization", "Bearer \(token.value)")
            // Who asks for a token may be a system like ours, which knows a repetition by this.
            headers.append("Idempotency-Key", message.id)
        }
        return headers
    }
}
