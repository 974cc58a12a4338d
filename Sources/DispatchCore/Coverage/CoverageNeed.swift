public import Governance
public import RulesEngine

/// Roles that must all be at a place within a limit.
public struct CoverageNeed: Hashable, Sendable {
    /// The roles, in the county's order.
    public let roles: [Role.ID]
    /// Within how long of the report the last of them must be there.
    public let limit: Duration
    /// The categories that ask for it.
    public let categories: [ReportCategory.ID]

    /// What the severest categories of a county ask for, each set of roles once.
    ///
    /// A category is as severe as the rules find it when every question is answered with yes; of
    /// those that no other exceeds, each counts with the roles and the limit that it gets then.
    public static func severest(of county: County, _ rules: RuleSet) -> [CoverageNeed] {
        let noon = LocalTime(date: CivilDate(daysSinceEpoch: 20_775), secondOfDay: 43_200)
        let area = county.grids.areas(at: .community).first?.code ?? county.grids.county.code
        let decided = county.categories.map { category in
            let answers = category.questions.map { ($0.name, true) }
            let report = Report(
                id: Report.ID(high: 0, low: 1), category: category.id, area: area,
                source: .worker, answers: Dictionary(answers) { first, _ in first },
                occurredAt: Instant(secondsSinceEpoch: 0))
            return (category.id, rules.route(report, personal: nil, at: noon))
        }
        guard let severest = decided.map(\.1.severity).min() else { return [] }
        var needs: [CoverageNeed] = []
        for (category, decision) in decided where decision.severity == severest {
            guard !decision.roles.isEmpty,
                case .wallClock(let limit) = county[decision.standard]?.arrive
            else { continue }
            let roles = county.inOrder(decision.roles)
            let known = needs.firstIndex { $0.roles == roles && $0.limit == limit }
            let categories = known.map { needs[$0].categories } ?? []
            let need = CoverageNeed(
                roles: roles, limit: limit, categories: categories + [category])
            if let known { needs[known] = need } else { needs.append(need) }
        }
        return needs
    }
}
