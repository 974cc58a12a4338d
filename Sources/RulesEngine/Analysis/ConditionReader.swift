import CEL

/// Conditions taken apart into atoms: the parts that `&&`, `||`, `!` and `? :` put together.
///
/// All conditions of a county stand in one list of nodes, children before their parents.
struct ConditionForest {
    /// How a node is put together.
    enum Kind {
        case atom(Int)
        case not
        case all
        case any
        /// A condition, what is meant if it holds, and what if it fails.
        case choice
    }

    /// A part of a condition.
    struct Node {
        let kind: Kind
        let children: Range<Int>
    }

    private(set) var nodes: [Node] = []
    /// The children of all nodes.
    private(set) var children: [Int] = []

    /// Adds a node; its place.
    mutating func add(_ kind: Kind, _ parts: [Int] = []) -> Int {
        nodes.append(Node(kind: kind, children: children.count..<children.count + parts.count))
        children += parts
        return nodes.count - 1
    }

    /// The parts of a node.
    func parts(of node: Int) -> ArraySlice<Int> { children[nodes[node].children] }

    /// Calls a closure with the atoms of a node, in the order of the text; one may come several
    /// times.
    func forEachAtom(in node: Int, _ body: (Int) -> Void) {
        if case .atom(let atom) = nodes[node].kind { return body(atom) }
        for child in parts(of: node) { forEachAtom(in: child, body) }
    }
}

/// A part of a condition that is true or false by itself.
struct ConditionAtom {
    /// How much of an atom the analysis understands.
    enum Reach {
        /// It reads nothing.
        case constant(Outcomes)
        /// It reads one thing that may differ: the ranks at which what it comes to changes, and what
        /// it comes to from each of them on.
        case values(axis: Int, starts: [Int], outcomes: [Outcomes])
        /// It reads several: each of their combinations is evaluated when it is met.
        case several(axes: [Int], Program)
        /// It reads something without end; nothing is known.
        case beyond
        /// What there is to know of it costs more than the budget has.
        case tooCostly
    }

    let text: String
    let reach: Reach
    /// The texts that occur in it, worth trying where words matter.
    let literals: [String]
}

/// Takes conditions apart; equal atoms of all rules become one.
struct ConditionReader {
    /// What finding out the facts of one value of a dimension costs, and telling values apart by them.
    private static let (keyCost, axisCost) = (1_000, 300)

    let world: ReportWorld
    let budget: AnalysisBudget
    private(set) var forest = ConditionForest()
    private(set) var atoms: [ConditionAtom] = []
    private(set) var axes: [(dimension: ReportWorld.Dimension, axis: FactAxis)] = []
    private var positions: [String: Int] = [:]
    private var axisPositions: [[String]: Int] = [:]
    /// The keys of all facts of a dimension, fact by fact, for each of its values.
    private var keys: [ReportWorld.Dimension: [[CellKey?]]] = [:]
    /// The facts at each rank of an axis, as far as they were needed.
    private var activations: [[Int: Activation]] = []

    init(world: ReportWorld, budget: AnalysisBudget) {
        self.world = world
        self.budget = budget
    }

    /// The node of a program's condition.
    mutating func node(of program: Program) -> Int {
        node(of: program.expression, in: program.source)
    }

    private mutating func node(of expression: CheckedExpression, in source: Source) -> Int {
        switch expression.kind {
        case .logical(.and, let operands): return add(.all, operands, source)
        case .logical(.or, let operands): return add(.any, operands, source)
        case .unary(.not, let operand): return add(.not, [operand], source)
        case .conditional(let condition, let accepted, let rejected):
            return add(.choice, [condition, accepted, rejected], source)
        default:
            let text = source.text(in: expression.range)
            return forest.add(.atom(atom(text, expression)))
        }
    }

    private mutating func add(
        _ kind: ConditionForest.Kind, _ parts: [CheckedExpression], _ source: Source,
    ) -> Int {
        let children = parts.map { node(of: $0, in: source) }
        return forest.add(kind, children)
    }

    private mutating func atom(_ text: String, _ node: CheckedExpression) -> Int {
        if let position = positions[text] { return position }
        atoms.append(ConditionAtom(text: text, reach: reach(text, node), literals: node.texts))
        positions[text] = atoms.count - 1
        return atoms.count - 1
    }

