import CurlHTTP
import HTTPTesting
import Testing

/// Nothing that a person may read shows a secret of the request.
@Suite(.timeLimit(.minutes(10)))
struct SecretTests {
    private func request(_ server: FaultServer) -> HTTPRequest {
        var request = server.request("/hook/HIDDEN?key=HIDDEN")
        request.headers = ["X-Signature": "HIDDEN"]
        request.authentication = .basic(user: "HIDDEN", password: Secret("HIDDEN"))
        request.method = .post
        request.body = Array("HIDDEN".utf8)
        return request
    }

    @Test func `no failure shows the path, the query, a field or a credential`() async throws {
        let faults: [@Sendable (FaultConnection) -> Void] = [
            { $0.close() },
            { $0.serve { _ in answer("302 Found", fields: ["Location: file:///HIDDEN"]) } },
            {
                $0.serve { _ in answer("302 Found", fields: ["Location: http://a.example/HIDDEN"]) }
            },
            {
                $0.serve { _ in answer("302 Found", fields: ["Location: http://a:HIDDEN@b.example"])
                }
            },
            { $0.serve { _ in Array("HTTP/1.1 HIDDEN\r\n\r\n".utf8) } },
            {
                $0.serve { answer(fields: ["Content-Length: \($0.fields["authorization"] ?? "")"]) }
            },
        ]
        let client = try HTTPClient()
        for fault in faults {
            let server = FaultServer(handler: fault)
            let failure = try #require(await failure(client, request(server)))
            server.stop()
            #expect(!"\(failure)".contains("HIDDEN"))
            #expect(!String(reflecting: failure).contains("SElEREVO"))
            #expect(
                failure.message.contains(server.origin) || failure.message.contains("127.0.0.1"))
        }
        await client.shutdown()
    }

    @Test func `a request and a secret can be printed and dumped`() {
        let server = FaultServer(accepts: false)
        defer { server.stop() }
        let request = request(server)
        var dumped = ""
        dump(request, to: &dumped)
        dump(Secret("HIDDEN"), to: &dumped)
        dump(request.authentication, to: &dumped)
        #expect("\(request)" == "POST \(server.origin)")
        let proxy = HTTPProxy(url: "http://proxy.example", user: "u", password: Secret("HIDDEN"))
        let all = dumped + "\(request) \(String(reflecting: request)) \(Secret("HIDDEN")) \(proxy)"
        #expect(!all.replacing("user: \"HIDDEN\"", with: "").contains("HIDDEN"))
    }
}
