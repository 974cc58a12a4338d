import Engine
import EventBus
import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// Likely duplicates and what is done about them, over HTTP.
struct JoiningTests {
    private func report(
        _ room: RunningRoom, _ text: String, _ category: String = "dispute/elder-support",
        latitude: String = "29.0125",
    ) async throws -> String {
        let place = #"{"latitude":\#(latitude),"longitude":118.3375,"system":"wgs84"}"#
        let document = try await room.report(
            category, at: "330824115201001", #","text":"\#(text)","position":\#(place)"#)
        return try #require(document["id"]?.stringValue)
    }

    @Test func `a likely duplicate is proposed with the reason, joined and parted`() async throws {
        try await RunningRoom.run(.router) { room in
            let first = try await report(room, "三楼听见老人哭声")
            room.clock.advance(by: .minutes(3))
            let second = try await report(room, "三楼有老人哭声", latitude: "29.0129")
            let far = try await report(room, "三楼有老人哭声", latitude: "29.2")
            try await room.search.catchUp()
            let path = "/api/v1/incidents/\(second)"
            let items = try await room.send(.get, path + "/duplicates").json["items"]?.arrayValue
            let item = try #require(items?.first)
            #expect(items?.count == 1)
            #expect(item["incident"]?.stringValue == first)
            #expect(item["from"]?.stringValue == second)
            #expect(item["into"]?.stringValue == first)
            #expect(item["distanceMetres"] == 44)
            #expect(item["apartSeconds"] == 180)
            #expect(item["likeText"] == 0.67)
            #expect(item["reason"]?["zh"] == "相距 44 米，相隔 3 分钟，类别相同，文字相似 67%")
            let joined = try await room.send(.post, path + "/join", #"{"into":"\#(first)"}"#)
            #expect(joined.json["stage"] == "joined")
            #expect(joined.json["joinedInto"]?.stringValue == first)
            let survivor = try await room.send(.get, "/api/v1/incidents/\(first)").json
            #expect(survivor["joined"] == [.string(second)])
            let none = try await room.send(.get, path + "/duplicates").json["items"]
            #expect(none == [])
            let parted = try await room.send(.post, path + "/part", "{}")
            #expect(parted.json["stage"] == "dispatching")
            #expect(parted.json["joinedInto"] == nil)
            let unknown = try await room.send(
                .post, path + "/join", #"{"into":"00000000-0000-7000-8000-000000000000"}"#)
            unknown.expectProblem(.conflict, "join.unknown")
            #expect(far != first)
        }
    }

    @Test func `alike words bring different categories together`() async throws {
        try await RunningRoom.run(.router) { room in
            let first = try await report(room, "楼道里堆满纸箱", "environment/garbage")
            let second = try await report(room, "楼道里堆满纸箱怕着火", "safety/fire")
            let path = "/api/v1/incidents/\(second)/duplicates"
            #expect(try await room.send(.get, path).json["items"] == [])
            try await room.search.catchUp()
            let items = try await room.send(.get, path).json["items"]?.arrayValue
            #expect(items?.map { $0["incident"]?.stringValue } == [first])
            #expect(items?.first?["likeCategory"] == "other")
        }
    }

    @Test func `what is closed with another is found as such after a restart`() async throws {
        try await RunningRoom.withFolder { folder in
            let ids = try await RunningRoom.run(.router, in: folder) { room in
                let first = try await report(room, "一")
                let second = try await report(room, "二")
                _ = try await room.send(
                    .post, "/api/v1/incidents/\(second)/join", #"{"into":"\#(first)"}"#)
                let steps = [("settle", #"{"text":"好了"}"#), ("check", "{}"), ("close", "{}")]
                for (step, body) in steps {
                    let answer = try await room.send(
                        .post, "/api/v1/incidents/\(first)/\(step)", body)
                    #expect(answer.status == .ok, "\(step): \(answer.json)")
                }
                return (first, second)
            }
            try await RunningRoom.run(.router, in: folder) { room in
                let document = try await room.send(.get, "/api/v1/incidents/\(ids.1)").json
                #expect(document["stage"] == "closed")
                #expect(document["ending"] == "joined")
                #expect(await room.engine.openCount() == 0)
            }
        }
    }
}
