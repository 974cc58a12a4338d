import Governance
import Testing

@testable import FeedCore

struct FeedMemoryTests {
    private let now = Instant(secondsSinceEpoch: 1_800_000_000)

    private func item(_ key: String, _ digest: String, updated: Int64? = nil) -> DigestedItem {
        DigestedItem(
            FeedItem(key: key, title: digest), digest: digest,
            updated: updated.map { Instant(secondsSinceEpoch: $0) })
    }

    private func change(
        _ kind: ItemChange.Kind, _ key: String, _ digest: String, isReturn: Bool = false,
    ) -> ItemChange {
        ItemChange(kind, FeedItem(key: key, title: digest), isReturn: isReturn)
    }

    @Test func `items are added, updated, withdrawn or unchanged`() {
        var memory = FeedMemory()
        let first = memory.take([item("a", "1"), item("b", "1"), item("c", "1")], at: now)
        #expect(first.changes.map(\.kind) == [.added, .added, .added])
        let second = memory.take([item("d", "1"), item("b", "2"), item("a", "1")], at: now)
        #expect(
            second.changes == [
                change(.added, "d", "1"), change(.updated, "b", "2"), change(.withdrawn, "c", "1"),
            ])
        #expect(second.unchanged == 1)
        #expect(memory.liveCount == 3)
        #expect(
            memory.take([item("d", "1"), item("b", "2"), item("a", "1")], at: now).changes == [])
    }

    @Test func `an item that comes back is added, and known to have been here`() {
        var memory = FeedMemory()
        _ = memory.take([item("a", "1")], at: now)
        _ = memory.take([], at: now)
        let back = memory.take([item("a", "1")], at: now + .seconds(60))
        #expect(back.changes == [change(.added, "a", "1", isReturn: true)])
        #expect(memory.items["a"]?.firstSeen == now)
        #expect(memory.items["a"]?.changed == now + .seconds(60))
    }

    @Test func `of items with one key the newest counts, once`() {
        var memory = FeedMemory()
        let outcome = memory.take(
            [
                item("a", "new", updated: 9), item("a", "old", updated: 8), item("b", "1"),
                item("b", "2"),
            ], at: now)
        #expect(outcome.changes == [change(.added, "a", "new"), change(.added, "b", "2")])
        #expect(outcome.duplicates == 2)
    }

    @Test func `an item whose newer version is refused stays as it was, marked`() {
        var memory = FeedMemory()
        _ = memory.take([item("a", "1")], at: now)
        let outcome = memory.take([], refused: ["a": .recordInvalid], at: now)
        #expect(outcome.changes == [change(.refused, "a", "1")] && outcome.unchanged == 0)
        #expect(memory.items["a"]?.refusedAs == .recordInvalid)
        #expect(memory.take([], refused: ["a": .recordInvalid], at: now).changes == [])
        #expect(memory.take([item("a", "1")], at: now).unchanged == 1)
        #expect(memory.items["a"]?.refusedAs == nil)
    }

    @Test func `only so many withdrawn items are remembered, the latest`() {
        var memory = FeedMemory()
        let limit = FeedMemory.maximumWithdrawn
        _ = memory.take((0..<limit).map { item("old\($0)", "1") }, at: now)
        _ = memory.take([item("new", "1")], at: now)
        _ = memory.take([], at: now + .seconds(1))
        #expect(memory.items.count == limit)
        #expect(memory.items["new"] != nil)
        #expect(memory.items["old0"] == nil)
    }
}
