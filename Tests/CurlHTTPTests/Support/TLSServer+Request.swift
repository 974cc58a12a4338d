import CurlHTTP
import HTTPTesting

extension TLSServer {
    /// A request to it that trusts the authority of the tests.
    func request(_ files: TLSFiles, certificate: TLSOptions.Certificate? = nil) -> HTTPRequest {
        HTTPRequest(
            url: "https://127.0.0.1:\(port)/", limits: .ofTests,
            addresses: AddressPolicy(allowedHosts: ["127.0.0.1"]),
            tls: TLSOptions(trust: .file(files.authority), certificate: certificate))
    }
}
