import CEL
import Governance

/// What rules can read, each fact declared once with its type.
///
/// A name that is not declared here is an error when the rules are compiled, never a surprise when
/// they run.
struct Facts: Sendable {
    /// The environment in which conditions are compiled.
    let environment: Environment
    /// The county's questions; an answer that was not given is absent.
    let answers: RecordType

    static let report = RecordType(
        "Report",
        fields: [
            .init("category", .string), .init("source", .string), .init("grid", .string),
            .init("exercise", .bool), .init("answers", .record("Answers")),
            .init("text", .string),
        ])
    static let place = RecordType(
        "Place", fields: [.init("township", .string), .init("community", .string)])
    static let local = RecordType(
        "LocalTime",
        fields: [.init("hour", .int), .init("minuteOfDay", .int), .init("weekday", .int)])

    /// Facts that may tell who somebody is: rules may read them, but their values are not kept.
    static let personal: Set<String> = ["report.text"]

    /// The names under which the records are reached; the position is the slot.
    static let variables = ["report", "place", "local"]

    /// The facts of a county's reports.
    init(_ county: County) {
        let questions = Set(county.categories.flatMap { $0.questions.map(\.name) })
        answers = RecordType("Answers", fields: questions.sorted().map { .init($0, .bool) })
        let records = [Self.report, Self.place, Self.local]
        do {
            environment = try Environment(
                variables: zip(Self.variables, records).map { .init($0, .record($1.name)) },
                records: records + [answers])
        } catch {
            preconditionFailure("the facts are declared wrongly: \(error)")
        }
    }
}

/// The facts of one report at one moment.
struct FactValues {
    let activation: Activation

    init(
        _ report: Report, personal: PersonalData?, at time: LocalTime, among facts: Facts,
    ) {
        let answers = Record(
            facts.answers,
            values: ContiguousArray(
                facts.answers.fields.map { report.answers[$0.name].map { .bool($0) } }))
        let township = report.area.ancestor(at: .township)?.description ?? ""
        let community = report.area.ancestor(at: .community)?.description ?? ""
        var activation = facts.environment.makeActivation()
        // The slots follow the order of `Facts.variables`.
        activation[0] = .record(
            Record(
                Facts.report,
                values: [
                    .string(report.category.name), .string(report.source.rawValue),
                    .string(report.area.description), .bool(report.isExercise), .record(answers),
                    .string(personal?.text ?? ""),
                ]))
        activation[1] = .record(
            Record(Facts.place, values: [.string(township), .string(community)]))
        activation[2] = .record(
            Record(
                Facts.local,
                values: [
                    .int(Int64(time.hour)), .int(Int64(time.minuteOfDay)),
                    .int(Int64(time.date.weekday.rawValue)),
                ]))
        self.activation = activation
    }
}

/// A fact that some rule reads, its name resolved once to a place in the records.
struct FactPath: Sendable {
    let name: String
    private let slot: Int
    private let fields: [Int]

    /// The fact of this dotted name; nil if it names a record and not a fact in it.
    init?(_ name: String, among facts: Facts) {
        let steps = name.split(separator: ".").map(String.init)
        guard let first = steps.first, let slot = Facts.variables.firstIndex(of: first) else {
            return nil
        }
        var type: RecordType? = [Facts.report, Facts.place, Facts.local][slot]
        var fields: [Int] = []
        for step in steps.dropFirst() {
            guard let index = type?.index(of: step) else { return nil }
            fields.append(index)
            type = step == "answers" ? facts.answers : nil
        }
        self.name = name
        self.slot = slot
        self.fields = fields
    }

    /// What was read of the fact, a personal one by name only; nil if the report does not have it.
    func reading(in values: FactValues) -> RoutingDecision.FactRead? {
        guard !Facts.personal.contains(name) else {
            return RoutingDecision.FactRead(name: name, value: nil)
        }
        var value = values.activation[slot]
        for field in fields {
            guard case .record(let record) = value else { return nil }
            value = record.values[field]
        }
        return value.map { RoutingDecision.FactRead(name: name, value: $0.inspected) }
    }
}
