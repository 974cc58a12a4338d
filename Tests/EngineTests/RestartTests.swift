import EventBus
import Governance
import GridTesting
import Testing

@testable import Engine

/// An engine that begins again goes on where the former one was.
@Suite(.timeLimit(.minutes(10)))
struct RestartTests {
    @Test(arguments: SeededGenerator.seeds(6))
    func `the state after a restart equals the one before`(seed: UInt64) async throws {
        let log = MemoryEventLog()
        let clock = ManualClock(SmallCounty.morning)
        var people = RandomCommands(seed: seed)
        for _ in 1...4 {
            let before = try await Engine.make(on: log, clock: clock).whileRunning { engine in
                for _ in 1...40 {
                    let incidents = await engine.snapshot()?.incidents ?? [:]
                    _ = await engine.send(people.next(incidents)).value
                    if people.generator.happens(0.3) {
                        let wait = Int.random(in: 0...1_200, using: &people.generator)
                        clock.advance(by: .seconds(wait))
                    }
                }
                return await engine.snapshot()
            }
            let state = try await Engine.make(on: log, clock: clock).recover()
            #expect(Snapshot(state) == before, "seed \(seed)")
        }
    }

    @Test func `a log of many pages is read back whole`() async throws {
        let log = MemoryEventLog()
        let before = try await Engine.make(on: log).whileRunning { engine in
            for reply in (1...2_000).map({ engine.send(.submit($0, .rubbish)) }) {
                _ = try await reply.value.get()
            }
            return await engine.snapshot()
        }
        #expect(try await log.head() > Offset(5_000))
        #expect(Snapshot(try await Engine.make(on: log).recover()) == before)
    }
}
