import Engine
import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// A mediation with its promises, over HTTP, to the appeal after the closing.
struct MediationTests {
    private let body =
        #"{"result":"agreed","text":"每月付五百元","parties":[{"name":"张三","contact":"1"},"#
        + #"{"name":"张母"}],"acts":[{"kind":"promise","due":"2026-12-01T00:00:00+08:00","#
        + #""text":"付五百元"}]}"#

    /// An incident in which everybody is on scene.
    private func mediated(_ room: RunningRoom) async throws -> String {
        let report = try await room.report()
        let id = try #require(report["id"]?.stringValue)
        let path = "/api/v1/incidents/\(id)"
        let count = report["assignments"]?.arrayValue?.count ?? 0
        for number in 1...count {
            _ = try await room.send(.post, "\(path)/assignments/\(number)/arrive", "{}")
        }
        let answer = try await room.send(.post, "\(path)/mediation", body)
        #expect(answer.status == .ok, "\(answer.json)")
        for number in 1...count {
            _ = try await room.send(.post, "\(path)/assignments/\(number)/finish", "{}")
        }
        return id
    }

    @Test func `what was agreed is sealed, shown and followed up`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await mediated(room)
            let path = "/api/v1/incidents/\(id)"
            let document = try await room.send(.get, path).json
            #expect(document["mediation"]?["result"] == "agreed")
            #expect(document["mediation"]?["acts"]?[0]?["state"] == "open")
            #expect(document["agreement"]?["parties"]?[0]?["name"] == "张三")
            #expect(document["agreement"]?["acts"] == ["付五百元"])
            let list = try await room.send(.get, "/api/v1/incidents").json
            #expect(!String(decoding: list.encoded(), as: UTF8.self).contains("张三"))
            for step in ["check", "close"] {
                let answer = try await room.send(.post, "\(path)/\(step)", "{}")
                #expect(answer.status == .ok, "\(answer.json)")
            }
            let items = try await room.send(.get, "/api/v1/follow-ups").json["items"]?.arrayValue
            #expect(items?.map { $0["incident"]?.stringValue } == [id])
            #expect(items?.first?["stage"] == "closed")
            let elsewhere = try await room.send(
                .get, "/api/v1/follow-ups?township=330824106000")
            #expect(elsewhere.json["items"] == [])
            let nobody = try await room.send(.get, "/api/v1/follow-ups?responder=nobody")
            #expect(nobody.json["items"] == [])
            let kept = try await room.send(
                .post, "\(path)/acts/1", #"{"kept":true}"#, by: "worker:li")
            #expect(kept.json["mediation"]?["acts"]?[0]?["state"] == "kept")
            #expect(try await room.send(.get, "/api/v1/follow-ups").json["items"] == [])
            try await room.waitForEvent("griddispatch.act.settled", of: id)
        }
    }

    @Test func `a closed incident is appealed against, also after a restart`() async throws {
        try await RunningRoom.withFolder { folder in
            let id = try await RunningRoom.run(.router, in: folder) { room in
                let id = try await mediated(room)
                for step in ["check", "close"] {
                    _ = try await room.send(.post, "/api/v1/incidents/\(id)/\(step)", "{}")
                }
                return id
            }
            try await RunningRoom.run(.router, in: folder) { room in
                let path = "/api/v1/incidents/\(id)"
                #expect(try await room.send(.get, path).json["stage"] == "closed")
                #expect(await room.engine.openCount() == 0)
                let late = try await room.send(.post, "\(path)/close", "{}")
                late.expectProblem(.conflict, "incident.stage_forbids")
                let appeal = try await room.send(
                    .post, "\(path)/appeal", #"{"text":"没有付"}"#, by: "worker:li")
                #expect(appeal.json["stage"] == "disposed")
                #expect(appeal.json["followUp"] == nil)
                let items = try await room.send(.get, "\(path)/timeline").json["items"]
                for item in items?.arrayValue ?? [] {
                    #expect(item["text"]?["zh"]?.stringValue?.isEmpty == false, "\(item)")
                }
            }
        }
    }

    @Test func `a record that is not as it must be is told by field`() async throws {
        try await RunningRoom.run(.router) { room in
            let report = try await room.report()
            let path = "/api/v1/incidents/\(report["id"]?.stringValue ?? "")"
            _ = try await room.send(.post, "\(path)/assignments/1/arrive", "{}")
            let alone = #"{"result":"agreed","text":"x","parties":[{"name":"张三"}]}"#
            try await room.send(.post, "\(path)/mediation", alone)
                .expectProblem(.unprocessableContent, "mediation.parties")
            let nameless = #"{"result":"agreed","text":"x","parties":[{"name":""},{"name":"b"}]}"#
            let answer = try await room.send(.post, "\(path)/mediation", nameless)
            #expect(answer.json["errors"]?[0]?["pointer"] == "/parties/0/name")
            try await room.send(.post, "\(path)/acts/9", #"{"kept":true}"#)
                .expectProblem(.notFound, "act.unknown")
            try await room.send(.post, "\(path)/acts/x", #"{"kept":true}"#)
                .expectProblem(.notFound, "act.unknown")
        }
    }

    @Test func `a report near a line asks whose it is`() async throws {
        try await RunningRoom.run(.router) { room in
            let county = room.engine.county
            // The county states the centres of its townships; the line is halfway to the nearest.
            let township = try #require(AreaCode("330824115000"))
            let own = try #require(county.grids[township]?.centre?.converted(to: .wgs84))
            let others = county.grids.areas(at: .township).filter { $0.code != township }
                .compactMap { area in
                    area.centre.map { (area.code, $0.converted(to: .wgs84)) }
                }
            let nearest = others.min { own.distance(to: $0.1) < own.distance(to: $1.1) }
            let (code, centre) = try #require(nearest)
            let place =
                #"{"latitude":\#((own.latitude + centre.latitude) / 2),"#
                + #""longitude":\#((own.longitude + centre.longitude) / 2),"system":"wgs84"}"#
            let report = try await room.report(
                "environment/garbage", at: "330824115201001", #","position":\#(place)"#)
            let areas = report["boundary"]?["areas"]?.arrayValue?.compactMap(\.stringValue)
            #expect(areas?.contains("\(code)") == true, "\(report)")
            let path = "/api/v1/incidents/\(report["id"]?.stringValue ?? "")/boundary"
            let answer = try await room.send(.post, path, #"{"area":"\#(code)"}"#)
            #expect(answer.json["boundary"]?["owner"]?.stringValue == "\(code)")
            #expect(answer.json["tally"]?["misroutes"] == 1)
            try await room.send(.post, path, #"{"area":"\#(code)"}"#)
                .expectProblem(.conflict, "deadline.not_open")
        }
    }
}
