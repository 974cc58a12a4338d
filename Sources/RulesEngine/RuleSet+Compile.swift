import CEL
public import Governance

/// Something that is wrong with a condition.
public struct RuleFault: Error, Hashable, Sendable {
    /// The stable code: one of the expression language, for example `cel.check.unknown_field`, or
    /// `rules.unknown_value` for a text that a fact never has, or `rules.whole_record`.
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
    /// - Parameters:
    ///   - source: The tables.
    ///   - county: The county, checked.
    ///   - feeds: The items of the county's feeds that rules may read, with names that differ; those
    ///     that no condition names cost nothing.
    ///   - functions: What the conditions may call that comes from outside.
    /// - Returns: The rules, which any number of threads may ask at once.
    /// - Throws: ``RuleFaults`` with every condition that is wrong.
    public static func compile(
        _ source: RuleSetSource, for county: County, feeds: [FeedFact] = [],
        functions: ExpressionFunctions = .builtIn,
    ) throws(RuleFaults) -> RuleSet {
        let named = FeedNames(in: source)
        let facts = Facts(
            county, feeds: named.areAll(among: feeds) ? feeds.filter(named.contains) : feeds,
            functions: functions)
        var compiler = RuleCompiler(facts: facts)
        // Rules that have to agree do so whatever the order in which they name the roles.
        let agrees = source.table(answering: .roles)?.hitPolicy == .any
        let roles = compiler.table(
            source, .roles, { agrees ? $0.roles.map(county.inOrder) : $0.roles },
            rank: Self.rank(county.roles))
        let severity = compiler.table(
            source, .severity, { $0.severity }, rank: { $0.rawValue })
        let standards = county.standards.map(\.id)
        let standard = compiler.table(
            source, .standard, { $0.standard },
            rank: { standards.firstIndex(of: $0) ?? standards.count })
        let numbers = source.numberTables.compactMap {
            compiler.table($0, { $0.number }, rank: { _ in 0 })
        }
        guard compiler.faults.isEmpty, let roles, let severity, let standard else {
            throw RuleFaults(faults: compiler.faults)
        }
        let names = compiler.factNames.union(FeedNames.ages(of: compiler.factNames))
        return RuleSet(
            source: source, version: county.version, county: county, declared: compiler.facts,
            roles: roles, severity: severity, standard: standard, numbers: numbers,
            factPaths: names.sorted().compactMap { FactPath($0, among: compiler.facts) },
            wordTests: RuleProbe.wordTests(of: source, in: compiler.facts.environment),
            readsFeeds: names.contains { $0.hasPrefix("feeds.") },
            readsHistory: names.contains { $0.hasPrefix("history.") })
    }
}

extension RuleSet {
    /// The place in the county's order of the first role of those that a rule calls.
    private static func rank(_ roles: [Role]) -> @Sendable ([Role.ID]) -> Int {
        let order = roles.map(\.id)
        return { called in order.firstIndex { called.contains($0) } ?? order.count }
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
    mutating func table<Output>(
        _ source: RuleSetSource, _ question: RoutingQuestion,
        _ output: (RoutingOutcome) -> Output?, rank: @escaping @Sendable (Output) -> Int,
    ) -> DecisionTable<Output>? {
        guard let table = source.table(answering: question) else {
            preconditionFailure("the rules have no table that answers \(question)")
        }
        return self.table(table, output, rank: rank)
    }

    /// A table, or nil if something is wrong with it.
    mutating func table<Output>(
        _ table: DecisionTableSource, _ output: (RoutingOutcome) -> Output?,
        rank: @escaping @Sendable (Output) -> Int,
    ) -> DecisionTable<Output>? {
        guard let fallback = output(table.fallback.outcome) else {
            preconditionFailure("the default of \(table.id) does not answer \(table.question)")
        }
        var rules: [DecisionTable<Output>.Rule] = []
        for rule in table.rules {
            guard let condition = compile(rule.condition) else { continue }
            guard let output = output(rule.outcome) else {
                preconditionFailure("rule \(rule.id) does not answer \(table.question)")
            }
            rules.append(
                DecisionTable.Rule(
                    id: rule.id, condition: condition, source: rule.condition, output: output))
        }
        return DecisionTable(
            id: table.id, hitPolicy: table.hitPolicy, rules: rules, fallback: fallback,
            facts: facts, rank: rank)
    }

    private mutating func compile(_ condition: SourceText) -> Program? {
        do {
            let program = try facts.environment.compile(Source(condition.text), expecting: .bool)
            factNames.formUnion(program.readPaths)
            let misfits = facts.enumerations.flatMap { $0.misfits(in: program.expression) }
            for misfit in misfits {
                report("rules.unknown_value", misfit.message, at: misfit.range, of: condition)
            }
            let wholes = program.expression.wholeRecords
            for whole in wholes {
                let name = program.source.text(in: whole.range)
                report(
                    "rules.whole_record",
                    "'\(name)' is read as a whole; name each fact in it that is meant"
                        + (facts.example(in: whole.path ?? name).map { ", such as '\($0)'" } ?? ""),
                    at: whole.range, of: condition)
            }
            return misfits.isEmpty && wholes.isEmpty ? program : nil
        } catch {
            for fault in error.errors {
                let range = fault.location?.range ?? 0..<condition.text.utf8.count
                report(fault.code.rawValue, fault.message, at: range, of: condition)
            }
            return nil
        }
    }

    private mutating func report(
        _ code: String, _ message: String, at range: Range<Int>, of condition: SourceText,
    ) {
        let place = condition.place(of: range)
        faults.append(
            RuleFault(code: code, message: message, position: place.position, width: place.width))
    }
}

extension CheckedExpression {
    /// The places where a record of facts is read and not one of its facts, as by
    /// `cel.bind(r, report, …)`.
    ///
    /// Which facts a rule reads says what is kept of a decision, what is explained, and what is
    /// personal; behind another name that could not be seen.
    fileprivate var wholeRecords: [CheckedExpression] {
        guard path != nil else { return children.flatMap(\.wholeRecords) }
        switch type {
        case .record, .optional(.record): return [self]
        default: return []
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

    fileprivate var number: Int? {
        if case .number(let number) = self { number } else { nil }
    }
}
