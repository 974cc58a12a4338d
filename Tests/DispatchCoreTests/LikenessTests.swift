import Governance
import GridTesting
import Testing

@testable import DispatchCore

/// When two incidents are likely the same matter.
struct LikenessTests {
    func subject(
        _ category: ReportCategory.ID = .neighbours, in area: AreaCode = .qiaotouFirst,
        north metres: Double? = 0, after wait: Duration = .zero, words: Set<String> = [],
    ) -> Likeness.Subject {
        Likeness.Subject(
            category: category, area: area, place: metres.map(SmallCounty.place),
            acceptedAt: SmallCounty.morning + wait, words: words)
    }

    func isLikely(_ one: Likeness.Subject, _ other: Likeness.Subject) -> Bool {
        let isLikely = Likeness(one, other).isLikelySame(.init())
        #expect(isLikely == Likeness(other, one).isLikelySame(.init()))
        return isLikely
    }

    @Test func `near in place and time and of one family of categories`() {
        #expect(isLikely(subject(), subject(.elderSupport, north: 149, after: .hours(24))))
        #expect(!isLikely(subject(), subject(.elderSupport, north: 151)))
        #expect(!isLikely(subject(), subject(after: .hours(24) + .seconds(1))))
        #expect(!isLikely(subject(), subject(.fire)))
    }

    @Test func `without places the same grid counts`() {
        #expect(isLikely(subject(north: nil), subject(north: 5_000)))
        #expect(!isLikely(subject(north: nil), subject(in: .xibian)))
    }

    @Test func `of other categories if the words are alike`() {
        let words: Set = ["楼道", "道堆", "堆物"]
        let rubbish = subject(.rubbish, words: words)
        #expect(isLikely(rubbish, subject(.fire, words: ["楼道", "道堆", "堆放"])))
        #expect(!isLikely(rubbish, subject(.fire, words: ["楼道", "着火", "浓烟"])))
        #expect(!isLikely(rubbish, subject(.fire)))
    }

    @Test func `words are alike by twice the common ones by all`() {
        #expect(Likeness.overlap(["a", "b", "c"], ["b", "c", "d", "e", "f"]) == 0.5)
        #expect(Likeness.overlap(["a"], ["a"]) == 1)
        #expect(Likeness.overlap(["a"], ["b"]) == 0)
        #expect(Likeness.overlap(["a"], []) == nil)
    }

    @Test func `the same category comes first, then like words, then the nearer`() {
        let one = subject(words: ["x"])
        let ranked = [
            Likeness(one, subject(north: 10)), Likeness(one, subject(north: 20)),
            Likeness(one, subject(.elderSupport, north: 10, words: ["x"])),
            Likeness(one, subject(.fire, words: ["x", "y", "z"])),
        ]
        #expect(ranked.reversed().sorted { Likeness.isLikelier($0, than: $1) } == ranked)
    }
}
