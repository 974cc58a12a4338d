public import Governance
public import Simulator

/// What a replay came to, ready to be shown.
public struct ReplayReport: Sendable {
    /// The file that was replayed, as it was given.
    public let input: String
    /// What its source is called.
    public let source: LocalizedText
    /// The figures.
    public let figures: ReplayFigures
    /// The columns by which calls are grouped, in the order of the figures.
    public let callGroupings: [String]
    /// The columns by which runs are grouped.
    public let runGroupings: [String]
    /// How the limits that the source states were met; nil where it states none.
    public let limits: RecordedLimits?
    /// How many rows were refused; the figures are without them.
    public let refusedRows: Int
    /// Why the first of them were refused.
    public let problems: [InputProblem]

    /// Whether every row was taken.
    public var isComplete: Bool { refusedRows == 0 }

    /// The refused rows for people, one per line and at last those that are only counted.
    public var refusals: [String] {
        let untold = refusedRows - problems.count
        let lines = problems.map(\.description)
        return untold == 0 ? lines : lines + ["\(input): \(untold) more rows were refused"]
    }
}

extension Instant {
    /// The moment as the naive local time that the record states.
    var naiveText: String { String(description.dropLast()) }
}

extension Duration {
    /// The duration in whole seconds.
    var wholeSeconds: Int64 { components.seconds }
}
