import Crypto
public import CurlHTTP
import Foundation

/// A secret that signs webhooks as Standard Webhooks 1.0 states (`v1`, HMAC-SHA256).
public struct WebhookKey: Sendable {
    private let key: SymmetricKey

    /// The key of a secret: base64, usually behind `whsec_`; nil if it is none.
    public init?(_ secret: Secret) {
        let text = secret.value.hasPrefix("whsec_") ? secret.value.dropFirst(6) : secret.value[...]
        guard let bytes = Data(base64Encoded: String(text)), bytes.count >= 16 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The signature of a message.
    public func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
        let signed = Array("\(id).\(timestamp).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: key)
        return "v1," + Data(code).base64EncodedString()
    }

    /// Whether one of the signatures of a message is right, and the message neither old nor of
    /// the future by more than five minutes.
    public static func verify(
        signatures: String, id: String, timestamp: Int64, body: [UInt8], keys: [WebhookKey],
        nowSeconds: Int64,
    ) -> Bool {
        guard abs(nowSeconds - timestamp) <= 300 else { return false }
        let signed = Array("\(id).\(timestamp).".utf8) + body
        for signature in signatures.split(separator: " ") where signature.hasPrefix("v1,") {
            guard let code = Data(base64Encoded: String(signature.dropFirst(3))) else { continue }
            for key in keys
            where HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: signed, using: key.key)
            {
                return true
            }
        }
        return false
    }
}
