public import Governance

/// What measuring one interval once came to.
public enum Measurement: Hashable, Sendable {
    /// The interval lasted so long; never negative.
    case value(Duration)
    /// The start or the end is not known.
    case missing
    /// The end is stamped before the start, so that one of the stamps must be wrong.
    case negative

    /// The time from `start` to `end`, as far as both are known.
    public init(from start: Instant?, to end: Instant?) {
        guard let start, let end else {
            self = .missing
            return
        }
        self = end < start ? .negative : .value(end - start)
    }
}
