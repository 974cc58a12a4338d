import Engine
import Governance
import HTTPTypes
import Testing
import TextFormats

@testable import CommandRoom

/// The story that the product is built from, over real HTTP.
struct EightMinutesTests {
    /// 2026-11-21 is a Saturday; the grid lies in the village of Huabu township.
    private let report = """
        {"category":"dispute/elder-support","grid":"330824115201001",
         "answers":{"crying":true},"text":"门内有哭声,老人说子女不管。","address":"三单元 402",
         "occurredAt":"2026-11-21T14:02:10+08:00"}
        """

    @Test
    func `three roles come to sobbing behind a door within eight minutes`() async throws {
        try await RunningRoom.run { room in
            let answer = try await room.send(
                .post, "/api/v1/reports", report, by: "worker:huabu-7")
            #expect(answer.status == .created)
            let reported = answer.json
            let id = try #require(reported["id"]?.stringValue)
            try await room.waitForEvent("griddispatch.responders.notified", of: id)

            try await everybodyComes(to: id, reported, room)
            let settled = try await everybodyFinishes(id, room)
            #expect(settled["stage"] == "disposed")
            #expect(settled["fullAssignment"]?["seconds"]?.numberValue == 480)
            #expect(settled["fullAssignment"]?["lastRole"] == "mediator")

            room.clock.advance(by: .minutes(30))
            _ = try await room.send(.post, "/api/v1/incidents/\(id)/check", "{}")
            let closed = try await room.send(.post, "/api/v1/incidents/\(id)/close", "{}")
            #expect(closed.json["stage"] == "closed")
            try await theTimelineTellsIt(id, room)
        }
    }

    /// Police after 5 minutes, the director after 6, the mediator after 8.
    private func everybodyComes(
        to id: String, _ reported: JSON, _ room: RunningRoom,
    ) async throws {
        let assignments = try #require(reported["assignments"]?.arrayValue)
        #expect(
            assignments.compactMap { $0["role"]?.stringValue }
                == ["community-director", "police", "mediator"])
        room.clock.advance(by: .seconds(20))
        for number in 1...3 { try await step("acknowledge", number, assignments, id, room) }
        room.clock.advance(by: .seconds(40))
        for number in 1...3 { try await step("depart", number, assignments, id, room) }
        for (number, wait) in [(2, 4), (1, 1), (3, 2)] {
            room.clock.advance(by: .minutes(wait))
            try await step("arrive", number, assignments, id, room)
        }
    }

    private func everybodyFinishes(_ id: String, _ room: RunningRoom) async throws -> JSON {
        room.clock.advance(by: .minutes(25))
        var incident = JSON.null
        for number in 1...3 {
            let answer = try await room.send(
                .post, "/api/v1/incidents/\(id)/assignments/\(number)/finish",
                #"{"text":"子女当面答应按月赡养"}"#)
            #expect(answer.status == .ok)
            incident = answer.json
        }
        return incident
    }

    private func step(
        _ step: String, _ number: Int, _ assignments: [JSON], _ id: String, _ room: RunningRoom,
    ) async throws {
        let responder = try #require(assignments[number - 1]["responder"]?.stringValue)
        let answer = try await room.send(
            .post, "/api/v1/incidents/\(id)/assignments/\(number)/\(step)", "{}",
            by: "responder:\(responder)")
        #expect(answer.status == .ok, "\(answer.json)")
    }

    private func theTimelineTellsIt(_ id: String, _ room: RunningRoom) async throws {
        let timeline = try await room.send(.get, "/api/v1/incidents/\(id)/timeline")
        let items = try #require(timeline.json["items"]?.arrayValue)
        #expect(
            items.compactMap { $0["type"]?.stringValue?.split(separator: ".").last } == [
                "accepted", "filed", "requested", "notified", "acknowledged", "acknowledged",
                "acknowledged", "enroute", "enroute", "enroute", "onscene", "onscene", "near",
                "onscene", "done", "done", "done", "disposed", "checked", "begun", "closed",
            ])
        #expect(items[0]["note"] == "门内有哭声,老人说子女不管。")
        #expect(items[0]["occurredAt"] == "2026-11-21T06:02:10Z")
        #expect(items[0]["recordedAt"] == "2026-11-21T06:03:00Z")
        let chinese = items.compactMap { $0["text"]?["zh"]?.stringValue }
        let english = items.compactMap { $0["text"]?["en"]?.stringValue }
        #expect(chinese[1].contains("社区（村）主任") && chinese[1].contains("老娘舅"))
        #expect(chinese[13].hasSuffix("到达") && english[13].hasSuffix("is on scene"))
        #expect(chinese.last == "已结案" && english.last == "Closed")
    }
}
