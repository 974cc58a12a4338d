import Governance
import Testing
import TextFormats

@testable import FeedCore

/// What is known of a feed, put on record and read back.
struct FeedMemoryEventsTests {
    private static let start = Instant(secondsSinceEpoch: 1_800_000_000)

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static func summary(_ records: Int, _ outcome: PollOutcome) -> FeedTaking {
        FeedTaking(
            feed: "f", way: .poll, digest: "d", records: records, unchanged: outcome.unchanged,
            refused: 0, changes: [])
    }

    @Test(arguments: [UInt64.random(in: .min ... .max), 1, 2])
    func `the events give back what was known`(seed: UInt64) {
        var generator = Generator(state: seed)
        var memory = FeedMemory()
        var read = FeedMemory()
        for round in 0..<40 {
            let now = Self.start + .seconds(round)
            let items = (0..<12).filter { _ in Bool.random(using: &generator) }.map { key in
                let version = Int.random(in: 0..<3, using: &generator)
                return DigestedItem(
                    FeedItem(
                        key: "\(key)", title: "\(version)", time: Self.start,
                        coordinate: Coordinate(latitude: 29, longitude: 118), action: .open,
                        about: "x", fact: ["v": .integer(Int64(version))]), digest: "\(version)")
            }
            let outcome = memory.take(items, isWhole: round % 5 != 0, at: now)
            for change in outcome.changes where change.kind == .added {
                memory.note(EntityID(high: 1, low: UInt64(round)), openedBy: change.item.key)
            }
            for event in memory.events(
                keeping: outcome, Self.summary(items.count, outcome), hidesItems: false,
                shapeBefore: nil)
            {
                read.evolve(event, at: now)
            }
            #expect(read.items == memory.items, "seed \(seed), round \(round)")
        }
    }

    @Test func `one event holds so many changes and bytes, and the others follow`() {
        var memory = FeedMemory()
        let large = String(repeating: "x", count: 1_000)
        let items = (0..<1_200).map { key in
            DigestedItem(
                FeedItem(key: "\(key)", fact: key < 400 ? .string(large) : nil), digest: "1")
        }
        let outcome = memory.take(items, at: Self.start)
        let events = memory.events(
            keeping: outcome, Self.summary(1_200, outcome), hidesItems: false, shapeBefore: nil)
        #expect(events.map(\.changes.count).reduce(0, +) == 1_200)
        #expect(events.allSatisfy { $0.changes.count <= FeedEvent.maximumChanges })
        #expect(events.count > 3)
        var read = FeedMemory()
        for event in events { read.evolve(event, at: Self.start) }
        #expect(read.items == memory.items)
    }

    @Test func `of data about persons only keys and digests stand in the log`() throws {
        var memory = FeedMemory()
        let item = FeedItem(
            key: "ab12", title: "Wang", link: "https://a.example/wang", time: Self.start,
            coordinate: Coordinate(latitude: 29, longitude: 118), category: "elder",
            action: .open, fact: ["name": "Wang"])
        let outcome = memory.take([DigestedItem(item, digest: "d")], at: Self.start)
        let events = memory.events(
            keeping: outcome, Self.summary(1, outcome), hidesItems: true, shapeBefore: nil)
        let change = try #require(events.first?.changes.first)
        #expect(
            change.item
                == .object(
                    FeedItem(key: "ab12", time: Self.start, category: "elder", action: .open).json))
        var read = FeedMemory()
        for event in events { read.evolve(event, at: Self.start) }
        // The same content is known again, and the words come back with it.
        let again = read.take([DigestedItem(item, digest: "d")], at: Self.start)
        #expect(again.changes == [])
        #expect(read.items["ab12"]?.item == item)
    }

    @Test func `the form of records is on record where it changes`() {
        var memory = FeedMemory()
        memory.shape = RecordShape(count: 20, fields: ["a": ["text"]])
        let first = memory.events(
            keeping: PollOutcome(), Self.summary(20, PollOutcome()), hidesItems: false,
            shapeBefore: nil)
        let second = memory.events(
            keeping: PollOutcome(), Self.summary(15, PollOutcome()), hidesItems: false,
            shapeBefore: memory.shape)
        #expect(second.map(\.shape) == [nil])
        var read = FeedMemory()
        for event in first + second { read.evolve(event, at: Self.start) }
        #expect(read.shape == RecordShape(count: 15, fields: ["a": ["text"]]))
        #expect(read.lastTaken == Self.start)
    }
}
