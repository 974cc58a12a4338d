public import Governance
public import RulesEngine

/// A version as it explains its decisions.
public struct Explained: Sendable {
    /// The county of that version.
    public let county: County
    /// The rules of that version, opened up.
    public let explainer: RuleExplainer

    init(_ county: County, _ rules: RuleSet) {
        self.county = county
        explainer = RuleExplainer(of: rules)
    }
}
