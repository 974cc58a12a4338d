public import Governance
public import RulesEngine

extension ReportCategory.ID {
    /// An elder-support dispute; director, police and mediator must come within 8 minutes.
    public static let elderSupport = Self(trusted: "dispute/elder-support")
    /// A dispute between neighbours; a mediator must come.
    public static let neighbours = Self(trusted: "dispute/neighbours")
    /// A fire; the police must come within 8 minutes.
    public static let fire = Self(trusted: "safety/fire")
    /// Rubbish; the director must come.
    public static let rubbish = Self(trusted: "environment/rubbish")
    /// Something for which the rules call nobody.
    public static let praise = Self(trusted: "other/praise")
}

extension ResponseStandard.ID {
    /// The county's first standard, with limits of minutes to days.
    public static let ordinary = Self(trusted: "ordinary")
    /// Acknowledge in 1 minute, arrive in 8.
    public static let eightMinutes = Self(trusted: "within-8-minutes")
}

extension SmallCounty {
    /// What can be reported; the elder-support dispute asks whether there is violence.
    public static let categories = [
        category(
            .elderSupport, "赡养纠纷", "Elder-support dispute",
            questions: [
                Question(
                    name: "violence",
                    text: LocalizedText(chinese: "有暴力吗？", english: "Is there violence?"))
            ]),
        category(.neighbours, "邻里纠纷", "Dispute between neighbours"),
        category(.fire, "火情", "Fire"),
        category(.rubbish, "垃圾", "Rubbish"),
        category(.praise, "表扬", "Praise"),
    ]

    /// The time limits, the default one first.
    public static let standards = [
        ResponseStandard(
            id: .ordinary, acknowledge: .wallClock(.minutes(10)),
            arrive: .wallClock(.minutes(60)), settle: .wallClock(.hours(24)),
            check: .wallClock(.hours(48)), remind: .wallClock(.minutes(30))),
        ResponseStandard(
            id: .eightMinutes, acknowledge: .wallClock(.minutes(1)),
            arrive: .wallClock(.minutes(8)), settle: .wallClock(.hours(2)),
            check: .wallClock(.hours(24)), remind: .wallClock(.minutes(5))),
    ]

    /// The county's rules: one row for each category that is not met by the defaults.
    public static let rules = rules(for: county)

    /// What ``rules`` decide about `report` when it is filed at `instant`.
    public static func decision(
        about report: Report, at instant: Instant = morning,
    ) -> RoutingDecision {
        rules.route(report, personal: nil, at: timeZone.localTime(at: instant))
    }

    /// The same rules for another version of the county.
    public static func rules(for county: County) -> RuleSet {
        do {
            return try RuleSet.compile(RuleSetSource(tables: tables), for: county)
        } catch {
            preconditionFailure("the small county's rules are wrong: \(error.faults)")
        }
    }

    private static var tables: [DecisionTableSource] {
        [
            table(
                .roles, .collect,
                [
                    (.elderSupport, .roles([.communityDirector, .police, .mediator])),
                    (.neighbours, .roles([.mediator])), (.fire, .roles([.police])),
                    (.praise, .roles([])),
                ], fallback: .roles([.communityDirector])),
            table(
                .severity, .first,
                [
                    (.elderSupport, .severity(.urgent)), (.fire, .severity(.critical)),
                    (.neighbours, .severity(.ordinary)),
                ], fallback: .severity(.low)),
            table(
                .standard, .first,
                [
                    (.elderSupport, .standard(.eightMinutes)),
                    (.fire, .standard(.eightMinutes)),
                ], fallback: .standard(.ordinary)),
        ]
    }

    private static func table(
        _ question: RoutingQuestion, _ hitPolicy: HitPolicy,
        _ rows: [(ReportCategory.ID, RoutingOutcome)], fallback: RoutingOutcome,
    ) -> DecisionTableSource {
        let position = SourcePosition(file: "routing.yaml", line: 1, column: 1)
        let because = LocalizedText(chinese: "县里这样规定。", english: "The county says so.")
        let rules = rows.map { category, outcome in
            RuleSource(
                id: category.name,
                condition: SourceText(
                    text: "report.category == '\(category)'", file: "routing.yaml", line: 1,
                    column: 1),
                outcome: outcome, because: because, position: position)
        }
        return DecisionTableSource(
            id: question.rawValue, question: question, hitPolicy: hitPolicy, rules: rules,
            fallback: FallbackSource(outcome: fallback, because: because, position: position),
            position: position)
    }

    private static func category(
        _ id: ReportCategory.ID, _ chinese: String, _ english: String,
        questions: [Question] = [],
    ) -> ReportCategory {
        ReportCategory(
            id: id, title: LocalizedText(chinese: chinese, english: english),
            questions: questions)
    }
}
