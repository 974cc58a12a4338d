import CEL
import Governance

/// What rules can read, each fact declared once with its type.
///
/// A name that is not declared here is an error when the rules are compiled, never a surprise when
/// they run.
enum Facts {
    static let report = RecordType(
        "Report",
        fields: [
            .init("category", .string), .init("source", .string), .init("grid", .string),
            .init("exercise", .bool), .init("answers", .map(key: .string, value: .bool)),
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

    /// The environment in which conditions are compiled.
    static func environment() -> Environment {
        do {
            return try Environment(
                variables: zip(variables, [report, place, local]).map {
                    .init($0, .record($1.name))
                },
                records: [report, place, local])
        } catch {
            preconditionFailure("the facts are declared wrongly: \(error)")
        }
    }
}

/// The facts of one report at one moment.
struct FactValues {
    let activation: Activation

    init(
        _ report: Report, personal: PersonalData?, at time: LocalTime, in environment: Environment,
    ) {
        var answers = MapValue()
        for (name, answer) in report.answers { answers[name] = .bool(answer) }
        let township = report.area.ancestor(at: .township)?.description ?? ""
        let community = report.area.ancestor(at: .community)?.description ?? ""
        var activation = environment.makeActivation()
        // The slots follow the order of `Facts.variables`.
        activation[0] = .record(
            Record(
                Facts.report,
                values: [
                    .string(report.category.name), .string(report.source.rawValue),
                    .string(report.area.description), .bool(report.isExercise), .map(answers),
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
            case .map(let map): value = map[step]
            default: return nil
            }
        }
        return value.map(\.inspected)
    }
}
