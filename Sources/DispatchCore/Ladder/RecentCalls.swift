import Governance

/// How often somebody was called on each of the last days, so that calls are shared out fairly.
///
/// A fixed number of days of UTC is kept, so it is bounded, and each call can be taken back.
struct RecentCalls: Hashable, Sendable, Codable {
    /// How many days are kept; more than are ever counted, so that none is lost too early.
    static let keptDays = 16

    private(set) var newest = Int.min / 2
    private var counts = SIMD16<UInt8>()

    /// Counts a call, unless it is too old to be kept.
    mutating func add(on day: Int) {
        if day > newest {
            let first = max(newest + 1, day - Self.keptDays + 1)
            for passed in first...day { counts[slot(passed)] = 0 }
            newest = day
        }
        guard day > newest - Self.keptDays, counts[slot(day)] < .max else { return }
        counts[slot(day)] += 1
    }

    /// Takes a call back whose record could not be kept.
    mutating func remove(on day: Int) {
        guard day > newest - Self.keptDays, day <= newest, counts[slot(day)] > 0 else { return }
        counts[slot(day)] -= 1
        let oldest = newest - Self.keptDays
        while newest > oldest, counts[slot(newest)] == 0 { newest -= 1 }
    }

    /// Whether there are none.
    var isEmpty: Bool { counts == SIMD16() }

    /// How many calls the last `days` days had up to `day`, and what they weigh in thousandths: one
    /// of today whole, one of an earlier day less by an equal part for each day.
    func calls(until day: Int, within days: Int) -> (count: Int, weight: Int) {
        var (count, weight) = (0, 0)
        for age in 0..<max(days, 0) {
            let past = day - age
            guard past <= newest, past > newest - Self.keptDays else { continue }
            let calls = Int(counts[slot(past)])
            count += calls
            weight += calls * 1_000 * (days - age) / days
        }
        return (count, weight)
    }

    private func slot(_ day: Int) -> Int {
        let remainder = day % Self.keptDays
        return remainder < 0 ? remainder + Self.keptDays : remainder
    }
}

extension Instant {
    /// The day of UTC, counted from 1970-01-01.
    var dayOfUTC: Int {
        let (quotient, remainder) = microsecondsSinceEpoch.quotientAndRemainder(
            dividingBy: 86_400_000_000)
        return Int(remainder < 0 ? quotient - 1 : quotient)
    }
}
