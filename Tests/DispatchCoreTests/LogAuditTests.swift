import DispatchCore
import Governance
import GridTesting
import Testing

struct LogAuditTests {
    private func audit(_ events: some Sequence<Event>) -> [Orphan] {
        var audit = LogAudit(SmallCounty.county)
        for event in events { audit.take(event) }
        audit.finish()
        return audit.orphans
    }

    /// Time goes on elsewhere: something is recorded that has nothing to do with any incident.
    private func elsewhere(_ moment: Instant) -> Event {
        Event(
            subject: .county, occurredAt: moment, recordedAt: moment, actor: .system,
            kind: .countyActivated(SmallCounty.version))
    }

    @Test(arguments: SeededGenerator.seeds(20))
    func `whatever people do, no report is let go of`(seed: UInt64) {
        var history = RandomHistory(seed: seed)
        for _ in 0..<250 { _ = history.advance() }
        // These people now and then sleep through limits, which the engine never does.
        let orphans = audit(history.story.log).filter { $0.problem != .timer }
        #expect(orphans.map(\.description) == [], "seed \(seed)")
    }

    @Test func `a report that nobody files has no next deadline`() throws {
        let report = Report.example(.rubbish, from: .resident)
        let lost = Event.example(
            .reportAccepted(report, number: 1, fileBy: nil), at: SmallCounty.morning)
        #expect(audit([lost]).map(\.problem) == [.deadline, .deadline])
    }

    @Test func `an incident whose requests are lost has forgotten its roles`() throws {
        var story = TownshipStory()
        try story.submit()
        let events = story.log.filter {
            if case .respondersRequested = $0.kind { false } else { true }
        }
        let orphans = audit(events)
        #expect(orphans.map(\.problem) == [.role, .role, .role, .owner])
        #expect(orphans.first?.incident == SmallCounty.incident(1))
    }

    @Test func `somebody who is not of the roster answers for nothing`() throws {
        let others = SmallCounty.make(
            roster: SmallCounty.roster.filter { $0.id != .qiaotouDirector })
        var story = TownshipStory()
        try story.submit(.example(.rubbish))
        var audit = LogAudit(others)
        for event in story.log { audit.take(event) }
        audit.finish()
        #expect(audit.orphans.map(\.problem) == [.responder])
    }

    @Test func `a limit that passes unnoticed is told once, when the log has gone on`() throws {
        var story = TownshipStory()
        try story.submit(.example(.rubbish))
        let due = try #require(story[1]?.nextDeadline)
        let patience = LogAudit.patience
        let quiet = story.log + [elsewhere(due + .hours(9)), elsewhere(due + .hours(9) + patience)]
        #expect(audit(quiet) == [], "a server that was down has some time after it is back")
        let late = quiet + [elsewhere(due + .hours(10)), elsewhere(due + .hours(11))]
        let orphans = audit(late)
        #expect(orphans.map(\.problem) == [.timer])
        #expect(orphans.first?.since == due)
    }

    @Test func `a step of the incident is no excuse for a limit that has passed`() throws {
        var story = TownshipStory()
        try story.submit(.example(.rubbish))
        let due = try #require(story[1]?.nextDeadline)
        story.now = due + .minutes(5)
        let supervised = try story.perform(.example(.supervise))
        let log = story.log.dropLast(supervised.count)
        let late = Array(log) + supervised + [elsewhere(due + .minutes(16))]
        #expect(audit(late).map(\.problem) == [.timer])
    }

    @Test func `only so many findings are kept, and the others are counted`() throws {
        var audit = LogAudit()
        for serial in 1...60 as ClosedRange<UInt64> {
            let report = Report.example(.rubbish, from: .resident, serial: serial)
            audit.take(
                .example(
                    .reportAccepted(report, number: Int(serial), fileBy: nil),
                    at: SmallCounty.morning, of: SmallCounty.incident(serial)))
        }
        audit.finish()
        #expect([audit.orphans.count, audit.omitted] == [LogAudit.maximumFindings, 20])
    }
}
