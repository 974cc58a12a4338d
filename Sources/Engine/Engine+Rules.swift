import DispatchCore
public import RulesEngine

extension Engine {
    /// The rules that decide.
    public var rules: RuleSet { dispatcher.rules }
}
