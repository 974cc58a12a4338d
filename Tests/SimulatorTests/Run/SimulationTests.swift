import DispatchCore
import Governance
import GridTesting
import Testing

@testable import Simulator

/// Whole runs: repeatable, sound, and disturbed where a scenario says so.
struct SimulationTests {
    @Test func `the same seed and replication give the same events, another one others`() {
        let scenario = Worlds.day()
        let first = Worlds.decisions(scenario).flatMap(\.outcome.events)
        #expect(first == Worlds.decisions(scenario).flatMap(\.outcome.events))
        #expect(first != Worlds.decisions(scenario, replication: 1).flatMap(\.outcome.events))
        #expect(
            first != Worlds.decisions(Worlds.day(seed: 2)).flatMap(\.outcome.events))
        #expect(first.count > 1_000)
    }

    @Test(arguments: GridTesting.SeededGenerator.seeds(4))
    func `an auditor finds nothing at any moment of a run`(seed: UInt64) {
        var scenario = Worlds.day(seed: seed, reportsPerHour: 12)
        scenario.faults = Self.faults
        var simulation = Simulation(
            scenario, dispatcher: SmallCounty.dispatcher, replication: 0)
        var states: [AreaCode: TownshipState] = [:]
        var replayed: [AreaCode: TownshipState] = [:]
        var last = scenario.start
        simulation.run { decision in
            #expect(decision.at >= last)
            last = decision.at
            let partition = decision.partition
            states[partition, default: TownshipState()].apply(decision.outcome)
            for event in decision.outcome.events {
                replayed[partition, default: TownshipState()].evolve(event)
            }
            let audit = TownshipAudit(
                states[partition] ?? TownshipState(),
                replayed: replayed[partition] ?? TownshipState())
            #expect(audit.findings == [], "seed \(seed) at \(decision.at)")
        }
        let open = simulation.townships.values.reduce(0) { $0 + $1.incidents.count }
        #expect(open == 0, "seed \(seed): everybody is done in the end")
    }

    @Test func `deadlines expire just after their last moment`() throws {
        var scenario = Worlds.day(reportsPerHour: 3)
        scenario.people.usual.silences = 1
        let decisions = Worlds.decisions(scenario)
        let silent = decisions.first { decision in
            decision.command == nil
        }
        let expired = try #require(silent)
        let asked = try #require(
            expired.outcome.incident.assignments.first { $0.state == .timedOut })
        #expect(expired.at == asked.acknowledgeBy + .microseconds(1))
    }

    @Test func `people work at one place at a time`() {
        var busy: [Responder.ID: Assignment.ID] = [:]
        for decision in Worlds.decisions(Worlds.day(reportsPerHour: 30)) {
            for event in decision.outcome.events {
                switch event.kind {
                case .responderEnRoute(let number):
                    let assignment = decision.outcome.incident.assignments[number - 1]
                    #expect(busy[assignment.responder] == nil)
                    busy[assignment.responder] = Assignment.ID(
                        incident: decision.outcome.incident.id, number: number)
                case .assignmentDone(let number), .assignmentReleased(let number, _),
                    .assignmentDeclined(let number, _):
                    let assignment = decision.outcome.incident.assignments[number - 1]
                    let id = Assignment.ID(
                        incident: decision.outcome.incident.id, number: number)
                    if busy[assignment.responder] == id { busy[assignment.responder] = nil }
                default: continue
                }
            }
        }
    }

    @Test func `rates by hour, weekday and burst are met`() throws {
        var stream = Worlds.stream(reportsPerHour: 50)
        stream.hourFactors = (0..<24).map { $0 < 12 ? 0.5 : 2 }
        stream.weekdayFactors[5] = 0
        stream.bursts = [.init(span: .hours(6)..<(.hours(9)), factor: 4)]
        var scenario = Worlds.day()
        scenario.horizon = .hours(24 * 7)
        scenario.demand = Demand(streams: [stream])
        var source = ReportSource(
            scenario, county: SmallCounty.county, streams: RandomStreams(seed: 1, replication: 0))
        var counts = [Int](repeating: 0, count: 24 * 7)
        while let coming = source.next() {
            counts[Int((coming.at - scenario.start) / .hours(1))] += 1
        }
        // The run begins on a Wednesday at ten, so Saturday is from hour 62 to 86.
        #expect(counts[62..<86].allSatisfy { $0 == 0 })
        let burst = counts[6..<9].reduce(0, +)
        #expect(abs(burst - 1_200) < 140)
        let mornings = counts[14..<26].reduce(0, +) + counts[38..<50].reduce(0, +)
        #expect(abs(mornings - 600) < 100)
    }

    @Test func `another rate stretches the same chance`() {
        func first(_ rate: Double) -> [Duration] {
            var scenario = Worlds.day()
            scenario.demand = Demand(streams: [Worlds.stream(reportsPerHour: rate)])
            var source = ReportSource(
                scenario, county: SmallCounty.county,
                streams: RandomStreams(seed: 4, replication: 2))
            return (0..<20).compactMap { _ in source.next().map { $0.at - scenario.start } }
        }
        for (slow, fast) in zip(first(10), first(20)) {
            #expect(abs(slow.inSeconds - 2 * fast.inSeconds) < 0.001)
        }
    }

    @Test func `listed reports come as they are, or as often when drawn again`() {
        var scenario = Worlds.day()
        let area = SmallCounty.county.grids.areas(at: .grid)[0].code
        let category = SmallCounty.county.categories[0].id
        scenario.demand = Demand(
            listed: (1...30).map {
                ListedReport(after: .minutes($0 * 10), category: category, area: area)
            })
        func moments(_ replication: Int) -> [Duration] {
            Worlds.decisions(scenario, replication: replication).flatMap(\.outcome.events)
                .compactMap { event in
                    guard case .reportAccepted = event.kind else { return nil }
                    return event.recordedAt - scenario.start
                }
        }
        #expect(moments(0) == (1...30).map { .minutes($0 * 10) })
        scenario.demand.resamples = true
        #expect(moments(0).count == 30 && moments(0) != moments(1))
        #expect(Set(moments(0)).count < 30)
    }

    @Test func `what is pressed in a dead zone is late and keeps its time`() {
        var scenario = Worlds.day(reportsPerHour: 10)
        let zone = Duration.hours(2)..<Duration.hours(4)
        scenario.faults = [Fault(.deadZone([SmallCounty.county.grids.county.code]), span: zone)]
        let events = Worlds.decisions(scenario).flatMap(\.outcome.events)
        let late = events.filter { $0.occurredAt < $0.recordedAt }
        #expect(!late.isEmpty)
        #expect(
            events.allSatisfy { event in
                let isInside = zone.contains(event.recordedAt - scenario.start)
                guard case .responder = event.actor else { return true }
                return !isInside
            })
    }

    @Test func `during an outage of the channels nobody is told`() {
        var scenario = Worlds.day(reportsPerHour: 10)
        let outage = Duration.hours(2)..<Duration.hours(4)
        scenario.faults = [Fault(.channelOutage, span: outage)]
        let told = Worlds.decisions(scenario).flatMap(\.outcome.events).filter {
            if case .respondersNotified = $0.kind { true } else { false }
        }
        #expect(told.allSatisfy { !outage.contains($0.recordedAt - scenario.start) })
    }

    @Test func `phones that are off answer nothing`() {
        var scenario = Worlds.day(reportsPerHour: 4)
        scenario.faults = [Fault(.phonesOff(nil, share: 1), span: .zero..<(.hours(48)))]
        let measures = Worlds.measures(scenario)
        #expect(measures.samples[1].count == 0)
        #expect(measures.timedOut > 0 && measures.waived > 0)
    }

    @Test func `a change touches only the draws that it concerns`() {
        var scenario = Worlds.day(reportsPerHour: 2)
        scenario.people.usual.silences = 0
        scenario.people.usual.declines = 0
        func stays(_ scenario: Scenario) -> [Incident.ID: [Role.ID: Duration]] {
            var stays: [Incident.ID: [Role.ID: Duration]] = [:]
            for decision in Worlds.decisions(scenario) {
                let incident = decision.outcome.incident
                for assignment in incident.assignments {
                    guard let end = assignment.doneAt, let start = assignment.onSceneAt else {
                        continue
                    }
                    stays[incident.id, default: [:]][assignment.role] = end - start
                }
            }
            return stays
        }
        let before = stays(scenario)
        scenario.people.usual.turnout = .constant(.minutes(4))
        #expect(stays(scenario) == before)
    }

    static let faults = [
        Fault(.phonesOff(nil, share: 0.5), span: .hours(2)..<(.hours(5))),
        Fault(.channelOutage, span: .hours(6)..<(.hours(7))),
        Fault(.feedOutage([.resident]), span: .hours(8)..<(.hours(9))),
        Fault(
            .deadZone([SmallCounty.county.grids.county.code]),
            span: .hours(10)..<(.hours(11))),
    ]

    @Test func `however long a run is, no more waits than is still to come`() {
        var scenario = Worlds.day(seed: 4, reportsPerHour: 30)
        scenario.horizon = .hours(24 * 4)
        var simulation = Simulation(
            scenario, dispatcher: SmallCounty.dispatcher, replication: 0)
        var most: [Int] = []
        while let decision = simulation.next() {
            let day = Int((decision.at - scenario.start) / .hours(24))
            while most.count <= day { most.append(0) }
            most[day] = max(most[day], simulation.pending)
        }
        #expect(most[0] > 0 && most.allSatisfy { $0 < 100 }, "\(most)")
    }
}
