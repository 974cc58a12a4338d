import DispatchCore
import Governance
import GridTesting
import RulesEngine
import Testing

@testable import Simulator

/// A log, decided again.
struct LoggedReplayTests {
    /// The log of a day with faults, in which most of what can happen does.
    private static let log: [LoggedEvent] = {
        var scenario = Worlds.day(seed: 3, reportsPerHour: 12)
        scenario.people.usual.silences = 0.2
        scenario.faults = [
            Fault(.channelOutage, span: .hours(3)..<(.hours(4))),
            Fault(
                .deadZone([SmallCounty.county.grids.county.code]), span: .hours(7)..<(.hours(8))),
        ]
        return logged(
            Worlds.decisions(scenario).flatMap { decision in
                decision.outcome.events.map { (decision.partition, $0) }
            })
    }()

    private static func logged(_ events: [(AreaCode, Event)]) -> [LoggedEvent] {
        events.enumerated().map { position, entry in
            LoggedEvent(
                offset: Int64(position + 1), partition: entry.0, event: entry.1)
        }
    }

    private static func proof(
        _ log: [LoggedEvent], _ dispatchers: [Dispatcher] = [SmallCounty.dispatcher],
    ) -> ReplayProof {
        var replay = LoggedReplay(dispatchers)
        for event in log { replay.take(event) }
        return replay.finish()
    }

    @Test func `a simulated log is decided again, event for event`() {
        let proof = Self.proof(Self.log)
        #expect(proof.isWhole, "\(proof.differences) \(proof.given)")
        #expect(proof.events == Self.log.count)
        #expect(proof.sameEvents == Self.log.count)
        #expect(proof.reports > 200 && proof.commands > proof.reports && proof.deadlines > 50)
        #expect(proof.versions == [SmallCounty.version])
    }

    @Test(arguments: GridTesting.SeededGenerator.seeds(6))
    func `whatever people do, all of it is decided again`(seed: UInt64) {
        var story = RandomStory(seed: seed)
        for _ in 1...400 { story.turn() }
        let activation = Event(
            subject: .county, occurredAt: SmallCounty.morning, recordedAt: SmallCounty.morning,
            actor: .system, kind: .countyActivated(SmallCounty.version))
        let proof = Self.proof(
            Self.logged(([activation] + story.story.log).map { (AreaCode.dongxi, $0) }))
        #expect(proof.isWhole, "seed \(seed): \(proof.differences.first as Any) \(proof.given)")
    }

    @Test func `other people on the roster are found at the first decision that they change`()
        throws
    {
        let county = SmallCounty.make(
            roster: SmallCounty.roster.filter { $0.id != .qiaotouMediatorNear })
        let other = Dispatcher(county: county, rules: SmallCounty.rules(for: county))
        let proof = Self.proof(Self.log, [other])
        #expect(!proof.isWhole && proof.differenceCount > 0)
        let first = try #require(proof.differences.first)
        let recorded = try #require(first.recorded)
        guard case .respondersRequested(let requests) = recorded.kind else {
            Issue.record("the first difference is \(recorded.kind)")
            return
        }
        #expect(requests.contains { $0.responder == .qiaotouMediatorNear })
        #expect(first.decided?.kind != recorded.kind)
        #expect(Self.log[Int(first.offset) - 1].event == recorded)
    }

    @Test func `a place and a moment that were recorded before they were examined are kept`()
        throws
    {
        let start = SmallCounty.morning
        let given = Report.example(
            at: Coordinate(latitude: 0, longitude: 0), occurredAt: start + .hours(2))
        let activation = Event(
            subject: .county, occurredAt: start, recordedAt: start, actor: .system,
            kind: .countyActivated(SmallCounty.version))
        for isOnRecord in [true, false] {
            let outcome = try SmallCounty.dispatcher.decide(
                .example(.submit(given), by: .worker("li")), in: TownshipState(), at: start,
                isOnRecord: isOnRecord)
            #expect(outcome.incident.report.doubts.isEmpty == isOnRecord)
            let log = ([activation] + outcome.events).map { (AreaCode.dongxi, $0) }
            #expect(Self.proof(Self.logged(log)).isWhole)
        }
    }

