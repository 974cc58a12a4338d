import Governance
import RulesEngine

/// routing.yaml: the decision tables.
struct RoutingPart {
    private(set) var tables: [DecisionTableSource] = []

    /// The tables, whose files may have columns for `feeds`.
    init(_ root: YAMLNode?, feeds: [FeedFact] = [], _ reading: inout Reading) {
        guard let fields = reading.fields(root, required: ["tables"]) else { return }
        var answered: [RoutingQuestion: String] = [:]
        for node in reading.mainList(fields["tables"], defining: .table, .rule) {
            guard let fields = Self.fields(node, &reading) else { continue }
            let id: RuleName? = reading.definition(fields["id"], .table)
            let question = reading.choice(fields["question"], of: RoutingQuestion.self)
            if let question, question.isAnsweredOnce, let place = fields["question"]?.place {
                Self.note(question, by: id, at: place, &answered, &reading)
            }
            if let table = Self.table(fields, id, question, feeds, &reading) {
                tables.append(table)
            }
        }
        for question in RoutingQuestion.allCases
        where question.isAnsweredOnce && answered[question] == nil {
            reading.add(
                .missingKey, at: fields["tables"]?.place ?? fields.place,
                "no table answers the question '\(question.rawValue)'",
                "没有决策表回答问题“\(question.rawValue)”")
        }
    }

    private static func fields(_ node: YAMLNode, _ reading: inout Reading) -> Fields? {
        reading.fields(
            node, required: ["id", "question", "hit", "default"], optional: ["rules", "csv"])
    }

    private static func note(
        _ question: RoutingQuestion, by table: RuleName?, at place: Place,
        _ answered: inout [RoutingQuestion: String], _ reading: inout Reading,
    ) {
        if let earlier = answered[question] {
            reading.add(
                .duplicate, at: place,
                "the table '\(earlier)' answers the question '\(question.rawValue)' already",
                "决策表“\(earlier)”已回答问题“\(question.rawValue)”")
        }
        answered[question] = answered[question] ?? table?.name ?? "?"
    }

    private static func table(
        _ fields: Fields, _ id: RuleName?, _ question: RoutingQuestion?, _ feeds: [FeedFact],
        _ reading: inout Reading,
    ) -> DecisionTableSource? {
        let hitPolicy = hitPolicy(fields["hit"], for: question, &reading)
        let rules = rules(fields, id, question, feeds, &reading)
        let fallback = fallback(fields["default"], question, &reading)
        guard let id, let question, let hitPolicy, let fallback else { return nil }
        return DecisionTableSource(
            id: id.name, question: question, hitPolicy: hitPolicy, rules: rules,
            fallback: fallback, position: fields.place.position)
    }

    /// The rules, which stand either here or in a CSV file beside this one.
    private static func rules(
        _ fields: Fields, _ id: RuleName?, _ question: RoutingQuestion?, _ feeds: [FeedFact],
        _ reading: inout Reading,
    ) -> [RuleSource] {
        guard (fields["rules"] == nil) != (fields["csv"] == nil) else {
            reading.add(
                .missingKey, at: fields.place, "a table has either 'rules' or 'csv'",
                "决策表须有“rules”或“csv”之一，且只能有一个")
            reading.names.markUnreadable(.rule)
            return []
        }
        if let node = fields["csv"] {
            guard let name = reading.tableFileName(node) else {
                reading.names.markUnreadable(.rule)
                return []
            }
            return RoutingTableFile(table: id, question: question, feeds: feeds).rules(
                in: name, &reading)
        }
        var rules: [RuleSource] = []
        for node in reading.mainList(fields["rules"], defining: .rule) {
            if let rule = rule(node, in: id, question, &reading) { rules.append(rule) }
        }
        return rules
    }

