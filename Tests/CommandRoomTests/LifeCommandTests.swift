import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// What is decided beside the main path, over HTTP.
struct LifeCommandTests {
    /// The steps with a body that each takes.
    static let steps: [(path: String, body: String)] = [
        ("verify", #"{"finding":"holds"}"#), ("reject", #"{"text":"why"}"#),
        ("settle", #"{"text":"why"}"#), ("return", #"{"text":"why"}"#),
        ("void", #"{"text":"why"}"#),
        ("suspend", #"{"until":"2100-01-01T00:00:00Z","text":"why"}"#), ("resume", "{}"),
        ("extend", #"{"kind":"settle","to":"2100-01-01T00:00:00Z","text":"why"}"#),
        ("supervise", "{}"), ("rework", #"{"roles":["mediator"],"text":"why"}"#),
        ("appeal", #"{"text":"why"}"#), ("call-back", #"{"result":"satisfied"}"#),
    ]

    private func path(_ id: String, _ step: String) -> String { "/api/v1/incidents/\(id)/\(step)" }

    private func id(_ room: RunningRoom, _ more: String = "") async throws -> String {
        try #require(
            try await room.report("dispute/elder-support", at: "330824115201001", more)["id"]?
                .stringValue)
    }

    @Test(arguments: steps)
    func `an incident that is not there is not found`(path: String, body: String) async throws {
        try await RunningRoom.run(.router) { room in
            let nobody = "00000000-0000-7000-8000-000000000000"
            let answer = try await room.send(.post, self.path(nobody, path), body)
            answer.expectProblem(.notFound, "incident.unknown")
        }
    }

    @Test func `a report is rejected, appealed for, filed, returned and void`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await id(room, #","source":"resident""#)
            let steps = [
                ("verify", #"{"finding":"unfounded","text":"无人"}"#, "reported"),
                ("reject", #"{"text":"不属实"}"#, "rejected"),
                ("appeal", #"{"text":"昨晚又有"}"#, "reported"), ("file", "{}", "dispatching"),
                ("return", #"{"text":"类别有误"}"#, "reported"), ("void", #"{"text":"重复"}"#, "closed"),
            ]
            for (step, body, stage) in steps {
                let answer = try await room.send(.post, path(id, step), body)
                #expect(answer.json["stage"]?.stringValue == stage, "\(step): \(answer.json)")
            }
            let answer = try await room.send(.post, path(id, "supervise"), "{}")
            answer.expectProblem(.conflict, "incident.stage_forbids")
            let document = try await room.send(.get, "/api/v1/incidents/\(id)").json
            #expect(document["ending"] == "voided")
            #expect(document["tally"]?["appeals"] == 1)
        }
    }

    @Test func `the timeline tells everything in both languages`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await id(room)
            for (step, body) in [
                ("supervise", "{}"), ("return", #"{"text":"why"}"#), ("file", "{}"),
                ("settle", #"{"text":"why"}"#), ("call-back", #"{"result":"dissatisfied"}"#),
                ("rework", #"{"text":"why","roles":["mediator"]}"#),
            ] {
                let answer = try await room.send(.post, path(id, step), body)
                #expect(answer.status == .ok, "\(step): \(answer.json)")
            }
            let items = try await room.send(.get, path(id, "timeline")).json["items"]?.arrayValue
            for item in items ?? [] {
                let words = [item["text"]?["zh"], item["text"]?["en"]].map { $0?.stringValue ?? "" }
                #expect(words.allSatisfy { !$0.isEmpty }, "\(item)")
            }
        }
    }

    @Test func `who may not, and who does not say why, is told so`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await id(room)
            let worker = try await room.send(
                .post, path(id, "void"), #"{"text":"why"}"#, by: "worker:li")
            worker.expectProblem(.forbidden, "actor.not_allowed")
            let wordless = try await room.send(.post, path(id, "void"), "{}")
            wordless.expectProblem(.unprocessableContent, "reason.missing")
            let past = try await room.send(
                .post, path(id, "suspend"), #"{"until":"2001-01-01T00:00:00Z","text":"why"}"#)
            past.expectProblem(.unprocessableContent, "moment.out_of_range")
            let odd = try await room.send(.post, path(id, "extend"), #"{"kind":"x","text":"why"}"#)
            #expect(odd.json["errors"]?.arrayValue?.count == 2, "\(odd.json)")
        }
    }

    @Test func `both clocks run, and what was known at a moment can be asked for`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await id(room)
            let now = try await room.send(.get, path(id, "clocks")).json
            #expect(now["stage"] == "dispatching")
            #expect(now["deadlines"]?.arrayValue?.count == 2)
            let later = try await room.send(.get, path(id, "clocks") + "?asOf=2100-01-01T00:00:00Z")
            let wall = later.json["wallSeconds"]?.integerValue ?? 0
            let working = later.json["workingSeconds"]?.integerValue ?? 0
            #expect(working > 0 && working < wall / 3)
            let before = try await room.send(
                .get, path(id, "clocks") + "?asOf=2001-01-01T00:00:00Z")
            before.expectProblem(.notFound, "incident.unknown")
        }
    }

    @Test func `a report that cannot be so is taken, and it is said what is not believed`()
        async throws
    {
        try await RunningRoom.run(.router) { room in
            let body =
                #"{"category":"dispute/elder-support","grid":"330824115201001","#
                + #""occurredAt":"2100-01-01T00:00:00Z","position":{"latitude":0,"longitude":0}}"#
            let answer = try await room.send(.post, "/api/v1/reports", body)
            #expect(answer.status == .created)
            let doubts = try #require(answer.json["doubts"]?.arrayValue)
            #expect(
                doubts.map { $0["code"]?.stringValue } == [
                    "report.position_implausible", "report.time_implausible",
                ])
            let given = try #require(doubts.first?["stated"]?["position"])
            #expect(given["latitude"]?.numberValue == 0)
            #expect(doubts.last?["stated"]?["occurredAt"] == "2100-01-01T00:00:00Z")
            #expect(doubts.first?["message"]?["zh"]?.stringValue?.contains("不在本县") == true)
            #expect(answer.json["occurredAt"] == answer.json["acceptedAt"])
            let latitude = try #require(answer.json["position"]?["latitude"]?.numberValue)
            #expect((28.9...29.5).contains(latitude))

            let id = try #require(answer.json["id"]?.stringValue)
            let events = try await room.send(.get, "/api/v1/incidents/\(id)/timeline")
            let told = String(decoding: events.bytes, as: UTF8.self)
            #expect(told.contains("所报位置") && told.contains("The time given"))
        }
    }
}
