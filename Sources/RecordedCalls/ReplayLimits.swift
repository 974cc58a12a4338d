/// The bounds of a replay.
public struct ReplayLimits: Hashable, Sendable {
    /// How many rows a file may have; memory grows with them, some 500 bytes each.
    public var rows: Int
    /// How many rows one call may have.
    public var runsPerCall: Int
    /// How many groups a column may make.
    public var groups: Int
    /// How many refused rows are told one by one; the others are counted.
    public var problems: Int

    /// 20 million rows, 1,000 in one call, 10,000 groups and 20 problems, unless told otherwise.
    public init(
        rows: Int = 20_000_000, runsPerCall: Int = 1_000, groups: Int = 10_000, problems: Int = 20,
    ) {
        self.rows = rows
        self.runsPerCall = runsPerCall
        self.groups = groups
        self.problems = problems
    }

    /// The limits that serve most files.
    public static let standard = ReplayLimits()
}
