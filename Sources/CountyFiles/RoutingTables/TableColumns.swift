import RulesEngine

/// What the columns of a decision table in CSV are for, by its header.
struct TableColumns {
    /// A column whose cells test a fact.
    struct Input {
        let column: Int
        let fact: String
        let kind: FactKind
        let place: SourcePosition
    }

    /// The columns that are no facts; the raw value is the name in the header.
    enum Fixed: String, CaseIterable {
        case id
        /// A condition beside those of the inputs.
        case when
        case then
        case becauseChinese = "because.zh"
        case becauseEnglish = "because.en"

        /// Those without which there is no rule.
        static let needed = allCases.filter { $0 != .when }
    }

    private(set) var inputs: [Input] = []
    private var fixed: [Fixed: Int] = [:]

    /// The columns of a header, nil after finding fault with it; `feeds` are the data items that
    /// rules may read.
    init?(_ header: Spreadsheet.Row, feeds: [FeedFact], _ reading: inout Reading) {
        var isSound = true
        var seen: Set<String> = []
        for (column, name) in header.cells.enumerated() {
            let place = Place(header.place(of: column), width: max(1, name.unicodeScalars.count))
            guard !name.isEmpty, seen.insert(name).inserted else {
                reading.add(
                    .duplicate, at: place,
                    name.isEmpty ? "this column has no name" : "two columns are named '\(name)'",
                    name.isEmpty ? "此列没有名称" : "有两列都叫“\(name)”")
                isSound = false
                continue
            }
            if let use = Fixed(rawValue: name) {
                fixed[use] = column
            } else if let kind = FactKind(factNamed: name, feeds: feeds) {
                inputs.append(Input(column: column, fact: name, kind: kind, place: place.position))
            } else {
                Self.addUnknown(name, among: FactKind.names(feeds: feeds), at: place, &reading)
                isSound = false
            }
        }
        let missing = Fixed.needed.filter { fixed[$0] == nil }
        guard missing.isEmpty else {
            let names = missing.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            reading.add(
                .missingKey, at: Place(header.place(of: 0)), "the header lacks \(names)",
                "表头缺少 \(names)")
            return nil
        }
        guard isSound else { return nil }
    }

    /// The position of a column that is no fact.
    subscript(use: Fixed) -> Int? { fixed[use] }

    private static func addUnknown(
        _ name: String, among facts: [String], at place: Place, _ reading: inout Reading,
    ) {
        let known = facts + Fixed.allCases.map(\.rawValue)
        let hint = Suggestion.closest(to: name, among: known)
        reading.add(
            .unknownKey, at: place,
            "'\(name)' is neither a fact nor one of id, when, then, because.zh, because.en"
                + (hint.map { "; did you mean '\($0)'?" } ?? ""),
            "“\(name)”既不是事实，也不是 id、when、then、because.zh、because.en"
                + (hint.map { "；是否应为“\($0)”？" } ?? ""))
    }
}
