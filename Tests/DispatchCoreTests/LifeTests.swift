import Governance
import GridTesting
import Testing

@testable import DispatchCore

/// What people decide about an incident beside its main path, and what it does to the clocks.
struct LifeTests {
    let start = SmallCounty.morning
    let why = PersonalData(text: "why")

    /// A fire, for which the police must come within 8 minutes and settle within 2 hours.
    func fire(from source: Report.Source = .worker) throws -> TownshipStory {
        var story = TownshipStory()
        try story.submit(.example(.fire, from: source))
        return story
    }

    func order(
        _ action: Command.Action, by actor: Actor = .operator("wang"),
    ) -> Command {
        .example(action, by: actor, personal: why)
    }

    func kinds(_ events: [Event]) -> [Event.Kind] { events.map(\.kind) }

    @Test func `a report is verified once, and filed by somebody else`() throws {
        var story = try fire(from: .resident)
        let verified = try story.perform(order(.verify(.holds), by: .worker("li")))
        #expect(kinds(verified) == [.reportVerified(.holds)])
        #expect(try story.perform(order(.verify(.holds), by: .worker("li"))) == [])
        #expect(story[1]?.verification == .holds)
        #expect(throws: Rejection.notAllowed(.file)) {
            try story.perform(order(.file, by: .worker("li")))
        }
        try story.perform(order(.file))
        #expect(story[1]?.stage == .dispatching)
    }

    @Test func `what is not filed is closed when nobody appeals in time`() throws {
        var story = try fire(from: .resident)
        #expect(
            kinds(try story.perform(order(.reject)))
                == [.incidentRejected(appealBy: start + .hours(48))])
        #expect(story[1]?.deadlines == [Incident.Deadline(kind: .appeal, due: start + .hours(48))])
        #expect(kinds(story.wait(.hours(48))) == [.incidentClosed])
        #expect(story.state.incidents == [:])
    }

    @Test func `an appeal brings a rejected report back to be filed`() throws {
        var story = try fire(from: .resident)
        try story.perform(order(.reject))
        let events = try story.perform(order(.appeal, by: .worker("li")))
        #expect(kinds(events) == [.appealLodged(answerBy: start + .minutes(10))])
        #expect(story[1]?.stage == .reported)
        #expect(story[1]?.deadlines.map(\.kind) == [.file])
        try story.perform(order(.file))
        #expect(story[1]?.tally.appeals == 1)
    }

    @Test func `an appeal against a result has it checked again`() throws {
        var story = try fire()
        try story.respond(1) { .finish($0) }
        try story.perform(order(.check))
        try story.perform(order(.appeal))
        #expect(story[1]?.stage == .disposed)
        #expect(story[1]?.checkedAt == nil)
        #expect(story[1]?.deadlines.map(\.kind) == [.check])
    }

    @Test func `what a worker settles alone calls everybody off and waits for the check`() throws {
        var story = try fire()
        let events = try story.perform(order(.handleSelf, by: .worker("li")))
        #expect(
            kinds(events)
                == [.assignmentReleased(1), .incidentSelfHandled(checkBy: start + .hours(24))])
        #expect(story[1]?.stage == .disposed)
        #expect(story.state.loads == [:])
        // It was never filed anew, so that nobody is there to work again: it may be sent back.
        var unfiled = try fire(from: .resident)
        try unfiled.perform(order(.handleSelf))
        #expect(throws: Rejection.rolesMissing) { try unfiled.perform(order(.rework([]))) }
        try unfiled.perform(order(.sendBack))
        #expect(unfiled[1]?.stage == .reported)
    }

    @Test func `a result that does not hold brings back who did the work`() throws {
        var story = try fire()
        try story.respond(1) { .arrive($0, position: nil) }
        let arrival = story[1]?.fullAssignment?.at
        try story.respond(1) { .finish($0) }
        story.now = start + .hours(1)
        let events = try story.perform(order(.rework([])))
        #expect(kinds(events).first == .reworkOrdered([.police], settleBy: story.now + .hours(2)))
        let again = try #require(story[1]?.assignments.last)
        #expect(again.responder == .dongxiPoliceDay)
        #expect(again.reason.rung == .before)
        #expect(story[1]?.stage == .disposing)
        #expect(story[1]?.deadlines.map(\.kind) == [.settle])
        // The work of before does not count: nobody answers, and the next is asked.
        story.wait(.minutes(1))
        #expect(story[1]?.assignments.count == 3)
        #expect(story[1]?.stage == .disposing)
        try story.respond(3) { .arrive($0, position: nil) }
        try story.respond(3) { .finish($0) }
        #expect(story[1]?.stage == .disposed)
        // The clock that matters stays the one of the first arrival.
        #expect(story[1]?.fullAssignment?.at == arrival)
        #expect(story[1]?.tally.reworks == 1)
    }

    @Test func `a return releases everybody and waits to be filed again`() throws {
        var story = try fire()
        try story.respond(1) { .arrive($0, position: nil) }
        let events = try story.perform(
            order(.sendBack, by: .responder(.dongxiPoliceDay)))
        #expect(
            kinds(events)
                == [.assignmentReleased(1), .incidentReturned(fileBy: start + .minutes(10))])
        #expect(story[1]?.decision == nil)
        #expect(story[1]?.requiredRoles == [])
        try story.perform(order(.file))
        #expect(story[1]?.assignments.count == 2)
        #expect(story[1]?.stage == .dispatching)
        #expect(throws: Rejection.notAllowed(.sendBack)) {
            try story.perform(order(.sendBack, by: .responder(.lingxiaMediator)))
        }
    }

    @Test func `what is void is closed at once, whatever it was`() throws {
        var story = try fire()
        let events = try story.perform(order(.void))
        #expect(kinds(events) == [.assignmentReleased(1), .incidentVoided])
        #expect(story.state.incidents == [:])
        #expect(story.state.loads == [:])
        #expect(story.findings == [])
    }

    @Test func `limits stand still while an incident is put aside`() throws {
        var story = try fire()
        story.wait(.seconds(30))
        let until = start + .hours(24)
        try story.perform(order(.suspend(until: until)))
        #expect(story[1]?.stage == .suspended)
        #expect(story[1]?.nextDeadline == until)
        #expect(story.wait(.hours(5)) == [])
        try story.perform(order(.resume))
        // 30 seconds of 8 minutes and of 2 hours are used.
        #expect(
            story[1]?.deadlines == [
                Incident.Deadline(kind: .settle, due: story.now + .minutes(120) - .seconds(30)),
                Incident.Deadline(kind: .arrive, due: story.now + .minutes(8) - .seconds(30)),
            ])
        #expect(
            story[1]?.pauses == [Incident.Pause(from: start + .seconds(30), to: story.now)])
        // Whoever was released is asked again.
        #expect(story[1]?.assignments.last?.responder == .dongxiPoliceDay)
        #expect(story[1]?.assignments.last?.state == .requested)
    }

    @Test func `work is taken up again by itself at the stated moment`() throws {
        var story = try fire()
        try story.respond(1) { .arrive($0, position: nil) }
        try story.perform(order(.suspend(until: start + .hours(24))))
        let events = story.wait(.hours(24))
        #expect(
            kinds(events).first
                == .incidentResumed([Incident.Due(.settle, at: start + .hours(26))]))
        #expect(story[1]?.stage == .disposing)
        #expect(story.findings == [])
    }

    @Test func `a missed limit stays missed over a pause`() throws {
        var story = try fire()
        story.wait(.minutes(8))
        try story.perform(order(.suspend(until: start + .hours(24))))
        story.wait(.hours(2))
        try story.perform(order(.resume))
        let arrive = try #require(story[1]?.deadlines.first { $0.kind == .arrive })
        #expect(arrive.misses == 1)
        #expect(arrive.limit == start + .minutes(8))
        #expect(arrive.due == story.now + .minutes(5))
    }

    @Test func `an extension moves the limit and forgives the miss`() throws {
        var story = try fire()
        story.wait(.minutes(8))
        let moment = story.now + .minutes(30)
        let events = try story.perform(order(.extend(.arrive, to: moment)))
        #expect(kinds(events) == [.deadlineExtended(.arrive, to: moment)])
        #expect(
            story[1]?.deadlines.first { $0.kind == .arrive }
                == Incident.Deadline(kind: .arrive, due: moment))
        #expect(throws: Rejection.momentOutOfRange) {
            try story.perform(order(.extend(.arrive, to: moment)))
        }
        #expect(throws: Rejection.momentOutOfRange) {
            try story.perform(order(.extend(.arrive, to: moment + .hours(24 * 400))))
        }
        #expect(throws: Rejection.deadlineNotOpen(.check)) {
            try story.perform(order(.extend(.check, to: moment + .hours(24))))
        }
    }

    @Test func `nothing is done to an incident without end`() throws {
        var story = try fire()
        for count in 1...Dispatcher.maximumRepeats {
            try story.perform(order(.extend(.settle, to: start + .hours(2 + count))))
        }
        #expect(throws: Rejection.tooOften(.extend)) {
            try story.perform(order(.extend(.settle, to: start + .hours(200))))
        }
    }

    @Test func `the supervisor of the place may order what an operator may`() throws {
        var story = try fire()
        let events = try story.perform(order(.supervise, by: .responder(.dongxiSupervisor)))
        #expect(kinds(events) == [.supervisionOrdered(nil)])
        #expect(
            Effect.of(events) == [.alert(SmallCounty.incident(1), .supervision(nil))])
        #expect(throws: Rejection.notAllowed(.supervise)) {
            try story.perform(order(.supervise, by: .responder(.dongxiPoliceDay)))
        }
    }

    @Test(arguments: [
        Command.Action.reject, .handleSelf, .sendBack, .void, .appeal, .rework([]),
        .suspend(until: SmallCounty.evening), .extend(.settle, to: SmallCounty.evening),
    ])
    func `what is rare needs a reason`(action: Command.Action) throws {
        let stages = Incident.Stage.allCases.filter { stage in
            stage != .closed
        }
        for stage in stages {
            var story = try TransitionTests.story(leadingTo: stage)
            for words in [nil, PersonalData(text: " \n"), PersonalData(name: "王")] {
                let error = #expect(throws: Rejection.self) {
                    try story.perform(.example(action, personal: words))
                }
                switch error {
                case .reasonMissing, .stageForbids: break
                default: Issue.record("\(action) at \(stage): \(String(describing: error))")
                }
            }
        }
    }

    @Test func `what the reporter says when called back is kept`() throws {
        var story = try fire()
        try story.respond(1) { .finish($0) }
        try story.perform(order(.callBack(.dissatisfied)))
        #expect(story[1]?.callBack == .dissatisfied)
        #expect(story[1]?.stage == .disposed)
    }
}

