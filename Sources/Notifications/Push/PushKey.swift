import Crypto
public import CurlHTTP
import Foundation
import Governance
import TextFormats

/// The key by which push services know who sends (VAPID, RFC 8292).
public struct PushKey: Sendable {
    /// How long a push service may take a token for good; at most a day (RFC 8292 §2).
    private static let tokenLifetime: Int64 = 12 * 3_600

    private let key: P256.Signing.PrivateKey

    /// The key of a secret: the private number in base64url; nil if it is none.
    public init?(_ secret: Secret) {
        guard let bytes = Base64URL.bytes(secret.value),
            let key = try? P256.Signing.PrivateKey(rawRepresentation: bytes)
        else { return nil }
        self.key = key
    }

    /// A new key, as the text of the secret.
    public static func newSecret() -> String {
        Base64URL.text(P256.Signing.PrivateKey().rawRepresentation)
    }

    /// The public key as browsers and push services want it.
    public var publicText: String { Base64URL.text(key.publicKey.x963Representation) }

    /// The value of `Authorization` for a push service.
    func authorization(for endpoint: String, contact: String, at moment: Instant) -> String? {
        let parts = endpoint.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return nil }
        let claims = JSON.object([
            "aud": .string("\(parts[0])//\(parts[2])"),
            "exp": .integer(moment.microsecondsSinceEpoch / 1_000_000 + Self.tokenLifetime),
            "sub": .string(contact),
        ])
        let header = Base64URL.text(Array(#"{"typ":"JWT","alg":"ES256"}"#.utf8))
        let signed = header + "." + Base64URL.text(claims.encoded())
        guard let signature = try? key.signature(for: Array(signed.utf8)) else { return nil }
        let token = signed + "." + Base64URL.text(signature.rawRepresentation)
        return "vapid t=\(token), k=\(publicText)"
    }
}
