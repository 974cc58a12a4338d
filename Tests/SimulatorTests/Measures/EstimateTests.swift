import Testing

@testable import Simulator

/// Confidence intervals and what is said about differences.
struct EstimateTests {
    /// Two-sided 95% and 99% points as any table of the distribution has them.
    @Test(arguments: [
        (0.95, 1, 12.706), (0.95, 2, 4.303), (0.95, 4, 2.776), (0.95, 9, 2.262),
        (0.95, 30, 2.042), (0.99, 5, 4.032), (0.99, 100, 2.626),
    ])
    func `quantiles of Student's t are those of the tables`(
        confidence: Double, degrees: Int, expected: Double,
    ) {
        #expect(
            abs(StudentT.quantile(confidence: confidence, degrees: degrees) - expected) < 0.000_6)
    }

    @Test func `an interval is the mean and Student's share of the deviation`() throws {
        let estimate = try #require(Estimate([2, 4, 4, 4, 5, 5, 7, 9]))
        #expect(estimate.mean == 5)
        #expect(abs((estimate.deviation ?? 0) - 2.138_09) < 1e-5)
        #expect(abs((estimate.halfWidth ?? 0) - 1.787_5) < 1e-3)
        #expect(Estimate([]) == nil)
        #expect(Estimate([3])?.interval == nil)
    }

    @Test func `equal values have no deviation`() {
        #expect(Estimate([0.1, 0.1, 0.1])?.deviation == 0)
    }

    @Test func `a difference is said only when its interval says so`() {
        let before: [Double?] = [10, 12, 11, 9, nil]
        #expect(verdict(before, [12.1, 14, 13, 11, 5]) == .more)
        #expect(verdict(before, [8, 10.1, 9, 7, nil]) == .less)
        #expect(verdict(before, before) == .unchanged)
        #expect(verdict([1], [2]) == .unclear(replications: nil))
        guard case .unclear(let needed?) = verdict(before, [11, 11, 14, 8, 3]) else {
            Issue.record("three of four pairs differ by chance")
            return
        }
        #expect((5...200).contains(needed))
    }

    @Test func `a difference too small to be found is not promised`() {
        #expect(
            verdict([0, 0, 0, 0], [1_000, -1_000, 1_000, -999.999])
                == .unclear(replications: nil))
    }

    private func verdict(_ before: [Double?], _ after: [Double?]) -> PairedDifference.Verdict? {
        PairedDifference(before: before, after: after)?.verdict
    }
}
