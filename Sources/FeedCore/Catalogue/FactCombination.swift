import Governance
public import TextFormats

/// How the facts of a data item's records become the one value that rules read.
public enum FactCombination: String, Sendable, CaseIterable {
    /// The fact of the newest record.
    case latest
    /// The largest.
    case max
    /// The smallest.
    case min
    /// All of them together.
    case sum
    /// How many records there are, whatever they say.
    case count

    /// The value of items that the source gives; nil where there is none.
    public func value(of items: some Sequence<KnownItem>) -> JSON? {
        let live = items.filter { !$0.isWithdrawn }
        if self == .count { return .integer(Int64(live.count)) }
        if self == .latest {
            return live.filter { $0.item.fact != nil }.max {
                ($0.item.time ?? $0.changed, $0.item.key)
                    < ($1.item.time ?? $1.changed, $1.item.key)
            }?.item.fact
        }
        let facts = live.compactMap(\.item.fact)
        let numbers = facts.compactMap(\.numberValue)
        guard let first = numbers.first else { return nil }
        let combined: Double =
            switch self {
            case .max: numbers.max() ?? first
            case .min: numbers.min() ?? first
            default: numbers.reduce(0, +)
            }
        let areWhole = facts.allSatisfy { if case .integer = $0 { true } else { false } }
        return areWhole ? Int64(exactly: combined).map(JSON.integer) : .number(combined)
    }
}
