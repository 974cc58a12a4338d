import FeedCore
import Governance
import Testing
import TextFormats

struct FactCombinationTests {
    private static let start = Instant(secondsSinceEpoch: 1_800_000_000)

    private func items(_ facts: [JSON?], withdrawn: Int? = nil) -> [KnownItem] {
        facts.enumerated().map { index, fact in
            KnownItem(
                item: FeedItem(
                    key: "\(index)", time: Self.start - .seconds(index), fact: fact),
                digest: "", firstSeen: Self.start, changed: Self.start,
                isWithdrawn: index == withdrawn)
        }
    }

    @Test(
        arguments: [
            (.latest, 3), (.max, 7), (.min, -1), (.sum, 9), (.count, 4),
        ] as [(FactCombination, JSON)])
    func `facts become one value`(combination: FactCombination, value: JSON) {
        #expect(combination.value(of: items([3, 7, nil, -1])) == value)
    }

    @Test func `what is withdrawn does not count, and nothing has no value`() {
        #expect(FactCombination.max.value(of: items([3, 7], withdrawn: 1)) == 3)
        #expect(FactCombination.count.value(of: items([3, 7], withdrawn: 1)) == 1)
        for combination in FactCombination.allCases where combination != .count {
            #expect(combination.value(of: items([nil])) == nil)
        }
    }

    @Test func `a sum with a fraction is a number`() {
        #expect(FactCombination.sum.value(of: items([1, 2.5])) == .number(3.5))
        #expect(FactCombination.latest.value(of: items(["high", "low"])) == "high")
    }
}
