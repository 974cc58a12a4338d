import CEL

/// A large table cut into small ones by the fact that tells its rules apart best.
///
/// For each class of that fact's values the rules that can hold there have an index of their own, a
/// few words wide; a decision looks into one of them alone, so it costs about the same however many
/// rules other values have.
final class RulePartition: Sendable {
    /// The rules of one class.
    struct Part: Sendable {
        let index: RuleIndex
        /// The numbers in the whole table of the part's rules.
        let rules: ContiguousArray<Int32>
    }

    /// Smaller tables are searched as a whole.
    private static let minimumRules = 257
    /// How many rules all parts together may have, counted once a part.
    private static let maximumRules = 4_000_000

    private let whole: RuleIndex
    /// The place in the whole index of the column that the table is cut by.
    private let pivot: Int
    private let parts: [Part]
    /// The part of each row of the pivot.
    private let partNumbers: ContiguousArray<Int32>

    /// Cuts a table; nil if it is small, or if no fact would make it much smaller.
    init?(
        _ rules: [[Conjunct]], _ whole: RuleIndex, in layout: FactLayout,
        vocabulary: [Int: [String]],
    ) {
        guard rules.count >= Self.minimumRules, let pivot = Self.pivot(of: whole) else {
            return nil
        }
        let column = whole.columns[pivot]
        let keys = [nil] + whole.classes[pivot].least
        var parts: [Part] = []
        var partNumbers: ContiguousArray<Int32> = []
        // Neighbouring classes often have the same rules, such as those between two names.
        var known: [[UInt64]: Int32] = [:]
        for (offset, key) in keys.enumerated() {
            let rows = whole.rows[column.firstRow + offset]
            let signature = whole.signature(of: rows)
            if let number = known[signature] {
                partNumbers.append(number)
                continue
            }
            let chosen = whole.bits.rules(in: Int(rows.possible))
            let remaining = chosen.map { Self.rest(of: rules[$0], at: column.cell, key) }
            let index = RuleIndex(remaining, in: layout, vocabulary: vocabulary)
            known[signature] = Int32(parts.count)
            partNumbers.append(Int32(parts.count))
            parts.append(Part(index: index, rules: ContiguousArray(chosen.map { Int32($0) })))
        }
        self.whole = whole
        self.pivot = pivot
        self.parts = parts
        self.partNumbers = partNumbers
    }

    /// The part for a row of facts; nil where the fact has a value of another type than the
    /// declared one.
    @inline(__always)
    func part(for row: FactRow) -> Part? {
        whole.rowNumber(of: pivot, in: row).map { number in
            parts[Int(partNumbers[number - whole.columns[pivot].firstRow])]
        }
    }

    /// The column whose classes leave the fewest rules; nil if more than half are left on average,
    /// or all parts together would be too large.
    private static func pivot(of whole: RuleIndex) -> Int? {
        var best: (column: Int, mean: Int)?
        for (index, column) in whole.columns.enumerated() {
            let rows = column.firstRow...(column.firstRow + whole.classes[index].least.count)
            let total = rows.reduce(0) { $0 + whole.count(of: whole.rows[$1].possible) }
            let mean = total / rows.count
            guard total <= maximumRules, mean < best?.mean ?? .max else { continue }
            best = (index, mean)
        }
        guard let best, best.mean * 2 <= whole.count(of: Int32(whole.everything)) else {
            return nil
        }
        return best.column
    }

    /// What is left to be asked of a rule where one fact is known.
    private static func rest(of rule: [Conjunct], at cell: Int, _ key: CellKey?) -> [Conjunct] {
        rule.compactMap { conjunct in
            guard case .test(let test, cell: cell) = conjunct else { return conjunct }
            return test.outcome(for: key) == .error ? .opaque : nil
        }
    }
}

extension RuleIndex {
    /// How many rules the row that begins at `row` has.
    fileprivate func count(of row: Int32) -> Int {
        bits.words[Int(row)..<Int(row) + bits.wordCount].reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// What two classes have in common that decide alike.
    fileprivate func signature(of rows: ClassRows) -> [UInt64] {
        let possible = Array(bits.words[Int(rows.possible)..<Int(rows.possible) + bits.wordCount])
        guard rows.doubtful >= 0 else { return possible }
        return possible + bits.words[Int(rows.doubtful)..<Int(rows.doubtful) + bits.wordCount]
    }
}
