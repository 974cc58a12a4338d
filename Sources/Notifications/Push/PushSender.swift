import CurlHTTP
import Deliveries
import Governance
import TextFormats

/// Sends a message to each browser that a responder has allowed (RFC 8030).
///
/// A push service replaces a message of the same topic that still waits there, and the page shows
/// a message of the same tag once, so that a repetition is seen once.
struct PushSender: ChannelSender {
    /// How long a push service keeps a message for a browser that is not there.
    private static let timeToLive = 3_600

    let key: PushKey
    let contact: String
    let browsers: any PushDirectory
    let exchange: HTTPExchange
    let now: @Sendable () -> Instant

    var publicKey: String { key.publicText }

    func send(_ message: NotificationMessage, to contact: Contact?) async -> DeliveryOutcome {
        guard case .responder(let responder) = message.recipient else {
            return .obsolete("only responders have browsers here")
        }
        guard let browsers = try? await browsers.browsers(of: responder) else {
            return .failed(.init("the browsers could not be looked up"))
        }
        var best: DeliveryOutcome?
        for browser in browsers {
            let outcome = await send(message, to: browser)
            if best.map({ outcome.isBetter(than: $0) }) ?? true { best = outcome }
        }
        return best ?? .obsolete("the responder has allowed no browser")
    }

    func preview(_ message: NotificationMessage, to contact: Contact?) -> String {
        String(decoding: body(of: message), as: UTF8.self)
    }

    private func send(
        _ message: NotificationMessage, to browser: PushSubscription,
    ) async -> DeliveryOutcome {
        guard
            let body = try? PushEncryption().encrypted(body(of: message), for: browser),
            let authorization = key.authorization(
                for: browser.endpoint, contact: contact, at: now())
        else {
            await browsers.forget(browser.endpoint)
            return .obsolete("the browser's keys are not usable")
        }
        let isUrgent = message.severity.map { $0 <= .urgent } ?? false
        let headers: HTTPHeaders = [
            "Content-Type": "application/octet-stream", "Content-Encoding": "aes128gcm",
            "TTL": "\(Self.timeToLive)", "Urgency": isUrgent ? "high" : "normal",
            "Topic": message.id.filter { $0 != "-" },
        ]
        let outcome = await exchange.post(
            body, to: browser.endpoint, headers,
            authentication: .header(name: "Authorization", value: Secret(authorization)))
        // The push service does not know the browser any more (RFC 8030 §7.3).
        guard outcome != .refused("status 404"), outcome != .refused("status 410") else {
            await browsers.forget(browser.endpoint)
            return .obsolete("the browser is not there any more")
        }
        return outcome
    }

    private func body(of message: NotificationMessage) -> [UInt8] {
        var object = JSONObject()
        object["tag"] = .string(message.id)
        object["title"] = text(message.title)
        object["body"] = text(message.body)
        object["link"] = message.link.map { .string($0) }
        return JSON.object(object).encoded()
    }

    private func text(_ text: LocalizedText) -> JSON {
        .object([
            "zh": .string(text.chinese.prefix(bytes: 600)),
            "en": .string(text.english.prefix(bytes: 600)),
        ])
    }
}

extension DeliveryOutcome {
    /// Whether a responder with several browsers is better served by this end than by the other.
    fileprivate func isBetter(than other: DeliveryOutcome) -> Bool { rank > other.rank }

    private var rank: Int {
        switch self {
        case .delivered: 3
        case .failed: 2
        case .refused: 1
        case .obsolete: 0
        }
    }
}
