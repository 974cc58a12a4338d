import Governance

/// The values of one dimension, put together into kinds that no condition tells apart.
struct DimensionKinds {
    let dimension: ReportWorld.Dimension
    /// The kind of each value; kinds are numbered by their least values.
    let kindOf: [Int32]
    /// The least value of each kind.
    let least: [Int32]
    /// How many words hold one bit a kind.
    let wordCount: Int

    var count: Int { least.count }

    /// All kinds.
    var everything: ContiguousArray<UInt64> {
        var words = ContiguousArray<UInt64>(repeating: .max, count: wordCount)
        if count & 63 != 0 { words[wordCount - 1] = (1 << UInt64(count & 63)) - 1 }
        return words
    }

    /// The kinds of a dimension's values that differ in one of these marks.
    init(_ dimension: ReportWorld.Dimension, count: Int, marks: [[Int32]]) {
        var kindOf = [Int32](repeating: 0, count: count)
        var least: [Int32] = [0]
        for marks in marks {
            var numbers: [Int64: Int32] = [:]
            least.removeAll()
            for value in 0..<count {
                let pair = Int64(kindOf[value]) << 32 | Int64(marks[value])
                let number = numbers[pair] ?? Int32(least.count)
                if number == least.count {
                    numbers[pair] = number
                    least.append(Int32(value))
                }
                kindOf[value] = number
            }
        }
        self.dimension = dimension
        self.kindOf = kindOf
        self.least = least
        wordCount = (least.count + 63) / 64
    }
}

/// What the conditions of a county come to for each kind of reports.
///
/// The values of each dimension are cut where some condition changes; what an atom comes to is one
/// bit a kind for each outcome, so that 64 kinds are looked at in one step.
struct ReportKinds {
    /// The bits of an atom that reads one dimension; where an outcome never comes about there are
    /// none.
    struct AtomRows {
        let dimension: Int
        /// Where the words of those kinds begin for which it holds, fails or breaks; -1 for none.
        let holds: Int
        let fails: Int
        let breaks: Int
        /// What it may come to at all.
        let outcomes: Outcomes
    }

    /// What the analysis knows of an atom.
    enum AtomKind {
        case constant(Outcomes)
        case rows(AtomRows)
        /// The dimensions and the axes of the facts that it reads.
        case several([(dimension: Int, axis: Int)])
        case beyond
        case tooCostly
    }

    /// How many words the bits of all atoms may take, 128 MiB; atoms beyond that are not known.
    private static let maximumWords = 1 << 24

    let world: ReportWorld
    let forest: ConditionForest
    let atoms: [ConditionAtom]
    /// The dimensions in the order in which they are settled.
    let dimensions: [DimensionKinds]
    private(set) var atomKinds: [AtomKind] = []
    private(set) var words: ContiguousArray<UInt64> = []
    /// The dimensions that each node may read, one bit each; those beyond the 63rd share one.
    private(set) var reads: [UInt64] = []
    /// Whether a node has an atom of which nothing is known.
    private(set) var isOpen: [Bool] = []
    /// For each axis the rank of each kind.
    private(set) var ranks: [[Int32]] = []
    private let places: [ReportWorld.Dimension: Int]

    init(_ reader: ConditionReader, budget: AnalysisBudget) {
        world = reader.world
        forest = reader.forest
        atoms = reader.atoms
        let named = Set(reader.axes.map(\.dimension)).union([.category, .place, .clock])
            .sorted { $0.rank < $1.rank }
        dimensions = named.map { Self.kinds(of: $0, reader, named, budget) }
        places = Dictionary(uniqueKeysWithValues: named.enumerated().map { ($1, $0) })
        for (dimension, axis) in reader.axes {
            let kinds = dimensions[places[dimension] ?? 0]
            ranks.append(kinds.least.map { axis.ranks[Int($0)] })
        }
        for atom in atoms { atomKinds.append(kind(of: atom, reader.axes, budget)) }
        for node in forest.nodes.indices { note(node) }
    }

