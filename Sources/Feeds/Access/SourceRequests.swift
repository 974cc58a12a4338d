import CurlHTTP
import FeedCore
import Governance

/// Makes the requests to source platforms: how each is reached, and what it is told of who asks.
struct SourceRequests: Sendable {
    private let secrets: SecretStore
    private let tokens: AccessTokens

    init(_ http: HTTPClient, secrets: SecretStore) {
        self.secrets = secrets
        tokens = AccessTokens(http)
    }

    /// The request for an address of a platform.
    ///
    /// Only what is at the platform's own origin is told who asks.
    func request(
        for address: String, of platform: SourcePlatform, at now: Instant,
    ) async throws(SourceFault) -> HTTPRequest {
        var request = try reach(address, of: platform)
        guard WebOrigin(address) == WebOrigin(platform.address) else { return request }
        request.tls.certificate = try certificate(of: platform)
        switch platform.access.authentication {
        case .none: break
        case .basic(let user, let password):
            request.authentication = .basic(user: user, password: try secret(password, platform))
        case .bearer(let name):
            request.authentication = .bearer(try secret(name, platform))
        case .header(let name, let value):
            request.authentication = .header(name: name, value: try secret(value, platform))
        case .query(let name, let value):
            request.authentication = .query(name: name, value: try secret(value, platform))
        case .signature(let scheme):
            let signer = RequestSigner(scheme, secret: try secret(scheme.secret, platform))
            request.headers = signer.fields(for: request, at: now)
        case .clientCredentials(let credentials):
            let token = try await tokens.token(
                for: platform, asking: try tokenRequest(credentials, platform), at: now)
            request.authentication = .bearer(token)
        }
        return request
    }

    /// Forgets the token that a platform has refused; false if it was given none.
    func forgetToken(of platform: SourcePlatform) async -> Bool {
        guard case .clientCredentials = platform.access.authentication else { return false }
        await tokens.forget(platform.id)
        return true
    }

    /// The request as anybody would make it.
    private func reach(
        _ address: String, of platform: SourcePlatform,
    ) throws(SourceFault) -> HTTPRequest {
        let access = platform.access
        var request = HTTPRequest(
            url: address, addresses: AddressPolicy(allowedHosts: access.allowedHosts))
        if let authorities = access.tls.authorities { request.tls.trust = .file(authorities) }
        if let proxy = access.proxy {
            var password: Secret?
            if let name = proxy.password { password = try secret(name, platform) }
            request.proxy = HTTPProxy(url: proxy.address, user: proxy.user, password: password)
        }
        return request
    }

    private func certificate(
        of platform: SourcePlatform,
    ) throws(SourceFault) -> TLSOptions.Certificate? {
        guard let certificate = platform.access.tls.certificate else { return nil }
        var passphrase: Secret?
        if let name = certificate.passphrase { passphrase = try secret(name, platform) }
        return TLSOptions.Certificate(
            certificateFile: certificate.file, keyFile: certificate.keyFile,
            passphrase: passphrase)
    }

    /// The request for a token (RFC 6749 §4.4.2).
    private func tokenRequest(
        _ credentials: ClientCredentials, _ platform: SourcePlatform,
    ) throws(SourceFault) -> HTTPRequest {
        let secret = try secret(credentials.secret, platform)
        var form = [("grant_type", "client_credentials")]
        if let scope = credentials.scope { form.append(("scope", scope)) }
        var request = try reach(credentials.address, of: platform)
        switch credentials.placement {
        case .header:
            // RFC 6749 §2.3.1 has both parts encoded as a form does before they are joined.
            request.authentication = .basic(
                user: FormText.encoded(credentials.client), password: secret.formEncoded)
        case .form:
            form.append(("client_id", credentials.client))
        }
        var body = FormText.body(form)
        if credentials.placement == .form {
            body += Array("&client_secret=".utf8) + secret.formEncodedBytes
        }
        request.method = .post
        request.body = body
        request.headers = [
            "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json",
        ]
        request.redirects = .refuse
        request.limits.bodyBytes = 64 << 10
        request.limits.wireBytes = 64 << 10
        return request
    }

    private func secret(
        _ name: SecretName, _ platform: SourcePlatform,
    ) throws(SourceFault) -> Secret {
        guard let secret = secrets.secret(name.name) else {
            throw SourceFault(
                description: "the source '\(platform.id)' wants the secret \(name); set it in the "
                    + "environment or in the file that --secrets names")
        }
        return secret
    }
}

extension Secret {
    fileprivate var formEncoded: Secret { Secret(FormText.encoded(value)) }
    fileprivate var formEncodedBytes: [UInt8] { Array(FormText.encoded(value).utf8) }
}

/// What `application/x-www-form-urlencoded` makes of texts.
enum FormText {
    static func body(_ fields: [(String, String)]) -> [UInt8] {
        Array(fields.map { "\(encoded($0))=\(encoded($1))" }.joined(separator: "&").utf8)
    }

    /// A text with every byte but letters, digits and `*-._` written as `%` and two digits.
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F: bytes.append(byte)
            case 0x20: bytes.append(0x2B)
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                bytes += Array((byte < 16 ? "%0" : "%").utf8) + Array(digits.utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The scheme, host and port of an address: what it shares with others of the same server.
struct WebOrigin: Hashable {
    private let text: String

    init(_ address: String) {
        guard let scheme = address.firstRange(of: "://") else {
            text = address.lowercased()
            return
        }
        let host = address[scheme.upperBound...].prefix { !"/?#".contains($0) }
        let name = address[..<scheme.lowerBound].lowercased()
        let port = name == "https" ? ":443" : ":80"
        let plain = host.hasSuffix(port) ? host.dropLast(port.count) : host
        text = "\(name)://\(plain.lowercased())"
    }
}
