import DispatchCore
import EventBus
import Governance
import GridTesting
import Testing

@testable import Engine

/// The engine turn by turn under one seed: random people, a faulty log, an auditor after each turn.
struct SimulationTests {
    @Test(arguments: SeededGenerator.seeds(15))
    func `whatever the log does, answers are true and nothing is forgotten`(
        seed: UInt64,
    ) async throws {
        var simulation = try await Simulation(seed: seed)
        for turn in 1...60 {
            try await simulation.turn()
            guard simulation.findings.isEmpty else {
                Issue.record("seed \(seed), turn \(turn): \(simulation.findings)")
                return
            }
        }
        try await simulation.finish()
        #expect(simulation.findings == [], "seed \(seed)")
    }

    @Test func `a canary: the simulations meet every fault and every kind of answer`()
        async throws
    {
        var met: Set<String> = []
        for seed in 1...5 as ClosedRange<UInt64> {
            var simulation = try await Simulation(seed: seed)
            for _ in 1...60 { try await simulation.turn() }
            met.formUnion(simulation.met)
        }
        #expect(
            met.isSuperset(of: [
                "done", "repeated", "refused", "log.io", "log.disk_full", "read back", "time",
            ]), "\(met.sorted())")
    }
}

/// One run: an engine whose turns the test takes itself, so that everything follows from the seed.
private struct Simulation {
    private struct Sent {
        let key: IdempotencyKey
        let command: Command
        let reply: Reply
    }

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

    init(seed: UInt64) async throws {
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
            clock.advance(
                by: .seconds(Int.random(in: -60...900, using: &people.generator)))
        }
        let sent = send()
        let fault = nextFault()
        if let fault { log.fail(fault) }
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

    private mutating func nextFault() -> FaultyEventLog.Fault? {
        guard people.generator.happens(0.25) else { return nil }
        return people.generator.pick([.refuses(.diskFull), .refuses(.io), .losesAnswer])
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
                guard let id = record.event.incident else { continue }
                incidents[id]?.evolve(record.event)
                if incidents[id] == nil { incidents[id] = Incident.made(by: record.event) }
            }
            guard page.through > offset else { break }
            offset = page.through
        }
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
