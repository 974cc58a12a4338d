import CurlHTTP
import HTTPTesting
import Synchronization
import Testing

/// The rest of a body whose connection was lost.
@Suite(.timeLimit(.minutes(10)))
struct ResumptionTests {
    private static let body = Array("0123456789".utf8)

    /// Sends a part of the body and closes; the end of the header may be changed.
    private static func part(
        _ range: Range<Int>, of total: Int = 10, status: String, _ fields: String,
    ) -> [UInt8] {
        let head = "HTTP/1.1 \(status)\r\nContent-Length: \(total)\r\n\(fields)\r\n\r\n"
        return Array(head.utf8) + body[range]
    }

    /// What each request got and what came of them, with so many resumptions.
    private func exchange(
        _ answers: [[UInt8]], resumptions: Int = 3,
    ) async throws -> (result: Result<HTTPResponse, HTTPFailure>, seen: [FaultConnection.Request]) {
        let seen = Mutex<[FaultConnection.Request]>([])
        let server = FaultServer { connection in
            guard let request = connection.readRequest() else { return connection.close() }
            let index = seen.withLock { seen -> Int in
                seen.append(request)
                return seen.count - 1
            }
            connection.send(answers[min(index, answers.count - 1)])
            connection.close()
        }
        defer { server.stop() }
        var request = server.request("/x")
        request.resumptions = resumptions
        let client = try HTTPClient()
        let result: Result<HTTPResponse, HTTPFailure>
        do throws(HTTPFailure) {
            result = .success(try await client.send(request))
        } catch {
            result = .failure(error)
        }
        await client.shutdown()
        return (result, seen.withLock { $0 })
    }

    private static let first = part(
        0..<4, status: "200 OK", "Accept-Ranges: bytes\r\nETag: \"v1\"")

    @Test func `only the rest is asked for, and only of the same version`() async throws {
        let (result, seen) = try await exchange([
            Self.first,
            Self.part(
                4..<7, of: 6, status: "206 Partial Content",
                "Content-Range: bytes 4-9/10\r\nETag: \"v1\""),
            Self.part(
                7..<10, of: 3, status: "206 Partial Content",
                "Content-Range: bytes 7-9/10\r\nETag: \"v1\""),
        ])
        #expect(try result.get().body == Self.body)
        #expect(try result.get().status == 200)
        #expect(seen.map { $0.fields["range"] } == [nil, "bytes=4-", "bytes=7-"])
        #expect(seen.map { $0.fields["if-range"] } == [nil, "\"v1\"", "\"v1\""])
        #expect(seen.map { $0.fields["accept-encoding"] != nil } == [true, false, false])
    }

    @Test func `another version is taken whole`() async throws {
        let (result, seen) = try await exchange([
            Self.first, Self.part(0..<10, status: "200 OK", "ETag: \"v2\""),
        ])
        #expect(try result.get().body == Self.body)
        #expect(seen.count == 2)
    }

    @Test(arguments: [
        "Content-Range: bytes 3-9/10\r\nETag: \"v1\"", "Content-Range: bytes 4-9/10",
        "ETag: \"v1\"",
        "Content-Range: bytes 4-9/10\r\nETag: \"v2\"",
    ])
    func `a part that does not go on is refused`(fields: String) async throws {
        let result = try await exchange([
            Self.first, Self.part(4..<10, of: 6, status: "206 Partial Content", fields),
        ]).result
        guard case .failure(let failure) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(failure.code == .responseInvalid)
    }

    @Test(arguments: [
        "ETag: \"v1\"", "Accept-Ranges: bytes", "Accept-Ranges: bytes\r\nETag: W/\"v1\"",
        "Accept-Ranges: none\r\nETag: \"v1\"",
    ])
    func `what cannot be resumed is asked for once`(fields: String) async throws {
        let (result, seen) = try await exchange([Self.part(0..<4, status: "200 OK", fields)])
        guard case .failure(let failure) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(failure.code == .bodyIncomplete)
        #expect(seen.count == 1)
    }

    @Test func `the attempts are counted`() async throws {
        let part = Self.part(
            4..<5, of: 6, status: "206 Partial Content",
            "Content-Range: bytes 4-9/10\r\nETag: \"v1\"")
        let next = Self.part(
            5..<6, of: 5, status: "206 Partial Content",
            "Content-Range: bytes 5-9/10\r\nETag: \"v1\"")
        let (result, seen) = try await exchange([Self.first, part, next], resumptions: 2)
        guard case .failure(let failure) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(failure.code == .bodyIncomplete)
        #expect(seen.count == 3)
    }
}
