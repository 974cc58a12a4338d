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

extension FactValues {
    /// What was read of a fact; nil if the report does not have it.
    func reading(of path: String) -> RoutingDecision.FactRead? {
        guard !Facts.personal.contains(path) else {
            return RoutingDecision.FactRead(name: path, value: nil)
        }
        return text(of: path).map { RoutingDecision.FactRead(name: path, value: $0) }
    }

    /// The value of a fact as CEL writes it.
    private func text(of path: String) -> String? {
        let steps = path.split(separator: ".").map(String.init)
        guard let first = steps.first, let slot = Facts.variables.firstIndex(of: first) else {
            return nil
        }
        var value = activation[slot]
        for step in steps.dropFirst() {
            switch value {
            case .record(let record): value = record[step]
            default: return nil
            }
        }
        return value.map(\.inspected)
    }
}