    private mutating func reach(_ text: String, _ node: CheckedExpression) -> ConditionAtom.Reach {
        budget.beginQuestion()
        guard budget.allowsMore else { return .tooCostly }
        budget.spend(compiling: text.utf8.count)
        let paths = node.readPaths
        let dimensions = paths.map(ReportWorld.dimension)
        let known = Set(dimensions.compactMap(\.self)).sorted { $0.rank < $1.rank }
        // A part that means something else by itself, such as one within a macro, is not known.
        guard budget.allowsMore else { return .tooCostly }
        guard !dimensions.contains(nil), let program = world.compile(text),
            program.readPaths == paths
        else { return .beyond }
        guard let first = known.first else {
            return .constant(budget.outcome(of: program, world.activation(of: world.witness([:]))))
        }
        var axes: [Int] = []
        for dimension in known {
            let facts = paths.filter { ReportWorld.dimension(of: $0) == dimension }
            guard let axis = axis(facts, dimension) else { return .tooCostly }
            axes.append(axis)
        }
        // What all conditions on the same facts share is not charged to this one alone.
        budget.beginQuestion()
        guard axes.count == 1 else {
            for axis in axes { self.axes[axis].axis.cutEverywhere() }
            return .several(axes: axes, program)
        }
        let starts = starts(of: program, axes[0])
        var outcomes: [Outcomes] = []
        for start in starts {
            guard budget.allowsMore else { return .tooCostly }
            outcomes.append(budget.outcome(of: program, activation(axes[0], start, first)))
        }
        self.axes[axes[0]].axis.cut(at: starts)
        return .values(axis: axes[0], starts: starts, outcomes: outcomes)
    }

    /// The ranks that have to be looked at: where a comparison changes, otherwise every one.
    private func starts(of program: Program, _ axis: Int) -> [Int] {
        let axis = axes[axis].axis
        let alternatives = Conjunct.alternatives(of: program.expression, in: world.layout)
        // What may exceed the budget of an evaluation may do so anywhere.
        guard !axis.keys.isEmpty, program.estimate.maximum <= ConditionTable.budget,
            alternatives.count == 1, alternatives[0].count == 1,
            case .test(let test, _) = alternatives[0][0]
        else { return Array(0..<axis.count) }
        return axis.starts(of: test.boundaries)
    }

    private mutating func activation(
        _ axis: Int, _ rank: Int, _ dimension: ReportWorld.Dimension,
    ) -> Activation {
        if let known = activations[axis][rank] { return known }
        let value = Int(axes[axis].axis.least[rank])
        budget.spendOnReport()
        let made = world.activation(of: world.witness([dimension: value]))
        activations[axis][rank] = made
        return made
    }

    /// The axis of these facts of a dimension; nil if too little is left to make it.
    private mutating func axis(
        _ facts: [String], _ dimension: ReportWorld.Dimension,
    ) -> Int? {
        if let known = axisPositions[facts] { return known }
        let count = world.count(of: dimension)
        let cost = count * (keys[dimension] == nil ? Self.keyCost + Self.axisCost : Self.axisCost)
        guard budget.left > cost else { return nil }
        budget.spend(cost)
        let names = ReportWorld.facts(of: dimension)
        let columns = keys[dimension] ?? world.keys(of: names, dimension)
        keys[dimension] = columns
        let chosen = facts.compactMap { names.firstIndex(of: $0) }.map { columns[$0] }
        axes.append((dimension, FactAxis(chosen)))
        activations.append([:])
        axisPositions[facts] = axes.count - 1
        return axes.count - 1
    }
}

extension Program {
    /// What one evaluation of one rule may cost in an analysis.
    private static let analysisBudget = 20_000

    /// What the condition comes to for these facts; what it cost is added to `spent`.
    func outcome(_ activation: Activation, spent: inout Int) -> Outcomes {
        do {
            return try evaluateCondition(
                activation, budget: Self.analysisBudget, spent: &spent) ? .holds : .fails
        } catch {
            return .breaks
        }
    }

    /// What the condition comes to for these facts.
    func outcome(_ activation: Activation) -> Outcomes {
        var spent = 0
        return outcome(activation, spent: &spent)
    }
}

extension CheckedExpression {
    /// The texts that occur in the expression.
    fileprivate var texts: [String] {
        if case .literal(.string(let text)) = kind { return [text] }
        return children.flatMap(\.texts)
    }
}