    @Test func `an event that was changed, left out or put in is found`() throws {
        let position = try #require(
            Self.log.firstIndex {
                if case .deadlineMissed = $0.event.kind { true } else { false }
            })
        let missed = Self.log[position]
        var changed = Self.log
        changed[position] = LoggedEvent(
            offset: missed.offset, partition: missed.partition,
            event: Event(
                subject: missed.event.subject, occurredAt: missed.event.occurredAt,
                recordedAt: missed.event.recordedAt, actor: .system,
                kind: .deadlineMissed(
                    .arrive, remindAt: missed.event.recordedAt + .seconds(1))))
        #expect(Self.proof(changed).differences.first?.offset == missed.offset)
        var shorter = Self.log
        shorter.remove(at: position)
        #expect(Self.proof(shorter).differenceCount > 0)
        var longer = Self.log
        longer.insert(missed, at: position)
        #expect(Self.proof(longer).differenceCount > 0)
    }

    @Test func `a version that nobody gave is named and nothing is claimed of it`() {
        let proof = Self.proof(Self.log, [])
        #expect(!proof.isWhole && proof.differenceCount == 0 && proof.sameEvents == 0)
        #expect(Array(proof.given.keys) == [.version(SmallCounty.version)])
    }

    @Test func `decisions by words that were forgotten are taken as they are`() throws {
        let forgotten = try #require(Self.log.first?.event.incident)
        let log = Self.log.map { logged in
            LoggedEvent(
                offset: logged.offset, partition: logged.partition, event: logged.event,
                isForgotten: logged.event.incident == forgotten)
        }
        // The rules of the small county read no words, so nothing is lost.
        #expect(Self.proof(log).isWhole)
    }

    @Test func `what was read of feeds is told again from the decision`() throws {
        let decision = RoutingDecision(
            version: SmallCounty.version, roles: [], severity: .low, standard: .ordinary,
            tables: [],
            facts: [
                .init(name: "feeds.level.value", value: "3.5"),
                .init(name: "feeds.level.ageMinutes", value: "12"),
                .init(name: "feeds.level.isStale", value: "true"),
                .init(name: "feeds.warning.value", value: #""red \"1\"""#),
                .init(name: "local.hour", value: "10"),
            ])
        #expect(
            decision.feedReadings == [
                "level": .init(.number(3.5), ageMinutes: 12, isStale: true),
                "warning": .init(.text(#"red "1""#), ageMinutes: 0),
            ])
    }
}

/// People who do, by chance, whatever the core lets them, beside the main path too.
private struct RandomStory {
    var story = TownshipStory()
    private var generator: GridTesting.SeededGenerator
    private var lastSerial: UInt64 = 0

    init(seed: UInt64) {
        generator = GridTesting.SeededGenerator(seed: seed)
    }

    mutating func turn() {
        if generator.happens(0.2) {
            lastSerial += 1
            let source = generator.pick([Report.Source.worker, .resident])
            _ = try? story.perform(
                .example(
                    .submit(
                        .example(
                            generator.pick([.elderSupport, .neighbours, .rubbish, .praise]),
                            from: source, occurredAt: story.now, serial: lastSerial)),
                    on: SmallCounty.incident(lastSerial), by: .worker("li")))
        }
        let open = story.state.incidents.values.sorted { $0.id < $1.id }
        if !open.isEmpty { act(on: generator.pick(open)) }
        wait(.seconds(Int.random(in: 1...400, using: &generator)))
    }

    /// Lets time pass as a live engine does: a deadline is met just after its moment.
    private mutating func wait(_ duration: Duration) {
        let end = story.now + duration
        while let due = story.state.nextDeadline(), due + .microseconds(1) <= end {
            story.now = max(story.now, due + .microseconds(1))
            story.expireAll(untilNow: false)
        }
        story.now = end
    }

    private mutating func act(on incident: Incident) {
        let number =
            incident.assignments.isEmpty
            ? 1 : Int.random(in: 1...incident.assignments.count, using: &generator)
        let later = story.now + .hours(Int.random(in: 1...30, using: &generator))
        let room: [Command.Action] = [
            .file, .verify(.holds), .reject, .handleSelf, .sendBack, .void,
            .suspend(until: later), .resume, .extend(.settle, to: later + .hours(40)),
            .supervise, .rework([]), .appeal, .check, .check, .close, .close,
            .request(.mediator, nil), .request(.police, .dongxiPoliceSecond), .waive(.mediator),
        ]
        let phone: [Command.Action] = [
            .acknowledge(number), .decline(number, .busy), .depart(number),
            .arrive(number, position: nil), .finish(number), .finish(number),
            .confirmNotified([number], channel: "test"),
        ]
        let isRoom = generator.happens(0.3)
        let action = generator.pick(isRoom ? room : phone)
        let occurredAt = generator.happens(0.2) ? story.now - .seconds(90) : nil
        _ = try? story.perform(
            Command(
                incident: incident.id, occurredAt: occurredAt, actor: .operator("li"),
                action: action, personal: PersonalData(text: "because")))
    }
}
