import CurlHTTP
import HTTPTesting
import Synchronization
import Testing

/// Exchanges that end in an answer.
@Suite(.timeLimit(.minutes(10)))
struct ExchangeTests {
    /// The request that the server saw, and the answer that the client saw.
    private func exchange(
        _ bytes: [UInt8] = answer(), change: (inout HTTPRequest) -> Void = { _ in },
    ) async throws -> (FaultConnection.Request, HTTPResponse) {
        let seen = Mutex(FaultConnection.Request())
        let server = FaultServer { connection in
            guard let request = connection.readRequest() else { return }
            seen.withLock { $0 = request }
            connection.send(bytes)
            connection.close()
        }
        defer { server.stop() }
        var request = server.request("/path?query=1")
        change(&request)
        let response = try await send(request)
        return (seen.withLock { $0 }, response)
    }

    @Test func `a plain answer is whole`() async throws {
        let (request, response) = try await exchange(
            answer(fields: ["ETag: \"7\"", "x: a", "X: b"]))
        #expect(request.line == "GET /path?query=1 HTTP/1.1")
        #expect(request.fields["user-agent"] == "GridDispatch")
        #expect(request.fields["accept-encoding"]?.contains("gzip") == true)
        #expect(response.status == 200)
        #expect(response.version == "HTTP/1.1")
        #expect(response.body == Array("hello".utf8))
        #expect(response.headers["etag"] == "\"7\"")
        #expect(response.headers.values(named: "X") == ["a", "b"])
        #expect(response.redirects == 0)
        #expect(response.wireBytes == 5)
        #expect(response.remoteAddress == IPAddress("127.0.0.1"))
        #expect(!response.isConnectionReused)
        #expect(response.effectiveURL.hasSuffix("/path?query=1"))
        let parts = [
            response.timings.waiting, response.timings.connecting, response.timings.answering,
            response.timings.receiving,
        ]
        #expect(parts.allSatisfy { $0 >= .zero })
        #expect(parts.reduce(.zero, +) <= response.timings.total)
    }

    @Test func `304 has no body and the fields of the condition arrive`() async throws {
        let (request, response) = try await exchange(
            Array("HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\n\r\n".utf8)
        ) { $0.headers = ["If-None-Match": "\"7\"", "X-Empty": ""] }
        #expect(request.fields["if-none-match"] == "\"7\"")
        #expect(request.fields["x-empty"] == "")
        #expect(response.status == 304)
        #expect(response.body.isEmpty)
    }

    @Test func `429 is an answer with its Retry-After`() async throws {
        let (_, response) = try await exchange(
            answer("429 Too Many Requests", fields: ["Retry-After: 120"]))
        #expect(response.status == 429)
        #expect(response.headers["retry-after"] == "120")
    }

    @Test func `HTTP 1.0 without a length ends with the connection`() async throws {
        let (_, response) = try await exchange(
            Array("HTTP/1.0 200 OK\r\nServer: old\r\n\r\nuntil the end".utf8))
        #expect(response.version == "HTTP/1.0")
        #expect(response.body == Array("until the end".utf8))
    }

    @Test func `chunks and a trailer are put together`() async throws {
        let (_, response) = try await exchange(
            Array(
                """
                HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n\
                3\r\nhel\r\n2;note\r\nlo\r\n0\r\nX-Sum: 5\r\n\r\n
                """.utf8))
        #expect(response.body == Array("hello".utf8))
        #expect(response.headers["x-sum"] == "5")
    }

    @Test func `an interim answer is not the answer`() async throws {
        let early = Array("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n".utf8)
        let (_, response) = try await exchange(early + answer())
        #expect(response.status == 200)
        #expect(response.headers["x-early"] == nil)
    }

    @Test func `a compressed body is unpacked and both sizes are known`() async throws {
        let packed = Gzip.stored(Array("compressed".utf8))
        let (_, response) = try await exchange(
            answer(fields: ["Content-Encoding: gzip"], body: packed))
        #expect(response.body == Array("compressed".utf8))
        #expect(response.wireBytes == packed.count)
    }

    @Test func `a request for a range asks for no compression`() async throws {
        let (request, response) = try await exchange(answer("206 Partial Content")) {
            $0.headers = ["Range": "bytes=0-4"]
        }
        #expect(request.fields["accept-encoding"] == nil)
        #expect(response.status == 206)
    }

    @Test(arguments: [HTTPMethod.post, .put, .patch, .delete])
    func `a body arrives with each method that has one`(method: HTTPMethod) async throws {
        let body = Array("{\"a\":\"\0\"}".utf8)
        let (request, response) = try await exchange {
            $0.method = method
            $0.body = body
            $0.headers = ["Content-Type": "application/json"]
        }
        #expect(request.line == "\(method.rawValue) /path?query=1 HTTP/1.1")
        #expect(request.fields["content-type"] == "application/json")
        #expect(request.fields["content-length"] == "\(body.count)")
        #expect(request.fields["expect"] == nil)
        #expect(request.body == body)
        #expect(response.status == 200)
    }

    @Test(arguments: [HTTPMethod.post, .put, .delete, .options])
    func `a method without a body sends no type`(method: HTTPMethod) async throws {
        let (request, _) = try await exchange { $0.method = method }
        #expect(request.line.hasPrefix(method.rawValue + " "))
        #expect(request.fields["content-type"] == nil)
        #expect(request.body.isEmpty)
    }

    @Test func `HEAD has the length of a body and no body`() async throws {
        let (request, response) = try await exchange(
            Array("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".utf8)
        ) { $0.method = .head }
        #expect(request.line.hasPrefix("HEAD "))
        #expect(response.headers["content-length"] == "99999999999")
        #expect(response.body.isEmpty)
    }

    @Test func `each kind of authentication arrives`() async throws {
        let kinds: [(HTTPAuthentication, String, String)] = [
            (
                .basic(user: "worker", password: Secret("p:w")), "authorization",
                "Basic d29ya2VyOnA6dw=="
            ),
            (.bearer(Secret("token")), "authorization", "Bearer token"),
            (.header(name: "X-API-Key", value: Secret("key")), "x-api-key", "key"),
        ]
        for (authentication, field, value) in kinds {
            let (request, _) = try await exchange { $0.authentication = authentication }
            #expect(request.fields[field] == value)
        }
    }

    @Test(arguments: [("/a", "/a?app+key="), ("/a?b=c#d", "/a?b=c&app+key=")])
    func `a secret in the address is encoded and goes behind what is there`(
        path: String, start: String,
    ) async throws {
        let seen = Mutex("")
        let server = FaultServer { connection in
            connection.serve { request in
                seen.withLock { $0 = request.path }
                return answer()
            }
        }
        defer { server.stop() }
        var request = server.request(path)
        request.authentication = .query(name: "app key", value: Secret("s&=é"))
        _ = try await send(request)
        #expect(seen.withLock { $0 } == start.replacing("+", with: "%20") + "s%26%3d%c3%a9")
    }

    @Test func `a body of exactly the cap is an answer and one byte more is not`() async throws {
        let body = [UInt8](repeating: 1, count: 1000)
        let (_, response) = try await exchange(answer(body: body)) { $0.limits.bodyBytes = 1000 }
        #expect(response.body == body)
        await #expect(throws: HTTPFailure.self) {
            try await exchange(answer(body: body)) { $0.limits.bodyBytes = 999 }
        }
        await #expect(throws: HTTPFailure.self) {
            try await exchange(answer(body: body)) { $0.limits.wireBytes = 999 }
        }
    }
}
