import EventBus
import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// `GET /api/v1/events` over a socket, as a browser reads it.
struct LiveStreamTests {
    @Test
    func `what happens is told as it happens`() async throws {
        try await RunningRoom.run { room in
            let socket = try connect(room, "/api/v1/events")
            var lines = socket.received.makeAsyncIterator()
            #expect(await lines.next(isolation: #isolation) == "HTTP/1.1 200 OK")
            try #require(await nextHeartbeat(&lines) != nil)
            let id = try #require(try await room.report()["id"]?.stringValue)
            let messages = await take(4, &lines)
            #expect(
                messages.map(\.event) == [
                    "griddispatch.report.accepted", "griddispatch.incident.filed",
                    "griddispatch.responders.requested", "griddispatch.responders.notified",
                ])
            #expect(messages.allSatisfy { $0.data["subject"]?.stringValue == "incidents/\(id)" })
            let first = messages[0]
            #expect(
                [
                    "specversion", "source", "type", "time", "recordedtime", "sequence",
                    "partitionkey", "datacontenttype",
                ].map { first.data[$0]?.stringValue } == [
                    "1.0", "/counties/330824000000", "griddispatch.report.accepted",
                    "2026-11-21T06:03:00Z", "2026-11-21T06:03:00Z", first.id,
                    "330824115000", "application/json",
                ])
            socket.close()
        }
    }

    @Test
    func `a silent stream is known to be alive`() async throws {
        try await RunningRoom.run { room in
            let socket = try connect(room, "/api/v1/events?type=griddispatch.nothing")
            var lines = socket.received.makeAsyncIterator()
            for _ in 0..<3 {
                #expect(await nextHeartbeat(&lines) == ": heartbeat 2026-11-21T06:03:00Z")
            }
            socket.close()
        }
    }

    @Test(arguments: ["header", "query"])
    func `who was cut off goes on behind the last message and misses nothing`(
        _ way: String,
    ) async throws {
        try await RunningRoom.run { room in
            let first = try connect(room, "/api/v1/events?after=0")
            var lines = first.received.makeAsyncIterator()
            try await room.report()
            let seen = await take(3, &lines)
            first.close()
            try await room.report()
            let last = try #require(seen.last?.id)
            let second =
                way == "header"
                ? try connect(room, "/api/v1/events?after=0", ["Last-Event-ID: \(last)"])
                : try connect(room, "/api/v1/events?after=\(last)")
            try await room.report()
            lines = second.received.makeAsyncIterator()
            let rest = await take(10, &lines)
            second.close()
            let offsets = (seen + rest).compactMap { Int($0.id) }
            #expect(offsets == Array(1...13))
        }
    }

    @Test
    func `a stream of one township and one type has nothing else`() async throws {
        try await RunningRoom.run { room in
            let socket = try connect(
                room, "/api/v1/events?after=0&township=330824106000&type=griddispatch.report.")
            var lines = socket.received.makeAsyncIterator()
            try await room.report("dispute/neighbour", at: "330824115201001")
            var wanted: [String] = []
            for _ in 0..<3 {
                try await room.report("dispute/neighbour", at: "330824115201001")
                let incident = try await room.report("dispute/neighbour", at: "330824106207001")
                wanted.append("incidents/\(incident["id"]?.stringValue ?? "")")
            }
            let messages = await take(3, &lines)
            #expect(messages.map { $0.data["subject"]?.stringValue } == wanted)
            #expect(messages.allSatisfy { $0.event == "griddispatch.report.accepted" })
            socket.close()
        }
    }

    @Test
    func `an open stream ends when the server stops, and does not hold it up`() async throws {
        let socket = try await RunningRoom.run { room in
            let socket = try connect(room, "/api/v1/events")
            var lines = socket.received.makeAsyncIterator()
            try #require(await nextHeartbeat(&lines) != nil)
            return socket
        }
        // The room has ended, so this ends, too.
        for await _ in socket.received {}
    }

    @Test(arguments: [
        ("after=x", "?after field.wrong_type"), ("after=-1", "?after field.wrong_type"),
        ("township=7", "?township field.wrong_type"),
    ])
    func `a stream of nothing that can be is refused`(
        _ query: String, _ fault: String,
    ) async throws {
        try await RunningRoom.run { room in
            let answer = try await room.send(.get, "/api/v1/events?\(query)")
            answer.expectProblem(.unprocessableContent, "request.invalid")
            #expect(answer.faults == [fault])
        }
    }

    /// One message of the stream.
    private struct Message {
        let id: String
        let event: String
        let data: JSON
    }

    private func connect(
        _ room: RunningRoom, _ path: String, _ headers: [String] = [],
    ) throws -> EventSocket {
        try EventSocket(port: #require(room.client.port), path: path, headers: headers)
    }

    private func nextHeartbeat(_ lines: inout AsyncStream<String>.AsyncIterator) async -> String? {
        while let line = await lines.next(isolation: #isolation) {
            if line.hasPrefix(": heartbeat") { return line }
        }
        return nil
    }

    /// The next messages, whatever stands between them.
    private func take(
        _ count: Int, _ lines: inout AsyncStream<String>.AsyncIterator,
    ) async -> [Message] {
        var messages: [Message] = []
        var fields: [String: String] = [:]
        while messages.count < count, let line = await lines.next(isolation: #isolation) {
            for name in ["id", "event", "data"] where line.hasPrefix("\(name): ") {
                fields[name] = String(line.dropFirst(name.count + 2))
            }
            guard line.isEmpty, let data = fields["data"] else { continue }
            messages.append(
                Message(
                    id: fields["id"] ?? "", event: fields["event"] ?? "",
                    data: (try? JSON.parse(Array(data.utf8))) ?? .null))
            fields = [:]
        }
        return messages
    }
}
