import Testing

@testable import CurlHTTP

struct ResponseCollectorTests {
    private func collect(
        _ lines: [String], limits: HTTPLimits = HTTPLimits(),
    ) -> (ResponseCollector, HTTPFailure.Code?) {
        var collector = ResponseCollector(limits: limits)
        for line in lines {
            let code = Array((line + "\r\n").utf8).withUnsafeBytes { collector.take(line: $0) }
            if let code { return (collector, code) }
        }
        return (collector, nil)
    }

    @Test func `lines become a status and fields`() {
        let (collector, _) = collect(["HTTP/2 404 ", "A:  b c ", "D:", "nonsense", "a: 2", ""])
        #expect(collector.status == 404)
        #expect(collector.version == "HTTP/2")
        #expect(collector.headers == ["A": "b c", "D": "", "a": "2"])
        #expect(collector.headers.values(named: "a") == ["b c", "2"])
    }

    @Test func `a second status line begins anew but its bytes add up`() {
        let lines = ["HTTP/1.1 100 Continue", "A: b", "", "HTTP/1.1 200 OK", "C: d", ""]
        let (collector, _) = collect(lines)
        #expect(collector.status == 200)
        #expect(collector.headers == ["C": "d"])
        #expect(collector.headerBytes == lines.reduce(0) { $0 + $1.utf8.count + 2 })
    }

    @Test func `the header's limit is exact`() {
        let lines = ["HTTP/1.1 200 OK", "A: b", ""]
        #expect(collect(lines, limits: HTTPLimits(headerBytes: 25)).1 == nil)
        #expect(collect(lines, limits: HTTPLimits(headerBytes: 24)).1 == .headerTooLarge)
    }

    @Test func `the body's limit is exact and an announced length is not believed`() {
        var (collector, _) = collect(
            ["HTTP/1.1 200 OK", "Content-Length: 9223372036854775807", ""],
            limits: HTTPLimits(bodyBytes: 10))
        let piece = [UInt8](repeating: 7, count: 5)
        #expect(piece.withUnsafeBytes { collector.take(body: $0) } == nil)
        #expect(piece.withUnsafeBytes { collector.take(body: $0) } == nil)
        #expect([7].withUnsafeBytes { collector.take(body: $0) } == .bodyTooLarge)
        #expect(collector.body.count == 10)
        #expect(collector.body.capacity < 1000)
    }

    @Test func `bytes that are no UTF-8 harm nothing`() {
        var collector = ResponseCollector(limits: HTTPLimits())
        let line: [UInt8] = Array("X: ".utf8) + [0xB9, 0xFE, 0xFF]
        #expect(line.withUnsafeBytes { collector.take(line: $0) } == nil)
        #expect(collector.headers["x"]?.isEmpty == false)
    }
}
