import DispatchCore
import EventBus
import Governance
import GridTesting
import Testing

@testable import Engine

/// The engine turn by turn under one seed: random people, a faulty log, an auditor after each turn.
struct SimulationTests {
    /// Seeds that failed once, with what they found; they are run for ever.
    private static let kept: [UInt64] = []

    @Test func `whatever the log and the clock do, answers are true and nothing is let go of`()
        async throws
    {
        for seed in Self.kept + SeededGenerator.seeds(1_000) {
            let findings = try await run(seed, turns: 12)
            guard findings.isEmpty else {
                Issue.record("seed \(seed): \(findings)")
                return
            }
        }
    }

    @Test(arguments: SeededGenerator.seeds(15))
    func `long runs end as well as short ones`(seed: UInt64) async throws {
        #expect(try await run(seed, turns: 80) == [], "seed \(seed)")
    }

    @Test func `a canary: the simulations meet every fault and every kind of answer`()
        async throws
    {
        var met: Set<String> = []
        for seed in 1...8 as ClosedRange<UInt64> {
            var simulation = try await Simulation(seed: seed)
            for _ in 1...60 { try await simulation.turn() }
            met.formUnion(simulation.met)
        }
        #expect(
            met.isSuperset(of: [
                "done", "repeated", "refused", "log.io", "log.disk_full", "read back", "time",
                "torn", "slow", "back in time",
            ]), "\(met.sorted())")
    }

    @Test(arguments: SeededGenerator.seeds(10))
    func `a canary: a log that forgets whom it was to ask is caught`(seed: UInt64) async throws {
        var simulation = try await Simulation(seed: seed, plants: .forgetsRequests)
        for _ in 1...80 where simulation.findings.isEmpty { try await simulation.turn() }
        let hasForgotten = simulation.hasForgotten
        #expect(hasForgotten, "seed \(seed) met nothing to forget")
        #expect(
            simulation.findings.contains { $0.contains("[orphan.") }, "\(simulation.findings)")
    }

    @Test(arguments: SeededGenerator.seeds(10))
    func `a canary: a log that forgets what time alone has decided is caught`(
        seed: UInt64,
    ) async throws {
        var simulation = try await Simulation(seed: seed, plants: .forgetsTime)
        for _ in 1...120 where simulation.findings.isEmpty { try await simulation.turn() }
        #expect(
            simulation.findings.contains { $0.contains("[orphan.timer]") },
            "\(simulation.findings)")
    }

    /// What a run found, at the turn at which it found something.
    private func run(_ seed: UInt64, turns: Int) async throws -> [String] {
        var simulation = try await Simulation(seed: seed)
        for turn in 1...turns {
            try await simulation.turn()
            guard simulation.findings.isEmpty else {
                return ["turn \(turn)"] + simulation.findings
            }
        }
        try await simulation.finish()
        return simulation.findings
    }
}

/// One run: an engine whose turns the test takes itself, so that everything follows from the seed.
private struct Simulation {
    private struct Sent {
        let key: IdempotencyKey
        let command: Command
        let reply: Reply
    }

    /// A bug that the auditor must find.
    enum Bug {
        /// The log loses whom an incident was to ask, and says that all was kept.
        case forgetsRequests
        /// The log loses whatever the passing of time alone decided.
        case forgetsTime
    }

    private let bug: Bug?
    private let log = FaultyEventLog()
    private let clock = ManualClock(SmallCounty.morning)
    private let engine: Engine
    private var state: CountyState
    private var people: RandomCommands
    private var lastKey = 0
    private var unanswered: [(key: IdempotencyKey, command: Command)] = []
    private var answered: [IdempotencyKey: Incident] = [:]
    /// What the log says, taken record by record.
    private var replayed: [AreaCode: TownshipState] = [:]
    private var incidents: [Incident.ID: Incident] = [:]
    private var offset = Offset.start
    private(set) var findings: [String] = []
    /// What has happened, for the canary.
    private(set) var met: Set<String> = []

    /// The auditor, which knows nothing but the log.
    private var audit = LogAudit(SmallCounty.county)
    /// Whether the planted bug has struck.
    var hasForgotten: Bool { log.hasForgotten }

    init(seed: UInt64, plants bug: Bug? = nil) async throws {
        self.bug = bug
        people = RandomCommands(seed: seed)
        // Small batches, so that one is decided on top of another that then cannot be kept.
        var limits = Engine.Limits()
        limits.batch = 2
        engine = Engine.make(on: log, clock: clock, hasInbox: true, limits: limits)
        state = try await engine.recover()
    }

