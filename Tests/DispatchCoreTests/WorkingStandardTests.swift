import DispatchCore
import Governance
import GridTesting
import Testing

/// Limits in working time, reminders before them, and supervision after them.
struct WorkingStandardTests {
    let start = SmallCounty.morning

    /// Settle within 4 工作时, check within 1 工作日, and a reminder half an hour before each limit.
    func story(at now: Instant = SmallCounty.morning) throws -> TownshipStory {
        let settle = try #require(WorkingDuration(4, .workHour))
        let check = try #require(WorkingDuration(1, .workDay))
        let standards = SmallCounty.standards.map { standard in
            ResponseStandard(
                id: standard.id, acknowledge: standard.acknowledge, arrive: standard.arrive,
                settle: .working(settle), check: .working(check), remind: standard.remind,
                warn: .minutes(30))
        }
        let calendar = WorkingCalendar(
            hours: .usual, years: 2026...2026, holidays: [], makeUpDays: [],
            timeZone: SmallCounty.timeZone)
        let county = SmallCounty.make(standards: standards, calendar: calendar)
        return TownshipStory(
            Dispatcher(county: county, rules: SmallCounty.rules(for: county)), at: now)
    }

    func deadline(_ kind: Incident.Deadline.Kind, _ story: TownshipStory) -> Instant? {
        story[1]?.deadlines.first { $0.kind == kind }?.limit
    }

    @Test func `limits in working time stand still at night and over midday`() throws {
        var story = try story()
        // Wednesday 10:00: two hours until noon, two more until 16:00.
        try story.submit(.example(.rubbish))
        #expect(deadline(.settle, story) == start + .hours(6))
        try story.respond(1) { .finish($0) }
        #expect(deadline(.check, story) == start + .hours(24))
        // 22:00: four hours until noon of the next day.
        var late = try self.story(at: SmallCounty.evening)
        try late.submit(.example(.rubbish))
        #expect(deadline(.settle, late) == SmallCounty.evening + .hours(14))
    }

    @Test func `a pause gives back the working time that was left`() throws {
        var story = try story()
        try story.submit(.example(.rubbish))
        // An hour of four is used when it is put aside at 11:00 until the next day at 11:00.
        story.wait(.hours(1))
        let why = PersonalData(text: "why")
        try story.perform(
            .example(.suspend(until: start + .hours(25)), personal: why))
        story.wait(.hours(24))
        // Three are left: one until noon, two until 16:00.
        #expect(deadline(.settle, story) == start + .hours(30))
    }

    @Test func `a limit beyond the calendar's years is marked and told`() throws {
        let newYearsEve = start + .hours(24 * 43 + 7)
        var story = try story(at: newYearsEve)
        let events = try story.submit(.example(.rubbish))
        #expect(events.map(\.kind).contains(.deadlineUncertain(.settle)))
        #expect(story[1]?.deadlines.first { $0.kind == .settle }?.isUncertain == true)
        #expect(
            Effect.of(events).contains(
                .alert(SmallCounty.incident(1), .deadlineUncertain(.settle))))
    }

    @Test func `each limit is brought to mind before it and supervised after it`() throws {
        var story = try story()
        try story.submit(.example(.rubbish))
        try story.respond(1) { .acknowledge($0) }
        let events = story.wait(.hours(40))
        let told = events.compactMap { event -> String? in
            let hours = (event.recordedAt - start).inSeconds / 3_600
            return switch event.kind {
            case .deadlineNear(let kind): "near \(kind) \(hours)"
            case .supervisionOrdered(let kind?): "supervised \(kind) \(hours)"
            default: nil
            }
        }
        #expect(
            told == [
                "near arrive 0.5", "supervised arrive 1.0", "near settle 5.5",
                "supervised settle 6.0",
            ])
        #expect(story[1]?.tally.supervisions == 2)
    }

    @Test func `a restart and a clock that jumps bring nothing to mind twice`() throws {
        var story = try story()
        try story.submit(.example(.rubbish))
        try story.respond(1) { .acknowledge($0) }
        story.wait(.minutes(35))
        #expect(story.log.count { $0.kind == .deadlineNear(.arrive) } == 1)
        // The clock goes back, the state comes from the log, and time passes again.
        var restarted = try self.story(at: start + .minutes(10))
        for event in story.log { restarted.state.evolve(event) }
        #expect(restarted.state.incidents == story.state.incidents)
        let again = restarted.wait(.minutes(49))
        #expect(again.map(\.kind) == [])
        // It leaps far ahead: the miss is told, the warning that came too late is not.
        restarted.now = start + .hours(100)
        let leap = restarted.expireAll().map(\.kind)
        #expect(!leap.contains(.deadlineNear(.settle)))
        #expect(leap.contains(.supervisionOrdered(.settle)))
        restarted.now = start + .hours(99)
        #expect(!restarted.wait(.hours(200)).map(\.kind).contains(.supervisionOrdered(.settle)))
    }

    @Test func `too short a limit is not brought to mind before it`() throws {
        var story = try story()
        // Eight minutes to arrive are less than the half hour.
        try story.submit(.example(.fire))
        #expect(story[1]?.deadlines.first { $0.kind == .arrive }?.warnAt == nil)
        #expect(story[1]?.deadlines.first { $0.kind == .settle }?.warnAt != nil)
        // Pages show the limit, not the reminder.
        #expect(story[1]?.nextDeadline == start + .minutes(1))
    }
}
