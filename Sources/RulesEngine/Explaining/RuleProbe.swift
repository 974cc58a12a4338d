import CEL
import Governance

/// One rule, opened up: what its condition and each part of it come to.
///
/// The parts are programs of their own, made once from the same text in the same environment, so
/// they come to what the rule's own program makes of them.
struct RuleProbe: Sendable {
    /// A part of a condition that `&&`, `||`, `!` and `? :` do not divide further.
    struct Part: Sendable {
        let text: String
        let position: SourcePosition
        let program: Program
    }

    /// A part of a condition that can stand in the way of the whole.
    struct Stop: Sendable {
        let program: Program?
        /// Which of the rule set's tests of words it is, if it reads a fact that is not kept.
        let wordTest: Int?
    }

    /// How many tests of words a decision keeps; of rules beyond them no near misses are told.
    static let maximumWordTests = 256

    let rule: RuleSource
    let program: Program
    /// The parts in the order of the text, each text once.
    let parts: [Part]
    /// What can stand in the way, by the number of the node.
    let stops: [Int: Stop]

    /// A rule of a table; `wordTests` is how many tests of words the rules before it have, and
    /// counts its own.
    init?(_ rule: RuleSource, in environment: Environment, wordTests: inout Int) {
        guard
            let program = try? environment.compile(Source(rule.condition.text), expecting: .bool)
        else { return nil }
        self.rule = rule
        self.program = program
        func compiled(_ text: String) -> Program? {
            try? environment.compile(Source(text), expecting: .bool)
        }
        var stops: [Int: Stop] = [:]
        for node in Self.stops(in: program.expression) {
            let part = compiled(program.source.text(in: node.range))
            stops[node.id] = Stop(
                program: part, wordTest: node.readsPersonalFact ? wordTests : nil)
            if node.readsPersonalFact { wordTests += 1 }
        }
        self.stops = stops
        var seen: Set<String> = []
        parts = Self.leaves(of: program.expression).compactMap { node in
            let text = program.source.text(in: node.range)
            guard seen.insert(text).inserted, !node.readPaths.isEmpty, let part = compiled(text)
            else { return nil }
            return Part(
                text: text, position: rule.condition.position(at: node.range.lowerBound),
                program: part)
        }
    }

    /// The rules of a table, opened up.
    static func all(
        of table: DecisionTableSource, in environment: Environment, wordTests: inout Int,
    ) -> [RuleProbe] {
        var probes: [RuleProbe] = []
        for rule in table.rules {
            guard let probe = RuleProbe(rule, in: environment, wordTests: &wordTests) else {
                continue
            }
            probes.append(probe)
        }
        return probes
    }

    /// The tests of words of a rule set, in the order in which probes number them.
    static func wordTests(of source: RuleSetSource, in environment: Environment) -> [Program] {
        var tests: [Program] = []
        for rule in source.tables.flatMap(\.rules) {
            guard Facts.personal.contains(where: { rule.condition.text.contains($0.lastStep) }),
                let program = try? environment.compile(
                    Source(rule.condition.text), expecting: .bool)
            else { continue }
            for node in stops(in: program.expression) where node.readsPersonalFact {
                guard tests.count < maximumWordTests,
                    let test = try? environment.compile(
                        Source(program.source.text(in: node.range)), expecting: .bool)
                else { return tests }
                tests.append(test)
            }
        }
        return tests
    }

    /// What a part that can stand in the way comes to; nil if that is not known any more.
    func outcome(
        of node: CheckedExpression, _ activation: Activation, _ wordTests: [Bool?],
    ) -> Outcomes? {
        guard let stop = stops[node.id] else { return nil }
        guard let number = stop.wordTest else { return stop.program?.outcome(activation) }
        guard wordTests.indices.contains(number) else { return nil }
        return wordTests[number].map { $0 ? .holds : .fails } ?? .breaks
    }

    private static func leaves(of node: CheckedExpression) -> [CheckedExpression] {
        switch node.kind {
        case .logical, .unary(.not, _), .conditional: node.children.flatMap(leaves)
        default: [node]
        }
    }

    /// What `&&`, `||` and `!` do not divide further.
    private static func stops(in node: CheckedExpression) -> [CheckedExpression] {
        switch node.kind {
        case .logical, .unary(.not, _): node.children.flatMap(stops)
        default: [node]
        }
    }
}

extension CheckedExpression {
    /// Whether it may read a fact whose value is not kept.
    fileprivate var readsPersonalFact: Bool { !Facts.personal.isDisjoint(with: readPaths) }
}

extension String {
    /// What stands behind the last dot of a fact's name.
    fileprivate var lastStep: Substring { split(separator: ".").last ?? self[...] }
}
