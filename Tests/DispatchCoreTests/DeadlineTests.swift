import DispatchCore
import Governance
import GridTesting
import Testing

/// Limits that pass: each is brought up once at its moment, and again after twice the wait.
struct DeadlineTests {
    let start = SmallCounty.morning

    /// When a deadline of that kind was missed, in minutes after the start.
    func misses(_ kind: Incident.Deadline.Kind, in events: [Event]) -> [Double] {
        events.compactMap { event in
            guard case .deadlineMissed(kind, _) = event.kind else { return nil }
            return (event.recordedAt - start).inSeconds / 60
        }
    }

    /// A story whose clock goes on to that many minutes, during which the township sleeps.
    func sleep(_ story: inout TownshipStory, untilMinute minute: Int) -> [Event] {
        story.now = start + .minutes(minute)
        return story.expireAll()
    }

    @Test func `an unverified report is brought up until somebody files it`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire, from: .video))
        let events = story.wait(.hours(4))
        #expect(misses(.file, in: events) == [10, 40, 100, 220])
        #expect(story[1]?.deadlines.map(\.misses) == [4])
        try story.perform(.example(.file))
        #expect(story[1]?.deadlines.map(\.kind) == [.settle, .arrive])
        #expect(misses(.file, in: story.wait(.hours(48))) == [])
    }

    @Test func `reminders double and end at one a day`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        let events = story.wait(.hours(24 * 5))
        // 8 minutes, then 5, 10, 20 … 1,280 minutes later, then every day.
        var expected = [8.0]
        for wait in [5.0, 10, 20, 40, 80, 160, 320, 640, 1_280, 1_440, 1_440, 1_440] {
            expected.append((expected.last ?? 0) + wait)
        }
        #expect(misses(.arrive, in: events) == expected)
        #expect(story[1]?.deadlines.first { $0.kind == .arrive }?.misses == 13)
    }

    @Test func `every kind of limit is brought up at its own moment`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        #expect(misses(.arrive, in: story.wait(.minutes(8))) == [8])
        try story.respond(1) { .arrive($0, position: nil) }
        #expect(misses(.settle, in: story.wait(.minutes(112))) == [120])
        try story.respond(1) { .finish($0) }
        #expect(misses(.check, in: story.wait(.hours(24))) == [1_560])
        try story.perform(.example(.check))
        #expect(misses(.close, in: story.wait(.hours(24))) == [3_000])
        try story.perform(.example(.close))
        #expect(story.wait(.hours(240)) == [])
    }

    @Test func `an unfilled role is brought up until it is filled`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        let events = story.wait(.hours(3))
        #expect(misses(.fill, in: events) == [90, 120, 180])
        try story.perform(.example(.request(.mediator, .lingxiaMediator)))
        #expect(misses(.fill, in: story.wait(.minutes(9))) == [])
    }

    @Test func `a sleeping township answers everything that came due, in one step`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        let events = sleep(&story, untilMinute: 200)
        #expect(
            events.map(\.kind).prefix(1) == [.assignmentTimedOut(1)])
        #expect(
            events.map(\.kind).suffix(4) == [
                .deadlineMissed(.settle, remindAt: start + .minutes(205)),
                .supervisionOrdered(.settle),
                .deadlineMissed(.arrive, remindAt: start + .minutes(205)),
                .supervisionOrdered(.arrive),
            ])
        #expect(events.allSatisfy { $0.recordedAt == start + .minutes(200) })
        #expect(story.expireAll() == [])
    }

    @Test func `nothing happens before its moment, and nothing to a stranger`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        let early = start + .minutes(10) - .microseconds(1)
        let id = SmallCounty.incident(1)
        #expect(story.dispatcher.expire(id, in: story.state, at: early)?.events == [])
        let due = story.dispatcher.expire(
            id, in: story.state, at: start + .minutes(10) + .microseconds(1))
        #expect(due?.events.first?.kind == .assignmentTimedOut(1))
        #expect(
            story.dispatcher.expire(SmallCounty.incident(9), in: story.state, at: early) == nil)
    }

    @Test func `limits of no length at all come to an end`() throws {
        let zero = ResponseStandard.Limit.wallClock(.zero)
        let standards = [ResponseStandard.ID.ordinary, .eightMinutes].map {
            ResponseStandard(
                id: $0, acknowledge: zero, arrive: zero, settle: zero, check: zero, remind: zero)
        }
        let county = SmallCounty.make(standards: standards)
        var story = TownshipStory(
            Dispatcher(county: county, rules: SmallCounty.rules(for: county)))
        try story.submit()
        story.expireAll()
        #expect(story[1]?.nextDeadline == start + .minutes(1))
        #expect(story[1]?.unfilledRoles == [.communityDirector, .police, .mediator])
    }

    @Test func `a limit that was met is never brought up`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        try story.respond(1) { .arrive($0, position: nil) }
        #expect(story[1]?.deadlines.map(\.kind) == [.settle])
        #expect(misses(.arrive, in: story.wait(.hours(30))) == [])
    }
}
