import CurlHTTP
import HTTPTesting
import Synchronization
import Testing

/// Every way in which a server can misbehave, and the code in which it ends.
@Suite(.timeLimit(.minutes(10)))
struct FaultTests {
    private func code(
        limits: HTTPLimits = .ofTests, _ handler: @escaping @Sendable (FaultConnection) -> Void,
    ) async throws -> HTTPFailure.Code? {
        let server = FaultServer(handler: handler)
        defer { server.stop() }
        return try await failureCode(server.request(limits: limits))
    }

    // MARK: Connections

    @Test func `nobody listens`() async throws {
        let server = FaultServer(accepts: false)
        server.stop()
        #expect(try await failureCode(server.request()) == .connectRefused)
    }

    @Test func `a reset before the answer`() async throws {
        let code = try await code { connection in
            _ = connection.readRequest()
            connection.reset()
        }
        #expect(code == .connectionLost)
    }

    @Test func `an end before the answer`() async throws {
        let code = try await code { connection in
            _ = connection.readRequest()
            connection.close()
        }
        #expect(code == .connectionLost)
    }

    @Test func `a reset in the middle of the body`() async throws {
        let code = try await code { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
            connection.reset()
        }
        #expect(code == .connectionLost || code == .bodyIncomplete)
    }

    // MARK: Hanging

    @Test func `the system's queue of connections is full`() async throws {
        let server = FaultServer(backlog: 0, accepts: false)
        defer { server.stop() }
        // Connections that nobody accepts fill the queue; from then on none is completed.
        let client = try HTTPClient()
        let limits = HTTPLimits(connect: .milliseconds(300), firstByte: .seconds(1))
        let codes = await withTaskGroup(of: HTTPFailure.Code?.self) { group in
            for _ in 0..<4 {
                group.addTask { await failure(client, server.request(limits: limits))?.code }
            }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        await client.shutdown()
        #expect(codes.contains(.timeoutConnect))
        #expect(codes.isSubset(of: [.timeoutConnect, .timeoutFirstByte]))
    }

    @Test func `a server that accepts nothing`() async throws {
        let server = FaultServer(accepts: false)
        defer { server.stop() }
        let limits = HTTPLimits(firstByte: .milliseconds(200))
        #expect(try await failureCode(server.request(limits: limits)) == .timeoutFirstByte)
    }

    @Test func `a server that hangs before its header`() async throws {
        let code = try await code(limits: HTTPLimits(firstByte: .milliseconds(200))) { connection in
            _ = connection.readRequest()
            connection.waitForClose()
        }
        #expect(code == .timeoutFirstByte)
    }

    @Test func `a server that drips its status line`() async throws {
        let code = try await code(limits: HTTPLimits(firstByte: .milliseconds(300))) { connection in
            _ = connection.readRequest()
            connection.drip("HTTP/1.1 200 OK and a long reason", everyMilliseconds: 50)
            connection.close()
        }
        #expect(code == .timeoutFirstByte)
    }

    @Test func `a server that hangs in the middle of the body`() async throws {
        let limits = HTTPLimits(pace: .init(bytesPerSecond: 100, window: .milliseconds(200)))
        let code = try await code(limits: limits) { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
            connection.waitForClose()
        }
        #expect(code == .tooSlow)
    }

    @Test func `a server that drips`() async throws {
        let limits = HTTPLimits(pace: .init(bytesPerSecond: 1000, window: .milliseconds(300)))
        let code = try await code(limits: limits) { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            connection.drip(String(repeating: ".", count: 1000), everyMilliseconds: 50)
            connection.close()
        }
        #expect(code == .tooSlow)
    }

    @Test func `a drip that is fast enough for the pace still ends with the whole time`()
        async throws
    {
        let limits = HTTPLimits(
            whole: .milliseconds(500), pace: .init(bytesPerSecond: 1, window: .milliseconds(200)))
        let code = try await code(limits: limits) { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            connection.drip(String(repeating: ".", count: 1000), everyMilliseconds: 20)
            connection.close()
        }
        #expect(code == .timeoutWhole)
    }

    // MARK: Size

    @Test func `an endless body is cut at the cap`() async throws {
        let sent = Mutex(0)
        let ended = Arrivals()
        let server = FaultServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
            let count = connection.sendForever([UInt8](repeating: 0x61, count: 65_536))
            sent.withLock { $0 = count }
            connection.close()
            ended.arrive()
        }
        defer { server.stop() }
        let limits = HTTPLimits(bodyBytes: 1 << 20)
        #expect(try await failureCode(server.request(limits: limits)) == .bodyTooLarge)
        await ended.wait()
        // What the two sockets' buffers hold goes out beyond the cap, and no more.
        #expect(sent.withLock { $0 } < 16 << 20)
    }