    private static func kinds(
        of dimension: ReportWorld.Dimension, _ reader: ConditionReader,
        _ named: [ReportWorld.Dimension], _ budget: AnalysisBudget,
    ) -> DimensionKinds {
        let count = reader.world.count(of: dimension)
        var marks = reader.axes.filter { $0.dimension == dimension }.map { _, axis in
            let intervals = axis.intervals
            return axis.ranks.map { intervals[Int($0)] }
        }
        if dimension == .category {
            // Which questions are asked tells categories apart as well.
            for question in named.compactMap(\.question) {
                marks.append(
                    (0..<count).map { reader.world.asks(question, category: $0) ? 1 : 0 })
            }
        }
        budget.spend(count * marks.count * 32)
        return DimensionKinds(dimension, count: count, marks: marks)
    }

    /// The place of a dimension among all.
    func place(of dimension: ReportWorld.Dimension) -> Int? { places[dimension] }

    /// The mark of a dimension in ``reads``.
    static func mark(_ dimension: Int) -> UInt64 { 1 << UInt64(min(dimension, 63)) }

    private mutating func kind(
        of atom: ConditionAtom, _ axes: [(dimension: ReportWorld.Dimension, axis: FactAxis)],
        _ budget: AnalysisBudget,
    ) -> AtomKind {
        switch atom.reach {
        case .beyond: return .beyond
        case .tooCostly: return .tooCostly
        case .constant(let outcomes): return .constant(outcomes)
        case .several(let numbers, _):
            return .several(numbers.map { (places[axes[$0].dimension] ?? 0, $0) })
        case .values(let axis, let starts, let outcomes):
            let dimension = places[axes[axis].dimension] ?? 0
            return rows(dimension, axis, starts, outcomes, budget).map { .rows($0) } ?? .tooCostly
        }
    }

    /// The bits of an atom; nil if there is no room for them.
    private mutating func rows(
        _ dimension: Int, _ axis: Int, _ starts: [Int], _ outcomes: [Outcomes],
        _ budget: AnalysisBudget,
    ) -> AtomRows? {
        let wordCount = dimensions[dimension].wordCount
        let possible = outcomes.reduce(into: Outcomes()) { $0.formUnion($1) }
        guard words.count + 3 * wordCount <= Self.maximumWords else { return nil }
        budget.spend(dimensions[dimension].count * 8 + 3 * wordCount)
        func begin(_ outcome: Outcomes) -> Int {
            guard possible.contains(outcome) else { return -1 }
            words.append(contentsOf: repeatElement(0, count: wordCount))
            return words.count - wordCount
        }
        let (holds, fails, breaks) = (begin(.holds), begin(.fails), begin(.breaks))
        for (kind, rank) in ranks[axis].enumerated() {
            // The last start that is not behind the rank.
            var low = 0
            var high = starts.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if starts[middle] <= rank { low = middle } else { high = middle }
            }
            let row =
                outcomes[low] == .holds ? holds : outcomes[low] == .fails ? fails : breaks
            words[row + kind >> 6] |= 1 << UInt64(kind & 63)
        }
        return AtomRows(
            dimension: dimension, holds: holds, fails: fails, breaks: breaks, outcomes: possible)
    }

    private mutating func note(_ node: Int) {
        var mark: UInt64 = 0
        var open = false
        if case .atom(let atom) = forest.nodes[node].kind {
            switch atomKinds[atom] {
            case .constant: break
            case .rows(let rows): mark = Self.mark(rows.dimension)
            case .several(let read): for (dimension, _) in read { mark |= Self.mark(dimension) }
            case .beyond, .tooCostly: open = true
            }
        }
        for child in forest.parts(of: node) {
            mark |= reads[child]
            open = open || isOpen[child]
        }
        reads.append(mark)
        isOpen.append(open)
    }
}

extension ReportWorld.Dimension {
    /// The question that it is the answer to, if it is one.
    var question: String? {
        if case .answer(let question) = self { question } else { nil }
    }

    /// The order in which dimensions are settled: the category first, since it tells which questions
    /// are asked at all.
    var rank: (Int, String) {
        switch self {
        case .category: (0, "")
        case .exercise: (1, "")
        case .source: (2, "")
        case .clock: (3, "")
        case .place: (4, "")
        case .answer(let question): (5, question)
        }
    }
}
