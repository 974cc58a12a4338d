import DispatchCore
import Governance
import Testing

struct SampleSetTests {
    private func samples(_ seconds: [Int]) -> SampleSet {
        var set = SampleSet()
        for second in seconds { set.add(.value(.seconds(second))) }
        return set
    }

    @Test func `a percentile is the sample of nearest rank`() throws {
        // Ranks are ceil(p · n): of 10 samples the 5th and the 9th, of 11 the 6th and the 10th.
        let ten = try #require(samples([10, 1, 9, 2, 8, 3, 7, 4, 6, 5]).sorted())
        #expect([ten.percentile(50), ten.percentile(90)] == [.seconds(5), .seconds(9)])
        let eleven = try #require(samples(Array(1...11)).sorted())
        #expect([eleven.percentile(50), eleven.percentile(90)] == [.seconds(6), .seconds(10)])
        #expect([eleven.percentile(1), eleven.percentile(100)] == [.seconds(1), .seconds(11)])
    }

    @Test func `one sample is every percentile`() throws {
        let one = try #require(samples([42]).sorted())
        #expect((1...100).allSatisfy { one.percentile($0) == .seconds(42) })
    }

    @Test func `a percentile is never interpolated`() throws {
        let two = try #require(samples([0, 100]).sorted())
        #expect([two.percentile(50), two.percentile(51)] == [.zero, .seconds(100)])
    }

    @Test func `a share counts samples at the limit`() throws {
        let sorted = try #require(samples([100, 300, 300, 301]).sorted())
        #expect(sorted.share(within: .seconds(300)) == 0.75)
        #expect(sorted.share(within: .seconds(99)) == 0)
        #expect(sorted.share(within: .seconds(301)) == 1)
    }

    @Test func `what is missing or negative is counted and is no sample`() {
        var set = samples([5])
        set.add(.missing)
        set.add(.negative)
        set.add(.missing)
        #expect([set.count, set.missing, set.negative] == [1, 2, 1])
        #expect(set.total == .seconds(5))
    }

    @Test func `nothing has no figures`() {
        var set = SampleSet()
        set.add(.missing)
        #expect(set.sorted() == nil)
        #expect(set.total == .zero)
    }

    @Test func `extremes and mean are those of the samples`() throws {
        let sorted = try #require(samples([2, 1, 1]).sorted())
        #expect(sorted.minimum == .seconds(1))
        #expect(sorted.maximum == .seconds(2))
        #expect(sorted.meanSeconds == 4.0 / 3.0)
    }

    @Test func `samples of centuries do not overflow`() throws {
        let century = 3_155_760_000
        let sorted = try #require(samples(Array(repeating: century * 99, count: 100)).sorted())
        #expect(sorted.meanSeconds == Double(century * 99))
        #expect(samples([century, century]).total == .seconds(2 * century))
    }

    @Test func `fractions of a second are kept`() throws {
        var set = SampleSet()
        set.add(.value(.milliseconds(1_500)))
        set.add(.value(.milliseconds(2_500)))
        let sorted = try #require(set.sorted())
        #expect(sorted.meanSeconds == 2)
        #expect(sorted.percentile(50) == .milliseconds(1_500))
    }
}
