import FeedCore
import Governance
import Testing

@testable import CountyFiles

/// What a source of feeds.yaml says of how it is reached.
struct FeedsAccessTests {
    private func load(_ lines: String, url: String = "https://a.example/") throws(CountyFileErrors)
        -> SourceAccess
    {
        let file = """
            sources:
              - id: a
                title: {zh: 甲, en: A}
                url: \(url)
            \(lines.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            items: []
            """
        var files = MinimalFolder().files
        files["feeds.yaml"] = file
        let county = try CountyFolder.load(files: files.mapValues { Array($0.utf8) })
        return county.feeds.sources.first?.access ?? SourceAccess()
    }

    private func fault(_ lines: String, url: String = "https://a.example/") -> String {
        do throws(CountyFileErrors) {
            _ = try load(lines, url: url)
            return ""
        } catch {
            return error.description
        }
    }

    @Test(
        arguments: [
            (
                "{basic: {user: grid, password: P}}",
                .basic(user: "grid", password: SecretName("P"))
            ),
            ("{bearer: T}", .bearer(SecretName("T"))),
            (
                "{header: {name: X-Api-Key, value: K}}",
                .header(name: "X-Api-Key", value: SecretName("K"))
            ),
            ("{query: {name: app_key, value: K}}", .query(name: "app_key", value: SecretName("K"))),
            (
                "{oauth2: {url: 'https://b.example/token', client: us, secret: S, scope: a b, send: form}}",
                .clientCredentials(
                    ClientCredentials(
                        address: "https://b.example/token", client: "us", secret: SecretName("S"),
                        scope: "a b", placement: .form))
            ),
        ] as [(String, SourceAuthentication)])
    func `each kind of authentication is read`(
        text: String, authentication: SourceAuthentication,
    ) throws {
        #expect(try load("auth: \(text)").authentication == authentication)
    }

    @Test func `a scheme of signatures is data`() throws {
        let access = try load(
            """
            auth:
              signature:
                secret: S
                key: us
                hash: sha512
                encoding: hex
                text: "{method}\\n{target}"
                headers: {X-Sign: "{key}:{signature}"}
            """)
        let scheme = SignatureScheme(
            secret: SecretName("S"), key: "us", hash: .sha512, encoding: .hex,
            text: try SignatureTemplate("{method}\n{target}"),
            fields: [
                SignatureScheme.Field(
                    name: "X-Sign", value: try SignatureTemplate("{key}:{signature}"))
            ])
        #expect(access.authentication == .signature(scheme))
    }

    @Test func `a proxy, private authorities and a certificate are read`() throws {
        let access = try load(
            """
            proxy: {url: 'http://proxy.example:3128', user: us, password: P}
            tls: {authorities: /etc/ca.pem, certificate: /etc/us.pem, key: /etc/us.key, passphrase: K}
            """)
        let proxy = SourceAccess.Proxy(
            address: "http://proxy.example:3128", user: "us", password: SecretName("P"))
        let certificate = SourceAccess.Certificate(
            file: "/etc/us.pem", keyFile: "/etc/us.key", passphrase: SecretName("K"))
        #expect(access.proxy == proxy)
        #expect(
            access.tls == SourceAccess.TLS(authorities: "/etc/ca.pem", certificate: certificate))
    }

    @Test(arguments: [
        (
            "auth: {bearer: t0k3n}",
            "5:20: error[county.bad_value]: this is not the name of a secret"
        ),
        ("auth: {bearer: T, basic: {user: a, password: P}}", "give exactly one of"),
        ("auth: {}", "give exactly one of"),
        ("token: T\nauth: {bearer: T}", "'token' is short for"),
        ("auth: {bearer: 1T}", "this is not the name of a secret"),
        ("auth: {header: {name: 'X Y', value: K}}", "'X Y' is not a name"),
        ("auth: {oauth2: {url: 'ftp://b.example', client: us, secret: S}}", "is not an address"),
        ("tls: {authorities: ca.pem}", "'ca.pem' is not an absolute path"),
        ("tls: {certificate: /a.pem}", "a certificate goes with its key"),
        (
            "auth: {signature: {secret: S, text: '{methd}', headers: {X: '{signature}'}}}",
            "'{methd}' is not known; known are {method}"
        ),
        (
            "auth: {signature: {secret: S, text: '{method}', headers: {X: '{key}'}}}",
            "no header holds '{signature}'"
        ),
        (
            "auth: {signature: {secret: S, text: '{signature}', headers: {X: '{signature}'}}}",
            "cannot hold its own signature"
        ),
        (
            "auth: {oauth2: {url: 'http://b.example/t', client: us, secret: S}}",
            "b.example is asked by plain http"
        ),
    ])
    func `what is wrong is told`(lines: String, part: String) {
        let text = fault(lines)
        #expect(text.contains(part), "\(text)")
    }

    @Test func `a credential goes over plain http to hosts of the inner network only`() throws {
        let text = fault("token: T", url: "http://a.example/")
        #expect(text.contains("a.example is asked by plain http"), "\(text)")
        _ = try load("token: T\nhosts: [a.example]", url: "http://a.example:81/")
    }
}
