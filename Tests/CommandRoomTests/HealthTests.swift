import Engine
import EventBus
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

@testable import CommandRoom

/// What tells a supervisor of processes whether the server lives and takes reports.
struct HealthTests {
    private static let report = #"{"category":"dispute/elder-support","grid":"330824115201001"}"#

    @Test
    func `a server that serves is alive and ready, with what is open`() async throws {
        try await RunningRoom.run(.router) { room in
            try await room.report()
            #expect(try await room.send(.get, "/healthz").status == .ok)
            let ready = try await room.send(.get, "/readyz")
            #expect(ready.status == .ok)
            #expect(ready.json == ["ready": true, "openIncidents": 1, "orphans": 0])
        }
    }

    @Test
    func `while the log fails nothing is accepted, reads go on, and then it serves again`()
        async throws
    {
        let disk = FullDisk()
        try await RunningRoom.run(.router, disk: disk) { room in
            try await room.report()
            disk.value = true
            let refused = try await room.send(.post, "/api/v1/reports", Self.report, key: "k-1")
            refused.expectProblem(.serviceUnavailable, "log.disk_full")
            #expect(refused.headers[.retryAfter] == "5")
            let unready = try await room.send(.get, "/readyz")
            unready.expectProblem(.serviceUnavailable, "log.disk_full")
            #expect(try await room.send(.get, "/healthz").status == .ok)
            #expect(try await room.list().count == 1)

            disk.value = false
            let kept = try await room.send(.post, "/api/v1/reports", Self.report, key: "k-1")
            #expect(kept.status == .created)
            #expect(kept.headers[.idempotencyReplayed] == nil)
            #expect(try await room.send(.get, "/readyz").status == .ok)
            #expect(try await room.list().count == 2)
        }
    }

    @Test
    func `a server that is stopping takes nothing more and says so`() async throws {
        try await RunningRoom.run(.router) { room in
            room.engine.stop()
            let answer = try await room.send(.post, "/api/v1/reports", Self.report)
            answer.expectProblem(.serviceUnavailable, "engine.stopping")
            #expect(answer.headers[.retryAfter] == "5")
        }
    }

    @Test
    func `a server that stops under load keeps what it answered and answers what it took`()
        async throws
    {
        try await RunningRoom.withFolder { folder in
            let accepted = try await RunningRoom.run(.router, in: folder) { room in
                try await withThrowingTaskGroup(of: Answer.self) { group in
                    for number in 0..<200 {
                        group.addTask {
                            if number == 100 { room.engine.stop() }
                            return try await room.send(.post, "/api/v1/reports", Self.report)
                        }
                    }
                    var accepted: Set<String> = []
                    for try await answer in group {
                        #expect([.created, .serviceUnavailable].contains(answer.status))
                        guard answer.status == .created else { continue }
                        accepted.insert(answer.json["id"]?.stringValue ?? "")
                    }
                    return accepted
                }
            }
            try await RunningRoom.run(.router, in: folder) { room in
                let kept = try await room.list("limit=200")
                #expect(Set(kept) == accepted)
            }
        }
    }
}