    /// Some commands, new and repeated, some time, perhaps a fault; then a look at everything.
    mutating func turn() async throws {
        if people.generator.happens(0.4) {
            // Ten times a second the engine looks at its clock, so nothing waits for a jump.
            await engine.work(&state)
            jump()
        }
        let sent = send()
        let fault = nextFault()
        if let fault { note(fault) }
        let wasTrusted = state.isTrusted
        let head = try await log.head()
        await engine.work(&state)
        if !wasTrusted, state.isTrusted { met.insert("read back") }
        for one in sent { await note(one) }
        if sent.isEmpty, try await log.head() > head { met.insert("time") }
        if state.isTrusted { try await audit() }
    }

    /// Everything that was ever answered is answered alike again, by a new engine.
    mutating func finish() async throws {
        let again = Engine.make(on: log.log, clock: clock)
        var recovered = try await again.recover()
        for (key, incident) in answered {
            let reply = again.send(.submit(999_999), key: key)
            await again.work(&recovered)
            let outcome = await reply.outcome
            if outcome != .repeated(incident) {
                findings.append("\(key.key) was \(incident), is now \(outcome)")
            }
        }
    }

    private mutating func send() -> [Sent] {
        let count = Int.random(in: 0...6, using: &people.generator)
        var incidents = Snapshot(state).incidents
        return (0..<count).map { _ in
            if !unanswered.isEmpty, people.generator.happens(0.4) {
                let (key, command) = unanswered.removeFirst()
                return Sent(key: key, command: command, reply: engine.send(command, key: key))
            }
            let command = people.next(incidents)
            if people.generator.happens(0.5) { incidents = [:] }
            lastKey += 1
            let key = IdempotencyKey.example("key-\(lastKey)")
            return Sent(key: key, command: command, reply: engine.send(command, key: key))
        }
    }

    /// The clock moves, mostly a little, sometimes far, now and then back.
    private mutating func jump() {
        let seconds =
            switch Int.random(in: 0..<8, using: &people.generator) {
            case 0: Int.random(in: -7_200 ... -1, using: &people.generator)
            case 1: Int.random(in: 3_600...90_000, using: &people.generator)
            default: Int.random(in: 0...900, using: &people.generator)
            }
        if seconds < 0 { met.insert("back in time") }
        clock.advance(by: .seconds(seconds))
    }

    private mutating func nextFault() -> FaultyEventLog.Fault? {
        switch bug {
        case .forgetsRequests?: return people.generator.happens(0.2) ? .forgetsRequests : nil
        case .forgetsTime?: return .forgetsTime
        case nil: break
        }
        guard people.generator.happens(0.3) else { return nil }
        return people.generator.pick([
            .refuses(.diskFull), .refuses(.io), .losesAnswer, .tears, .hesitates(3),
        ])
    }

    private mutating func note(_ fault: FaultyEventLog.Fault) {
        log.fail(fault)
        switch fault {
        case .tears: met.insert("torn")
        case .hesitates: met.insert("slow")
        case .refuses, .losesAnswer, .forgetsRequests, .forgetsTime: break
        }
    }

    /// Holds the answer against the log.
    private mutating func note(_ sent: Sent) async {
        switch await sent.reply.outcome {
        case .done(let incident):
            met.insert("done")
            answered[sent.key] = incident
        case .repeated(let incident):
            met.insert("repeated")
            answered[sent.key] = incident
        case .failed(let code) where code.hasPrefix("log."):
            met.insert(code)
            unanswered.append((sent.key, sent.command))
            let isKept = try? await log.answer(for: sent.key.key) != nil
            if code != "log.io", isKept != false {
                findings.append("\(sent.key.key) failed with \(code) and was kept")
            }
        case .failed: met.insert("refused")
        }
    }

    private mutating func audit() async throws {
        while true {
            let page = try await log.read(after: offset, limit: 1_000, filter: .everything)
            for record in page.records {
                replayed[record.partition, default: TownshipState()].evolve(record.event)
                audit.take(record.event)
                guard let id = record.event.incident else { continue }
                incidents[id]?.evolve(record.event)
                if incidents[id] == nil { incidents[id] = Incident.made(by: record.event) }
            }
            guard page.through > offset else { break }
            offset = page.through
        }
        var judged = audit
        judged.finish()
        findings += judged.orphans.map(\.description)
        // With a planted bug it is the auditor alone that must find it.
        guard bug == nil else { return }
        for (partition, township) in state.townships {
            findings +=
                TownshipAudit(
                    township, replayed: replayed[partition] ?? TownshipState()
                ).findings
        }
        for (key, answer) in answered where (incidents[answer.id]?.version ?? 0) < answer.version {
            findings.append("\(key.key) was answered with \(answer.version), which is not kept")
        }
    }
}
