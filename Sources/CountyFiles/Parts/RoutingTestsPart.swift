import FeedCore
import Governance
import RulesEngine

/// routing.tests.yaml: cases beside the rules.
struct RoutingTestsPart {
    private(set) var cases: [RoutingCase] = []
    private let timeZone: CountyTimeZone
    private let askedNames: [ReportCategory.ID: [String]]
    /// The data items that a case may state the values of.
    let items: [DataItem]

    init(
        _ root: YAMLNode?, _ timeZone: CountyTimeZone,
        askedNames: [ReportCategory.ID: [String]], items: [DataItem],
        _ reading: inout Reading,
    ) {
        self.timeZone = timeZone
        self.askedNames = askedNames
        self.items = items
        guard let fields = reading.fields(root, required: ["cases"]) else { return }
        for node in reading.mainList(fields["cases"], defining: .routingCase) {
            if let made = routingCase(node, &reading) { cases.append(made) }
        }
    }

    private func routingCase(_ node: YAMLNode, _ reading: inout Reading) -> RoutingCase? {
        guard
            let fields = reading.fields(
                node, required: ["id", "report", "expect"], optional: ["history", "feeds"])
        else { return nil }
        let id: RuleName? = reading.definition(fields["id"], .routingCase)
        let expected = expectation(fields["expect"], &reading)
        let given = report(fields["report"], &reading)
        let history = history(fields["history"], &reading)
        let feeds = feeds(fields["feeds"], &reading)
        guard let id, let given, let expected else { return nil }
        return RoutingCase(
            id: id.name, report: given.report, personal: given.personal, time: given.time,
            history: history, feeds: feeds, expected: expected, position: node.place.position)
    }

    /// What was reported from the place before; what is not said is nothing.
    private func history(_ node: YAMLNode?, _ reading: inout Reading) -> RoutingContext.History {
        var history = RoutingContext.History.nothing
        guard node != nil,
            let fields = reading.fields(
                node, required: [],
                optional: [
                    "here7Days", "here30Days", "sameHere30Days", "alikeHere30Days",
                    "hoursSinceLastHere",
                ])
        else { return history }
        func count(_ name: String) -> Int? { reading.integer(fields[name], in: 0...1_000_000) }
        history.here7Days = count("here7Days") ?? 0
        history.here30Days = count("here30Days") ?? 0
        history.sameHere30Days = count("sameHere30Days") ?? 0
        history.alikeHere30Days = count("alikeHere30Days") ?? 0
        history.hoursSinceLastHere = count("hoursSinceLastHere")
        return history
    }

    private func report(
        _ node: YAMLNode?, _ reading: inout Reading,
    ) -> (report: Report, personal: PersonalData?, time: LocalTime)? {
        let fields = reading.fields(
            node, required: ["category", "area", "at"],
            optional: ["source", "answers", "text", "exercise"])
        guard let fields, let node else { return nil }
        let category: ReportCategory.ID? = reading.reference(fields["category"], .category)
        let area = reading.areaCode(fields["area"], at: [.community, .grid])
        if let area, let place = fields["area"]?.place {
            reading.names.use(.area, area.description, at: place)
        }
        let time = reading.localTime(fields["at"])
        let source = reading.choice(fields["source"], of: Report.Source.self) ?? .worker
        let answers = answers(fields["answers"], to: category, &reading)
        let text = reading.text(fields["text"])
        let isExercise = reading.boolean(fields["exercise"]) ?? false
        guard let category, let area, let time else { return nil }
        // A case must be the same whenever it is read, so its number is its line.
        let report = Report(
            id: Report.ID(high: 0, low: UInt64(node.place.position.line)), category: category,
            area: area, source: source, answers: answers, occurredAt: timeZone.instant(at: time),
            isExercise: isExercise)
        return (report, text.map { PersonalData(text: $0) }, time)
    }

    private func answers(
        _ node: YAMLNode?, to category: ReportCategory.ID?, _ reading: inout Reading,
    ) -> [String: Bool] {
        var answers: [String: Bool] = [:]
        for (key, value) in reading.mapping(node) ?? [] {
            guard let name: QuestionName = reading.identifier(key) else { continue }
            if let category, let known = askedNames[category], !known.contains(name.name) {
                addUnknownQuestion(name.name, key, category, known, &reading)
            }
            answers[name.name] = reading.boolean(value)
        }
        return answers
    }

    private func addUnknownQuestion(
        _ name: String, _ node: YAMLNode, _ category: ReportCategory.ID, _ known: [String],
        _ reading: inout Reading,
    ) {
        let closest = Suggestion.closest(to: name, among: known)
        reading.add(
            .unknownReference, at: node.place,
            "the category '\(category)' does not ask '\(name)'"
                + (closest.map { "; did you mean '\($0)'?" } ?? ""),
            "类别“\(category)”没有问题“\(name)”" + (closest.map { "；是否应为“\($0)”？" } ?? ""))
    }

    private func expectation(
        _ node: YAMLNode?, _ reading: inout Reading,
    ) -> RoutingCase.Expectation? {
        let fields = reading.fields(
            node, required: [], optional: ["roles", "severity", "standard", "fired", "numbers"])
        guard let fields else { return nil }
        let roles: [Role.ID] = reading.references(fields["roles"], .role)
        var fired: [String: [String]] = [:]
        for (key, value) in reading.mapping(fields["fired"]) ?? [] {
            guard let table: RuleName = reading.reference(key, .table) else { continue }
            fired[table.name] = rules(value, in: table, &reading)
        }
        var numbers: [String: Int] = [:]
        for (key, value) in reading.mapping(fields["numbers"]) ?? [] {
            guard let table: RuleName = reading.reference(key, .table) else { continue }
            // A sum may be more than a rule may give.
            numbers[table.name] = reading.integer(value, in: Int(Int32.min)...Int(Int32.max))
        }
        return RoutingCase.Expectation(
            roles: fields["roles"] == nil ? nil : roles,
            severity: reading.severity(fields["severity"]),
            standard: reading.reference(fields["standard"], .standard), fired: fired,
            numbers: numbers)
    }

    private func rules(
        _ node: YAMLNode, in table: RuleName, _ reading: inout Reading,
    ) -> [String] {
        var rules: [String] = []
        for item in reading.list(node) ?? [] {
            guard let rule: RuleName = reading.identifier(item) else { continue }
            if reading.names.isDefined(.table, table.name) {
                reading.names.use(
                    .rule, RuleName.qualified(rule.name, in: table.name), at: item.place)
            }
            rules.append(rule.name)
        }
        return rules
    }
}
