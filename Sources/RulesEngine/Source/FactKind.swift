import CEL

/// What kind of value a fact has, for tables whose cells do not say it.
public enum FactKind: Sendable {
    /// A text, such as a category.
    case text
    /// A whole number, such as an hour.
    case number
    /// Yes or no; an answer may also not have been given.
    case flag(mayBeAbsent: Bool)

    /// The kind of the fact of this name, such as `report.category`; nil if there is none or its
    /// values are of another kind.
    ///
    /// Which questions a county asks is known only once its rules are compiled, so every name under
    /// `report.answers` is taken for one.
    public init?(factNamed name: String) {
        let steps = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if steps.count == 3, steps[0] == "report", steps[1] == "answers", !steps[2].isEmpty {
            self = .flag(mayBeAbsent: true)
            return
        }
        guard steps.count == 2, let record = Self.records[steps[0]] else { return nil }
        guard let index = record.index(of: steps[1]) else { return nil }
        switch record.fields[index].type {
        case .string: self = .text
        case .int: self = .number
        case .bool: self = .flag(mayBeAbsent: false)
        default: return nil
        }
    }

    /// The names of all facts but answers.
    public static var names: [String] {
        records.flatMap { name, record in
            record.fields.map { "\(name).\($0.name)" }
        }.filter { FactKind(factNamed: $0) != nil }.sorted()
    }

    private static let records = [
        "report": Facts.report, "place": Facts.place, "local": Facts.local,
    ]
}
