public import Governance

/// How many matters with a limit were over within it (按期), and how many were not.
public struct Timeliness: Hashable, Sendable {
    /// How many were over in time.
    public private(set) var inTime = 0
    /// How many were over too late.
    public private(set) var late = 0

    /// None yet.
    public init() {}

    /// How many were over and had a limit.
    public var count: Int { inTime + late }

    /// Counts one that was over at `end`.
    public mutating func add(end: Instant, due: Instant) {
        if Self.isInTime(end: end, due: due) { inTime += 1 } else { late += 1 }
    }

    /// Whether `end` is in time: the last moment of a limit belongs to it.
    public static func isInTime(end: Instant, due: Instant) -> Bool { end <= due }
}
