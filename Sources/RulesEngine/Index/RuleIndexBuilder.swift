import CEL

/// Makes the rows of a ``RuleIndex``.
struct RuleIndexBuilder {
    /// How many words all rows together may take, 64 MiB; a fact whose rows would exceed it is not
    /// indexed, and its rules are evaluated.
    static let maximumWords = 1 << 23

    private(set) var bits: RuleBits
    private(set) var columns: ContiguousArray<RuleIndex.Column> = []
    private(set) var listColumns: ContiguousArray<RuleIndex.ListColumn> = []
    private(set) var rows: ContiguousArray<RuleIndex.ClassRows> = []
    private(set) var numbers: ContiguousArray<Int64> = []
    private(set) var texts = TextTables()
    private(set) var classes: [KeyClasses] = []
    let everything: Int
    let opaque: Int

    init(_ rules: [[Conjunct]], in layout: FactLayout, vocabulary: [Int: [String]]) {
        var gathered = GatheredConjuncts(rules)
        bits = RuleBits(ruleCount: rules.count)
        everything = bits.makeRow()
        opaque = bits.makeRow()
        for rule in rules.indices where !gathered.never.contains(rule) {
            bits.insert(rule, into: everything)
        }
        for (cell, contained) in gathered.contained.sorted(by: { $0.key < $1.key })
        where !addListColumn(cell, contained) {
            gathered.opaque.formUnion(contained.values.joined())
        }
        for (cell, tests) in gathered.tests.sorted(by: { $0.key < $1.key })
        where !addColumn(cell, layout.cells[cell].type, tests, vocabulary[cell] ?? []) {
            gathered.opaque.formUnion(tests.values.joined())
        }
        for rule in gathered.opaque { bits.insert(rule, into: opaque) }
    }

    /// Adds the rows of the conditions about a fact; false if that is not possible.
    private mutating func addColumn(
        _ cell: Int, _ type: ValueType, _ tests: [CellTest: [Int]], _ vocabulary: [String],
    ) -> Bool {
        let boundaries = Set(tests.keys.flatMap(\.boundaries))
        guard let classes = KeyClasses(type, boundaries: boundaries),
            hasRoom(for: 2 * (classes.least.count + 1))
        else { return false }
        let firstRow = rows.count
        for key in [nil] + classes.least { rows.append(classRows(tests, key)) }
        let firstNumber = numbers.count
        for case .integer(let integer) in classes.least { numbers.append(integer) }
        let named = Set(tests.keys.flatMap(\.texts) + vocabulary.map { Array($0.utf8) })
        let table =
            classes.kind == .text
            ? texts.add(named.map { ($0, classes.index(of: .text($0))) }) : nil
        columns.append(
            RuleIndex.Column(
                cell: cell, kind: classes.kind, firstRow: firstRow,
                numbers: firstNumber..<numbers.count, named: table))
        self.classes.append(classes)
        return true
    }

    private mutating func classRows(
        _ tests: [CellTest: [Int]], _ key: CellKey?,
    ) -> RuleIndex.ClassRows {
        let possible = bits.makeRow(like: everything)
        var doubtful: Int?
        for (test, rules) in tests {
            switch test.outcome(for: key) {
            case .yes: continue
            case .no: for rule in rules { bits.remove(rule, from: possible) }
            case .error:
                let row = doubtful ?? bits.makeRow()
                for rule in rules { bits.insert(rule, into: row) }
                doubtful = row
            }
        }
        return RuleIndex.ClassRows(possible: Int32(possible), doubtful: Int32(doubtful ?? -1))
    }

    /// Adds the rows of the conditions about what a list contains; false if there is no room.
    private mutating func addListColumn(_ cell: Int, _ contained: [[UInt8]: [Int]]) -> Bool {
        guard hasRoom(for: contained.count + 2) else { return false }
        let base = bits.makeRow(like: everything)
        let doubtful = bits.makeRow()
        var rows: [(text: [UInt8], number: Int)] = []
        for (text, rules) in contained {
            let row = bits.makeRow()
            for rule in rules {
                bits.insert(rule, into: row)
                bits.remove(rule, from: base)
                bits.insert(rule, into: doubtful)
            }
            rows.append((text, row))
        }
        listColumns.append(
            RuleIndex.ListColumn(
                cell: cell, base: Int32(base), doubtful: Int32(doubtful), rows: texts.add(rows)))
        return true
    }

    private func hasRoom(for rows: Int) -> Bool {
        let (more, overflows) = rows.multipliedReportingOverflow(by: bits.wordCount)
        return !overflows && bits.words.count + more <= Self.maximumWords
    }
}
