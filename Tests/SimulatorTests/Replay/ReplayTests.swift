import DispatchCore
import Governance
import Simulator
import Testing

struct ReplayTests {
    private func at(_ seconds: Int64?) -> Instant? { seconds.map(Instant.init(secondsSinceEpoch:)) }

    private func run(
        _ unit: String = "E01", accepted: Int64? = nil, filed: Int64? = nil,
        notified: Int64? = nil, acknowledged: Int64? = nil, enRoute: Int64? = nil,
        onScene: Int64? = nil, done: Int64? = nil,
    ) -> RecordedRun {
        var stamps = RecordedStamps()
        stamps.accepted = at(accepted)
        stamps.filed = at(filed)
        stamps.notified = at(notified)
        stamps.acknowledged = at(acknowledged)
        stamps.enRoute = at(enRoute)
        stamps.onScene = at(onScene)
        stamps.done = at(done)
        return RecordedRun(unit: unit, stamps: stamps)
    }

    private func replay(_ runs: [RecordedRun]...) throws -> [ReplayedCall] {
        let calls = runs.enumerated().map { RecordedCall(name: "call \($0)", runs: $1) }
        var replay = Replay(calls)
        var replayed: [ReplayedCall] = []
        try replay.run { replayed.append($0) }
        return replayed
    }

    /// The stamps that the core has at the end, in the order of the recorded milestones.
    private func stamps(_ report: ReplayedReport, _ number: Int = 1) -> [Int64?] {
        let assignment = report.incident.assignments[number - 1]
        return RecordedStamps.milestones.map {
            report.instant(of: $0, assignment).map { $0.microsecondsSinceEpoch / 1_000_000 }
        }
    }

    @Test func `a complete call leaves its stamps in the core, and is disposed there`() throws {
        let call = try #require(
            try replay([
                run(
                    accepted: 100, filed: 130, notified: 140, acknowledged: 150, enRoute: 200,
                    onScene: 400, done: 900)
            ]).first)
        let report = call.reports[0]
        #expect(stamps(report) == [100, 130, 140, 150, 200, 400, 900])
        #expect(report.incident.stage == .disposed)
        #expect(report.incident.assignments[0].state == .done)
        #expect(report.incident.assignments[0].reason.rung == .chosen)
        #expect(report.incident.report.source == .recording)
    }

    @Test func `a unit that was never relieved stays live in the core`() throws {
        let call = try #require(
            try replay([run(accepted: 100, filed: 130, notified: 140, enRoute: 200)]).first)
        #expect(stamps(call.reports[0]) == [100, 130, 140, nil, 200, nil, nil])
        #expect(call.reports[0].incident.stage != .disposed)
        #expect(call.reports[0].incident.assignments[0].state == .enRoute)
    }

    @Test(
        arguments: [
            [200, 100, 300, 310, 320, 330, 340], [100, 300, 200, 310, 320, 330, 340],
            [100, 110, 120, 130, 500, 400, 600], [100, 110, 120, 130, 140, 500, 400],
            [100, 110, 700, 600, 500, 400, 300], [700, 600, 500, 400, 300, 200, 100],
        ] as [[Int64]])
    func `stamps that run backwards are kept as they are`(times: [Int64]) throws {
        let call = try #require(
            try replay([
                run(
                    accepted: times[0], filed: times[1], notified: times[2],
                    acknowledged: times[3], enRoute: times[4], onScene: times[5], done: times[6])
            ]).first)
        #expect(stamps(call.reports[0]) == times)
    }

    @Test func `a moment that was lent to the core does not count`() throws {
        let calls = try replay([run(notified: 50, done: 90)], [run()])
        let expected: [[Int64?]] = [
            [nil, nil, nil, nil, nil, nil, nil], [nil, nil, 50, nil, nil, nil, 90],
        ]
        #expect(calls.map { stamps($0.reports[0]) } == expected)
        #expect(calls.map(\.position) == [1, 0])
    }

    @Test func `a unit that a call names twice has two crews`() throws {
        let call = try #require(
            try replay([
                run(accepted: 10, filed: 10, notified: 20, done: 90),
                run(accepted: 10, filed: 10, notified: 30, done: 80),
            ]).first)
        let responders = call.reports[0].incident.assignments.map(\.responder)
        #expect(Set(responders).count == 2)
        #expect(call.reports[0].runs == [0, 1])
    }

    @Test func `a unit may be at two calls at once`() throws {
        let calls = try replay(
            [run(accepted: 10, filed: 10, notified: 20, done: 90)],
            [run(accepted: 15, filed: 15, notified: 25, done: 95)])
        let assignments = calls.map { $0.reports[0].incident.assignments[0] }
        #expect(assignments[0].responder == assignments[1].responder)
        #expect(assignments.map(\.reason.load) == [0, 1])
    }

    @Test func `runs that disagree about the report are two reports of one call`() throws {
        let call = try #require(
            try replay([
                run("E01", accepted: 100, filed: 110, notified: 120, onScene: 300, done: 400),
                run("E02", accepted: 60, filed: 110, notified: 125, onScene: 280, done: 500),
            ]).first)
        #expect(call.reports.count == 2)
        #expect(call.earliest(.accepted) == at(60))
        #expect(call.latest(.done) == at(500))
        let response = ResponseInterval(from: .accepted, to: .onScene)
        #expect(call.measure(response) == .value(.seconds(220)))
        // In the order in which they were over.
        #expect(call.reports.map(\.runs) == [[0], [1]])
    }

    @Test func `help that is called after the first have left joins the same incident`() throws {
        let call = try #require(
            try replay([
                run("E01", accepted: 0, filed: 1, notified: 2, onScene: 3, done: 4),
                run("E02", accepted: 0, filed: 1, notified: 86_400, onScene: 86_500, done: 86_600),
            ]).first)
        #expect(call.reports[0].incident.assignments.map(\.state) == [.done, .done])
        #expect(call.latest(.done) == at(86_600))
    }

    @Test func `calls years apart do not run into deadlines`() throws {
        let year: Int64 = 31_557_600
        let calls = try replay(
            [run(accepted: 0, filed: 1, notified: 2)],
            [run(accepted: 40 * year, filed: 40 * year + 1, notified: 40 * year + 2)])
        let incidents = calls.map { $0.reports[0].incident }
        #expect(incidents.flatMap(\.deadlines).allSatisfy { $0.misses == 0 })
        #expect(incidents.flatMap(\.assignments).map(\.state) == [.notified, .notified])
    }

    @Test func `no calls make no figures`() throws {
        #expect(try replay().isEmpty)
    }
}
