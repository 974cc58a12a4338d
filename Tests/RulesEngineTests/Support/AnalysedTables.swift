import Governance
import GridTesting

@testable import RulesEngine

/// Tables of the small county with what the analysis finds in them.
struct AnalysedTables {
    let rules: RuleSet
    let findings: [RuleFinding]

    /// Analyses one table of severities beside two that say nothing.
    init(
        _ rows: [Tables.Row], hit hitPolicy: HitPolicy = .first, roles: [Tables.Row] = [],
        county: County = SmallCounty.county,
    ) throws {
        let source = RuleSetSource(tables: [
            Tables.table(.roles, .collect, roles, .roles([.supervisor])),
            Tables.table(.severity, hitPolicy, rows, .severity(.ordinary)),
            Tables.table(.standard, .first, [], .standard(.ordinary)),
        ])
        rules = try RuleSet.compile(source, for: county)
        findings = RuleAnalysis(of: rules).findings
    }

    /// What was found but for gaps, as codes with the rules.
    var summary: [String] {
        findings.filter { $0.kind != .gap }.map {
            "\($0.kind.rawValue) \($0.rules.joined(separator: " "))".trimmingSpaces
        }
    }

    /// The finding of a kind.
    func finding(_ kind: RuleFinding.Kind) -> RuleFinding? { findings.first { $0.kind == kind } }
}

extension String {
    fileprivate var trimmingSpaces: String { hasSuffix(" ") ? String(dropLast()) : self }
}
