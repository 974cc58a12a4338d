import CountyFiles
import DispatchCore
import Engine
import Foundation
import Governance
import HTTPTypes
import HummingbirdTesting
import Synchronization
import Testing
import TextFormats

@testable import CommandRoom

/// Versions of the county that are changed over HTTP.
@Suite(.timeLimit(.minutes(10)))
struct RuleVersionTests {
    /// Makes a folder like the served one beneath `folder`, with a text of one file replaced.
    private func copy(
        _ folder: URL, to name: String, _ file: String = "routing.yaml", replacing old: String = "",
        with new: String = "",
    ) throws {
        let copy = folder.appending(path: name)
        try? FileManager.default.removeItem(at: copy)
        try FileManager.default.createDirectory(
            at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: RunningRoom.kaihua, toPath: copy.path)
        let path = copy.appending(path: file)
        let text = try String(contentsOf: path, encoding: .utf8)
        let changed = old.isEmpty ? text + new : text.replacing(old, with: new)
        try #require(old.isEmpty || changed != text)
        try Data(changed.utf8).write(to: path)
    }

    private func version(_ answer: Answer) -> String {
        answer.json["live"]?["version"]?.stringValue ?? ""
    }

    @Test func `the served folder is read again, and what was before can come back`() async throws {
        try await RunningRoom.withFolder { folder in
            try await RunningRoom.run(.router, in: folder) { room in
                let first = version(try await room.send(.get, "/api/v1/rules"))
                let same = try await room.send(.post, "/api/v1/rules/reload", "{}")
                #expect(same.json["changed"] == false)
                try copy(folder, to: "county", with: "\n# 改过\n")
                let changed = try await room.send(
                    .post, "/api/v1/rules/reload", #"{"reason":"加注释"}"#, by: "operator:wang")
                try #require(changed.status == .ok, "\(changed.json)")
                #expect(changed.json["changed"] == true)
                #expect(version(changed) != first)
                #expect(changed.json["former"]?.stringValue == first)
                #expect(changed.json["live"]?["actor"] == "operator:wang")
                #expect(changed.json["live"]?["step"] == "reloaded")
                let incident = try await room.report()
                #expect(incident["decision"]?["version"]?.stringValue == version(changed))
                let back = try await room.send(
                    .post, "/api/v1/rules/rollback",
                    #"{"reason":"改错了","from":"\#(version(changed))"}"#)
                #expect(version(back) == first)
                #expect(back.json["former"] == nil)
                let again = try await room.send(
                    .post, "/api/v1/rules/rollback",
                    #"{"reason":"改错了","from":"\#(version(changed))"}"#)
                again.expectProblem(.conflict, "rules.changed")
                let nothing = try await room.send(
                    .post, "/api/v1/rules/rollback", #"{"reason":"再退"}"#)
                nothing.expectProblem(.conflict, "rules.nothing_before")
            }
        }
    }

    @Test func `a decision of a former version keeps its sentences, also after a restart`()
        async throws
    {
        try await RunningRoom.withFolder { folder in
            let id = try await RunningRoom.run(.router, in: folder) { room in
                let id = try #require(try await room.report()["id"]?.stringValue)
                try copy(folder, to: "county", with: "\n# 改过\n")
                _ = try await room.send(.post, "/api/v1/rules/reload", "{}")
                let answer = try await room.send(.get, "/api/v1/incidents/\(id)/explanation")
                #expect(answer.json["sentences"]?["zh"]?[0] != nil)
                return id
            }
            try await RunningRoom.run(.router, in: folder) { room in
                let answer = try await room.send(.get, "/api/v1/incidents/\(id)/explanation")
                #expect(answer.json["sentences"]?["zh"]?[0] != nil, "\(answer.json)")
            }
        }
    }

    @Test func `a broken folder is told with every fault and never displaces the good one`()
        async throws
    {
        try await RunningRoom.withFolder { folder in
            try await RunningRoom.run(.router, in: folder) { room in
                let first = version(try await room.send(.get, "/api/v1/rules"))
                try copy(
                    folder, to: "county", replacing: "report.category", with: "report.kategory")
                let syntax = try await room.send(.post, "/api/v1/rules/reload", "{}")
                syntax.expectProblem(.unprocessableContent, "rules.broken")
                let faults = try #require(syntax.json["faults"]?.arrayValue)
                #expect(faults.count > 5)
                for fault in faults {
                    #expect(fault["file"] == "routing.yaml")
                    #expect((fault["line"]?.integerValue ?? 0) > 1)
                    #expect((fault["column"]?.integerValue ?? 0) > 1)
                    #expect(fault["excerpt"]?.stringValue?.contains("kategory") == true)
                }
                // Compiles, and its own cases fail.
                try copy(
                    folder, to: "county", "routing.tests.yaml", replacing: "severity: 1",
                    with: "severity: 4")
                let cases = try await room.send(.post, "/api/v1/rules/reload", "{}")
                cases.expectProblem(.unprocessableContent, "rules.broken")
                #expect(cases.json["faults"]?[0]?["code"] == "rules.case_failed")
                #expect(cases.json["faults"]?[0]?["file"] == "routing.tests.yaml")
                #expect(version(try await room.send(.get, "/api/v1/rules")) == first)
                let incident = try await room.report()
                #expect(incident["decision"]?["version"]?.stringValue == first)
            }
        }
    }

    @Test func `a candidate is put into force by name, and a path is none`() async throws {
        try await RunningRoom.withFolder { folder in
            try copy(folder, to: "candidates/night", with: "\n# 夜间\n")
            try await RunningRoom.run(.router, in: folder) { room in
                func activate(_ choice: String, by actor: String? = nil) async throws -> Answer {
                    try await room.send(
                        .post, "/api/v1/rules/activate", #"{\#(choice),"reason":"试用"}"#, by: actor)
                }
                let overview = try await room.send(.get, "/api/v1/rules")
                #expect(overview.json["candidates"] == ["night"])
                let first = version(overview)
                for path in ["../county", "/etc", ".", "night/.."] {
                    let refused = try await activate(#""candidate":"\#(path)""#)
                    refused.expectProblem(.unprocessableContent, "request.invalid")
                }
                try await activate(#""candidate":"day""#)
                    .expectProblem(.notFound, "rules.unknown_candidate")
                let unknown = String(repeating: "ab", count: 32)
                try await activate(#""version":"\#(unknown)""#)
                    .expectProblem(.notFound, "rules.unknown_version")
                try await activate(#""candidate":"night","version":"\#(unknown)""#)
                    .expectProblem(.unprocessableContent, "request.invalid")
                try await activate(#""candidate":"night""#, by: "worker:li")
                    .expectProblem(.forbidden, "rules.not_allowed")
                let night = try await activate(#""candidate":"night""#)
                #expect(night.json["live"]?["step"] == "activated", "\(night.json)")
                let archived = night.json["archived"]?.arrayValue?.compactMap(\.stringValue)
                #expect(archived == [first, version(night)].sorted())
                let back = try await activate(#""version":"\#(first)""#)
                #expect(version(back) == first)
            }
        }
    }

    @Test func `what the archive has lost is kept again before something else decides`()
        async throws
    {
        try await RunningRoom.withFolder { folder in
            try copy(folder, to: "candidates/night", with: "\n# 夜间\n")
            try await RunningRoom.run(.router, in: folder) { room in
                let first = version(try await room.send(.get, "/api/v1/rules"))
                let archive = folder.appending(path: "log.db.versions")
                try FileManager.default.removeItem(at: archive)
                let night = try await room.send(
                    .post, "/api/v1/rules/activate", #"{"candidate":"night","reason":"试用"}"#)
                try #require(night.status == .ok, "\(night.json)")
                let kept = try FileManager.default.contentsOfDirectory(atPath: archive.path)
                #expect(Set(kept) == [first, version(night)])
                let back = try await room.send(
                    .post, "/api/v1/rules/rollback", #"{"reason":"改回"}"#)
                #expect(version(back) == first, "\(back.json)")
            }
        }
    }

    @Test func `a file in the place of a version does not keep it from deciding`() async throws {
        try await RunningRoom.withFolder { folder in
            try copy(folder, to: "candidates/night", with: "\n# 夜间\n")
            let night = try CountyFolder.load(folder.appending(path: "candidates/night").path)
            let archive = folder.appending(path: "log.db.versions")
            try await RunningRoom.run(.router, in: folder) { room in
                let place = archive.appending(path: night.version.description)
                try Data("nothing".utf8).write(to: place)
                let answer = try await room.send(
                    .post, "/api/v1/rules/activate", #"{"candidate":"night","reason":"试用"}"#)
                try #require(answer.status == .ok, "\(answer.json)")
                #expect(version(answer) == night.version.description)
                let kept = try CountyArchive(folder: archive.path).load(night.version)
                #expect(kept?.files == night.files)
            }
        }
    }

    @Test func `a roll-back that comes twice under one key goes back once`() async throws {
        try await RunningRoom.withFolder { folder in
            try await RunningRoom.run(.router, in: folder) { room in
                func post(_ path: String, key: String?) async throws -> Answer {
                    try await room.send(
                        .post, "/api/v1/rules/\(path)", #"{"reason":"试"}"#, key: key)
                }
                for round in 1...2 {
                    try copy(folder, to: "county", with: "\n# \(round)\n")
                    let read = try await post("reload", key: nil)
                    try #require(read.json["changed"] == true)
                }
                let first = try await post("rollback", key: "back-1")
                let again = try await post("rollback", key: "back-1")
                #expect(first.status == .ok && again.status == .ok)
                #expect(version(again) == version(first))
                #expect(again.headers[.idempotencyReplayed] == "true")
                let other = try await post("reload", key: "back-1")
                other.expectProblem(.unprocessableContent, "idempotency.key_reused")
            }
        }
    }

    @Test func `a restart serves what was activated last, also if the folder became the same`()
        async throws
    {
        try await RunningRoom.withFolder { folder in
            try copy(folder, to: "candidates/night", with: "\n# 夜间\n")
            try copy(folder, to: "candidates/day", with: "\n# 白天\n")
            try await RunningRoom.run(.router, in: folder) { room in
                func post(_ path: String, _ body: String) async throws -> Answer {
                    let answer = try await room.send(.post, "/api/v1/rules/\(path)", body)
                    try #require(answer.status == .ok, "\(answer.json)")
                    return answer
                }
                let night = try await post("activate", #"{"candidate":"night","reason":"试用"}"#)
                try copy(folder, to: "county", with: "\n# 夜间\n")
                let same = try await post("reload", "{}")
                #expect(same.json["changed"] == false)
                let day = try await post("activate", #"{"candidate":"day","reason":"试用"}"#)
                let history = try await #require(room.engine.ruleHistory())
                let read = try #require(CountyVersion(version(night)))
                #expect(history.folder == read)
                #expect(history.version(toServe: read).description == version(day))
            }
        }
    }

    @Test func `a candidate runs in shadow, and what it would change is shown`() async throws {
        try await RunningRoom.withFolder { folder in
            try copy(
                folder, to: "candidates/night", "routing.tests.yaml", replacing: "severity: 1",
                with: "severity: 2")
            let routing = folder.appending(path: "candidates/night/routing.yaml")
            let text = try String(
                contentsOfFile: "\(RunningRoom.kaihua)/routing.yaml", encoding: .utf8)
            try Data(text.replacing("then: 1", with: "then: 2").utf8).write(to: routing)
            try await RunningRoom.run(.router, in: folder) { room in
                let none = try await room.send(.get, "/api/v1/rules/shadow")
                #expect(none.json["running"] == false)
                let stop = try await room.send(.post, "/api/v1/rules/shadow/stop", "{}")
                stop.expectProblem(.conflict, "rules.no_shadow")
                let started = try await room.send(
                    .post, "/api/v1/rules/shadow", #"{"candidate":"night","reason":"看看"}"#)
                try #require(started.status == .ok, "\(started.json)")
                let incident = try await room.report("safety/gas-leak")
                var shown = try await room.send(.get, "/api/v1/rules/shadow")
                while shown.json["comparison"]?["reports"] == 0 {
                    shown = try await room.send(.get, "/api/v1/rules/shadow")
                }
                #expect(shown.json["running"] == true)
                #expect(shown.json["comparison"]?["changed"] == 1)
                let lost = shown.json["comparison"]?["severities"]?["1"]?["lost"]
                #expect(lost == [incident["id"] ?? .null])
                let headings = shown.json["sections"]?.arrayValue?.compactMap {
                    $0["heading"]?["zh"]?.stringValue
                }
                #expect(headings?.first == "角色")
                let stopped = try await room.send(
                    .post, "/api/v1/rules/shadow/stop", #"{"reason":"够了"}"#)
                #expect(stopped.status == .ok)
                #expect(stopped.json["shadow"] == nil)
            }
        }
    }

    @Test func `what an open incident needs is refused by name`() async throws {
        try await RunningRoom.withFolder { folder in
            try await RunningRoom.run(.router, in: folder) { room in
                _ = try await room.report("safety/fire")
                try copy(
                    folder, to: "county", "county.yaml", replacing: "Asia/Shanghai",
                    with: "Asia/Urumqi")
                let answer = try await room.send(.post, "/api/v1/rules/reload", "{}")
                answer.expectProblem(.conflict, "rules.cannot_take_over")
                #expect(answer.faults == [" rules.other_time_zone"])
            }
        }
    }

    @Test func `reloads under a stream of reports lose none of them`() async throws {
        try await RunningRoom.withFolder { folder in
            try await RunningRoom.run(.router, in: folder) { room in
                let done = Flag()
                async let reports = withThrowingTaskGroup(of: [String].self) { group in
                    for _ in 1...2 {
                        group.addTask {
                            var versions: [String] = []
                            while !done.isSet {
                                let incident = try await room.report()
                                versions.append(
                                    incident["decision"]?["version"]?.stringValue ?? "none")
                            }
                            return versions
                        }
                    }
                    return try await group.reduce(into: [String]()) { $0 += $1 }
                }
                var inForce = [version(try await room.send(.get, "/api/v1/rules"))]
                for round in 0..<10 {
                    try copy(folder, to: "county", with: "\n# \(round % 2)\n")
                    let answer = try await room.send(.post, "/api/v1/rules/reload", "{}")
                    try #require(answer.status == .ok, "\(answer.json)")
                    #expect(answer.json["changed"] == true)
                    inForce.append(version(answer))
                }
                done.set()
                let versions = try await reports
                #expect(versions.allSatisfy(inForce.contains))
                #expect(await room.engine.openCount() == versions.count)
            }
        }
    }
}

/// Something that has happened or not.
private final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
}
