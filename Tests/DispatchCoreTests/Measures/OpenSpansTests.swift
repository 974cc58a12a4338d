import DispatchCore
import Governance
import Testing

struct OpenSpansTests {
    private func peak(_ spans: [(Int64, Int64)]) -> Int {
        var open = OpenSpans()
        for (start, end) in spans {
            open.add(from: Instant(secondsSinceEpoch: start), to: Instant(secondsSinceEpoch: end))
        }
        return open.peak()
    }

    @Test func `the peak is the most that were open at once`() {
        #expect(peak([]) == 0)
        #expect(peak([(0, 10)]) == 1)
        #expect(peak([(0, 10), (5, 15), (9, 20), (12, 13)]) == 3)
        #expect(peak([(12, 13), (9, 20), (5, 15), (0, 10)]) == 3)
    }

    @Test func `an end frees before a start at the same instant`() {
        #expect(peak([(0, 10), (10, 20), (20, 30)]) == 1)
    }

    @Test func `a span that never lasted is not open`() {
        #expect(peak([(5, 5), (9, 3)]) == 0)
        #expect(peak([(0, 10), (5, 5), (9, 3)]) == 1)
    }
}
