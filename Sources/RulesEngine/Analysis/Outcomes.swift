/// What a condition may come to: it holds, it fails, or it cannot be evaluated.
struct Outcomes: OptionSet, Hashable {
    let rawValue: UInt8

    static let holds = Outcomes(rawValue: 1)
    static let fails = Outcomes(rawValue: 2)
    static let breaks = Outcomes(rawValue: 4)
    static let all: Outcomes = [.holds, .fails, .breaks]

    /// What `!` makes of these.
    var negated: Outcomes {
        var result = intersection(.breaks)
        if contains(.holds) { result.insert(.fails) }
        if contains(.fails) { result.insert(.holds) }
        return result
    }

    /// What `&&` makes of these and others: one that fails decides, even beside one that breaks.
    func and(_ other: Outcomes) -> Outcomes {
        var result: Outcomes = []
        if contains(.holds), other.contains(.holds) { result.insert(.holds) }
        if contains(.fails) || other.contains(.fails) { result.insert(.fails) }
        let sound: Outcomes = [.holds, .breaks]
        if contains(.breaks), !other.isDisjoint(with: sound) { result.insert(.breaks) }
        if other.contains(.breaks), !isDisjoint(with: sound) { result.insert(.breaks) }
        return result
    }

    /// What `||` makes of these and others.
    func or(_ other: Outcomes) -> Outcomes { negated.and(other.negated).negated }

    /// What `? :` makes of these as its condition.
    func choosing(_ accepted: Outcomes, else rejected: Outcomes) -> Outcomes {
        var result = intersection(.breaks)
        if contains(.holds) { result.formUnion(accepted) }
        if contains(.fails) { result.formUnion(rejected) }
        return result
    }
}
