import Governance
import Testing

@testable import Simulator

/// Distributions: their moments, their bounds and their seeds.
struct DistributionTests {
    static let distributions: [(Distribution, deviation: Double)] = [
        (.constant(.seconds(42)), 0),
        (.exponential(mean: .seconds(20)), 20),
        (.lognormal(median: .seconds(60), spread: 0.5), 36.23),
        (.gamma(mean: .minutes(25), shape: 2), 1_060.66),
        (.gamma(mean: .seconds(10), shape: 0.5), 14.14),
        (.empirical([.seconds(1), .seconds(2), .seconds(6)]), 2.160),
    ]

    @Test(arguments: distributions)
    func `mean and deviation are those of the formula`(
        distribution: Distribution, deviation: Double,
    ) throws {
        var generator = SeededGenerator(seed: 5)
        let draws = (0..<40_000).map { _ in
            distribution.draw(using: &generator).inSeconds
        }
        let estimate = try #require(Estimate(draws))
        let standardError = deviation / 200
        // Four standard errors: once in 16,000 seeds by chance, and this seed is fixed.
        #expect(abs(estimate.mean - distribution.mean.inSeconds) <= 4 * standardError + 1e-5)
        let seen = try #require(estimate.deviation)
        #expect(abs(seen - deviation) <= 0.06 * deviation + 1e-9)
    }

    @Test(arguments: distributions)
    func `the same seed draws the same, and no draw is out of bounds`(
        distribution: Distribution, deviation: Double,
    ) {
        var first = SeededGenerator(seed: 9)
        var second = SeededGenerator(seed: 9)
        for _ in 0..<200 {
            let draw = distribution.draw(using: &first)
            #expect(draw == distribution.draw(using: &second))
            #expect(draw >= .zero && draw <= Distribution.longest)
        }
    }

    @Test func `a draw beyond a year is cut to a year`() {
        var generator = SeededGenerator(seed: 1)
        let endless = Distribution.lognormal(median: .hours(24 * 300), spread: 9)
        let draws = (0..<50).map { _ in endless.draw(using: &generator) }
        #expect(draws.max() == Distribution.longest)
    }

    @Test func `streams of other purposes, people and replications are unrelated`() {
        let streams = RandomStreams(seed: 1, replication: 0)
        let others = [
            streams.generator(.answer, 1), streams.generator(.turnout, 1),
            streams.generator(.answer, 2), streams.generator(.answer, 1, 7),
            streams.generator(.answer, 1, 7, 1),
            RandomStreams(seed: 1, replication: 1).generator(.answer, 1),
            RandomStreams(seed: 2, replication: 0).generator(.answer, 1),
        ]
        let firsts = Set(
            others.map { generator in
                var generator = generator
                return generator.next()
            })
        #expect(firsts.count == others.count)
        var again = streams.generator(.answer, 1)
        var same = RandomStreams(seed: 1, replication: 0).generator(.answer, 1)
        #expect(again.next() == same.next())
    }

    @Test func `a choice takes each value as often as its weight says`() throws {
        let choice = try #require(WeightedChoice([("a", 1), ("b", 0), ("c", 3)]))
        var generator = SeededGenerator(seed: 3)
        var counts: [String: Int] = [:]
        for _ in 0..<20_000 { counts[choice.pick(generator.uniform()), default: 0] += 1 }
        #expect(counts["b"] == nil)
        #expect(abs(Double(counts["c"] ?? 0) / 20_000 - 0.75) < 0.015)
        #expect(WeightedChoice([("a", 0)]) == nil)
        #expect(WeightedChoice([("a", -1), ("b", 2)]) == nil)
        #expect(choice.pick(0) == "a" && choice.pick(0.999_999) == "c")
    }
}
