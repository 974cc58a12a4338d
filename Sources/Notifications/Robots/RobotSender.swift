import Crypto
import CurlHTTP
import Deliveries
import Foundation
import Governance
import TextFormats

/// Sends a text to a group through its robot: 企业微信 or 钉钉.
///
/// Both answer with status 200 whatever happened; what happened stands in `errcode`.
struct RobotSender: ChannelSender {
    enum Kind: Sendable {
        case wecom, dingtalk
    }

    /// A WeCom robot takes texts of at most 2,048 bytes.
    private static let longestText = 2_000
    /// Codes by which the robots say that they are sent too much.
    private static let tooMany: Set<Int64> = [45_009, 45_033, 130_101, 410_100]
    /// Codes by which they say that they are busy.
    private static let busy: Set<Int64> = [-1, 40_001_000]

    let kind: Kind
    let robot: RobotSettings
    let key: Secret
    let signing: Secret?
    let exchange: HTTPExchange
    let now: @Sendable () -> Instant

    func send(_ message: NotificationMessage, to contact: Contact?) async -> DeliveryOutcome {
        await exchange.post(
            body(of: message), to: address, ["Content-Type": "application/json; charset=utf-8"],
            authentication: .query(name: keyName, value: key), judge: Self.judge)
    }

    func preview(_ message: NotificationMessage, to contact: Contact?) -> String {
        "POST \(robot.address)\n\n" + String(decoding: body(of: message), as: UTF8.self)
    }

    private func body(of message: NotificationMessage) -> [UInt8] {
        let text = message.text.prefix(bytes: Self.longestText)
        return JSON.object([
            "msgtype": "text", "text": .object(["content": .string(text)]),
        ]).encoded()
    }

    private var keyName: String {
        switch kind {
        case .wecom: "key"
        case .dingtalk: "access_token"
        }
    }

    private var address: String {
        guard let signing else { return robot.address }
        let separator = robot.address.contains("?") ? "&" : "?"
        return robot.address + separator + Self.signature(secret: signing, at: now())
    }

    /// The signed part of DingTalk's address: milliseconds, and an HMAC-SHA256 over them and the
    /// secret under the secret.
    static func signature(secret: Secret, at moment: Instant) -> String {
        let milliseconds = moment.microsecondsSinceEpoch / 1_000
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(milliseconds)\n\(secret.value)".utf8),
            using: SymmetricKey(data: Array(secret.value.utf8)))
        let text = Data(code).base64EncodedString()
        return "timestamp=\(milliseconds)&sign=\(text.percentEncoded)"
    }

    static func judge(_ response: HTTPResponse) -> DeliveryOutcome {
        guard let code = (try? JSON.parse(response.body))?["errcode"]?.integerValue else {
            return .failed(.init("an answer without errcode", isInDoubt: true))
        }
        switch code {
        case 0: return .delivered("errcode 0")
        case _ where tooMany.contains(code):
            return .failed(.init("errcode \(code)", retryAfter: .seconds(60)))
        case _ where busy.contains(code): return .failed(.init("errcode \(code)"))
        default: return .refused("errcode \(code)")
        }
    }
}

extension String {
    /// The longest beginning of whole characters that has at most so many bytes.
    func prefix(bytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var (text, count) = ("", 0)
        for character in self {
            count += character.utf8.count
            guard count <= limit - 3 else { break }
            text.append(character)
        }
        return text + "…"
    }

    /// The text as a value in a query or a form: all but unreserved characters as percent codes.
    var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
