import CurlHTTP
import HTTPTesting
import Testing

/// Many requests at once, and their ends before their time.
@Suite(.timeLimit(.minutes(10)))
struct ConcurrencyTests {
    @Test func `200 requests at once share the connections that are kept`() async throws {
        let server = FaultServer { connection in
            connection.serve { answer(body: Array($0.path.utf8)) }
        }
        defer { server.stop() }
        let client = try HTTPClient(
            configuration: .init(maximumConcurrent: 200, maximumPerOrigin: 200))
        for round in 0..<5 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let path = "/\(round)/\(number)"
                        let response = try await client.send(server.request(path))
                        #expect(response.body == Array(path.utf8))
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(server.connectionCount <= 200)
        await client.shutdown()
    }

    @Test func `no more than so many go to one host at once`() async throws {
        let server = FaultServer { $0.serve { _ in answer() } }
        defer { server.stop() }
        let client = try HTTPClient(configuration: .init(maximumPerOrigin: 3))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask { _ = try await client.send(server.request()) }
            }
            try await group.waitForAll()
        }
        #expect(server.connectionCount <= 3)
        await client.shutdown()
    }

    @Test func `cancelling takes the transfer down`() async throws {
        let asked = Arrivals()
        let closed = Arrivals()
        let server = FaultServer { connection in
            _ = connection.readRequest()
            asked.arrive()
            connection.waitForClose()
            closed.arrive()
        }
        defer { server.stop() }
        let client = try HTTPClient()
        let task = Task { await failure(client, server.request()) }
        await asked.wait()
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        await closed.wait()
        await client.shutdown()
    }

    @Test func `a task that is already cancelled sends nothing`() async throws {
        let server = FaultServer { $0.serve { _ in answer() } }
        defer { server.stop() }
        let client = try HTTPClient()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await failure(client, server.request())
        }
        #expect(await task.value?.code == .cancelled)
        await client.shutdown()
        #expect(server.connectionCount == 0)
    }

    @Test func `cancelling at any moment ends each request once`() async throws {
        let server = FaultServer { $0.serve { _ in answer() } }
        defer { server.stop() }
        let client = try HTTPClient(
            configuration: .init(maximumConcurrent: 8, maximumPerOrigin: 8))
        let codes = await withTaskGroup(of: HTTPFailure.Code?.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    let task = Task { await failure(client, server.request()) }
                    let canceller = Task { task.cancel() }
                    let code = await task.value?.code
                    await canceller.value
                    return code
                }
            }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(codes.isSubset(of: [nil, .cancelled]))
        #expect(try await client.send(server.request()).status == 200)
        await client.shutdown()
    }

    @Test func `one more than the queue holds is refused at once`() async throws {
        let asked = Arrivals()
        let server = FaultServer { connection in
            _ = connection.readRequest()
            asked.arrive()
            connection.waitForClose()
        }
        defer { server.stop() }
        let client = try HTTPClient(
            configuration: .init(maximumConcurrent: 2, maximumWaiting: 3))
        // An immediate task has taken its place when the next line runs.
        let tasks = (0..<5).map { _ in
            Task.immediate { await failure(client, server.request())?.code }
        }
        let sixth = await failure(client, server.request())
        #expect(sixth?.code == .queueFull)
        #expect(sixth?.isRetryable == true)
        tasks[4].cancel()
        #expect(await tasks[4].value == .cancelled)
        await asked.wait(for: 2)
        // Those that wait go first, so that none of them starts in the place of another.
        for task in tasks.reversed() { task.cancel() }
        for task in tasks { #expect(await task.value == .cancelled) }
        #expect(server.connectionCount == 2)
        await client.shutdown()
    }

    @Test func `a request that waits too long for a turn says so`() async throws {
        let asked = Arrivals()
        let server = FaultServer { connection in
            _ = connection.readRequest()
            asked.arrive()
            connection.waitForClose()
        }
        defer { server.stop() }
        let client = try HTTPClient(configuration: .init(maximumConcurrent: 1))
        let first = Task { await failure(client, server.request())?.code }
        await asked.wait()
        let limits = HTTPLimits(whole: .milliseconds(100))
        #expect(await failure(client, server.request(limits: limits))?.code == .timeoutWaiting)
        first.cancel()
        #expect(await first.value == .cancelled)
        await client.shutdown()
    }

    @Test func `shutting down lets requests finish and takes no new ones`() async throws {
        let asked = Arrivals()
        let mayAnswer = Arrivals()
        let server = FaultServer { connection in
            _ = connection.readRequest()
            asked.arrive()
            Task {
                await mayAnswer.wait()
                connection.send(answer())
            }
        }
        defer { server.stop() }
        let client = try HTTPClient(configuration: .init(maximumConcurrent: 1))
        let active = Task { try await client.send(server.request()).status }
        await asked.wait()
        let waiting = Task.immediate { await failure(client, server.request())?.code }
        let end = Task { await client.shutdown(grace: .seconds(20)) }
        #expect(await waiting.value == .shutDown)
        mayAnswer.arrive()
        #expect(try await active.value == 200)
        await end.value
        #expect(await failure(client, server.request())?.code == .shutDown)
        await client.shutdown()
    }

    @Test func `shutting down cuts what is not over within the grace`() async throws {
        let asked = Arrivals()
        let server = FaultServer { connection in
            _ = connection.readRequest()
            asked.arrive()
            connection.waitForClose()
        }
        defer { server.stop() }
        let client = try HTTPClient()
        let tasks = (0..<10).map { _ in Task { await failure(client, server.request())?.code } }
        await asked.wait(for: 10)
        await client.shutdown(grace: .milliseconds(50))
        for task in tasks { #expect(await task.value == .shutDown) }
    }

    @Test func `a client that nobody holds closes its connections`() async throws {
        let closed = Arrivals()
        let server = FaultServer { connection in
            connection.serve { _ in answer() }
            closed.arrive()
        }
        defer { server.stop() }
        #expect(try await HTTPClient().send(server.request()).status == 200)
        await closed.wait()
    }

    @Test(arguments: [HTTPMethod.get, .post])
    func `only an idempotent request is sent again when a kept connection breaks`(
        method: HTTPMethod
    ) async throws {
        let arrivals = Arrivals()
        let server = FaultServer { connection in
            // Every connection serves one request and breaks with the second.
            guard connection.readRequest() != nil else { return }
            arrivals.arrive()
            connection.send(answer())
            guard connection.readRequest() != nil else { return }
            arrivals.arrive()
            connection.close()
        }
        defer { server.stop() }
        let client = try HTTPClient()
        #expect(try await client.send(server.request()).status == 200)
        let code = await failure(client, server.request(method: method))?.code
        #expect(code == (method == .get ? nil : .connectionLost))
        #expect(arrivals.count == (method == .get ? 3 : 2))
        await client.shutdown()
    }
}
