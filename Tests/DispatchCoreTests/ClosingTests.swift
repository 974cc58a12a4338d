import DispatchCore
import Governance
import GridTesting
import Testing

/// Waiving roles, disposing, checking, closing, and help asked for after all.
struct ClosingTests {
    let start = SmallCounty.morning

    @Test func `a waived role releases whoever was asked for it and holds up nothing`() throws {
        var story = TownshipStory()
        try story.submit()
        story.now = start + .minutes(2)
        story.expireAll()
        let events = try story.perform(
            .example(.waive(.police), personal: PersonalData(text: "没有危险")))
        #expect(
            events == [
                .example(
                    .roleWaived(.police), at: story.now, by: .operator("wang"),
                    personal: PersonalData(text: "没有危险")),
                .example(.assignmentReleased(2), at: story.now),
                .example(.assignmentReleased(5), at: story.now),
            ])
        #expect(story[1]?.requiredRoles == [.communityDirector, .mediator])
        try story.respond(4) { .finish($0) }
        try story.respond(6) { .finish($0) }
        #expect(story[1]?.stage == .disposed)
    }

    @Test func `whoever is there already stays when the role is waived`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        try story.respond(1) { .arrive($0, position: nil) }
        let events = try story.perform(.example(.waive(.police)))
        #expect(events.map(\.kind) == [.roleWaived(.police)])
        let done = try story.respond(1) { .finish($0) }
        #expect(
            done.map(\.kind)
                == [.assignmentDone(1), .incidentDisposed(checkBy: start + .hours(24))])
    }

    @Test func `waiving the last missing role disposes of it`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        story.wait(.minutes(60))
        let events = try story.perform(.example(.waive(.mediator)))
        #expect(
            events.map(\.kind)
                == [.roleWaived(.mediator)] + (1...6).map { .assignmentReleased($0) }
                + [.incidentDisposed(checkBy: story.now + .hours(48))])
        #expect(story[1]?.unfilledRoles == [])
    }

    @Test func `a role that nobody could be asked for can be waived`() throws {
        let county = SmallCounty.make(
            roster: SmallCounty.roster.filter { $0.id == .lingxiaMediator })
        var story = TownshipStory(
            Dispatcher(county: county, rules: SmallCounty.rules(for: county)))
        let events = try story.submit(.example(.fire))
        #expect(events.last?.kind == .roleUnfilled(.police, fillBy: start + .minutes(5)))
        #expect(story[1]?.assignments == [])
        try story.perform(.example(.waive(.police)))
        #expect(story[1]?.stage == .disposed)
    }

    @Test func `help that an operator asked for besides can be called off`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        try story.perform(.example(.request(.police, nil)))
        let events = try story.perform(.example(.waive(.police)))
        #expect(events.map(\.kind) == [.roleWaived(.police), .assignmentReleased(2)])
        #expect(throws: Rejection.roleNotRequired(.police)) {
            try story.perform(.example(.waive(.police)))
        }
    }

    @Test func `it is not disposed of while somebody is still expected`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        try story.perform(.example(.request(.police, nil)))
        try story.respond(1) { .finish($0) }
        #expect(story[1]?.stage == .dispatching)
        try story.respond(2) { .arrive($0, position: nil) }
        #expect(story[1]?.stage == .disposing)
        try story.respond(2) { .finish($0) }
        #expect(story[1]?.stage == .disposed)
    }

    @Test func `help asked for after all opens it again, until that is done too`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        try story.respond(1) { .finish($0) }
        story.wait(.hours(1))
        try story.perform(.example(.request(.police, nil)))
        #expect(story[1]?.stage == .disposing)
        #expect(story[1]?.disposedAt == nil)
        #expect(throws: Rejection.stageForbids(.disposing)) {
            try story.perform(.example(.check))
        }
        try story.respond(2) { .finish($0) }
        #expect(story[1]?.stage == .disposed)
        #expect(story[1]?.disposedAt == story.now)
        #expect(
            story[1]?.deadlines
                == [Incident.Deadline(kind: .check, due: story.now + .hours(48))])
    }

    @Test func `a closed incident is forgotten here and its number is not given again`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        try story.respond(1) { .finish($0) }
        try story.perform(.example(.check))
        try story.perform(.example(.close))
        #expect(story.state.incidents == [:])
        #expect(story.state.loads == [:])
        #expect(story.state.nextDeadline() == nil)
        try story.submit(.example(.fire, serial: 2), serial: 2)
        #expect(story[2]?.number == 2)
    }
}
