import Crypto
import CurlHTTP
import FeedCore
import Foundation
import Governance

/// Signs requests by the scheme of a platform.
struct RequestSigner {
    private let scheme: SignatureScheme
    private let secret: Secret

    init(_ scheme: SignatureScheme, secret: Secret) {
        self.scheme = scheme
        self.secret = secret
    }

    /// The fields of the request with those that the signature adds.
    func fields(
        for request: HTTPRequest, at now: Instant, nonce: String = UUID().uuidString.lowercased(),
    ) -> HTTPHeaders {
        let (host, target) = Self.parts(of: request.url)
        let milliseconds = now.microsecondsSinceEpoch / 1_000
        func value(_ name: SignatureTemplate.Name) -> String {
            switch name {
            case .method: request.method.rawValue
            case .host: host
            case .target: target
            case .date: now.mailDate
            case .seconds: "\(milliseconds / 1_000)"
            case .milliseconds: "\(milliseconds)"
            case .nonce: nonce
            case .key: scheme.key
            case .signature: ""
            }
        }
        let signature = signature(of: scheme.text.filled(value))
        var fields = request.headers
        for field in scheme.fields {
            fields.append(
                field.name, field.value.filled { $0 == .signature ? signature : value($0) })
        }
        return fields
    }

    private func signature(of text: String) -> String {
        let key = SymmetricKey(data: Array(secret.value.utf8))
        let message = Array(text.utf8)
        let code: [UInt8] =
            switch scheme.hash {
            case .sha256: Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
            case .sha512: Array(HMAC<SHA512>.authenticationCode(for: message, using: key))
            }
        return switch scheme.encoding {
        case .base64: Data(code).base64EncodedString()
        case .hex: code.hex
        }
    }

    /// The host as the address writes it, and what follows it.
    private static func parts(of address: String) -> (host: String, target: String) {
        guard let scheme = address.firstRange(of: "://") else { return ("", address) }
        let rest = address[scheme.upperBound...].prefix { $0 != "#" }
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        let target = rest.dropFirst(host.count)
        return (String(host), target.hasPrefix("/") ? String(target) : "/\(target)")
    }
}
