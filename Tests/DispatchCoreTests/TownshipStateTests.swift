import DispatchCore
import Governance
import GridTesting
import Testing

struct TownshipStateTests {
    let start = SmallCounty.morning

    @Test func `incidents are numbered within the township`() throws {
        var story = TownshipStory()
        for serial in [3, 1, 2] as [UInt64] {
            try story.submit(.example(.fire, serial: serial), serial: serial)
        }
        #expect([3, 1, 2].map { story[$0]?.number } == [1, 2, 3])
        #expect(story.state.lastNumber == 3)
    }

    @Test func `the earliest deadline comes first, and of equals the older incident`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours, serial: 1), serial: 1)
        try story.submit(.example(.fire, serial: 3), serial: 3)
        try story.submit(.example(.fire, serial: 2), serial: 2)
        #expect(story.state.nextDeadline() == start + .minutes(1))
        #expect(story.state.nextDue(at: start + .seconds(60)) == nil)
        #expect(
            story.state.nextDue(at: start + .seconds(60) + .microseconds(1))
                == SmallCounty.incident(2))
        #expect(story.state.nextDue(at: start + .hours(9)) == SmallCounty.incident(2))
    }

    @Test func `an incident whose events could not be kept is put back as it was`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        var state = story.state
        let former = try #require(story[1])
        let outcome = try story.dispatcher.decide(
            .example(.decline(1, .busy)), in: state, at: start + .minutes(3))
        state.apply(outcome)
        #expect(state.loads == [.qiaotouMediatorFar: 1])
        state.restore(former.id, to: former, lastNumber: 1)
        #expect(TownshipAudit(state, replayed: story.replayed).findings == [])
        #expect(state.incidents == story.state.incidents)
        #expect(state.nextDeadline() == start + .minutes(10))
    }

    @Test func `an incident that could not be kept at all is taken out with its number`() throws {
        var state = TownshipState()
        let dispatcher = SmallCounty.dispatcher
        let id = SmallCounty.incident(1)
        state.apply(
            try dispatcher.decide(.example(.submit(.example())), in: state, at: start))
        state.restore(id, to: nil, lastNumber: 0)
        #expect(TownshipAudit(state, replayed: TownshipState()).findings == [])
        #expect(state.lastNumber == 0)
        state.apply(
            try dispatcher.decide(
                .example(.submit(.example(.fire))), in: state, at: start + .minutes(1)))
        #expect(state.incidents[id]?.number == 1)
        #expect(state.nextDeadline() == start + .minutes(2))
    }

    @Test func `a closed incident can be put back`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        try story.respond(1) { .finish($0) }
        try story.perform(.example(.check))
        let former = try #require(story[1])
        let replayed = story.replayed
        try story.perform(.example(.close))
        var state = story.state
        state.restore(former.id, to: former, lastNumber: 1)
        #expect(TownshipAudit(state, replayed: replayed).findings == [])
    }

    @Test func `events of the county and of incidents that are not open change nothing`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        var state = story.state
        let strangers: [Event] = [
            Event(
                subject: .county, occurredAt: start, recordedAt: start, actor: .system,
                kind: .countyActivated(SmallCounty.version)),
            .example(.incidentClosed, at: start, of: SmallCounty.incident(9)),
            .example(.assignmentDone(1), at: start, of: SmallCounty.incident(9)),
        ]
        for event in strangers { state.evolve(event) }
        #expect(state.incidents == story.state.incidents)
        #expect(TownshipAudit(state, replayed: story.replayed).findings == [])
    }

    @Test func `an event of an assignment that is not there is survived`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        var state = story.state
        for number in [0, -1, 2, .max] {
            state.evolve(.example(.assignmentDone(number), at: start))
        }
        #expect(state.incidents[SmallCounty.incident(1)]?.assignments == story[1]?.assignments)
        #expect(state.incidents[SmallCounty.incident(1)]?.version == 7)
    }
}
