import DispatchCore
import EventBus
import Governance
import GridTesting
import RulesEngine
import Testing

@testable import Engine

/// Versions that take over between two batches.
@Suite(.timeLimit(.minutes(10)))
struct VersionChangeTests {
    private let log = FaultyEventLog()

    private func activate(
        _ dispatcher: Dispatcher, on engine: Engine,
        _ step: RulesChange.Step = .activated,
    ) async throws(ChangeRefusal) -> RuleHistory {
        try await engine.carryOut(
            RulesChange(step, of: dispatcher.county.version, because: "试试"),
            bringing: dispatcher, by: .operator("wang"))
    }

    @Test func `a version that took over decides what comes after, and is on record`()
        async throws
    {
        let next = try SmallCounty.dispatcher(7, calling: .mediator)
        try await Engine.make(on: log).whileRunning { engine in
            let before = try await engine.perform(.submit(1))
            let history = try await activate(next, on: engine)
            let after = try await engine.perform(.submit(2))
            #expect(before.incident.decision?.version == SmallCounty.version)
            #expect(after.incident.decision?.version == next.county.version)
            #expect(after.incident.requiredRoles == [.mediator])
            #expect(engine.county.version == next.county.version)
            #expect(history.live?.version == next.county.version)
            #expect(history.live?.actor == .operator("wang"))
            #expect(history.live?.reason == "试试")
            #expect(await engine.ruleHistory() == history)
        }
        let records = try await log.read(
            after: .start, limit: 100,
            filter: RecordFilter(typePrefix: "griddispatch.rules.activated")
        ).records
        #expect(records.map(\.partition) == [.qingxi])
    }

    @Test func `a version goes ahead of commands that wait, also of more than may`()
        async throws
    {
        let next = try SmallCounty.dispatcher(7, calling: .mediator)
        var limits = Engine.Limits()
        limits.waitingCommands = 20
        try await Engine.make(on: log, limits: limits).whileRunning { engine in
            log.gate.close()
            let first = engine.send(.submit(1))
            await log.gate.waitUntilHolding()
            let others = (2...21).map { engine.send(.submit($0)) }
            #expect(await engine.send(.submit(22)).outcome == .failed("overloaded"))
            let history: RuleHistory? = await withCheckedContinuation { answer in
                let change = PendingChange(
                    change: RulesChange(.rolledBack, of: next.county.version, because: "慢"),
                    actor: .operator("wang"), dispatcher: next
                ) { answer.resume(returning: try? $0.get()) }
                do {
                    try engine.mailbox.put(.change(change), isUrgent: true)
                } catch {
                    answer.resume(returning: nil)
                }
                log.gate.open()
            }
            #expect(history?.live?.version == next.county.version)
            #expect(try await first.value.get().incident.decision?.version == SmallCounty.version)
            for other in others {
                let incident = try await other.value.get().incident
                #expect(incident.decision?.version == next.county.version)
            }
        }
    }

    @Test func `under a stream of reports none is lost and each is decided by one version`()
        async throws
    {
        let versions = try (1...2).map {
            try SmallCounty.dispatcher($0, calling: $0 == 1 ? .mediator : .police)
        }
        let reports = 600
        try await Engine.make(on: log).whileRunning { engine in
            async let stream = withThrowingTaskGroup(of: Incident.self) { group in
                for serial in 1...reports {
                    group.addTask { try await engine.perform(.submit(UInt64(serial))).incident }
                }
                return try await group.reduce(into: [Incident]()) { $0.append($1) }
            }
            for round in 0..<50 { _ = try await activate(versions[round % 2], on: engine) }
            let incidents = try await stream
            #expect(Set(incidents.map(\.id)).count == reports)
            for incident in incidents {
                switch incident.decision?.version {
                case versions[0].county.version:
                    #expect(incident.assignments.map(\.role) == [.mediator])
                case versions[1].county.version:
                    #expect(incident.assignments.map(\.role) == [.police])
                default: #expect(incident.decision?.version == SmallCounty.version)
                }
            }
            #expect(await engine.openCount() == reports)
            #expect(await engine.ruleHistory()?.terms.count == 51)
        }
    }

    @Test func `a restart remembers which version was in force`() async throws {
        let next = try SmallCounty.dispatcher(7, calling: .mediator)
        try await Engine.make(on: log).whileRunning { engine in
            _ = try await activate(next, on: engine)
        }
        let history = try await RuleHistory(of: .qingxi, in: log)
        #expect(history.version(toServe: SmallCounty.version) == next.county.version)
        try await Engine.make(on: log, dispatcher: next).whileRunning { engine in
            #expect(await engine.ruleHistory() == history)
        }
    }

    @Test func `what was read from the folder at the start is on record, also if it was in force`()
        async throws
    {
        let next = try SmallCounty.dispatcher(7, calling: .mediator)
        try await Engine.make(on: log).whileRunning { engine in
            _ = try await activate(next, on: engine)
        }
        let folder = next.county.version
        try await Engine.make(on: log, dispatcher: next, servedFolder: folder).whileRunning { _ in }
        let history = try await RuleHistory(of: .qingxi, in: log)
        #expect(history.folder == folder)
        #expect(history.live?.version == folder)
    }

    @Test func `what an open incident needs keeps a version from taking over`() async throws {
        let fewer = try SmallCounty.changed(
            categories: SmallCounty.categories.filter { $0.id != .elderSupport })
        let rules = RuleSet.constant(
            roles: [.police], severity: .ordinary, standard: .ordinary, for: fewer)
        let next = Dispatcher(county: fewer, rules: rules)
        try await Engine.make(on: log).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            let refusal = await #expect(throws: ChangeRefusal.self) {
                try await activate(next, on: engine)
            }
            guard case .obstacles(let obstacles)? = refusal else {
                Issue.record("\(String(describing: refusal))")
                return
            }
            #expect(
                obstacles == [.lacks(.category(.elderSupport), SmallCounty.incident(1))])
            #expect(engine.county.version == SmallCounty.version)
        }
    }

    @Test func `a change that could not be kept changes nothing`() async throws {
        let next = try SmallCounty.dispatcher(7, calling: .mediator)
        try await Engine.make(on: log).whileRunning { engine in
            log.fail(.refuses(.diskFull))
            await #expect(throws: ChangeRefusal.self) { try await activate(next, on: engine) }
            #expect(engine.county.version == SmallCounty.version)
            let after = try await engine.perform(.submit(1))
            #expect(after.incident.decision?.version == SmallCounty.version)
            _ = try await activate(next, on: engine)
            #expect(engine.county.version == next.county.version)
        }
    }

    @Test func `a change that was kept without anybody knowing is found in the log`()
        async throws
    {
        let next = try SmallCounty.dispatcher(7, calling: .mediator)
        try await Engine.make(on: log).whileRunning { engine in
            log.fail(.losesAnswer)
            await #expect(throws: ChangeRefusal.self) { try await activate(next, on: engine) }
            let after = try await engine.perform(.submit(1))
            #expect(after.incident.decision?.version == next.county.version)
            #expect(await engine.ruleHistory()?.live?.version == next.county.version)
        }
    }

    @Test func `an engine that stops tells whoever wants a change`() async throws {
        let engine = Engine.make(on: log)
        try await engine.whileRunning { _ in }
        let next = try SmallCounty.dispatcher(7, calling: .mediator)
        await #expect(throws: ChangeRefusal.self) { try await activate(next, on: engine) }
    }
}
