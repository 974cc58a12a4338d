import DispatchCore
import Testing

struct RankBandTests {
    @Test func `the band of a median is that of the tables`() {
        // H. A. David, H. N. Nagaraja, section 7.1: with 10 samples the 2nd and the 9th (97.9%).
        #expect(band(10, 50) == [2, 9])
        // The classical table of the sign test: 25 samples, the 8th and the 18th (95.7%).
        #expect(band(25, 50) == [8, 18])
    }

    @Test func `too few samples have no end`() {
        #expect(band(5, 50) == [nil, nil])
        #expect(band(6, 50) == [1, 6])
        #expect(band(20, 99) == [19, nil])
        #expect(band(1, 90) == [nil, nil])
    }

    @Test(arguments: [50, 90, 95, 99])
    func `each band has the confidence and no narrower one at the same ends has`(percent: Int) {
        for count in [1, 2, 7, 30, 59, 100, 299, 1_000] {
            let band = RankBand(count: count, percent: percent)
            let below = cumulative(count, Double(percent) / 100)
            if let lower = band.lower {
                #expect(below[lower] <= 0.025)
                #expect(lower == count || below[lower + 1] > 0.025)
            } else {
                #expect(below[1] > 0.025)
            }
            if let upper = band.upper {
                #expect(below[upper] >= 0.975 - 1e-12)
                #expect(below[upper - 1] < 0.975)
            } else {
                #expect(below[count] < 0.975)
            }
        }
    }

    @Test func `a million samples have a narrow band`() throws {
        let band = RankBand(count: 1_000_000, percent: 90)
        let (lower, upper) = (try #require(band.lower), try #require(band.upper))
        #expect((899_400...899_420).contains(lower) && (900_580...900_600).contains(upper))
    }

    private func band(_ count: Int, _ percent: Int) -> [Int?] {
        let band = RankBand(count: count, percent: percent)
        return [band.lower, band.upper]
    }

    /// The probability of fewer than `index` successes, by Pascal's rule.
    private func cumulative(_ count: Int, _ share: Double) -> [Double] {
        var exactly = [1.0]
        for _ in 0..<count {
            let missed = exactly.map { $0 * (1 - share) } + [0]
            let met = [0] + exactly.map { $0 * share }
            exactly = zip(missed, met).map(+)
        }
        return exactly.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }
    }
}
