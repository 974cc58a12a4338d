import Governance
import RulesEngine

extension LoadedCounty {
    /// What keeps the county from being put into force: its own cases that fail, and what the
    /// analysis of its rules calls an error; empty if nothing does.
    ///
    /// The analysis is bounded and may still take seconds.
    public func faultsBeforeActivation() -> [CountyFileFault] {
        cases.flatMap { routingCase in
            rules.mismatches(of: routingCase).map { fault(routingCase, $0) }
        }
            + RuleAnalysis(of: rules).findings.filter { $0.weight == .error }.map { finding in
                CountyFileFault(
                    code: finding.kind.rawValue, message: finding.message,
                    position: finding.position, excerpt: nil)
            }
    }

    private func fault(_ routingCase: RoutingCase, _ mismatch: CaseMismatch) -> CountyFileFault {
        CountyFileFault(
            code: "rules.case_failed",
            message: LocalizedText(
                chinese:
                    "用例“\(routingCase.id)”：\(mismatch.what) 应为 [\(mismatch.expected)]，实为 [\(mismatch.actual)]",
                english: "case '\(routingCase.id)': \(mismatch)"),
            position: routingCase.position, excerpt: nil)
    }
}