    /// A policy that gives the question one answer.
    private static func hitPolicy(
        _ node: YAMLNode?, for question: RoutingQuestion?, _ reading: inout Reading,
    ) -> HitPolicy? {
        guard let node, let policy = reading.choice(node, of: HitPolicy.self) else { return nil }
        guard let question else { return policy }
        let allowed = HitPolicy.allowed(for: question)
        if allowed.contains(policy) { return policy }
        let names = allowed.map(\.rawValue)
        reading.addBad(
            node,
            "a table of \(question.rawValue) cannot use '\(policy.rawValue)', but "
                + names.joined(separator: ", "),
            "“\(question.rawValue)”表不能用 \(policy.rawValue)，可用：\(names.joined(separator: "、"))")
        return nil
    }

    private static func rule(
        _ node: YAMLNode, in table: RuleName?, _ question: RoutingQuestion?,
        _ reading: inout Reading,
    ) -> RuleSource? {
        let fields = reading.fields(node, required: ["id", "when", "then", "because"])
        guard let fields else { return nil }
        let id: RuleName? = reading.identifier(fields["id"])
        if let id, let table, let place = fields["id"]?.place {
            reading.define(.rule, RuleName.qualified(id.name, in: table.name), at: place)
        }
        let condition = reading.sourceText(fields["when"])
        let outcome = reading.outcome(fields["then"], of: question)
        let because = reading.localizedText(fields["because"])
        guard let id, let condition, let outcome, let because else { return nil }
        return RuleSource(
            id: id.name, condition: condition, outcome: outcome, because: because,
            position: node.place.position)
    }

    private static func fallback(
        _ node: YAMLNode?, _ question: RoutingQuestion?, _ reading: inout Reading,
    ) -> FallbackSource? {
        guard let node else { return nil }
        guard let fields = reading.fields(node, required: ["then", "because"]) else { return nil }
        let outcome = reading.outcome(fields["then"], of: question)
        let because = reading.localizedText(fields["because"])
        guard let outcome, let because else { return nil }
        return FallbackSource(
            outcome: outcome, because: because, position: node.place.position)
    }
}

/// The name of a table, a rule or a case.
struct RuleName: NamedID {
    let name: String

    init(trusted name: String) { self.name = name }

    /// A rule's name together with its table's, since rules are named within a table.
    static func qualified(_ rule: String, in table: String) -> String { "\(table): \(rule)" }
}

extension Reading {
    /// The name of a decision table's CSV file, if the folder has it as text.
    mutating func tableFileName(_ node: YAMLNode) -> String? {
        guard let name = text(node) else { return nil }
        guard RoutingTableFile.isName(name) else {
            addBad(
                node, "'\(name)' is not the name of a table's file, such as routing.roles.csv",
                "“\(name)”不是决策表文件名，例如 routing.roles.csv")
            return nil
        }
        names.use(.tableFile, name, at: node.place)
        return file(name) == nil ? nil : name
    }

    /// A condition, with the places of its characters.
    mutating func sourceText(_ node: YAMLNode?) -> SourceText? {
        guard let node, let text = text(node), let file = file(node.place.position.file) else {
            return nil
        }
        guard case .scalar(_, let style) = node.content else { return nil }
        return SourceText(text, style, at: node.place.position, in: file)
    }

    /// What a rule contributes, of the kind that its table's question asks for.
    mutating func outcome(_ node: YAMLNode?, of question: RoutingQuestion?) -> RoutingOutcome? {
        switch question {
        case nil: return nil
        case .roles?:
            guard let node, let items = list(filled(node)) else { return nil }
            let roles: [Role.ID] = references(node, .role)
            return items.isEmpty || roles.count < items.count ? nil : .roles(roles)
        case .severity?: return severity(node).map(RoutingOutcome.severity)
        case .standard?:
            let standard: ResponseStandard.ID? = reference(node, .standard)
            return standard.map(RoutingOutcome.standard)
        case .number?: return integer(node, in: RoutingOutcome.numbers).map(RoutingOutcome.number)
        }
    }

    /// How urgent something is, 1 to 4.
    mutating func severity(_ node: YAMLNode?) -> Severity? {
        let levels = Severity.allCases.map(\.rawValue)
        return integer(node, in: (levels.min() ?? 1)...(levels.max() ?? 1))
            .flatMap(Severity.init)
    }
}
