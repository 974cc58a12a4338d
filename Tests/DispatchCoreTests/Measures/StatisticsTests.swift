import DispatchCore
import Governance
import GridTesting
import Testing
import TextFormats

struct StatisticsTests {
    private func statistics(
        _ story: TownshipStory, by grouping: StatisticsQuery.Grouping = .all,
        asOf moment: Instant? = nil, from: Instant? = nil, to: Instant? = nil,
    ) -> Statistics {
        var query = StatisticsQuery(by: grouping, asOf: moment ?? story.now)
        (query.from, query.to) = (from, to)
        var statistics = Statistics(query, in: SmallCounty.timeZone)
        for history in story.histories(asOf: moment) { statistics.add(history) }
        return statistics
    }

    private func json(_ statistics: Statistics) throws -> JSON {
        var writer = JSONWriter()
        statistics.write(to: &writer, county: SmallCounty.county)
        return try JSON.parse(writer.bytes)
    }

    private func group(_ statistics: Statistics, _ key: String = "") throws -> StatisticsGroup {
        try #require(statistics.groups[.ordinary]?[key])
    }

    private func samples(_ group: StatisticsGroup, _ id: String) throws -> MeasuredSamples {
        let all = zip(
            Measure.ofIncidents + Measure.ofAssignments, group.ofIncidents + group.ofAssignments)
        return try #require(all.first { $0.0.id == id }).1
    }

    @Test func `the last required role on scene is measured and named`() throws {
        var story = TownshipStory()
        try story.submit()
        story.wait(.seconds(30))
        for (number, minutes) in [(2, 1), (3, 1), (1, 5)] {
            story.wait(.minutes(minutes))
            try story.respond(number) { .arrive($0, position: nil) }
        }
        let group = try group(statistics(story))
        let full = try samples(group, "full_assignment")
        #expect(full.samples.sorted()?.percentile(50) == .seconds(450))
        #expect([full.timeliness.inTime, full.timeliness.late] == [1, 0])
        #expect(group.lastRoles == [.communityDirector: 1])
        #expect(group.withinHeadline == 1)
        #expect(try samples(group, "first_arrival").samples.sorted()?.maximum == .seconds(90))
        #expect(try samples(group, "settling").pending == 1)
    }

    @Test func `what is not over counts as late once its limit has passed`() throws {
        var story = TownshipStory()
        try story.submit()
        let before = try samples(try group(statistics(story)), "full_assignment")
        #expect(before.pending == 1 && before.timeliness.count == 0)
        story.wait(.minutes(9))
        let after = try samples(try group(statistics(story)), "full_assignment")
        #expect(after.pending == 1 && after.timeliness.late == 1)
        // Nobody answered within the minute that they have.
        let answers = try samples(try group(statistics(story)), "acknowledgement")
        #expect(answers.timeliness.late >= 3 && answers.samples.count == 0)
    }

    @Test func `figures of a past moment are as they were then`() throws {
        var story = TownshipStory()
        try story.submit()
        story.wait(.minutes(3))
        let moment = story.now
        let then = try json(statistics(story))
        // From a dead zone: all were there within two minutes, and it is known an hour later.
        story.wait(.minutes(60))
        for assignment in story[1]?.assignments.filter(\.state.isLive) ?? [] {
            try story.respond(
                assignment.number, { .arrive($0, position: nil) },
                occurredAt: SmallCounty.morning + .minutes(2))
        }
        #expect(try json(statistics(story, asOf: moment)) == then)
        #expect(try json(statistics(story)) != then)
    }

    @Test func `exercises and late reports stand apart`() throws {
        var story = TownshipStory()
        try story.submit()
        try story.submit(
            .example(occurredAt: SmallCounty.morning - .minutes(11), serial: 2), serial: 2)
        let exercise = Report(
            id: Report.ID(high: 0, low: 3), category: .neighbours, area: .qiaotouFirst,
            source: .worker, occurredAt: story.now, isExercise: true)
        try story.submit(exercise, serial: 3)
        let groups = statistics(story).groups
        #expect(groups.mapValues { $0[""]?.incidents } == [.ordinary: 1, .late: 1, .exercise: 1])
        #expect(try json(statistics(story))["apart"]?["late"]?["rows"]?[0]?["incidents"] == 1)
    }

    @Test func `a period takes what was accepted in it, its end excluded`() throws {
        var story = TownshipStory()
        try story.submit()
        story.wait(.hours(1))
        try story.submit(.example(.fire, occurredAt: story.now), serial: 2)
        let hour = SmallCounty.morning + .hours(1)
        let first = statistics(story, by: .category, to: hour)
        let second = statistics(story, by: .category, from: hour)
        #expect(first.groups[.ordinary]?.keys.sorted() == ["dispute/elder-support"])
        #expect(second.groups[.ordinary]?.keys.sorted() == ["safety/fire"])
    }

    @Test(arguments: [
        (StatisticsQuery.Grouping.category, "safety/fire"), (.township, "330899001000"),
        (.grid, "330899001001001"), (.hour, "10"), (.source, "worker"), (.severity, "1"),
        (.rules, String(repeating: "c0", count: 32)), (.role, "police"), (.all, ""),
    ])
    func `incidents are put together by`(
        grouping: StatisticsQuery.Grouping, key: String,
    ) throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        try story.settle()
        let keys = statistics(story, by: grouping).groups[.ordinary]?.keys.sorted()
        let incident = try #require(story[1])
        let expected: String =
            switch grouping {
            case .township: incident.partition.description
            case .grid: incident.report.area.description
            case .severity: "\(incident.severity.rawValue)"
            default: key
            }
        #expect(keys == [expected])
    }

    @Test func `sums over groups are those of all`() throws {
        var history = RandomHistory(seed: 7)
        for _ in 0..<600 { _ = history.advance() }
        let all = try group(statistics(history.story))
        for grouping in StatisticsQuery.Grouping.allCases {
            let groups = try #require(statistics(history.story, by: grouping).groups[.ordinary])
            #expect(groups.values.reduce(0) { $0 + $1.incidents } == all.incidents)
            #expect(groups.values.reduce(0) { $0 + $1.assignments } == all.assignments)
            for index in all.ofAssignments.indices {
                let counts = groups.values.reduce(0) { $0 + $1.ofAssignments[index].samples.count }
                #expect(counts == all.ofAssignments[index].samples.count, "\(grouping)")
            }
        }
    }

    @Test func `each figure is written with its definition, its n and its band`() throws {
        var story = TownshipStory()
        for serial in 1...8 as ClosedRange<UInt64> {
            try story.submit(
                .example(.neighbours, occurredAt: story.now, serial: serial), serial: serial)
            try story.settle(serial, arriving: .minutes(Int(serial)))
            try story.close(serial)
        }
        let row = try #require(try json(statistics(story))["rows"]?[0])
        #expect(["n", "p50", "p90"].map { row[$0]?.numberValue } == [8, 240, 480])
        #expect(row["withinLimit"]?["480"]?.numberValue == 1)
        let full = try #require(row["intervals"]?[0])
        #expect(full["id"] == "full_assignment" && full["n"] == 8)
        #expect(full["definition"]?["zh"] == "从受理到所需角色到齐")
        #expect(full["p50"] == ["seconds": 240, "low": 60, "high": 480])
        #expect(full["p99"] == ["seconds": 480, "low": 420])
        #expect(full["within"]?["inTime"] == 8)
        let closing = try #require(row["intervals"]?[5])
        #expect(closing["id"] == "closing" && closing["within"]?["share"]?.numberValue == 1)
    }
}
