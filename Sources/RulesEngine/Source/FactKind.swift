import CEL

/// What kind of value a fact has, for tables whose cells do not say it.
public enum FactKind: Sendable {
    /// A text, such as a category.
    case text
    /// A whole number, such as an hour.
    case number
    /// A number that may have a fraction, such as the millimetres of rain of a feed.
    case decimal
    /// Yes or no; an answer may also not have been given.
    case flag(mayBeAbsent: Bool)

    /// The kind of the fact of this name, such as `report.category`; nil if there is none or its
    /// values are of another kind.
    ///
    /// Which questions a county asks is known only once its rules are compiled, so every name under
    /// `report.answers` is taken for one.
    ///
    /// - Parameters:
    ///   - name: The fact.
    ///   - feeds: The data items that the county's rules may read.
    public init?(factNamed name: String, feeds: [FeedFact] = []) {
        let steps = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if steps.count == 3, steps[0] == "report", steps[1] == "answers", !steps[2].isEmpty {
            self = .flag(mayBeAbsent: true)
            return
        }
        if steps.count == 3, steps[0] == "feeds" {
            guard let feed = feeds.first(where: { $0.name == steps[1] }) else { return nil }
            self.init(steps[2], of: feed)
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

    /// What one of the three facts of a feed's item is.
    private init?(_ fact: String, of feed: FeedFact) {
        switch (fact, feed.kind) {
        case ("value", .flag), ("isStale", _): self = .flag(mayBeAbsent: false)
        case ("value", .integer), ("ageMinutes", _): self = .number
        case ("value", .number): self = .decimal
        case ("value", .text): self = .text
        default: return nil
        }
    }

    /// The names of all facts but answers.
    public static func names(feeds: [FeedFact] = []) -> [String] {
        let plain = records.flatMap { name, record in record.fields.map { "\(name).\($0.name)" } }
        let items = feeds.flatMap { feed in
            ["value", "ageMinutes", "isStale"].map { "feeds.\(feed.name).\($0)" }
        }
        return (plain + items).filter { FactKind(factNamed: $0, feeds: feeds) != nil }.sorted()
    }

    private static let records = [
        "report": Facts.report, "place": Facts.place, "local": Facts.local,
        "history": Facts.history,
    ]
}
