import DispatchCore
import EventBus
import Governance
import GridTesting
import Testing

@testable import Engine

/// How an engine begins, refuses when it is full, and ends.
@Suite(.timeLimit(.minutes(10)))
struct LifecycleTests {
    private let log = FaultyEventLog()

    @Test func `a full mailbox is an error, and what is inside is still carried out`()
        async throws
    {
        var limits = Engine.Limits()
        limits.waitingCommands = 4
        try await Engine.make(on: log, limits: limits).whileRunning { engine in
            log.gate.close()
            let first = engine.send(.submit(1))
            await log.gate.waitUntilHolding()
            let waiting = (2...5).map { engine.send(.submit($0)) }
            await #expect(throws: EngineError.self) { try await engine.perform(.submit(6)) }
            #expect(await engine.send(.submit(6)).outcome == .failed("overloaded"))
            log.gate.open()
            for reply in [first] + waiting { _ = try await reply.value.get() }
            _ = try await engine.perform(.submit(6))
            #expect(await engine.openCount() == 6)
        }
    }

    @Test func `stopping finishes what was accepted and takes nothing more`() async throws {
        let engine = Engine.make(on: log)
        let replies = try await engine.whileRunning { engine in
            log.gate.close()
            var replies = [engine.send(.submit(1))]
            await log.gate.waitUntilHolding()
            replies += (2...2_000).map { engine.send(.submit($0)) }
            engine.stop()
            #expect(await engine.send(.submit(3_000)).outcome == .failed("stopping"))
            log.gate.open()
            return replies
        }
        for reply in replies { _ = try await reply.value.get() }
        guard case .stopped = engine.health else {
            Issue.record("health is \(engine.health)")
            return
        }
        #expect(await engine.openCount() == nil)
    }

    @Test func `a cancelled engine finishes what was accepted, too`() async throws {
        let engine = Engine.make(on: log)
        let running = Task { try await engine.run() }
        _ = try await engine.perform(.submit(1))
        running.cancel()
        try await running.value
        #expect(await engine.send(.submit(2)).outcome == .failed("stopping"))
    }

    @Test func `when the log cannot be read at the start, neither lane is left waiting`()
        async throws
    {
        log.failReading(.corrupt)
        let engine = Engine.make(on: log)
        let command = engine.send(.submit(1))
        let rules: RuleHistory? = await withCheckedContinuation { answer in
            do {
                try engine.mailbox.put(
                    .inspection { answer.resume(returning: $0.rules) }, isUrgent: true)
            } catch {
                answer.resume(returning: nil)
            }
            Task { try? await engine.run() }
        }
        #expect(rules?.terms.isEmpty == true)
        #expect(await command.outcome == .failed("stopping"))
    }

    @Test func `when the log cannot be read at the start, whoever waits is told`() async throws {
        log.failReading(.corrupt)
        let engine = Engine.make(on: log)
        let reply = engine.send(.submit(1))
        await #expect(throws: EventLogError.self) { try await engine.run() }
        #expect(await reply.outcome == .failed("stopping"))
        #expect(await engine.send(.submit(2)).outcome == .failed("stopping"))
    }

    @Test func `a version of the county is put on record once`() async throws {
        for _ in 1...3 {
            try await Engine.make(on: log).whileRunning { _ = try await $0.perform(.rubbish()) }
        }
        #expect(try await activations() == [SmallCounty.version])
    }

    @Test func `another version is put on record when it takes over, and when it goes again`()
        async throws
    {
        let other = try otherVersion()
        let first = SmallCounty.dispatcher
        for dispatcher in [first, other, other, first] {
            try await Engine.make(on: log, dispatcher: dispatcher).whileRunning { _ in }
        }
        #expect(
            try await activations()
                == [SmallCounty.version, other.county.version, SmallCounty.version])
    }

    private func activations() async throws -> [CountyVersion] {
        let filter = RecordFilter(typePrefix: "griddispatch.county.activated")
        return try await log.read(after: .start, limit: 100, filter: filter).records.compactMap {
            guard case .countyActivated(let version) = $0.event.kind else { return nil }
            return version
        }
    }

    private func otherVersion() throws -> Dispatcher {
        let version = try #require(CountyVersion(String(repeating: "ab", count: 32)))
        let county = try County(
            version: version, timeZone: SmallCounty.timeZone,
            grids: try GridTree(areas: SmallCounty.areas), roles: SmallCounty.roles,
            supervisor: .supervisor, roster: SmallCounty.roster,
            categories: SmallCounty.categories, standards: SmallCounty.standards)
        return Dispatcher(county: county, rules: SmallCounty.rules(for: county))
    }
}

extension Command {
    /// A report that nobody else has made.
    fileprivate static func rubbish() -> Command {
        .submit(UInt64.random(in: 1_000...UInt64(UInt32.max)), .rubbish)
    }
}
