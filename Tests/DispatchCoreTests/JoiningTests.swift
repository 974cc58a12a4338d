import Governance
import GridTesting
import Testing

@testable import DispatchCore

/// Several reports of one matter: what joins them, what parts them, and what must not be lost.
struct JoiningTests {
    let start = SmallCounty.morning
    let first = SmallCounty.incident(1)
    let second = SmallCounty.incident(2)
    let third = SmallCounty.incident(3)

    /// A story of reports, each an incident with the number of its place.
    func story(
        _ categories: ReportCategory.ID..., from source: Report.Source = .worker,
    ) throws -> TownshipStory {
        var story = TownshipStory()
        for (index, category) in categories.enumerated() {
            let serial = UInt64(index + 1)
            try story.submit(.example(category, from: source, serial: serial), serial: serial)
        }
        return story
    }

    func kinds(_ events: [Event]) -> [Event.Kind] { events.map(\.kind) }

    @Test func `the joined incident rests and its people are released`() throws {
        var story = try story(.fire, .fire)
        story.now = start + .minutes(1)
        let events = try story.perform(.example(.join(first), on: second))
        #expect(
            kinds(events) == [
                .assignmentReleased(1), .incidentJoined(into: first), .reportJoined(second),
            ])
        #expect(events.map(\.incident) == [second, second, first])
        #expect(story[2]?.stage == .joined)
        #expect(story[2]?.joinedInto == first)
        #expect(story[2]?.nextMoment == nil)
        #expect(story[1]?.joined == [second])
        #expect(story.state.loads.values.reduce(0, +) == 1)
        #expect(story.findings == [])
    }

    @Test func `joining again the same way changes nothing`() throws {
        var story = try story(.fire, .fire, .fire)
        try story.perform(.example(.join(first), on: second))
        #expect(try story.perform(.example(.join(first), on: second)) == [])
        #expect(throws: Rejection.stageForbids(.joined)) {
            try story.perform(.example(.join(third), on: second))
        }
        #expect(throws: Rejection.stageForbids(.joined)) {
            try story.perform(.example(.join(second), on: third))
        }
    }

    @Test func `what ends the one ends the other, with its own ending`() throws {
        var story = try story(.rubbish, .rubbish)
        try story.perform(.example(.join(first), on: second))
        try story.respond(1) { .finish($0) }
        try story.perform(.example(.check))
        let joined = try #require(story[2])
        let events = try story.perform(.example(.close))
        #expect(kinds(events) == [.incidentClosed, .incidentClosed])
        #expect(events.map(\.incident) == [first, second])
        #expect(events.map(\.actor) == [.operator("wang"), .system])
        #expect(story.state.incidents == [:])
        var closed = joined
        closed.evolve(events[1])
        #expect(closed.ending == .joined)
        #expect(story.findings == [])
    }

    @Test func `it also ends with a rejection that nobody appeals against`() throws {
        var story = try story(.fire, .fire, from: .resident)
        try story.perform(.example(.join(first), on: second))
        try story.perform(.example(.reject, personal: PersonalData(text: "why")))
        story.wait(.hours(49))
        #expect(story.state.incidents == [:])
    }

    @Test func `roles that only the joined one needs are called for both`() throws {
        var story = try story(.elderSupport, .fire)
        // The fire is graver, so the dispute is joined to it and brings its director and mediator.
        let events = try story.perform(.example(.join(second), on: first))
        #expect(
            kinds(events).contains(
                .reportJoined(
                    first, roles: [.communityDirector, .mediator],
                    arriveBy: start + .minutes(8))))
        #expect(story[2]?.requiredRoles == [.police, .communityDirector, .mediator])
        #expect(story[2]?.assignments.map(\.role) == [.police, .communityDirector, .mediator])
        #expect(story.findings == [])
    }

    @Test func `parting restores an incident of its own that goes on`() throws {
        var story = try story(.fire, .fire)
        try story.perform(.example(.join(first), on: second))
        story.now = start + .hours(1)
        let events = try story.perform(.example(.part, on: second))
        #expect(
            kinds(events).prefix(1) == [
                .incidentParted(
                    from: first,
                    [
                        Incident.Due(.settle, at: story.now + .hours(2)),
                        Incident.Due(.arrive, at: story.now + .minutes(8)),
                    ])
            ])
        #expect(kinds(events).last == .reportParted(second))
        #expect(story[2]?.stage == .dispatching)
        #expect(story[2]?.assignments.last?.state == .requested)
        #expect(story[1]?.joined == [])
        #expect(story.findings == [])
        #expect(throws: Rejection.stageForbids(.dispatching)) {
            try story.perform(.example(.part, on: second))
        }
    }

    @Test func `what was not filed is parted to be filed`() throws {
        var story = try story(.fire, .fire, from: .resident)
        try story.perform(.example(.join(first), on: second))
        try story.perform(.example(.part, on: second))
        #expect(story[2]?.stage == .reported)
        #expect(
            story[2]?.deadlines == [Incident.Deadline(kind: .file, due: start + .minutes(10))])
        try story.perform(.example(.file, on: second))
        #expect(story[2]?.stage == .dispatching)
    }

    @Test func `work that was done before the joining counts after the parting`() throws {
        var story = try story(.elderSupport, .elderSupport)
        try story.respond(1, { .arrive($0, position: nil) }, serial: 2)
        try story.respond(1, { .finish($0) }, serial: 2)
        try story.perform(.example(.join(first), on: second))
        try story.perform(.example(.part, on: second))
        #expect(story[2]?.stage == .disposing)
        let asked = story[2]?.assignments.filter(\.state.isLive).map(\.role)
        #expect(asked == [.police, .mediator])
        #expect(story.findings == [])
    }

    @Test func `what was joined before moves along`() throws {
        var story = try story(.rubbish, .rubbish, .fire)
        try story.perform(.example(.join(first), on: second))
        let events = try story.perform(.example(.join(third), on: first))
        #expect(kinds(events).count { $0 == .incidentJoined(into: third) } == 2)
        #expect(story[3]?.joined == [first, second])
        #expect([story[1]?.joinedInto, story[2]?.joinedInto] == [third, third])
        #expect(story.findings == [])
        try story.perform(.example(.part, on: second))
        #expect(story[3]?.joined == [first])
    }

    @Test func `what stands in the way of joining is told`() throws {
        var story = try story(.fire, .rubbish, .elderSupport)
        func refused(_ from: Incident.ID, _ into: Incident.ID, _ why: JoinObstacle) {
            #expect(throws: Rejection.joinForbidden(why), "\(from) \(into)") {
                try story.perform(.example(.join(into), on: from))
            }
        }
        refused(first, first, .itself)
        refused(first, SmallCounty.incident(9), .unknown)
        refused(first, second, .lessSevere)
        try story.submit(.example(.fire, from: .resident, serial: 4), serial: 4)
        refused(second, SmallCounty.incident(4), .notFiled)
        try story.respond(1) { .finish($0) }
        refused(third, first, .rolesLacking)
        #expect(story.findings == [])
    }

    @Test func `an exercise and a real incident are never joined`() {
        func incident(_ serial: UInt64, isExercise: Bool) -> Incident {
            let report = Report(
                id: .init(high: 1, low: serial), category: .fire, area: .qiaotouFirst,
                source: .resident, occurredAt: start, isExercise: isExercise)
            return Incident(
                id: SmallCounty.incident(serial), number: 1, report: report, acceptedAt: start)
        }
        let (real, drill) = (incident(1, isExercise: false), incident(2, isExercise: true))
        #expect(JoinObstacle(joining: drill, into: real) == .exercise)
        #expect(JoinObstacle(joining: real, into: drill) == .exercise)
        #expect(JoinObstacle(joining: real, into: incident(3, isExercise: false)) == nil)
    }

    @Test func `only so many are joined to one`() throws {
        var story = try story(.rubbish)
        let count = UInt64(Dispatcher.maximumJoined)
        for serial in 2...count + 2 {
            try story.submit(.example(.rubbish, serial: serial), serial: serial)
        }
        for serial in 2...count + 1 {
            try story.perform(.example(.join(first), on: SmallCounty.incident(serial)))
        }
        #expect(throws: Rejection.joinForbidden(.tooMany)) {
            try story.perform(.example(.join(first), on: SmallCounty.incident(count + 2)))
        }
    }

    @Test func `an incident with others joined to it is not void`() throws {
        var story = try story(.fire, .fire)
        try story.perform(.example(.join(first), on: second))
        let void = Command.example(.void, personal: PersonalData(text: "why"))
        #expect(throws: Rejection.joinForbidden(.hasJoined)) { try story.perform(void) }
        try story.perform(.example(.part, on: second))
        try story.perform(void)
        #expect(story[1] == nil)
    }

    @Test func `who reported what was joined may be called back`() throws {
        var story = try story(.fire, .fire)
        try story.perform(.example(.join(first), on: second))
        try story.perform(.example(.callBack(.satisfied), on: second))
        #expect(story[2]?.callBack == .satisfied)
    }
}
