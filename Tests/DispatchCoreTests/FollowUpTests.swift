import Governance
import GridTesting
import Testing

@testable import DispatchCore

/// 调解 and 跟踪: what was promised, what recurs, and appeals after the closing.
struct FollowUpTests {
    let start = SmallCounty.morning
    let first = SmallCounty.incident(1)
    let words = PersonalData(text: "每月五百元")

    static func dispatcher(appeal: Duration? = nil) -> Dispatcher {
        var settings = CountySettings()
        settings.followUp.appeal = appeal
        let county = SmallCounty.make(settings: settings)
        return Dispatcher(county: county, rules: SmallCounty.rules(for: county))
    }

    /// A dispute between neighbours with its mediator on scene.
    func dispute(appeal: Duration? = nil) throws -> TownshipStory {
        var story = TownshipStory(Self.dispatcher(appeal: appeal))
        try story.submit(.example(.neighbours, at: SmallCounty.place(north: 0)))
        try story.respond(1) { .arrive($0, position: nil) }
        return story
    }

    func close(_ story: inout TownshipStory) throws -> [Event] {
        try story.respond(1) { .finish($0) }
        try story.perform(.example(.check))
        return try story.perform(.example(.close))
    }

    func agree(
        _ acts: [Mediation.Appointment] = [], _ result: Mediation.Result = .agreed,
        parties: Int = 2,
    ) -> Command {
        .example(.recordMediation(result, parties: parties, acts), personal: words)
    }

    func promise(_ days: Int) -> Mediation.Appointment {
        Mediation.Appointment(.promise, due: start + .hours(24 * days))
    }

    func kinds(_ events: [Event]) -> [Event.Kind] { events.map(\.kind) }

