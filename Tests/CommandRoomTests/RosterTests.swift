import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

@testable import CommandRoom

/// The roster over HTTP: who is on duty, and changes of it.
struct RosterTests {
    private static let police = "huabu-police-1"

    private func order(_ fields: String) -> String {
        #"{"responder":"\#(Self.police)","reason":"other",\#(fields)}"#
    }

    private func duty(_ room: RunningRoom) async throws -> String? {
        let answer = try await room.send(.get, "/api/v1/roster?role=police")
        return answer.json["items"]?.arrayValue?.first { $0["id"]?.stringValue == Self.police }?[
            "duty"]?.stringValue
    }

    @Test
    func `a change of duty is in force at once and on record`() async throws {
        try await RunningRoom.run(.router) { room in
            let before = try #require(try await duty(room))
            let kind = before == "onDuty" ? "signOff" : "signOn"
            let answer = try await room.send(
                .post, "/api/v1/roster/changes", order(#""kind":"\#(kind)""#), key: "one")
            #expect(answer.status == .ok, "\(answer.json)")
            #expect(try await duty(room) == (before == "onDuty" ? "offDuty" : "onDuty"))
            let again = try await room.send(
                .post, "/api/v1/roster/changes", order(#""kind":"\#(kind)""#), key: "one")
            #expect(again.json == answer.json)
            let list = try await room.send(.get, "/api/v1/roster/changes")
            #expect(list.json["items"]?.arrayValue == [answer.json])

            let id = answer.json["change"]?.stringValue ?? ""
            let withdrawn = try await room.send(
                .post, "/api/v1/roster/changes/\(id)/withdraw", "{}")
            #expect(withdrawn.status == .ok, "\(withdrawn.json)")
            #expect(try await duty(room) == before)
        }
    }

    @Test
    func `what is wrong with an order is named`() async throws {
        try await RunningRoom.run(.router) { room in
            let path = "/api/v1/roster/changes"
            try await room.send(.post, path, order(#""kind":"leave""#))
                .expectProblem(.unprocessableContent, "duty.time_missing")
            try await room.send(.post, path, order(#""kind":"nap""#))
                .expectProblem(.unprocessableContent, "request.invalid")
            try await room.send(
                .post, path, order(#""kind":"leave","to":"2030-01-01T00:00:00Z""#),
                by: "responder:huabu-police-2"
            ).expectProblem(.forbidden, "duty.not_allowed")
            try await room.send(.post, "\(path)/nothing/withdraw", "{}")
                .expectProblem(.notFound, "duty.unknown")
            try await room.send(.get, "/api/v1/roster?duty=asleep")
                .expectProblem(.unprocessableContent, "request.invalid")
            try await room.send(.get, "/api/v1/responders/nobody/shifts")
                .expectProblem(.notFound, "responder.unknown")
            try await room.send(.get, "/api/v1/responders/nobody/shifts.ics")
                .expectProblem(.notFound, "responder.unknown")
        }
    }

    @Test
    func `shifts are told as stretches and as a calendar`() async throws {
        try await RunningRoom.run(.router) { room in
            let query = "from=2026-11-16T00:00:00%2B08:00&to=2026-11-17T00:00:00%2B08:00"
            let answer = try await room.send(
                .get, "/api/v1/responders/\(Self.police)/shifts?\(query)")
            let duties = answer.json["items"]?.arrayValue?.compactMap { $0["duty"]?.stringValue }
            #expect(duties?.contains("onDuty") == true, "\(answer.json)")
            let calendar = try await room.send(
                .get, "/api/v1/responders/\(Self.police)/shifts.ics")
            #expect(calendar.headers[.contentType] == "text/calendar; charset=utf-8")
            let text = String(decoding: calendar.bytes, as: UTF8.self)
            #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
            #expect(text.hasSuffix("END:VCALENDAR\r\n"))
            #expect(text.contains("X-GRIDDISPATCH-RESPONDER:\(Self.police)\r\n"))
        }
    }

    @Test
    func `an override is carried out with its reason, and refused without`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try #require(try await room.report()["id"]?.stringValue)
            let path = "/api/v1/incidents/\(id)/override"
            try await room.send(.post, path, #"{"override":"standDown","number":1}"#)
                .expectProblem(.unprocessableContent, "reason.missing")
            let answer = try await room.send(
                .post, path, #"{"override":"standDown","number":1,"text":"现场已有人"}"#)
            #expect(answer.status == .ok, "\(answer.json)")
            let first = answer.json["assignments"]?.arrayValue?.first
            #expect(first?["state"]?.stringValue == "released")
            #expect(first?["released"]?["reason"]?.stringValue == "stoodDown")
        }
    }
}
