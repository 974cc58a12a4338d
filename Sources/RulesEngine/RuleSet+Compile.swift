import CEL
public import Governance

/// Something that is wrong with a condition.
public struct RuleFault: Error, Hashable, Sendable {
    /// The stable code of the expression language, for example `cel.check.unknown_field`.
    public let code: String
    /// What is wrong, as the expression language says it.
    public let message: String
    /// Where it begins in the county's file.
    public let position: SourcePosition
    /// How many characters are meant, at least 1.
    public let width: Int
}

/// Everything that is wrong with the conditions of a county.
public struct RuleFaults: Error, Hashable, Sendable {
    /// The faults, in the order of the file.
    public let faults: [RuleFault]
}

extension RuleSet {
    /// Compiles a county's tables.
    ///
    /// - Throws: ``RuleFaults`` with every condition that is wrong.
    public static func compile(
        _ source: RuleSetSource, for county: County,
    ) throws(RuleFaults) -> RuleSet {
        var compiler = RuleCompiler(facts: Facts(county))
        let roles = compiler.table(source, .roles) { $0.roles }
        let severity = compiler.table(source, .severity) { $0.severity }
        let standard = compiler.table(source, .standard) { $0.standard }
        guard compiler.faults.isEmpty, let roles, let severity, let standard else {
            throw RuleFaults(faults: compiler.faults)
        }
        return RuleSet(
            source: source, version: county.version, county: county, declared: compiler.facts,
            roles: roles, severity: severity, standard: standard,
            factPaths: compiler.factNames.sorted().compactMap {
                FactPath($0, among: compiler.facts)
            })
    }
}

/// Compiles the tables of one county one after the other and collects what is wrong.
private struct RuleCompiler {
    let facts: Facts
    var faults: [RuleFault] = []
    var factNames: Set<String> = []

    /// The table that answers `question`, or nil if something is wrong with it.
    ///
    /// - Precondition: The source has such a table and its outcomes are of the question's kind,
    ///   which whoever read it has checked.
    mutating func table<Output: Sendable>(
        _ source: RuleSetSource, _ question: RoutingQuestion,
        _ output: (RoutingOutcome) -> Output?,
    ) -> DecisionTable<Output>? {
        guard
            let table = source.table(answering: question),
            let fallback = output(table.fallback.outcome)
        else { preconditionFailure("the rules have no table that answers \(question)") }
        var rules: [DecisionTable<Output>.Rule] = []
        for rule in table.rules {
            guard let condition = compile(rule.condition) else { continue }
            guard let output = output(rule.outcome) else {
                preconditionFailure("rule \(rule.id) does not answer \(question)")
            }
            rules.append(DecisionTable.Rule(id: rule.id, condition: condition, output: output))
        }
        return DecisionTable(
            id: table.id, hitPolicy: table.hitPolicy, rules: rules, fallback: fallback)
    }

    private mutating func compile(_ condition: SourceText) -> Program? {
        do {
            let program = try facts.environment.compile(Source(condition.text), expecting: .bool)
            factNames.formUnion(program.readPaths)
            return program
        } catch {
            for fault in error.errors {
                let range = fault.location?.range ?? 0..<condition.text.utf8.count
                let text = condition.text.utf8.dropFirst(range.lowerBound).prefix(range.count)
                faults.append(
                    RuleFault(
                        code: fault.code.rawValue, message: fault.message,
                        position: condition.position(at: range.lowerBound),
                        width: max(1, Substring(text).count)))
            }
            return nil
        }
    }
}

extension RoutingOutcome {
    fileprivate var roles: [Role.ID]? {
        if case .roles(let roles) = self { roles } else { nil }
    }

    fileprivate var severity: Severity? {
        if case .severity(let severity) = self { severity } else { nil }
    }

    fileprivate var standard: ResponseStandard.ID? {
        if case .standard(let standard) = self { standard } else { nil }
    }
}
