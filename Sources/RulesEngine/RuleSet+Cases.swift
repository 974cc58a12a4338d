import Governance

extension RuleSet {
    /// Where the decision about a case differs from what the case expects; empty if nowhere.
    public func mismatches(of routingCase: RoutingCase) -> [CaseMismatch] {
        let expected = routingCase.expected
        let decision = route(
            routingCase.report, personal: routingCase.personal, at: routingCase.time,
            in: routingCase.context)
        var mismatches: [CaseMismatch] = []
        func compare(_ what: String, _ expected: String?, _ actual: String) {
            guard let expected, expected != actual else { return }
            mismatches.append(CaseMismatch(what: what, expected: expected, actual: actual))
        }
        compare("roles", expected.roles.map(Self.list), Self.list(decision.roles))
        compare(
            "severity", expected.severity.map { "\($0.rawValue)" }, "\(decision.severity.rawValue)")
        compare("standard", expected.standard?.name, decision.standard.name)
        for (name, number) in expected.numbers.sorted(by: { $0.key < $1.key }) {
            let actual = decision.numbers.first { $0.name == name }?.value
            compare(name, "\(number)", actual.map { "\($0)" } ?? "")
        }
        for (table, fired) in expected.fired.sorted(by: { $0.key < $1.key }) {
            let actual = decision.tables.first { $0.table == table }?.fired ?? []
            compare(
                "fired in \(table)", fired.joined(separator: ", "), actual.joined(separator: ", "))
        }
        return mismatches
    }

    private static func list(_ roles: [Role.ID]) -> String {
        roles.map(\.name).sorted().joined(separator: ", ")
    }
}

/// One thing in which a decision differs from what a case expects.
public struct CaseMismatch: Hashable, Sendable, CustomStringConvertible {
    /// What differs, for example `roles`.
    public let what: String
    /// What the case expects.
    public let expected: String
    /// What the rules decided.
    public let actual: String

    /// The difference on one line.
    public var description: String { "\(what): expected [\(expected)], got [\(actual)]" }
}