    @Test func `a length over the cap is refused before the body`() async throws {
        let code = try await code { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
            connection.waitForClose()
        }
        #expect(code == .bodyTooLarge)
    }

    @Test func `a gzip bomb is cut at the cap`() async throws {
        let bomb = Gzip.bomb(matches: 100_000)  // 163 kB that unpack to 26 MB
        let code = try await code(limits: HTTPLimits(bodyBytes: 1 << 20)) { connection in
            connection.serve { _ in answer(fields: ["Content-Encoding: gzip"], body: bomb) }
        }
        #expect(code == .bodyTooLarge)
    }

    @Test func `compressed bytes that unpack to nothing are cut at the cap of the wire`()
        async throws
    {
        let limits = HTTPLimits(wireBytes: 1 << 20)
        let code = try await code(limits: limits) { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
            connection.send(Gzip.endlessName)
            _ = connection.sendForever([UInt8](repeating: 0x61, count: 65_536))
            connection.close()
        }
        #expect(code == .bodyTooLarge)
    }

    @Test func `many header lines are cut at the cap`() async throws {
        let code = try await code(limits: HTTPLimits(headerBytes: 10_000)) { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\n")
            _ = connection.sendForever(Array("X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaa\r\n".utf8))
            connection.close()
        }
        #expect(code == .headerTooLarge)
    }

    @Test func `one endless header line is cut`() async throws {
        let code = try await code { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nX-Filler: ")
            _ = connection.sendForever([UInt8](repeating: 0x61, count: 4096))
            connection.close()
        }
        #expect(code == .headerTooLarge)
    }

    @Test func `endless interim answers are cut at the cap of the header`() async throws {
        let code = try await code { connection in
            _ = connection.readRequest()
            _ = connection.sendForever(Array("HTTP/1.1 103 Early Hints\r\n\r\n".utf8))
            connection.close()
        }
        #expect(code == .headerTooLarge)
    }

    // MARK: Lies

    @Test func `a body shorter than its length`() async throws {
        let code = try await code { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")
            connection.close()
        }
        #expect(code == .bodyIncomplete)
    }

    @Test func `a body longer than its length ends where it was announced`() async throws {
        let server = FaultServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more")
            connection.waitForClose()
        }
        defer { server.stop() }
        #expect(try await send(server.request()).body == Array("hello".utf8))
    }

    @Test(arguments: ["-5", "five"]) func `a length that is no number`(length: String)
        async throws
    {
        let code = try await code { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\nhello")
            connection.waitForClose()
        }
        #expect(code == .responseInvalid)
    }

    @Test(arguments: ["zz\r\nhello\r\n0\r\n\r\n", "5\r\nhelloXX0\r\n\r\n"])
    func `a chunk that is none`(body: String) async throws {
        let code = try await code { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
            connection.waitForClose()
        }
        #expect(code == .responseInvalid)
    }

    @Test func `chunks without the last one`() async throws {
        let code = try await code { connection in
            _ = connection.readRequest()
            connection.send(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
            connection.close()
        }
        #expect(code == .bodyIncomplete)
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "HTTP/9.9 200 OK\r\n\r\n", "\0\0\0\0\r\n\r\n"])
    func `an answer that is not HTTP`(text: String) async throws {
        let code = try await code { connection in
            _ = connection.readRequest()
            connection.send(text)
            connection.close()
        }
        #expect(code == .responseInvalid)
    }

    @Test func `a body that is not compressed as it says`() async throws {
        let code = try await code { connection in
            connection.serve { _ in answer(fields: ["Content-Encoding: gzip"]) }
        }
        #expect(code == .encodingInvalid)
    }

    @Test func `what one server does delays no other`() async throws {
        let dead = FaultServer(accepts: false)
        let good = FaultServer { $0.serve { _ in answer() } }
        defer {
            dead.stop()
            good.stop()
        }
        let client = try HTTPClient(configuration: .init(maximumConcurrent: 64))
        let hanging = (0..<32).map { _ in Task { await failure(client, dead.request())?.code } }
        for _ in 0..<100 {
            #expect(try await client.send(good.request()).status == 200)
        }
        for task in hanging { task.cancel() }
        for task in hanging {
            // On a machine that is too busy the time limit may come first.
            let code = await task.value
            #expect(code == .cancelled || code?.rawValue.hasPrefix("http.timeout") == true)
        }
        await client.shutdown()
    }
}
