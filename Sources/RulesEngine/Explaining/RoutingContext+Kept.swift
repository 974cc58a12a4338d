import CEL
public import Governance

extension RoutingContext {
    /// The items of feeds as a decision has kept them, by the name of the fact; those that its rules
    /// did not read are not known any more.
    public static func feeds(
        keptBy decision: RoutingDecision,
    ) -> [String: RoutingContext.FeedReading] {
        var kept: [String: [Substring: String]] = [:]
        for fact in decision.facts {
            let steps = fact.name.split(separator: ".")
            guard steps.count == 3, steps[0] == "feeds", let value = fact.value else { continue }
            kept[String(steps[1]), default: [:]][steps[2]] = value
        }
        return kept.compactMapValues { parts in
            guard let value = parts["value"].flatMap(FeedFact.Value.init(written:)) else {
                return nil
            }
            return FeedReading(
                value, ageMinutes: parts["ageMinutes"].flatMap { Int($0) } ?? 0,
                isStale: parts["isStale"] == "true")
        }
    }
}

extension FeedFact.Value {
    /// The value that was written so in a decision.
    fileprivate init?(written text: String) {
        if let flag = Bool(text) {
            self = .flag(flag)
        } else if let integer = Int64(text) {
            self = .integer(integer)
        } else if let number = Double(text) {
            self = .number(number)
        } else if case .string(let text)? = Value(written: text, of: .string) {
            self = .text(text)
        } else {
            return nil
        }
    }
}
