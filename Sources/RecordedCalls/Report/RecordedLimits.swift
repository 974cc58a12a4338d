public import DispatchCore
import Governance

/// How the limits that a source states were met, beside what the source says of it itself.
public struct RecordedLimits: Hashable, Sendable {
    /// How many rows that have both a limit and an end were in time.
    public private(set) var timeliness = Timeliness()
    /// How many of these rows have a flag.
    public private(set) var flagged = 0
    /// On how many of those the flag says the same.
    public private(set) var agreeing = 0
    /// How often each flag stands in the source, also where nothing can be reckoned.
    public private(set) var flags: [String: Int] = [:]

    /// Counts a row; `saysInTime` is nil where the row has no flag.
    mutating func add(end: Instant?, due: Instant?, flag: String?, saysInTime: Bool?) {
        if let flag { flags[flag, default: 0] += 1 }
        guard let end, let due else { return }
        timeliness.add(end: end, due: due)
        guard let saysInTime else { return }
        flagged += 1
        if saysInTime == Timeliness.isInTime(end: end, due: due) { agreeing += 1 }
    }

    /// Whether a flag more would be one too many, so that a column of another kind is noticed.
    func isFull(for flag: String) -> Bool { flags[flag] == nil && flags.count >= 16 }
}
