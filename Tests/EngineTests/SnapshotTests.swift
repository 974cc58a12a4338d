import DispatchCore
import EventBus
import Foundation
import Governance
import GridTesting
import Testing

@testable import Engine

/// A restart from a snapshot leads where folding the whole log leads.
@Suite(.timeLimit(.minutes(10)))
struct SnapshotTests {
    private let path = NSTemporaryDirectory() + "/snapshot-" + UUID().uuidString
    private let clock = ManualClock(SmallCounty.morning)

    private func engine(on log: any EventLog, with path: String? = nil) -> Engine {
        Engine.make(on: log, clock: clock, snapshot: path.map { StateSnapshot(path: $0) })
    }

    /// Lets people do things in an engine that is stopped after them.
    private func live(_ log: any EventLog, _ people: inout RandomCommands) async throws {
        let engine = engine(on: log, with: path)
        var state = try await engine.recover()
        for _ in 1...60 {
            let reply = engine.send(people.next(Snapshot(state).incidents))
            await engine.work(&state)
            _ = await reply.outcome
            if people.generator.happens(0.3) {
                clock.advance(by: .seconds(Int.random(in: 0...1_200, using: &people.generator)))
            }
        }
        let snapshot = StateSnapshot(path: path)
        try await snapshot.keep(state, of: log)
    }

    @Test(arguments: [
        (19_999, 0, false), (20_000, 0, true), (20_000, 1_500, true), (20_000, 1_600, false),
        (400_000, 100_000, false), (1_300_000, 100_000, true),
    ])
    func `a snapshot is due when the log has grown and incidents were closed`(
        records: Int64, open: Int, isDue: Bool,
    ) {
        #expect(StateSnapshot.isDue(after: records, open: open) == isDue)
    }

    @Test(arguments: SeededGenerator.seeds(12))
    func `a state from a snapshot and the rest of the log equals the folded one`(
        seed: UInt64,
    ) async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let log = MemoryEventLog()
        var people = RandomCommands(seed: seed)
        for _ in 1...3 {
            try await live(log, &people)
            let kept = try await StateSnapshot(path: path).restore(
                from: log, engine(on: log).logger)
            #expect(kept?.offset == (try await log.head()))
            // What comes after the snapshot is folded onto it.
            let later = engine(on: log)
            var state = try await later.recover()
            let reply = later.send(people.next(Snapshot(state).incidents))
            await later.work(&state)
            _ = await reply.outcome
            let restored = try await engine(on: log, with: path).recover()
            let folded = try await engine(on: log).recover()
            #expect(Snapshot(restored) == Snapshot(folded), "seed \(seed)")
            for township in restored.townships.keys {
                let audit = TownshipAudit(
                    restored.township(township), replayed: folded.township(township))
                #expect(audit.findings == [], "seed \(seed)")
            }
        }
    }

    @Test func `what was closed is still known as closed`() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let log = MemoryEventLog()
        let first = engine(on: log, with: path)
        var state = try await first.recover()
        for command in [
            Command.submit(1, .praise), .example(.check), .example(.close), .submit(2),
        ] {
            let reply = first.send(command)
            await first.work(&state)
            _ = await reply.outcome
        }
        try await StateSnapshot(path: path).keep(state, of: log)
        let restored = try await engine(on: log, with: path).recover()
        let township = try #require(restored.townships.keys.first)
        #expect(restored.township(township).isClosed(SmallCounty.incident(1)))
        #expect(restored[SmallCounty.incident(2)] == state[SmallCounty.incident(2)])
    }

    @Test func `a snapshot that is wrong is left alone, and the log is folded`() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let log = MemoryEventLog()
        var people = RandomCommands(seed: 5)
        try await live(log, &people)
        let folded = Snapshot(try await engine(on: log).recover())
        let good = try #require(FileManager.default.contents(atPath: path))
        for index in stride(from: 0, to: good.count, by: max(1, good.count / 40)) {
            var bad = good
            bad[index] ^= 0x10
            try bad.write(to: URL(filePath: path))
            #expect(
                Snapshot(try await engine(on: log, with: path).recover()) == folded, "\(index)")
        }
        for length in [0, 7, 60, good.count - 1] {
            try good.prefix(length).write(to: URL(filePath: path))
            #expect(Snapshot(try await engine(on: log, with: path).recover()) == folded)
        }
    }

    @Test func `a snapshot of another log, of a longer one or of another form is not used`()
        async throws
    {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let log = MemoryEventLog()
        var people = RandomCommands(seed: 6)
        try await live(log, &people)
        let logger = engine(on: log).logger
        let snapshot = StateSnapshot(path: path)
        #expect(try await snapshot.restore(from: log, logger) != nil)
        #expect(try await snapshot.restore(from: MemoryEventLog(), logger) == nil)
        let file = SnapshotFile(path: path, version: StateSnapshot.version)
        let content = try #require(try file.read())
        var hash = [UInt8](repeating: 7, count: ChainHash.byteCount)
        let other = try #require(hash.withUnsafeBytes { ChainHash($0) })
        hash = []
        try file.write(
            SnapshotFile.Content(
                offset: content.offset, hash: other, payload: content.payload))
        #expect(try await snapshot.restore(from: log, logger) == nil)
        try SnapshotFile(path: path, version: StateSnapshot.version + 1).write(content)
        #expect(throws: SnapshotFile.Fault.otherVersion) { try file.read() }
        #expect(try await snapshot.restore(from: log, logger) == nil)
    }

    @Test func `an engine that ends cleanly leaves a snapshot`() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let log = MemoryEventLog()
        try await engine(on: log, with: path).whileRunning { engine in
            for serial in 1...20 as ClosedRange<UInt64> {
                _ = try await engine.send(.submit(serial)).value.get()
            }
        }
        let kept = try await StateSnapshot(path: path).restore(from: log, engine(on: log).logger)
        #expect(kept?.offset == (try await log.head()))
        #expect(kept?.state.openCount == 20)
    }
}
