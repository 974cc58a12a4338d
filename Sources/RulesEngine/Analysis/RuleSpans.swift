import Governance

/// For which kinds of each dimension the rules of a table may hold at all, whatever else is so.
///
/// Two rules of which one is for the morning and one for the evening need not be asked about.
struct RuleSpans {
    /// The kinds of one dimension, without the words before the first and after the last of them.
    private struct Span {
        let dimension: Int
        let words: Range<Int>
        /// Where the words begin.
        let start: Int
    }

    /// How many words all spans may take, 64 MiB; rules beyond that may hold anywhere.
    private static let maximumWords = 1 << 23

    private let budget: AnalysisBudget
    private var words: ContiguousArray<UInt64> = []
    /// Where each rule may hold.
    private var holding: [[Span]] = []
    /// Where each rule may hold or break.
    private var standing: [[Span]] = []

    /// The spans of conditions.
    init(_ nodes: [Int], _ search: WitnessSearch) {
        budget = search.budget
        budget.beginQuestion()
        var branch = SearchBranch(search: search, parts: [], allowed: [:])
        for node in nodes {
            var spans: (holding: [Span], standing: [Span]) = ([], [])
            let reads = search.kinds.reads[node]
            // Dimensions from the 63rd on share a mark and are left out.
            for (position, dimension) in search.kinds.dimensions.prefix(63).enumerated()
            where reads & ReportKinds.mark(position) != 0 {
                let count = dimension.wordCount
                guard words.count + 2 * count <= Self.maximumWords, !budget.isSpent else { break }
                let base = branch.rows(of: node, position, dimension.everything)
                let holds = branch.stack.words[base..<base + count]
                let breaks = branch.stack.words[base + 2 * count..<base + 3 * count]
                spans.holding.append(add(Array(holds), position))
                spans.standing.append(add(zip(holds, breaks).map { $0 | $1 }, position))
                branch.stack.pop(to: base)
            }
            holding.append(spans.holding)
            standing.append(spans.standing)
        }
    }

    private mutating func add(_ row: [UInt64], _ dimension: Int) -> Span {
        let first = row.firstIndex { $0 != 0 } ?? 0
        let end = (row.lastIndex { $0 != 0 } ?? -1) + 1
        let span = Span(
            dimension: dimension, words: first..<max(first, end), start: words.count)
        words.append(contentsOf: row[span.words])
        return span
    }

    /// Whether two rules certainly never hold at once.
    func neverHoldTogether(_ first: Int, _ second: Int) -> Bool {
        areApart(holding[first], holding[second])
    }

    /// Whether a rule certainly fails wherever another holds.
    func fails(_ rule: Int, whereHolds other: Int) -> Bool {
        areApart(standing[rule], holding[other])
    }

    private func areApart(_ first: [Span], _ second: [Span]) -> Bool {
        for left in first {
            guard let right = second.first(where: { $0.dimension == left.dimension }) else {
                continue
            }
            let low = max(left.words.lowerBound, right.words.lowerBound)
            let high = min(left.words.upperBound, right.words.upperBound)
            budget.spend(2 + max(0, high - low))
            let leftStart = left.start - left.words.lowerBound
            let rightStart = right.start - right.words.lowerBound
            let meet =
                low < high
                && (low..<high).contains {
                    words[leftStart + $0] & words[rightStart + $0] != 0
                }
            if !meet { return true }
        }
        return false
    }
}
