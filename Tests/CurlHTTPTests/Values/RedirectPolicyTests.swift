import Testing

@testable import CurlHTTP

struct RedirectPolicyTests {
    private func hop(
        _ url: String, _ method: HTTPMethod = .get, body: Bool = false,
    ) throws -> Hop {
        Hop(
            target: try RequestTarget(url), method: method, carriesBody: body,
            carriesCredentials: true, index: 0)
    }

    private func code(
        _ policy: RedirectPolicy, from: String = "https://a.example/x/y", to location: String,
    ) throws -> HTTPFailure.Code? {
        let first = try hop(from)
        do {
            _ = try policy.hop(after: first, first: first, status: 302, location: location)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: [
        ("z", "https://a.example/x/z"), ("/z?q=1#f", "https://a.example/z?q=1"),
        ("//a.example/z", "https://a.example/z"), ("?q", "https://a.example/x/y?q"),
        ("https://a.example:444/", "https://a.example:444/"),
        ("../../../z", "https://a.example/z"), ("a b", "https://a.example/x/a%20b"),
    ])
    func `a location is relative to where it was found`(location: String, url: String) throws {
        let first = try hop("https://a.example/x/y")
        let next = try RedirectPolicy().hop(
            after: first, first: first, status: 302, location: location)
        #expect(next.target.url == url)
    }

    @Test(arguments: [
        (301, HTTPMethod.post, HTTPMethod.get), (302, .post, .get), (303, .post, .get),
        (303, .put, .get), (303, .head, .head), (307, .post, .post), (308, .post, .post),
        (301, .put, .put), (302, .delete, .delete), (302, .head, .head), (302, .get, .get),
    ])
    func `the method follows the status`(
        status: Int, method: HTTPMethod, next: HTTPMethod
    ) throws {
        let first = try hop("https://a.example/", method, body: method == .post || method == .put)
        let following = try RedirectPolicy().hop(
            after: first, first: first, status: status, location: "/b")
        #expect(following.method == next)
        #expect(following.carriesBody == (first.carriesBody && next == method))
        #expect(following.index == 1)
        #expect(following.carriesCredentials)
    }

    @Test func `only what the policy names is followed`() throws {
        let other = "https://b.example/"
        #expect(try code(RedirectPolicy(), to: other) == .redirectRefused)
        #expect(try code(RedirectPolicy(hosts: .sameOr(["B.example"])), to: other) == nil)
        #expect(try code(RedirectPolicy(hosts: .any), to: other) == nil)
        #expect(try code(RedirectPolicy(), to: "http://a.example/") == .redirectRefused)
        #expect(try code(RedirectPolicy(allowsDowngrade: true), to: "http://a.example/") == nil)
        let secureOnly = RedirectPolicy(schemes: [.https])
        #expect(
            try code(secureOnly, from: "http://a.example/", to: "http://a.example/b")
                == .redirectRefused)
        #expect(try code(RedirectPolicy(maximum: 0), to: "/b") == .redirectRefused)
    }

    @Test func `credentials that were left behind do not come back`() throws {
        let policy = RedirectPolicy(hosts: .any)
        let first = try hop("https://a.example/")
        let second = try policy.hop(
            after: first, first: first, status: 302, location: "https://b.example/")
        let third = try policy.hop(
            after: second, first: first, status: 302, location: "https://a.example/")
        #expect([second, third].allSatisfy { !$0.carriesCredentials })
        #expect(throws: HTTPFailure.self) {
            try RedirectPolicy(maximum: 2, hosts: .any).hop(
                after: third, first: first, status: 302, location: "/")
        }
    }

    @Test func `a refusal shows nothing of the server's text but a short scheme`() throws {
        let first = try hop("https://a.example/secret")
        do {
            _ = try RedirectPolicy().hop(
                after: first, first: first, status: 302, location: "data:text/html,<script>")
            Issue.record("a data address was followed")
        } catch {
            #expect(!error.message.contains("script") && !error.message.contains("secret"))
        }
    }
}
