import CurlHTTP
import HTTPTesting
import Synchronization
import Testing

/// Redirects as a server sends them.
@Suite(.timeLimit(.minutes(10)))
struct RedirectTests {
    private func redirect(_ location: String, _ status: String = "302 Found") -> [UInt8] {
        answer(status, fields: ["Location: \(location)"])
    }

    private func code(
        to location: String, change: (inout HTTPRequest) -> Void = { _ in },
    ) async throws -> HTTPFailure.Code? {
        let bytes = redirect(location)
        let server = FaultServer { $0.serve { _ in bytes } }
        defer { server.stop() }
        var request = server.request()
        change(&request)
        return try await failureCode(request)
    }

    @Test func `a redirect on the same host is followed on the same connection`() async throws {
        let server = FaultServer { connection in
            connection.serve { $0.path == "/" ? redirect("next?a=1#part") : answer() }
        }
        defer { server.stop() }
        let response = try await send(server.request())
        #expect(response.status == 200)
        #expect(response.redirects == 1)
        #expect(response.effectiveURL == server.origin + "/next?a=1")
        #expect(response.isConnectionReused)
        #expect(server.connectionCount == 1)
    }

    @Test func `an endless redirect ends at the maximum`() async throws {
        let visits = Mutex(0)
        let server = FaultServer { connection in
            connection.serve { _ in
                visits.withLock { $0 += 1 }
                return redirect("/again")
            }
        }
        defer { server.stop() }
        #expect(try await failureCode(server.request()) == .tooManyRedirects)
        #expect(visits.withLock { $0 } == 6)
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/", "http://other.example/",
        "http://user:password@127.0.0.1/", "http://", "javascript:alert(1)",
    ])
    func `a redirect that is not allowed is refused`(location: String) async throws {
        #expect(try await code(to: location) == .redirectRefused)
    }

    @Test func `no redirect is followed when none is wanted`() async throws {
        #expect(try await code(to: "/next") { $0.redirects = .refuse } == .redirectRefused)
    }

    @Test(arguments: [
        "http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/",
        "http://2852039166/", "http://0xA9FEA9FE/", "http://localhost:1/", "http://10.0.0.1/",
    ])
    func `a redirect to an inner address is refused even to any host`(location: String)
        async throws
    {
        let code = try await code(to: location) { $0.redirects = RedirectPolicy(hosts: .any) }
        #expect(code == .addressRefused)
    }

    @Test func `credentials, fields and a body stay with the first origin`() async throws {
        let seen = Mutex<[FaultConnection.Request]>([])
        let other = FaultServer { connection in
            connection.serve { request in
                seen.withLock { $0.append(request) }
                return answer()
            }
        }
        let bytes = redirect(other.origin + "/taken", "302 Found")
        let server = FaultServer { $0.serve { _ in bytes } }
        defer {
            server.stop()
            other.stop()
        }
        var request = server.request(method: .post, body: Array("secret body".utf8))
        request.authentication = .bearer(Secret("token"))
        request.headers = ["Cookie": "a=1", "X-Key": "key", "Accept": "text/csv"]
        #expect(try await send(request).status == 200)
        let request2 = try #require(seen.withLock { $0.first })
        #expect(request2.line == "GET /taken HTTP/1.1")
        #expect(Set(request2.fields.keys) == ["host", "accept", "accept-encoding", "user-agent"])
        #expect(request2.body.isEmpty)
    }

    @Test func `307 keeps the method and the body`() async throws {
        let seen = Mutex<[FaultConnection.Request]>([])
        let server = FaultServer { connection in
            connection.serve { request in
                seen.withLock { $0.append(request) }
                return request.path == "/" ? redirect("/moved", "307 Temporary Redirect") : answer()
            }
        }
        defer { server.stop() }
        var request = server.request(method: .post, body: Array("body".utf8))
        request.authentication = .basic(user: "a", password: Secret("b"))
        #expect(try await send(request).status == 200)
        let last = try #require(seen.withLock { $0.last })
        #expect(last.line == "POST /moved HTTP/1.1")
        #expect(last.body == Array("body".utf8))
        #expect(last.fields["authorization"] == "Basic YTpi")
    }

    @Test func `the whole time counts over all redirects`() async throws {
        let server = FaultServer { connection in
            while connection.readRequest() != nil {
                connection.send(
                    "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 30\r\n\r\n")
                connection.drip(String(repeating: ".", count: 30), everyMilliseconds: 10)
            }
            connection.close()
        }
        defer { server.stop() }
        var request = server.request(limits: HTTPLimits(whole: .milliseconds(600)))
        request.redirects = RedirectPolicy(maximum: 1000)
        #expect(try await failureCode(request) == .timeoutWhole)
    }
}