    @Test func `the mediator records what was agreed and what was promised`() throws {
        var story = try dispute()
        let visit = Mediation.Appointment(.visit, due: start + .hours(24 * 7))
        let events = try story.perform(
            .example(
                .recordMediation(.agreed, parties: 2, [promise(10), visit]),
                by: .responder(.qiaotouMediatorNear), personal: words))
        #expect(
            kinds(events) == [
                .mediationRecorded(
                    .agreed, parties: 2, [promise(10), visit], warnBefore: .hours(24))
            ])
        #expect(events.first?.personal == words)
        let acts = try #require(story[1]?.mediation?.acts)
        #expect(acts.map(\.kind) == [.promise, .visit])
        #expect(acts.map(\.deadline.kind) == [.promise, .visit])
        #expect(acts[0].deadline.warnAt == start + .hours(24 * 9))
        #expect(story.findings == [])
    }

    @Test func `what is not as it must be is refused by name`() throws {
        var story = try dispute()
        func refused(_ command: Command, _ rejection: Rejection) {
            #expect(throws: rejection) { try story.perform(command) }
        }
        refused(agree(parties: 1), .mediationForbidden(.parties))
        refused(agree(parties: 65), .mediationForbidden(.parties))
        refused(
            agree(Array(repeating: promise(1), count: 33)), .mediationForbidden(.acts))
        refused(agree([promise(1)], .failed), .mediationForbidden(.promises))
        refused(agree([promise(-1)]), .momentOutOfRange)
        refused(agree([promise(400)]), .momentOutOfRange)
        refused(
            .example(.recordMediation(.agreed, parties: 2, [])), .reasonMissing(.mediate))
        refused(
            .example(
                .recordMediation(.agreed, parties: 2, []), by: .worker("li"), personal: words),
            .notAllowed(.mediate))
        refused(.example(.settleAct(1, kept: true)), .unknownAct(1))
        try story.perform(agree([promise(1)]))
        refused(.example(.settleAct(1, kept: false)), .reasonMissing(.followUp))
        refused(
            .example(.settleAct(1, kept: true), by: .responder(.lingxiaDirector)),
            .notAllowed(.followUp))
    }

    @Test func `a promised act is brought to mind, then up until somebody answers`() throws {
        var story = try dispute()
        try story.perform(agree([promise(10)]))
        _ = try close(&story)
        #expect(story.state.incidents == [:])
        #expect(kinds(story.wait(.hours(24 * 9))) == [.actNear(1)])
        let missed = kinds(story.wait(.hours(24)))
        #expect(missed == [.actMissed(1, remindAt: story.now + .minutes(30))])
        #expect(story.state[first]?.mediation?.acts.first?.deadline.limit == promise(10).due)
        #expect(kinds(story.wait(.minutes(30))).count == 1)
        let events = try story.perform(
            .example(.settleAct(1, kept: true), by: .worker("li")))
        #expect(kinds(events) == [.actSettled(1, kept: true)])
        #expect(try story.perform(.example(.settleAct(1, kept: true))) == [])
        #expect(story.wait(.hours(24 * 70)) == [])
        #expect(story.findings == [])
    }

    @Test func `what keeps its promises and stays quiet is settled and stable`() throws {
        var story = try dispute()
        try story.perform(agree([promise(10)]))
        let closing = try close(&story)
        #expect(
            kinds(closing) == [
                .followUpBegun(until: start + .hours(90 * 24), appealBy: nil), .incidentClosed,
            ])
        #expect(story.state.followed[first]?.closedAt == start)
        try story.perform(.example(.settleAct(1, kept: true)))
        #expect(kinds(story.wait(.hours(91 * 24))) == [.followUpEnded(isStable: true)])
        #expect(story.state.followed == [:])
        #expect(story.state.mediated.values.allSatisfy { $0.isEmpty })
        #expect(story.findings == [])
    }

    @Test func `a like report at the same place is a recurrence, another is none`() throws {
        var story = try dispute()
        try story.perform(agree())
        _ = try close(&story)
        story.wait(.hours(24 * 20))
        func report(
            _ category: ReportCategory.ID, north: Double, _ serial: UInt64,
        ) throws -> [Event.Kind] {
            let report = Report.example(
                category, at: SmallCounty.place(north: north), occurredAt: story.now,
                serial: serial)
            return kinds(try story.submit(report, serial: serial))
        }
        let again = try report(.elderSupport, north: 100, 2)
        #expect(again.last == .matterRecurred(in: SmallCounty.incident(2)))
        let fire = try report(.fire, north: 0, 3)
        let elsewhere = try report(.neighbours, north: 200, 4)
        #expect(!(fire + elsewhere).contains { $0.isRecurrence })
        story.wait(.hours(24 * 20))
        let third = try report(.neighbours, north: 0, 5)
        #expect(third.contains { $0.isRecurrence })
        let mediation = story.state.followed[first]?.mediation
        #expect(mediation?.recurrences(withinDays: 30) == 1)
        #expect(mediation?.recurrences(withinDays: 90) == 2)
        #expect(story.findings == [])
        let ended = story.wait(.hours(24 * 60)).map(\.kind)
        #expect(ended.contains(.followUpEnded(isStable: false)))
    }

    @Test func `a closed incident is appealed against in time, and then no more`() throws {
        var story = try dispute(appeal: .hours(48))
        #expect(
            kinds(try close(&story)) == [
                .followUpBegun(until: start + .hours(48), appealBy: start + .hours(48)),
                .incidentClosed,
            ])
        var late = story
        story.wait(.hours(47))
        let appeal = Command.example(.appeal, by: .worker("li"), personal: words)
        let events = try story.perform(appeal)
        #expect(kinds(events) == [.appealLodged(answerBy: story.now + .hours(48))])
        #expect(story[1]?.stage == .disposed)
        #expect(story[1]?.closedAt == nil)
        #expect(story.state.followed == [:])
        try story.perform(.example(.check))
        try story.perform(.example(.close))
        #expect(story.findings == [])
        #expect(kinds(late.wait(.hours(49))) == [.followUpEnded(isStable: nil)])
        #expect(throws: Rejection.stageForbids(.closed)) { try late.perform(appeal) }
    }

    @Test func `a county without a time for appeals forgets at once`() throws {
        var story = try dispute()
        #expect(kinds(try close(&story)) == [.incidentClosed])
        #expect(story.state.followed == [:])
        #expect(throws: Rejection.stageForbids(.closed)) {
            try story.perform(.example(.appeal, personal: words))
        }
    }

    @Test func `what is only watched is not appealed against`() throws {
        var story = try dispute(appeal: .hours(1))
        try story.perform(agree())
        _ = try close(&story)
        story.wait(.hours(2))
        // Still watched for recurrence, and yet not to be appealed against any more.
        #expect(story.state.followed[first] != nil)
        #expect(throws: Rejection.stageForbids(.closed)) {
            try story.perform(.example(.appeal, personal: words))
        }
        #expect(throws: Rejection.incidentExists(first)) { try story.submit() }
    }

    @Test func `a new record takes the place of the one before`() throws {
        var story = try dispute()
        try story.perform(agree([], .failed))
        #expect(story[1]?.mediation?.result == .failed)
        try story.perform(agree([promise(3)]))
        #expect(story[1]?.mediation?.number == 2)
        #expect(story[1]?.mediation?.acts.count == 1)
    }

    @Test func `what is promised is looked after where it is, and not joined away`() throws {
        var story = try dispute()
        try story.perform(agree([promise(3)]))
        try story.submit(.example(.neighbours, serial: 2), serial: 2)
        #expect(throws: Rejection.joinForbidden(.mediated)) {
            try story.perform(.example(.join(SmallCounty.incident(2))))
        }
    }
}

extension Event.Kind {
    fileprivate var isRecurrence: Bool {
        if case .matterRecurred = self { true } else { false }
    }
}
