import CEL

/// A condition taken apart into atoms: the parts that `&&`, `||`, `!` and `? :` put together.
indirect enum ConditionTree {
    case atom(Int)
    case not(ConditionTree)
    case all([ConditionTree])
    case any([ConditionTree])
    case choice(ConditionTree, ConditionTree, ConditionTree)

    /// What the condition may come to, given what each atom may.
    func outcomes(_ atom: (Int) -> Outcomes) -> Outcomes {
        switch self {
        case .atom(let index): atom(index)
        case .not(let tree): tree.outcomes(atom).negated
        case .all(let trees): trees.reduce(.holds) { $0.and($1.outcomes(atom)) }
        case .any(let trees): trees.reduce(.fails) { $0.or($1.outcomes(atom)) }
        case .choice(let condition, let accepted, let rejected):
            condition.outcomes(atom).choosing(
                accepted.outcomes(atom), else: rejected.outcomes(atom))
        }
    }

    /// The atoms, in the order of the text; one may occur several times.
    var atoms: [Int] {
        switch self {
        case .atom(let index): [index]
        case .not(let tree): tree.atoms
        case .all(let trees), .any(let trees): trees.flatMap(\.atoms)
        case .choice(let condition, let accepted, let rejected):
            condition.atoms + accepted.atoms + rejected.atoms
        }
    }
}

/// A part of a condition that is true or false by itself.
struct ConditionAtom {
    /// How much of an atom the analysis understands.
    enum Reach {
        /// It reads one thing that may differ: what it comes to for each of its values.
        case values(ReportWorld.Dimension, [Outcomes])
        /// It reads several: each of their combinations is evaluated when it is met.
        case several([ReportWorld.Dimension], Program)
        /// It reads something without end; nothing is known.
        case beyond
    }

    let text: String
    let reach: Reach
    /// The texts that occur in it, worth trying where words matter.
    let literals: [String]
}

/// Takes conditions apart; equal atoms of all rules become one.
struct ConditionReader {
    let world: ReportWorld
    private(set) var atoms: [ConditionAtom] = []
    private var positions: [String: Int] = [:]
    /// The facts of each value of a dimension, which all atoms on it share.
    private var activations: [ReportWorld.Dimension: [Activation]] = [:]

    /// A reader that knows `atoms` already.
    init(world: ReportWorld, atoms: [ConditionAtom] = []) {
        self.world = world
        self.atoms = atoms
        positions = Dictionary(
            atoms.enumerated().map { ($0.element.text, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The tree of a program's condition.
    mutating func tree(of program: Program) -> ConditionTree {
        tree(of: program.expression, in: program.source)
    }

    /// The tree of a part of a condition.
    mutating func tree(
        of node: CheckedExpression, in source: Source,
    ) -> ConditionTree {
        switch node.kind {
        case .logical(.and, let operands): return .all(operands.map { tree(of: $0, in: source) })
        case .logical(.or, let operands): return .any(operands.map { tree(of: $0, in: source) })
        case .unary(.not, let operand): return .not(tree(of: operand, in: source))
        case .conditional(let condition, let accepted, let rejected):
            return .choice(
                tree(of: condition, in: source), tree(of: accepted, in: source),
                tree(of: rejected, in: source))
        default: return .atom(atom(source.text(in: node.range), node))
        }
    }

    private mutating func atom(_ text: String, _ node: CheckedExpression) -> Int {
        if let position = positions[text] { return position }
        atoms.append(ConditionAtom(text: text, reach: reach(text, node), literals: node.texts))
        positions[text] = atoms.count - 1
        return atoms.count - 1
    }

    private mutating func reach(_ text: String, _ node: CheckedExpression) -> ConditionAtom.Reach {
        let dimensions = node.readPaths.map(ReportWorld.dimension)
        let known = Set(dimensions.compactMap(\.self))
        // A part that means something else by itself, such as one within a macro, is not known.
        guard !dimensions.contains(nil), let program = world.compile(text),
            program.readPaths == node.readPaths
        else { return .beyond }
        guard known.count <= 1 else { return .several(Array(known), program) }
        // A constant is given for each exercise, which has the fewest values.
        let dimension = known.first ?? .exercise
        return .values(dimension, activations(of: dimension).map(program.outcome))
    }

    private mutating func activations(of dimension: ReportWorld.Dimension) -> [Activation] {
        if let known = activations[dimension] { return known }
        let made = (0..<world.count(of: dimension)).map { value in
            world.activation(of: world.witness([dimension: value]))
        }
        activations[dimension] = made
        return made
    }
}

extension Program {
    /// What one evaluation of one rule may cost in an analysis.
    private static let analysisBudget = 20_000

    /// What the condition comes to for these facts.
    func outcome(_ activation: Activation) -> Outcomes {
        do {
            return try evaluateCondition(activation, budget: Self.analysisBudget) ? .holds : .fails
        } catch {
            return .breaks
        }
    }
}

extension CheckedExpression {
    /// The texts that occur in the expression.
    fileprivate var texts: [String] {
        if case .literal(.string(let text)) = kind { return [text] }
        return children.flatMap(\.texts)
    }
}
