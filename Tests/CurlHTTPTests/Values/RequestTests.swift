import HTTPTesting
import Testing

@testable import CurlHTTP

struct RequestTests {
    private func code(_ request: HTTPRequest) -> HTTPFailure.Code? {
        do {
            _ = try request.firstHop()
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: [
        "", "feed", "//feed.example/", "ftp://feed.example/", "file:///etc/passwd",
        "http://me:secret@feed.example/", "http://me@feed.example/",
        "http://feed.example:0/", "http://feed.example:70000/", "http://feed.example/\r\nX: y",
        "http://[::1", "javascript:alert(1)",
    ])
    func `an address that cannot be sent to is refused`(url: String) {
        #expect(code(HTTPRequest(url: url)) == .requestInvalid)
    }

    @Test func `an address may be long but not endless`() {
        let path = String(repeating: "a", count: 8000)
        #expect(code(HTTPRequest(url: "http://feed.example/" + path)) == nil)
        #expect(code(HTTPRequest(url: "http://feed.example/" + path + path)) == .requestInvalid)
    }

    @Test(arguments: [
        ("http://Feed.Example:80/a b?q=中#x", "http://feed.example"),
        ("https://feed.example.:8443/", "https://feed.example:8443"),
        ("http://0x7f.1/", "http://127.0.0.1"),
        ("http://[::FFFF:1.2.3.4]:81", "http://[::ffff:1.2.3.4]:81"),
    ])
    func `the origin is what may be shown`(url: String, origin: String) throws {
        #expect(try RequestTarget(url).origin == origin)
    }

    @Test(arguments: [
        ("Bad Name", "x"), ("", "x"), ("名", "x"), ("X-A", "a\r\nX-B: b"), ("X-A", "a\0"),
        ("Host", "other.example"), ("content-length", "5"), ("Transfer-Encoding", "chunked"),
        ("Connection", "close"),
    ])
    func `a field that would change the request is refused`(name: String, value: String) {
        let request = HTTPRequest(url: "http://a.example/", headers: [name: value])
        #expect(code(request) == .requestInvalid)
        let secret = HTTPRequest(
            url: "http://a.example/", authentication: .header(name: name, value: Secret(value)))
        #expect(code(secret) == .requestInvalid)
    }

    @Test func `a body is bounded and not every method has one`() {
        var request = HTTPRequest(method: .post, url: "http://a.example/", body: [1, 2, 3])
        request.limits.requestBytes = 3
        #expect(code(request) == nil)
        request.limits.requestBytes = 2
        #expect(code(request) == .requestInvalid)
        #expect(code(HTTPRequest(url: "http://a.example/", body: [1])) == .requestInvalid)
    }

    @Test func `limits and a proxy that make no sense are refused`() {
        let request = HTTPRequest(url: "http://a.example/")
        var changed = request
        changed.limits.whole = .zero
        #expect(code(changed) == .requestInvalid)
        changed = request
        changed.limits.bodyBytes = -1
        #expect(code(changed) == .requestInvalid)
        changed = request
        changed.proxy = HTTPProxy(url: "http://me:secret@proxy.example/")
        #expect(code(changed) == .requestInvalid)
        changed.proxy = HTTPProxy(url: "socks5h://proxy.example:1080")
        #expect(code(changed) == nil)
    }

    @Test func `every code is stable and of one form`() {
        let codes = HTTPFailure.Code.allCases.map(\.rawValue)
        #expect(codes.allSatisfy { $0.wholeMatch(of: /http\.[a-z_]+(\.[a-z_]+)?/) != nil })
        #expect(Set(codes).count == 28)
    }
}
