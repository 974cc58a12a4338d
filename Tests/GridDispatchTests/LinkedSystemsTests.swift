import Foundation
import Testing
import TextFormats

/// Two systems in processes of their own that tell each other of their reports over HTTP.
@Suite(.timeLimit(.minutes(10)))
struct LinkedSystemsTests {
    /// Both systems, and what is done with them.
    private struct Pair {
        let first = LinkedSystem()
        let second = LinkedSystem()
        let folder: TemporaryFolder

        /// Runs `body` with two systems that are linked both ways.
        static func run(
            _ way: LinkedCounty.Way, _ body: (Pair) async throws -> Void,
        ) async throws {
            let pair = Pair(folder: try TemporaryFolder())
            let folder = pair.folder.path
            try Data(LinkedCounty.secrets.utf8).write(to: URL(filePath: "\(folder)/secrets"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: "\(folder)/secrets")
            try LinkedCounty.write(
                to: "\(folder)/first", linkedTo: pair.second.origin, by: way)
            try LinkedCounty.write(
                to: "\(folder)/second", linkedTo: pair.first.origin, by: way)
            try await pair.first.start(in: folder, named: "first")
            try await pair.second.start(in: folder, named: "second")
            let result = await Result.made { try await body(pair) }
            #expect(await pair.first.stop() == 0)
            #expect(await pair.second.stop() == 0)
            try result.get()
        }

        /// Waits until something is so.
        func wait(_ condition: () async throws -> Bool) async throws {
            while try await !condition() { try await Task.sleep(for: .milliseconds(50)) }
        }

        /// Waits until nothing waits to be sent and nothing more is recorded, and gives what was sent
        /// meanwhile; where they poll, each has asked the other three times in that silence.
        func rest(_ way: LinkedCounty.Way) async throws -> [String] {
            var sent: [String] = []
            var last: [Int64] = []
            var calm = 0
            while calm < (way == .poll ? 3 : 10) {
                for system in [first, second] {
                    try await wait {
                        let requests = system.takeRequests()
                        sent += requests.filter { $0.hasPrefix("POST") }
                        // Ten times what one matter takes: it goes round and round.
                        try #require(sent.count < 300, "there is no rest")
                        try #require(try await system.incidents().count < 20, "there is no rest")
                        let isAsked = requests.contains { $0.hasPrefix("GET /open311") }
                        let isDone = try await system.deliveries("waiting", "sending") == 0
                        return isDone && (way == .push || isAsked)
                    }
                }
                let records = [try await first.records(), try await second.records()]
                calm = records == last ? calm + 1 : 0
                last = records
                try await Task.sleep(for: .milliseconds(50))
            }
            return sent
        }
    }

    private static let report = #"{"category":"environment/garbage","grid":"330824115216001"}"#

    @Test(arguments: LinkedCounty.Way.allCases)
    func `a matter is entered once, its status comes back, and then there is silence`(
        way: LinkedCounty.Way,
    ) async throws {
        try await Pair.run(way) { pair in
            // The answers to what is sent are lost at first, so that it is sent again.
            pair.first.lose(1)
            pair.second.lose(1)
            let answer = try await pair.first.server().post("/api/v1/reports", Self.report)
            let own = try #require(answer?.json)
            try await pair.wait { try await !pair.second.incidents().isEmpty }
            let there = try #require(try await pair.second.incidents().first)
            #expect(there["source"] == "feed")
            #expect(there["grid"]?.stringValue?.hasPrefix("330824115216") == true)
            var sent = try await pair.rest(way)
            // The second finds nothing there, the first hears of that, and closes it.
            let operators = "operator:zhou"
            try await pair.second.order("verify", there, #"{"finding":"unfounded"}"#, operators)
            try await pair.second.order("reject", there, #"{"text":"nothing there"}"#, operators)
            try await pair.wait {
                try await pair.first.story(of: own).contains("incident.selfhandled")
            }
            try await pair.first.order("check", own, "{}", operators)
            try await pair.first.order("close", own, "{}", operators)
            sent += try await pair.rest(way)
            #expect(try await pair.first.incidents().count == 1)
            #expect(try await pair.second.incidents().count == 1)
            let stories = [
                try await pair.first.story(of: own), try await pair.second.story(of: there),
            ]
            #expect(stories[1].contains("source.heard"))
            #expect(try await pair.first.deliveries("givenUp") == 0)
            #expect(try await pair.second.deliveries("givenUp") == 0)
            // What happened is told once at most, where events are told at all; beside that there are
            // the two answers of the second, and what was sent again because its answer was lost.
            let told = way == .push ? stories.joined().count { $0 != "delivery" } : 0
            #expect(sent.count <= told + 2 + 2, "\(sent) \(stories)")
        }
    }
}

extension Result where Failure == any Error {
    /// What `body` gives or throws.
    fileprivate static func made(_ body: () async throws -> Success) async -> Self {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}
