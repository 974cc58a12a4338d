public import DispatchCore
public import Governance
public import RulesEngine

extension SmallCounty {
    /// A version that is told from others by its number, 0 to 255.
    public static func versionNumbered(_ number: UInt8) -> CountyVersion {
        let digits = (number < 16 ? "0" : "") + String(number, radix: 16)
        return wellFormed(CountyVersion(String(repeating: digits, count: 32)), "version")
    }

    /// The county with some of it changed, as the version of that number.
    public static func changed(
        _ number: UInt8 = 99, timeZone: CountyTimeZone = timeZone, areas: [Area] = areas,
        roles: [Role] = roles, roster: [Responder] = roster,
        categories: [ReportCategory] = categories, standards: [ResponseStandard] = standards,
    ) throws -> County {
        try County(
            version: versionNumbered(number), timeZone: timeZone,
            grids: try GridTree(areas: areas), roles: roles, supervisor: .supervisor,
            roster: roster, categories: categories, standards: standards)
    }

    /// The county under rules that call one role for everything, as the version of that number.
    public static func dispatcher(
        _ number: UInt8, calling role: Role.ID,
    ) throws -> Dispatcher {
        let county = try changed(number)
        let rules = RuleSet.constant(
            roles: [role], severity: .ordinary, standard: .ordinary, for: county)
        return Dispatcher(county: county, rules: rules)
    }
}

extension SmallCounty {
    /// Rules of which one fails for every report: it reads an answer that nobody gives.
    public static func failingRules(for county: County) throws -> RuleSet {
        let position = SourcePosition(file: "routing.yaml", line: 1, column: 1)
        let because = LocalizedText(chinese: "试试", english: "A try")
        func table(
            _ question: RoutingQuestion, _ fallback: RoutingOutcome, _ rules: [RuleSource] = [],
        ) -> DecisionTableSource {
            DecisionTableSource(
                id: question.rawValue, question: question, hitPolicy: .first, rules: rules,
                fallback: FallbackSource(outcome: fallback, because: because, position: position),
                position: position)
        }
        let failing = RuleSource(
            id: "failing",
            condition: SourceText(
                text: "report.answers.violence", file: "routing.yaml", line: 1, column: 1),
            outcome: .severity(.critical), because: because, position: position)
        return try RuleSet.compile(
            RuleSetSource(tables: [
                table(.roles, .roles([.police])),
                table(.severity, .severity(.ordinary), [failing]),
                table(.standard, .standard(.ordinary)),
            ]), for: county)
    }
}
