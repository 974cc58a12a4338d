import CurlHTTP
import HTTPTesting
import Synchronization
import Testing

/// Requests through a proxy, which here answers them all by itself.
@Suite(.timeLimit(.minutes(10)))
struct ProxyTests {
    private func proxied(_ url: String, by proxy: FaultServer) -> HTTPRequest {
        HTTPRequest(
            url: url, limits: .ofTests,
            proxy: HTTPProxy(url: proxy.origin, user: "me", password: Secret("pw")))
    }

    @Test func `the proxy is asked with its own credentials`() async throws {
        let seen = Mutex(FaultConnection.Request())
        let proxy = FaultServer { connection in
            connection.serve { request in
                seen.withLock { $0 = request }
                return answer()
            }
        }
        defer { proxy.stop() }
        let response = try await send(proxied("http://feed.example/items", by: proxy))
        let request = seen.withLock { $0 }
        #expect(response.status == 200)
        #expect(request.line == "GET http://feed.example/items HTTP/1.1")
        #expect(request.fields["proxy-authorization"] == "Basic bWU6cHc=")
    }

    @Test(arguments: ["http://169.254.169.254/", "http://2130706433/", "http://localhost/"])
    func `a proxy is not asked for an inner address`(url: String) async throws {
        let proxy = FaultServer { $0.serve { _ in answer() } }
        defer { proxy.stop() }
        #expect(try await failureCode(proxied(url, by: proxy)) == .addressRefused)
        #expect(proxy.connectionCount == 0)
    }

    @Test func `a proxy that refuses a tunnel is named`() async throws {
        let proxy = FaultServer { $0.serve { _ in answer("403 Forbidden") } }
        defer { proxy.stop() }
        #expect(try await failureCode(proxied("https://feed.example/", by: proxy)) == .proxyFailed)
    }

    @Test func `a proxy that is not there is named`() async throws {
        let proxy = FaultServer(accepts: false)
        proxy.stop()
        #expect(try await failureCode(proxied("http://feed.example/", by: proxy)) == .proxyFailed)
    }
}
