import CEL

/// A bitmap index over the conditions of a table: which rules can hold for a row of facts.
///
/// Each condition is cut at its `&&`. What depends on one fact alone is tabulated: the values of the
/// fact are cut into classes within which none of the table's conditions about it changes, and each
/// class has a row with one bit a rule, set unless a condition of the rule about that fact is false
/// there. The intersection of the rows of a report's facts is the set of rules that can hold; rules
/// outside it are passed over without being read, 64 at a time.
///
/// Nothing is assumed: where a condition is of a form that is not tabulated, reads several facts, or
/// would fail, its rule is marked doubtful, and only the evaluation of the rule's whole expression
/// tells whether it holds.
///
/// It is a class of flat arrays, so that a decision follows few pointers and counts no references.
final class RuleIndex: Sendable {
    /// The conditions about one fact with a single value.
    struct Column: Sendable {
        let cell: Int
        let kind: KeyClasses.Kind
        /// Where the column's rows begin: that of an absent value first, then one a class.
        let firstRow: Int
        /// The least keys of the classes of numbers.
        let numbers: Range<Int>
        /// The classes of the texts that rules name.
        let named: TextTables.Table?
    }

    /// The rows of one class; `doubtful` is negative where no rule is.
    struct ClassRows: Sendable {
        var possible: Int32
        var doubtful: Int32
    }

    /// The conditions about what a list of texts contains.
    struct ListColumn: Sendable {
        let cell: Int
        /// The row of the rules that ask for no text.
        let base: Int32
        /// The row of the rules that ask for any text.
        let doubtful: Int32
        /// The rows of the rules that ask for a text.
        let rows: TextTables.Table
    }

    let bits: RuleBits
    let columns: ContiguousArray<Column>
    let listColumns: ContiguousArray<ListColumn>
    let rows: ContiguousArray<ClassRows>
    let numbers: ContiguousArray<Int64>
    let texts: TextTables
    /// The classes of each column, for texts that no rule names.
    let classes: [KeyClasses]
    /// The row of all rules but those that never hold.
    let everything: Int
    /// The row of the rules of which the index does not know all conditions.
    let opaque: Int

    /// The index of rules by their conditions; `vocabulary` has texts that a fact is expected to
    /// have, by cell: they are found at once, others are searched for.
    init(_ rules: [[Conjunct]], in layout: FactLayout, vocabulary: [Int: [String]]) {
        let builder = RuleIndexBuilder(rules, in: layout, vocabulary: vocabulary)
        bits = builder.bits
        columns = builder.columns
        listColumns = builder.listColumns
        rows = builder.rows
        numbers = builder.numbers
        texts = builder.texts
        classes = builder.classes
        everything = builder.everything
        opaque = builder.opaque
    }

    /// Calls a closure with the rules that can hold, in order, until it answers false; a rule that is
    /// certain holds.
    @inline(__always)
    func forEachCandidate(in row: FactRow, _ body: (_ rule: Int, _ isCertain: Bool) -> Bool) {
        var listed = 0
        for index in listColumns.indices {
            if case .list(let list)? = row.cells[listColumns[index].cell] { listed += list.count }
        }
        withUnsafeTemporaryAllocation(of: ClassRows.self, capacity: columns.count) { rows in
            for index in columns.indices {
                rows.initializeElement(at: index, to: classRows(of: index, in: row))
            }
            withUnsafeTemporaryAllocation(
                of: Int32.self, capacity: listed + 3 * listColumns.count,
            ) { lists in
                let count = fill(lists, from: row)
                search(
                    UnsafeBufferPointer(rows), UnsafeBufferPointer(rebasing: lists[..<count]),
                    body)
            }
        }
    }

    @inline(__always)
    private func classRows(of index: Int, in row: FactRow) -> ClassRows {
        if let number = rowNumber(of: index, in: row) { return rows[number] }
        // A value of another type than the declared one: only the evaluation can tell.
        return ClassRows(possible: Int32(everything), doubtful: Int32(everything))
    }

    /// The number of the row that a column has for a value; nil for one of another type than the
    /// declared one.
    @inline(__always)
    func rowNumber(of index: Int, in row: FactRow) -> Int? {
        let column = columns[index]
        let found: Int
        switch (column.kind, row.cells[column.cell]) {
        case (_, nil): found = -1
        case (.bool, .bool(let bool)?): found = bool ? 1 : 0
        case (.integer, .int(let integer)?): found = position(of: integer, in: column.numbers)
        case (.text, .string(let text)?):
            found = text.withTextBytes { bytes in
                column.named.flatMap { texts.number(of: bytes, in: $0) } ?? search(bytes, index)
            }
        default: return nil
        }
        return column.firstRow + 1 + found
    }

    /// The last of the numbers in a range that is not greater.
    @inline(__always)
    private func position(of integer: Int64, in range: Range<Int>) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while high - low > 1 {
            let middle = (low + high) / 2
            if numbers[middle] <= integer { low = middle } else { high = middle }
        }
        return low - range.lowerBound
    }

    @inline(never)
    private func search(_ text: UnsafeBufferPointer<UInt8>, _ column: Int) -> Int {
        classes[column].index(of: .text(Array(text)))
    }

    /// Writes, for each list column, the row of its doubtful rules or -1, how many rows are to be
    /// united, and those rows; tells how much was written.
    @inline(__always)
    private func fill(_ lists: UnsafeMutableBufferPointer<Int32>, from row: FactRow) -> Int {
        var end = 0
        for index in listColumns.indices {
            let column = listColumns[index]
            let start = end
            end += 3
            if case .list(let elements)? = row.cells[column.cell] {
                lists.initializeElement(at: start, to: -1)
                lists.initializeElement(at: start + 2, to: column.base)
                for case .string(let text) in elements {
                    let found = text.withTextBytes { texts.number(of: $0, in: column.rows) }
                    guard let found else { continue }
                    lists.initializeElement(at: end, to: Int32(found))
                    end += 1
                }
            } else {
                lists.initializeElement(at: start, to: column.doubtful)
                lists.initializeElement(at: start + 2, to: Int32(everything))
            }
            lists.initializeElement(at: start + 1, to: Int32(end - start - 2))
        }
        return end
    }

    @inline(__always)
    private func search(
        _ rows: UnsafeBufferPointer<ClassRows>, _ lists: UnsafeBufferPointer<Int32>,
        _ body: (_ rule: Int, _ isCertain: Bool) -> Bool,
    ) {
        bits.words.withUnsafeBufferPointer { words in
            for word in 0..<bits.wordCount {
                var possible = words[everything + word]
                for row in rows { possible &= words[Int(row.possible) + word] }
                guard possible != 0 else { continue }
                var doubtful = words[opaque + word]
                for row in rows where row.doubtful >= 0 {
                    doubtful |= words[Int(row.doubtful) + word]
                }
                var start = 0
                while start < lists.count {
                    if lists[start] >= 0 { doubtful |= words[Int(lists[start]) + word] }
                    let end = start + 2 + Int(lists[start + 1])
                    var united: UInt64 = 0
                    for index in start + 2..<end { united |= words[Int(lists[index]) + word] }
                    possible &= united
                    start = end
                }
                while possible != 0 {
                    let bit = possible & (~possible &+ 1)
                    let rule = word << 6 + possible.trailingZeroBitCount
                    guard body(rule, doubtful & bit == 0) else { return }
                    possible ^= bit
                }
            }
        }
    }
}
