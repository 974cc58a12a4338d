import DispatchCore
import Governance
import GridTesting
import Testing

/// What happens when somebody says no, or nothing.
struct EscalationTests {
    let start = SmallCounty.morning

    /// A dispute between neighbours, for which one mediator must come.
    func dispute() throws -> TownshipStory {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        return story
    }

    func request(
        _ number: Int, _ responder: Responder.ID, _ rung: SelectionReason.Rung,
        north metres: Double, others: Int = 0, level: AreaCode.Level? = .community,
        at instant: Instant,
    ) -> Event {
        .example(
            .respondersRequested([
                AssignmentRequest(
                    number: number, role: .mediator, responder: responder,
                    reason: .weighed(rung, metres, others: others, level: level),
                    acknowledgeBy: instant + .minutes(10))
            ]), at: instant)
    }

    @Test func `whoever declines is followed by the next at once`() throws {
        var story = try dispute()
        story.now = start + .minutes(2)
        let events = try story.perform(
            .example(
                .decline(1, .tooFar), by: .responder(.qiaotouMediatorNear),
                personal: PersonalData(text: "在县城")))
        #expect(
            events == [
                .example(
                    .assignmentDeclined(1, reason: .tooFar), at: story.now,
                    by: .responder(.qiaotouMediatorNear), personal: PersonalData(text: "在县城")),
                request(2, .qiaotouMediatorFar, .role, north: 900, at: story.now),
            ])
        #expect(story[1]?.assignments.map(\.state) == [.declined, .requested])
    }

    @Test func `silence climbs the ladder rung by rung, and then calls the operators`() throws {
        var story = try dispute()
        let events = story.wait(.minutes(60))
        let rungs: [(Responder.ID, SelectionReason.Rung, Double, Int, AreaCode.Level?)] = [
            (.qiaotouMediatorFar, .role, 900, 0, .community),
            (.qiaotouDirector, .substitute, 100, 0, .community),
            (.xibianMediator, .neighbour, 3_200, 0, nil),
            (.dongxiSupervisor, .supervisor, 2_000, 1, .township),
            (.countySupervisor, .supervisor, 5_000, 0, .county),
        ]
        var expected: [Event] = []
        for (index, rung) in rungs.enumerated() {
            let at = start + .minutes(10 * (index + 1))
            expected.append(.example(.assignmentTimedOut(index + 1), at: at))
            expected.append(
                request(
                    index + 2, rung.0, rung.1, north: rung.2, others: rung.3, level: rung.4,
                    at: at))
        }
        let end = start + .minutes(60)
        expected.append(.example(.assignmentTimedOut(6), at: end))
        expected.append(.example(.roleUnfilled(.mediator, fillBy: end + .minutes(30)), at: end))
        expected.append(
            .example(.deadlineMissed(.arrive, remindAt: end + .minutes(30)), at: end))
        expected.append(.example(.supervisionOrdered(.arrive), at: end))
        #expect(events == expected)
        #expect(
            Effect.of(events).suffix(3) == [
                .alert(SmallCounty.incident(1), .roleUnfilled(.mediator)),
                .alert(SmallCounty.incident(1), .deadlineMissed(.arrive)),
                .alert(SmallCounty.incident(1), .supervision(.arrive)),
            ])
        #expect(story[1]?.unfilledRoles == [.mediator])
        #expect(story.state.loads == [:])
    }

    @Test func `several who are silent at once are followed by one decision`() throws {
        var story = TownshipStory()
        try story.submit()
        let events = story.wait(.minutes(1))
        #expect(
            events.map(\.kind).prefix(3) == [
                .assignmentTimedOut(1), .assignmentTimedOut(2), .assignmentTimedOut(3),
            ])
        #expect(
            story[1]?.assignments.suffix(3).map(\.responder)
                == [.xibianDirector, .dongxiPoliceSecond, .qiaotouMediatorFar])
        #expect(events.count == 4)
    }

    @Test func `an operator fills the role that the ladder could not`() throws {
        var story = try dispute()
        story.wait(.minutes(60))
        #expect(throws: Rejection.ladderEnded(.mediator)) {
            try story.perform(.example(.request(.mediator, nil)))
        }
        let events = try story.perform(.example(.request(.mediator, .lingxiaMediator)))
        #expect(
            events == [
                .example(
                    .respondersRequested([
                        AssignmentRequest(
                            number: 7, role: .mediator, responder: .lingxiaMediator,
                            reason: SelectionReason(rung: .chosen),
                            acknowledgeBy: story.now + .minutes(10))
                    ]), at: story.now, by: .operator("wang"))
            ])
        #expect(story[1]?.unfilledRoles == [])
        #expect(story[1]?.deadlines.map(\.kind) == [.settle, .arrive])
    }

    @Test func `whoever said no may be asked again by name, but not twice at once`() throws {
        var story = try dispute()
        try story.respond(1) { .decline($0, .busy) }
        try story.perform(.example(.request(.mediator, .qiaotouMediatorNear)))
        #expect(throws: Rejection.alreadyAsked(.qiaotouMediatorNear)) {
            try story.perform(.example(.request(.mediator, .qiaotouMediatorNear)))
        }
        #expect(
            story[1]?.assignments.map(\.responder)
                == [.qiaotouMediatorNear, .qiaotouMediatorFar, .qiaotouMediatorNear])
    }

    @Test func `nobody more is asked when one who was asked besides is silent`() throws {
        var story = try dispute()
        try story.perform(.example(.request(.mediator, nil)))
        try story.respond(1) { .arrive($0, position: nil) }
        let events = story.wait(.minutes(10))
        #expect(events.map(\.kind) == [.assignmentTimedOut(2)])
    }

    @Test func `nor when the one who came is done already`() throws {
        var story = try dispute()
        try story.perform(.example(.request(.mediator, nil)))
        try story.respond(1) { .finish($0) }
        let events = story.wait(.minutes(10))
        #expect(
            events.map(\.kind) == [
                .assignmentTimedOut(2),
                .incidentDisposed(checkBy: start + .minutes(10) + .hours(48)),
            ])
    }

    @Test func `a role is not unfilled while somebody may still answer for it`() throws {
        var story = try dispute()
        story.wait(.minutes(50))
        try story.perform(.example(.request(.mediator, .lingxiaMediator)))
        try story.respond(6) { .decline($0, .busy) }
        #expect(story[1]?.unfilledRoles == [])
        try story.respond(7) { .decline($0, .busy) }
        #expect(story[1]?.unfilledRoles == [.mediator])
        #expect(story.log.count { if case .roleUnfilled = $0.kind { true } else { false } } == 1)
    }

    @Test func `further help that nobody can give does not hold up a finished incident`() throws {
        var story = try dispute()
        try story.perform(.example(.request(.police, .dongxiPoliceSecond)))
        try story.respond(1) { .finish($0) }
        #expect(story[1]?.stage == .dispatching)
        let kinds = story.wait(.hours(1)).map(\.kind)
        #expect(kinds.last == .incidentDisposed(checkBy: start + .minutes(40) + .hours(48)))
        #expect(story[1]?.stage == .disposed)
        #expect(story[1]?.deadlines.map(\.kind) == [.check])
    }

    @Test func `the same holds when the last of them declines`() throws {
        var story = try dispute()
        try story.perform(.example(.request(.supervisor, .dongxiSupervisor)))
        try story.respond(1) { .finish($0) }
        try story.respond(2) { .decline($0, .busy) }
        let events = try story.respond(3) { .decline($0, .busy) }
        #expect(
            events.map(\.kind) == [
                .assignmentDeclined(3, reason: .busy),
                .roleUnfilled(.supervisor, fillBy: start + .minutes(30)),
                .incidentDisposed(checkBy: start + .hours(48)),
            ])
        #expect(story[1]?.unfilledRoles == [])
    }
}