/// Moments that cannot be, and incidents that are over.
struct StaleCommandTests {
    @Test func `further help after disposal has a limit of its own to settle`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        try story.respond(1) { .finish($0) }
        let events = try story.perform(.example(.request(.mediator, nil)))
        let settleBy = story.now + .hours(2)
        #expect(events.first?.kind == .incidentReopened(settleBy: settleBy))
        #expect(story[1]?.deadlines == [Incident.Deadline(kind: .settle, due: settleBy)])
    }

    @Test func `a closed incident is not opened again by its report or a late step`() throws {
        var story = try TransitionTests.story(leadingTo: .closed)
        #expect(throws: Rejection.incidentExists(SmallCounty.incident(1))) {
            try story.submit(.example(.rubbish))
        }
        let late = Command.example(
            .arrive(1, position: nil), by: .responder(.qiaotouDirector))
        #expect(throws: Rejection.stageForbids(.closed)) { try story.perform(late) }
        // Also after a restart, from the log alone.
        var restarted = TownshipStory(at: story.now)
        for event in story.log { restarted.state.evolve(event) }
        #expect(throws: Rejection.incidentExists(SmallCounty.incident(1))) {
            try restarted.submit(.example(.rubbish))
        }
    }

    @Test func `only so many closed incidents are remembered`() throws {
        var story = TownshipStory()
        for serial in 1...5_000 as ClosedRange<UInt64> {
            try story.submit(.example(.praise, serial: serial), serial: serial)
            let id = SmallCounty.incident(serial)
            try story.perform(.example(.void, on: id, personal: PersonalData(text: "x")))
        }
        #expect(!story.state.isClosed(SmallCounty.incident(1)))
        #expect(story.state.isClosed(SmallCounty.incident(1_000)))
        #expect(story.state.isClosed(SmallCounty.incident(5_000)))
    }

    @Test func `a report whose clock runs ahead is not late, and one from long ago is`() throws {
        var story = TownshipStory()
        let now = story.now
        try story.submit(.example(.fire, occurredAt: now + .hours(24)))
        #expect(story[1]?.isLateReport == false)
        try story.submit(.example(.fire, occurredAt: now - .minutes(11)), serial: 2)
        #expect(story[2]?.isLateReport == true)
        try story.submit(
            .example(.fire, occurredAt: Instant(microsecondsSinceEpoch: .min)), serial: 3)
        #expect(story[3]?.isLateReport == true)
    }
}
