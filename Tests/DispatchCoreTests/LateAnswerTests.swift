import DispatchCore
import Governance
import GridTesting
import Testing

/// Answers and times that come late, twice, out of order or from the future.
struct LateAnswerTests {
    let start = SmallCounty.morning

    /// A dispute whose first mediator was silent, so that a second one was asked.
    func silence() throws -> TownshipStory {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        story.wait(.minutes(10))
        return story
    }

    @Test(arguments: ["acknowledge", "depart", "arrive"])
    func `who answers late still comes, and the one asked instead may rest`(
        step: String,
    ) throws {
        var story = try silence()
        let action = try #require(TransitionTests.actions[step])
        let events = try story.respond(1, action)
        #expect(events.count == 2)
        #expect(events.last == .example(.assignmentReleased(2, .filled), at: story.now))
        #expect(story[1]?.assignments.first?.state.isLive == true)
        #expect(story[1]?.assignments.last?.state == .released)
        #expect(story.state.loads == [.qiaotouMediatorNear: 1])
    }

    @Test(arguments: ["acknowledge", "depart", "arrive"])
    func `who answers after another has is not needed any more`(step: String) throws {
        var story = try silence()
        try story.respond(2) { .acknowledge($0) }
        let action = try #require(TransitionTests.actions[step])
        #expect(throws: Rejection.assignmentForbids(.timedOut)) { try story.respond(1, action) }
    }

    @Test func `who answers late fills the role that nobody could`() throws {
        var story = try silence()
        story.wait(.minutes(55))
        #expect(story[1]?.unfilledRoles == [.mediator])
        try story.respond(3) { .acknowledge($0) }
        #expect(story[1]?.unfilledRoles == [])
        #expect(story[1]?.deadlines.map(\.kind) == [.settle, .arrive])
    }

    @Test func `who answers after the role was waived is not needed any more`() throws {
        var story = TownshipStory()
        try story.submit()
        story.wait(.minutes(1))
        try story.perform(.example(.waive(.police)))
        #expect(throws: Rejection.assignmentForbids(.released)) {
            try story.respond(2) { .acknowledge($0) }
        }
    }

    @Test func `a finished incident takes late times but no new helpers`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        try story.perform(.example(.request(.police, .dongxiPoliceSecond)))
        story.wait(.hours(1))
        // The police asked besides never answered, and neither did anybody else of theirs.
        try story.perform(.example(.request(.mediator, .lingxiaMediator)))
        let number = try #require(story[1]?.assignments.last?.number)
        try story.respond(number) { .finish($0) }
        #expect(story[1]?.stage == .disposed)
        #expect(throws: Rejection.stageForbids(.disposed)) {
            try story.respond(2) { .acknowledge($0) }
        }
        try story.respond(number, { .arrive($0, position: nil) }, occurredAt: start)
        #expect(story[1]?.assignments.last?.onSceneAt == start)
        #expect(story[1]?.stage == .disposed)
    }

    @Test func `steps that were skipped are stamped when they become known`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        story.now = start + .minutes(30)
        try story.respond(1, { .finish($0) }, occurredAt: start + .minutes(25))
        for (action, minute) in [("arrive", 9), ("depart", 4), ("acknowledge", 1)] {
            let events = try story.respond(
                1, try #require(TransitionTests.actions[action]),
                occurredAt: start + .minutes(minute))
            #expect(events.count == 1)
        }
        let assignment = try #require(story[1]?.assignments.first)
        #expect(assignment.state == .done)
        #expect(assignment.acknowledgedAt == start + .minutes(1))
        #expect(assignment.enRouteAt == start + .minutes(4))
        #expect(assignment.onSceneAt == start + .minutes(9))
        #expect(assignment.doneAt == start + .minutes(25))
    }

    @Test(arguments: ["acknowledge", "depart"])
    func `a step that the life has passed and that says no time is refused`(step: String) throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        story.now = start + .minutes(9)
        try story.respond(1) { .arrive($0, position: nil) }
        story.now = start + .minutes(10)
        let action = try #require(TransitionTests.actions[step])
        #expect(throws: Rejection.alreadyPassed(.onScene)) { try story.respond(1, action) }
        let events = try story.respond(1, action, occurredAt: start + .minutes(2))
        #expect(events.map(\.occurredAt) == [start + .minutes(2)])
        // What is known already is no news, with a time or without.
        #expect(try story.respond(1, action) == [])
    }

    @Test func `a late arrival still completes the full assignment`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        try story.perform(.example(.request(.supervisor, .countySupervisor)))
        story.now = start + .minutes(6)
        try story.respond(1) { .finish($0) }
        #expect(story[1]?.fullAssignment == nil)
        #expect(story[1]?.deadlines.map(\.kind) == [.settle, .arrive])
        try story.respond(1, { .arrive($0, position: nil) }, occurredAt: start + .minutes(5))
        #expect(story[1]?.fullAssignment?.at == start + .minutes(5))
        #expect(story[1]?.deadlines.map(\.kind) == [.settle])
        #expect(story[1]?.stage == .disposing)
    }

    @Test(arguments: TransitionTests.actions.keys.sorted())
    func `a step taken twice has no events the second time, at the same instant or later`(
        step: String,
    ) throws {
        let action = try #require(TransitionTests.actions[step])
        var story = TownshipStory()
        try story.submit()
        let first = try story.respond(1, action)
        #expect(!first.isEmpty)
        let before = story.state.incidents
        #expect(try story.respond(1, action) == [])
        story.now = story.now + .minutes(3)
        #expect(try story.respond(1, action) == [])
        #expect(story.state.incidents == before)
    }

    @Test func `a late time that is known already is nothing new`() throws {
        var story = TownshipStory()
        try story.submit(.example())
        try story.respond(1) { .acknowledge($0) }
        try story.respond(1) { .arrive($0, position: nil) }
        #expect(try story.respond(1, { .acknowledge($0) }, occurredAt: start) == [])
    }

    @Test func `a clock that runs ahead cannot put an arrival into the future`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        story.now = start + .minutes(7)
        let events = try story.respond(
            1, { .arrive($0, position: nil) }, occurredAt: start + .hours(9))
        #expect(events.first?.occurredAt == start + .hours(9))
        #expect(story[1]?.fullAssignment?.at == start + .minutes(7))
    }

    @Test func `a report from a dead zone counts from its acceptance`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire, occurredAt: start - .hours(5)))
        #expect(story[1]?.acceptedAt == start)
        #expect(story.log.first?.occurredAt == start - .hours(5))
        #expect(story.log.first?.recordedAt == start)
    }

    @Test func `being told of several at once records only the new ones, each once`() throws {
        var story = TownshipStory()
        try story.submit()
        try story.perform(.example(.confirmNotified([2], channel: "app"), by: .system))
        let events = try story.perform(
            .example(.confirmNotified([3, 1, 2, 1, 3], channel: "sms"), by: .system))
        #expect(
            events == [
                .example(.respondersNotified([3, 1], channel: "sms"), at: start)
            ])
        #expect(
            try story.perform(.example(.confirmNotified([], channel: "app"), by: .system))
                == [])
    }
}
