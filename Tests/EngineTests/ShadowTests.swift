import DispatchCore
import EventBus
import Governance
import GridTesting
import RulesEngine
import Testing

@testable import Engine

/// A candidate that runs beside the version in force and decides nothing.
@Suite(.timeLimit(.minutes(10)))
struct ShadowTests {
    private let log = FaultyEventLog()

    private func start(_ candidate: Dispatcher, on engine: Engine) async throws {
        try await engine.carryOut(
            RulesChange(.shadowStarted, of: candidate.county.version, because: "看看"),
            bringing: candidate, by: .operator("wang"))
    }

    /// The comparison once it has looked at so many reports.
    private func report(of engine: Engine, after reports: Int) async throws -> ShadowReport {
        while true {
            let report = try #require(engine.shadowReport)
            let seen = report.comparison.reports + report.dropped
            if seen >= reports || report.isHalted { return report }
            await Task.yield()
        }
    }

    @Test func `who gains and who loses is counted, and nothing is decided by it`() async throws {
        let candidate = try SmallCounty.dispatcher(7, calling: .mediator)
        try await Engine.make(on: log).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            #expect(engine.shadowReport == nil)
            try await start(candidate, on: engine)
            for serial in UInt64(2)...4 {
                let answer = try await engine.perform(.submit(serial))
                #expect(answer.incident.decision?.version == SmallCounty.version)
                #expect(answer.incident.requiredRoles.count == 3)
            }
            _ = try await engine.perform(.submit(5, .neighbours))
            let report = try await report(of: engine, after: 4)
            let comparison = report.comparison
            #expect(comparison.live == SmallCounty.version)
            #expect(comparison.candidate == candidate.county.version)
            #expect(comparison.reports == 4)
            #expect(comparison.changed == 3)
            #expect(comparison.roles[.mediator]?.live == 4)
            #expect(comparison.roles[.mediator]?.candidate == 4)
            #expect(comparison.roles[.police]?.losses == 3)
            #expect(
                comparison.roles[.police]?.lost
                    == (2...4).map { SmallCounty.incident($0).description })
            #expect(comparison.severities[.urgent]?.losses == 3)
            #expect(comparison.standards[.eightMinutes]?.losses == 3)
        }
    }

    @Test func `starting and stopping are on record and outlast a restart`() async throws {
        let candidate = try SmallCounty.dispatcher(7, calling: .mediator)
        try await Engine.make(on: log).whileRunning { try await start(candidate, on: $0) }
        let history = try await RuleHistory(of: .qingxi, in: log)
        #expect(history.shadow?.version == candidate.county.version)
        let engine = Engine.make(on: log)
        engine.resumeShadow(candidate)
        try await engine.whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            #expect(try await report(of: engine, after: 1).comparison.changed == 1)
            try await engine.carryOut(
                RulesChange(.shadowStopped, of: candidate.county.version, because: "够了"),
                by: .operator("wang"))
            #expect(engine.shadowReport == nil)
            #expect(await engine.ruleHistory()?.shadow == nil)
        }
    }

    @Test func `another version in force begins the comparison anew, the candidate itself ends it`()
        async throws
    {
        let candidate = try SmallCounty.dispatcher(7, calling: .mediator)
        let other = try SmallCounty.dispatcher(8, calling: .police)
        try await Engine.make(on: log).whileRunning { engine in
            try await start(candidate, on: engine)
            _ = try await engine.perform(.submit(1))
            _ = try await report(of: engine, after: 1)
            func activate(_ dispatcher: Dispatcher) async throws {
                try await engine.carryOut(
                    RulesChange(.activated, of: dispatcher.county.version, because: "换"),
                    bringing: dispatcher, by: .operator("wang"))
            }
            try await activate(other)
            #expect(engine.shadowReport?.comparison.live == other.county.version)
            #expect(engine.shadowReport?.comparison.reports == 0)
            try await activate(candidate)
            #expect(engine.shadowReport == nil)
            #expect(await engine.ruleHistory()?.shadow == nil)
        }
    }

    @Test func `what finds no room is dropped and counted, and holds nobody up`() async throws {
        var limits = Engine.Limits()
        limits.shadow.waiting = 3
        limits.shadow.examples = 2
        let candidate = try SmallCounty.dispatcher(7, calling: .mediator)
        try await Engine.make(on: log, limits: limits).whileRunning { engine in
            try await start(candidate, on: engine)
            log.gate.close()
            let replies = (1...200).map { engine.send(.submit($0)) }
            await log.gate.waitUntilHolding()
            log.gate.open()
            for reply in replies { _ = try await reply.value.get() }
            let report = try await report(of: engine, after: 200)
            #expect(report.dropped > 0)
            #expect(report.comparison.reports + report.dropped == 200)
            #expect(report.comparison.changes.count <= 2)
            #expect((report.comparison.roles[.police]?.lost.count ?? 0) <= 2)
            #expect(await engine.openCount() == 200)
        }
    }

    @Test func `what waits is taken in portions, and each is compared once`() async throws {
        var limits = Engine.Limits()
        limits.shadow.portion = 2
        limits.shadow.work = .zero
        let candidate = try SmallCounty.dispatcher(7, calling: .mediator)
        try await Engine.make(on: log, limits: limits).whileRunning { engine in
            try await start(candidate, on: engine)
            for serial in UInt64(1)...9 { _ = try await engine.perform(.submit(serial)) }
            let report = try await report(of: engine, after: 9)
            #expect(report.comparison.reports == 9)
            #expect(report.dropped == 0)
            #expect(report.waiting == 0)
        }
    }

    @Test func `a candidate that is too slow is halted, and dispatch goes on`() async throws {
        var limits = Engine.Limits()
        limits.shadow.decision = .zero
        limits.shadow.slowDecisions = 3
        let candidate = try SmallCounty.dispatcher(7, calling: .mediator)
        try await Engine.make(on: log, limits: limits).whileRunning { engine in
            try await start(candidate, on: engine)
            for serial in UInt64(1)...10 { _ = try await engine.perform(.submit(serial)) }
            var report = try await report(of: engine, after: 10)
            while !report.isHalted { report = try await self.report(of: engine, after: 10) }
            #expect(report.slow == 3)
            #expect(report.comparison.reports == 3)
            #expect(report.waiting == 0)
            #expect(await engine.openCount() == 10)
        }
    }

    @Test func `a candidate whose rules fail is counted and touches nothing`() async throws {
        let county = try SmallCounty.changed(7)
        let candidate = Dispatcher(county: county, rules: try SmallCounty.failingRules(for: county))
        try await Engine.make(on: log).whileRunning { engine in
            try await start(candidate, on: engine)
            let answer = try await engine.perform(.submit(1))
            #expect(answer.incident.decision?.isDegraded == false)
            let report = try await report(of: engine, after: 1)
            #expect(report.comparison.degraded.candidate == 1)
            #expect(report.comparison.degraded.live == 0)
        }
    }
}
