import DispatchCore
import Governance
import GridTesting
import Testing

/// Several are asked at once, and the first to accept comes.
struct TogetherTests {
    func story(_ together: [Severity: Int] = [.ordinary: 2]) throws -> TownshipStory {
        let roles = SmallCounty.roles.map {
            Role(id: $0.id, title: $0.title, substitutes: $0.substitutes, together: together)
        }
        let county = SmallCounty.make(roles: roles)
        var story = TownshipStory(
            Dispatcher(county: county, rules: SmallCounty.rules(for: county)))
        try story.submit(.example(.neighbours))
        return story
    }

    @Test func `as many are asked as the role says for the severity, of one rung`() throws {
        #expect(
            try story()[1]?.assignments.map(\.responder)
                == [.qiaotouMediatorNear, .qiaotouMediatorFar])
        #expect(try story()[1]?.assignments.map(\.reason.isShared) == [true, true])
        #expect(try story([.critical: 2])[1]?.assignments.count == 1)
        // The rung has two only.
        #expect(try story([.ordinary: 5])[1]?.assignments.count == 2)
    }

    @Test func `the first to accept comes, the other is released with the reason`() throws {
        var story = try story()
        let events = try story.respond(2) { .acknowledge($0) }
        #expect(
            events.map(\.kind) == [.assignmentAcknowledged(2), .assignmentReleased(1, .filled)])
        #expect(story[1]?.assignments.first?.releaseReason == .filled)
        #expect(throws: Rejection.assignmentForbids(.released)) {
            try story.respond(1) { .acknowledge($0) }
        }
    }

    @Test func `going or arriving is accepting`() throws {
        for step in [{ Command.Action.depart($0) }, { .arrive($0, position: nil) }] {
            var story = try story()
            let events = try story.respond(1, step)
            #expect(events.last?.kind == .assignmentReleased(2, .filled))
        }
    }

    @Test func `one no leaves the others asked; the last no climbs the ladder`() throws {
        var story = try story()
        #expect(try story.respond(1) { .decline($0, .busy) }.count == 1)
        try story.respond(2) { .decline($0, .tooFar) }
        #expect(story[1]?.assignments.map(\.responder).last == .qiaotouDirector)
        #expect(story[1]?.assignments.count == 3)
    }

    @Test func `all silent climb the ladder together`() throws {
        var story = try story()
        let events = story.wait(.minutes(10))
        #expect(events.prefix(2).map(\.kind) == [.assignmentTimedOut(1), .assignmentTimedOut(2)])
        #expect(story[1]?.assignments.map(\.responder).last == .qiaotouDirector)
        #expect(story[1]?.assignments.count == 3)
    }

    @Test func `who accepted and cannot come after all is followed by those let go for it`() throws
    {
        var story = try story()
        try story.respond(1) { .acknowledge($0) }
        try story.respond(1) { .decline($0, .unwell) }
        #expect(story[1]?.assignments.map(\.responder).last == .qiaotouMediatorFar)
    }

    @Test func `an operator who asks for the next asks one`() throws {
        var story = try story()
        try story.respond(1) { .acknowledge($0) }
        try story.perform(.example(.request(.mediator, nil)))
        #expect(story[1]?.assignments.last?.reason.isShared == false)
    }
}
