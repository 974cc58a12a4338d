import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// Commands that cannot be carried out, and why.
struct CommandTests {
    private static let nobody = "00000000-0000-7000-8000-000000000000"

    @Test(arguments: [
        "file", "check", "close", "requests", "waivers", "assignments/1/acknowledge",
        "assignments/1/decline", "assignments/1/depart", "assignments/1/arrive",
        "assignments/1/finish",
    ])
    func `an incident that is not there is not found`(_ command: String) async throws {
        try await RunningRoom.run(.router) { room in
            let body =
                ["requests", "waivers"].contains(command)
                ? #"{"role":"police","text":"x"}"# : "{}"
            let fields = command == "requests" ? #"{"role":"police"}"# : body
            let answer = try await room.send(
                .post, "/api/v1/incidents/\(Self.nobody)/\(command)", fields)
            answer.expectProblem(.notFound, "incident.unknown")
            let odd = try await room.send(.post, "/api/v1/incidents/12/\(command)", fields)
            odd.expectProblem(.notFound, "incident.unknown")
        }
    }

    @Test
    func `an assignment that is not there is not found`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await report(room)
            for number in ["99", "0", "-1", "first", "99999999999999999999"] {
                let answer = try await room.send(
                    .post, "/api/v1/incidents/\(id)/assignments/\(number)/acknowledge", "{}")
                answer.expectProblem(.notFound, "assignment.unknown")
            }
        }
    }

    @Test
    func `nobody answers for somebody else`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await report(room)
            let answer = try await room.send(
                .post, "/api/v1/incidents/\(id)/assignments/1/acknowledge", "{}",
                by: "responder:somebody-else")
            answer.expectProblem(.forbidden, "assignment.not_yours")
        }
    }

    @Test
    func `a step that is passed is a conflict, unless it says when it was taken`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await report(room)
            let path = "/api/v1/incidents/\(id)/assignments/1"
            _ = try await room.send(.post, "\(path)/arrive", "{}")
            let passed = try await room.send(.post, "\(path)/depart", "{}")
            passed.expectProblem(.conflict, "assignment.passed")
            #expect(passed.json["title"]?.stringValue?.contains("on scene") == true)
            let told = try await room.send(
                .post, "\(path)/depart", #"{"occurredAt":"2026-11-21T06:02:00Z"}"#)
            #expect(told.status == .ok)
        }
    }

    @Test
    func `a step that the state forbids is a conflict`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await report(room)
            let check = try await room.send(.post, "/api/v1/incidents/\(id)/check", "{}")
            check.expectProblem(.conflict, "incident.stage_forbids")
            let path = "/api/v1/incidents/\(id)/assignments/1"
            _ = try await room.send(.post, "\(path)/decline", #"{"reason":"busy"}"#)
            let finish = try await room.send(.post, "\(path)/finish", "{}")
            finish.expectProblem(.conflict, "assignment.state_forbids")
        }
    }

    @Test
    func `wrong fields of a command are named`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await report(room)
            let path = "/api/v1/incidents/\(id)"
            let wrong: [(String, String, [String])] = [
                ("requests", "{}", ["/role field.missing"]),
                ("requests", #"{"role":"astronaut"}"#, ["/role role.unknown"]),
                (
                    "requests", #"{"role":"police","responder":"nobody-1"}"#,
                    ["/responder responder.unknown"]
                ),
                ("waivers", #"{"role":"police"}"#, ["/text field.missing"]),
                ("waivers", #"{"role":"police","text":""}"#, ["/text field.too_short"]),
                ("waivers", #"{"role":"medical","text":"x"}"#, ["/role role.not_required"]),
                ("assignments/1/decline", #"{"reason":"bored"}"#, ["/reason field.unknown_value"]),
                (
                    "assignments/1/arrive", #"{"position":{"latitude":"x","longitude":0}}"#,
                    ["/position/latitude field.wrong_type"]
                ),
                ("assignments/1/depart", #"{"reason":"busy"}"#, ["/reason field.unknown"]),
            ]
            for (command, body, faults) in wrong {
                let answer = try await room.send(.post, "\(path)/\(command)", body)
                #expect(answer.status == .unprocessableContent, "\(command) \(body)")
                #expect(answer.faults == faults, "\(command) \(body)")
            }
        }
    }

    @Test
    func `a role that was asked for and one that was waived are on record`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await report(room)
            let asked = try await room.send(
                .post, "/api/v1/incidents/\(id)/requests", #"{"role":"police"}"#)
            #expect(asked.status == .ok, "\(asked.json)")
            let waived = try await room.send(
                .post, "/api/v1/incidents/\(id)/waivers",
                #"{"role":"mediator","text":"双方已和解"}"#)
            #expect(waived.status == .ok)
            #expect(
                waived.json["requiredRoles"]?.arrayValue?.contains("mediator") == false,
                "\(waived.json["requiredRoles"] ?? .null)")
        }
    }

    @Test
    func `a command may come without a body`() async throws {
        try await RunningRoom.run { room in
            let id = try await report(room)
            let answer = try await room.send(
                .post, "/api/v1/incidents/\(id)/assignments/1/acknowledge")
            #expect(answer.status == .ok)
        }
    }

    private func report(_ room: RunningRoom) async throws -> String {
        try #require(try await room.report()["id"]?.stringValue)
    }
}
