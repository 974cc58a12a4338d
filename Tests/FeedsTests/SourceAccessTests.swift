import CurlHTTP
import FeedCore
import Foundation
import Governance
import HTTPTesting
import Synchronization
import Testing

@testable import Feeds

/// How sources are told who asks, on a server of the tests; the secret is `HIDDEN` throughout.
@Suite(.timeLimit(.minutes(10)))
struct SourceAccessTests {
    private static let now = Instant(secondsSinceEpoch: 784_111_777)
    private static let secret = SecretName("SOURCE_ACCESS_TESTS")

    private static let secrets = SecretStore { $0 == "SOURCE_ACCESS_TESTS" ? "HIDDEN" : nil }

    private static func platform(
        at origin: String, _ authentication: SourceAuthentication = .none,
        change: (inout SourceAccess) -> Void = { _ in },
    ) -> SourcePlatform {
        var access = SourceAccess(allowedHosts: ["127.0.0.1"], authentication: authentication)
        change(&access)
        return SourcePlatform(
            id: SourcePlatform.ID(trusted: "here"),
            title: LocalizedText(chinese: "这里", english: "here"), address: origin, access: access)
    }

    private static func answer(_ status: String = "200 OK", _ body: String = "[]") -> [UInt8] {
        Array("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }

    /// Asks so often for a document, and gives the last answer and what the server saw.
    private func ask(
        _ authentication: SourceAuthentication, times: Int = 1, path: String = "/x?a=b",
        server answering: @escaping @Sendable (FaultConnection.Request) -> [UInt8] = { _ in
            Self.answer()
        },
    ) async throws -> (answer: FeedClient.Answer, seen: [FaultConnection.Request]) {
        let seen = Mutex<[FaultConnection.Request]>([])
        let server = FaultServer { connection in
            connection.serve { request in
                seen.withLock { $0.append(request) }
                return answering(request)
            }
        }
        defer { server.stop() }
        var authentication = authentication
        if case .clientCredentials(let credentials) = authentication {
            authentication = .clientCredentials(
                ClientCredentials(
                    address: server.origin + "/token", client: credentials.client,
                    secret: credentials.secret, scope: credentials.scope,
                    placement: credentials.placement))
        }
        let http = try HTTPClient()
        let client = FeedClient(http, secrets: Self.secrets)
        let platform = Self.platform(at: server.origin, authentication)
        var answer = FeedClient.Answer.unchanged
        for index in 0..<times {
            answer = try await client.ask(
                server.origin + path, of: platform, within: FeedLimits(),
                at: Self.now + .seconds(100 * index))
        }
        await http.shutdown(grace: .zero)
        return (answer, seen.withLock { $0 })
    }

    @Test(
        arguments: [
            (.basic(user: "us", password: secret), "authorization", "Basic dXM6SElEREVO"),
            (.bearer(secret), "authorization", "Bearer HIDDEN"),
            (.header(name: "X-Api-Key", value: secret), "x-api-key", "HIDDEN"),
        ] as [(SourceAuthentication, String, String)])
    func `a secret arrives in its field`(
        authentication: SourceAuthentication, field: String, value: String,
    ) async throws {
        let seen = try await ask(authentication).seen
        #expect(seen.map { $0.fields[field] } == [value])
    }

    @Test func `a key arrives in the address`() async throws {
        let seen = try await ask(.query(name: "key", value: Self.secret)).seen
        #expect(seen.map(\.path) == ["/x?a=b&key=HIDDEN"])
    }

    @Test func `a request is signed by the scheme`() async throws {
        let scheme = SignatureScheme(
            secret: Self.secret, key: "us",
            text: try SignatureTemplate("{method}\n{target}\n{date}\n{seconds}"),
            fields: [
                .init(name: "Date", value: try SignatureTemplate("{date}")),
                .init(name: "X-Sign", value: try SignatureTemplate("{key}:{signature}")),
                .init(name: "X-Nonce", value: try SignatureTemplate("{nonce}")),
            ])
        let seen = try #require(try await ask(.signature(scheme)).seen.first)
        #expect(seen.fields["date"] == "Sun, 06 Nov 1994 08:49:37 GMT")
        // openssl dgst -sha256 -hmac HIDDEN -binary | base64
        #expect(seen.fields["x-sign"] == "us:5RSWMaZ2EAv6mvT9njk+qxiqAP+BNV0rLleMHjwOUJI=")
        #expect(seen.fields["x-nonce"]?.count == 36)
    }

    @Test func `the signature is that of the standard's example`() throws {
        // RFC 4231 §4.3.
        let scheme = SignatureScheme(
            secret: Self.secret, encoding: .hex,
            text: try SignatureTemplate("what do ya want for nothing?"),
            fields: [.init(name: "S", value: try SignatureTemplate("{signature}"))])
        let signer = RequestSigner(scheme, secret: Secret("Jefe"))
        let fields = signer.fields(for: HTTPRequest(url: "http://a.example/"), at: Self.now)
        #expect(
            fields["S"] == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    private static let credentials = ClientCredentials(
        address: "", client: "u s", secret: secret, scope: "read all")

    @Test func `a token is asked for once and used until shortly before its end`() async throws {
        let (answer, seen) = try await ask(.clientCredentials(Self.credentials), times: 4) {
            $0.path == "/token"
                ? Self.answer(
                    "200 OK",
                    #"{"access_token":"TOKEN","token_type":"bearer","expires_in":150}"#)
                : Self.answer()
        }
        // Asked at 0, 100, 200 and 300 s; a token is good for 150 s less a tenth.
        #expect(seen.map(\.path) == ["/token", "/x?a=b", "/x?a=b", "/token", "/x?a=b", "/x?a=b"])
        #expect(seen[0].line.hasPrefix("POST "))
        #expect(seen[0].fields["authorization"] == "Basic dStzOkhJRERFTg==")
        #expect(
            String(decoding: seen[0].body, as: UTF8.self)
                == "grant_type=client_credentials&scope=read+all")
        #expect(seen[1].fields["authorization"] == "Bearer TOKEN")
        #expect(
            answer == .document(bytes: Array("[]".utf8), charset: nil, validators: .init()))
    }

    @Test func `an identity may stand in the form`() async throws {
        let credentials = ClientCredentials(
            address: "", client: "u s", secret: Self.secret, placement: .form)
        let seen = try await ask(.clientCredentials(credentials)) { request in
            Self.answer("200 OK", request.path == "/token" ? #"{"access_token":"T"}"# : "[]")
        }.seen
        #expect(seen[0].fields["authorization"] == nil)
        #expect(
            String(decoding: seen[0].body, as: UTF8.self)
                == "grant_type=client_credentials&client_id=u+s&client_secret=HIDDEN")
    }

    @Test func `however many ask at once, one token is asked for`() async throws {
        let tokens = Mutex(0)
        let server = FaultServer { connection in
            connection.serve { request in
                guard request.path == "/token" else { return Self.answer() }
                tokens.withLock { $0 += 1 }
                return Self.answer("200 OK", #"{"access_token":"T","expires_in":3600}"#)
            }
        }
        defer { server.stop() }
        let http = try HTTPClient()
        let client = FeedClient(http, secrets: Self.secrets)
        let credentials = ClientCredentials(
            address: server.origin + "/token", client: "us", secret: Self.secret)
        let platform = Self.platform(at: server.origin, .clientCredentials(credentials))
        try await withThrowingTaskGroup(of: FeedClient.Answer.self) { group in
            for index in 0..<20 {
                group.addTask {
                    try await client.ask(
                        server.origin + "/\(index)", of: platform, within: FeedLimits(),
                        at: Self.now)
                }
            }
            for try await answer in group {
                guard case .document = answer else {
                    Issue.record("\(answer)")
                    continue
                }
            }
        }
        await http.shutdown(grace: .zero)
        #expect(tokens.withLock { $0 } == 1)
    }

    @Test func `a token that is called back is replaced once`() async throws {
        let count = Mutex(0)
        let (answer, seen) = try await ask(.clientCredentials(Self.credentials)) { request in
            if request.path == "/token" {
                let number = count.withLock { count -> Int in
                    count += 1
                    return count
                }
                return Self.answer("200 OK", #"{"access_token":"T\#(number)","expires_in":999}"#)
            }
            return Self.answer("401 Unauthorized", "")
        }
        #expect(seen.map(\.path) == ["/token", "/x?a=b", "/token", "/x?a=b"])
        #expect(seen.last?.fields["authorization"] == "Bearer T2")
        guard case .failed(let error, nil) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(error.contains("status 401"))
    }

    @Test(arguments: [
        ("400 Bad", #"{"error":"invalid_client"}"#, "status 400 and the error 'invalid_client'"),
        ("400 Bad", #"{"error":"HIDDEN or <b>"}"#, "status 400"),
        ("500 No", "no json", "status 500"), ("200 OK", "{}", "has no access_token"),
        ("200 OK", #"{"access_token":"T","token_type":"mac"}"#, "not of the type Bearer"),
        ("302 Found", "", "status 302"),
        ("200 OK", String(repeating: " ", count: 70_000), "http.body_too_large"),
    ])
    func `a server that gives no token is named with its reason`(
        status: String, body: String, reason: String,
    ) async throws {
        let (answer, seen) = try await ask(.clientCredentials(Self.credentials)) { _ in
            Self.answer(status, body)
        }
        guard case .failed(let error, nil) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(error.hasPrefix("no token for the source 'here': "))
        #expect(error.contains(reason), "\(error)")
        #expect(!error.contains("HIDDEN"))
        #expect(seen.map(\.path) == ["/token"])
    }

    @Test func `another server is not told who asks`() async throws {
        let seen = Mutex<[FaultConnection.Request]>([])
        let other = FaultServer { connection in
            connection.serve { request in
                seen.withLock { $0.append(request) }
                return Self.answer()
            }
        }
        defer { other.stop() }
        let http = try HTTPClient()
        let client = FeedClient(http, secrets: Self.secrets)
        for authentication in [
            .bearer(Self.secret), .query(name: "key", value: Self.secret),
        ] as [SourceAuthentication] {
            _ = try await client.ask(
                other.origin + "/x",
                of: Self.platform(at: "http://127.0.0.1:1", authentication),
                within: FeedLimits(), at: Self.now)
        }
        await http.shutdown(grace: .zero)
        #expect(seen.withLock { $0.map(\.path) } == ["/x", "/x"])
        #expect(seen.withLock { $0.allSatisfy { $0.fields["authorization"] == nil } })
    }

    @Test func `a secret that is nowhere is asked for by name`() async throws {
        let (answer, seen) = try await ask(.bearer(SecretName("SURELY_NOWHERE")))
        #expect(
            answer
                == .failed(
                    error: "the source 'here' wants the secret SURELY_NOWHERE; set it in the "
                        + "environment or in the file that --secrets names", retryAfter: nil))
        #expect(seen.isEmpty)
    }

    @Test func `a proxy is asked for what the source gives`() async throws {
        let seen = Mutex(FaultConnection.Request())
        let proxy = FaultServer { connection in
            connection.serve { request in
                seen.withLock { $0 = request }
                return Self.answer()
            }
        }
        defer { proxy.stop() }
        let http = try HTTPClient()
        let platform = Self.platform(at: "http://feed.example") { access in
            access.proxy = SourceAccess.Proxy(
                address: proxy.origin, user: "us", password: Self.secret)
        }
        let answer = try await FeedClient(http, secrets: Self.secrets).ask(
            "http://feed.example/x", of: platform, within: FeedLimits(), at: Self.now)
        await http.shutdown(grace: .zero)
        #expect(
            answer == .document(bytes: Array("[]".utf8), charset: nil, validators: .init()))
        #expect(seen.withLock { $0.line } == "GET http://feed.example/x HTTP/1.1")
        #expect(seen.withLock { $0.fields["proxy-authorization"] } == "Basic dXM6SElEREVO")
    }

    @Test(.enabled(if: TLSFiles.shared != nil, "skipped: this needs openssl and python3"))
    func `a source of a private authority is shown our certificate`() async throws {
        let files = try #require(TLSFiles.shared)
        let server = try await TLSServer(files, certificate: "good", asksForCertificate: true)
        defer { server.stop() }
        let origin = "https://127.0.0.1:\(server.port)"
        let http = try HTTPClient()
        let client = FeedClient(http, secrets: Self.secrets)
        var answers: [FeedClient.Answer] = []
        for trusts in [true, false] {
            let platform = Self.platform(at: origin) { access in
                access.tls = SourceAccess.TLS(
                    authorities: trusts ? files.authority : nil,
                    certificate: SourceAccess.Certificate(
                        file: files.certificate("client"), keyFile: files.key("locked"),
                        passphrase: Self.secret))
            }
            answers.append(
                try await client.ask(
                    origin + "/", of: platform, within: FeedLimits(), at: Self.now))
        }
        await http.shutdown(grace: .zero)
        #expect(
            answers.first
                == .document(bytes: Array("secure".utf8), charset: nil, validators: .init()))
        guard case .failed(let error, _) = answers.last else { return }
        #expect(error.hasPrefix("http.tls.untrusted"))
        #expect(!error.contains("HIDDEN"))
    }

    @Test func `no failure shows a secret, whatever the source answers`() async throws {
        let kinds: [SourceAuthentication] = [
            .basic(user: "us", password: Self.secret), .bearer(Self.secret),
            .header(name: "X-Key", value: Self.secret), .query(name: "key", value: Self.secret),
            .clientCredentials(Self.credentials),
        ]
        for kind in kinds {
            for status in [
                "401 HIDDEN", "403 HIDDEN", "500 HIDDEN", "302 Found\r\nLocation: /HIDDEN",
            ] {
                let answer = try await ask(kind, path: "/HIDDEN") { _ in Self.answer(status) }
                    .answer
                let text = "\(answer) \(String(reflecting: answer))"
                #expect(!text.contains("HIDDEN") && !text.contains("SElEREVO"), "\(text)")
            }
        }
    }
}
