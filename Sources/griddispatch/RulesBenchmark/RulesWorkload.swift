import TextFormats

/// An invented city's routing rules and reports: the same ones on every machine.
///
/// 60 categories in three levels; two thirds of the rules name one, the others a group, and most ask
/// for up to three more things. The most specific rules come first, and a rule for each group ends
/// the table.
struct RulesWorkload {
    /// A rule: what it asks for.
    struct Rule {
        /// A category, or the beginning of one if it ends in a full stop.
        let category: String
        let severity: (operation: String, level: Int)?
        let tag: String?
        /// From an hour to before another, maybe across midnight.
        let hours: (from: Int, to: Int)?

        var isPrefix: Bool { category.hasSuffix(".") }

        var partCount: Int {
            1 + (severity == nil ? 0 : 1) + (tag == nil ? 0 : 1) + (hours == nil ? 0 : 1)
        }

        /// The condition in the language of rules.
        var condition: String {
            var parts = [
                isPrefix
                    ? "report.category.startsWith(\"\(category)\")"
                    : "report.category == \"\(category)\""
            ]
            if let severity {
                parts.append("report.severity \(severity.operation) \(severity.level)")
            }
            if let tag { parts.append("\"\(tag)\" in report.tags") }
            if let hours {
                let (from, to) = ("report.hour >= \(hours.from)", "report.hour < \(hours.to)")
                parts.append(hours.from < hours.to ? "\(from) && \(to)" : "(\(from) || \(to))")
            }
            return parts.joined(separator: " && ")
        }

        var json: JSON {
            var object = JSONObject()
            object["category"] = .string(category)
            if let severity {
                object["severity"] = [.string(severity.operation), .integer(Int64(severity.level))]
            }
            if let tag { object["tag"] = .string(tag) }
            if let hours {
                object["hours"] = [.integer(Int64(hours.from)), .integer(Int64(hours.to))]
            }
            return .object(object)
        }
    }

    /// A report: what rules may read of it.
    struct Report {
        let category: String
        let severity: Int
        let hour: Int
        let tags: [String]

        var json: JSON {
            [
                "category": .string(category), "severity": .integer(Int64(severity)),
                "hour": .integer(Int64(hour)), "tags": .array(tags.map(JSON.string)),
            ]
        }
    }

    private static let areas = [
        "dispute", "safety", "environment", "order", "welfare", "population", "facility", "health",
        "property", "traffic",
    ]
    private static let groups = areas.flatMap { ["\($0).street", "\($0).home"] }
    static let categories = groups.flatMap { ["\($0).urgent", "\($0).common", "\($0).repeated"] }
    static let tags = [
        "elderly", "child", "repeat", "group", "media", "night", "school", "market", "site",
        "petition",
    ].flatMap { word in (0..<4).map { "\(word)_\($0)" } }

    /// A table of so many rules, at least 31.
    static func rules(_ count: Int) -> [Rule] {
        var chance = WorkloadGenerator(seed: 20_251_121 + UInt64(count))
        var specific: [Rule] = []
        let fallbacks = (groups + areas).map {
            Rule(category: "\($0).", severity: nil, tag: nil, hours: nil)
        }
        while specific.count < count - fallbacks.count { specific.append(rule(&chance)) }
        // Stable: of equally specific rules those that name one category come first.
        let ordered = specific.enumerated().sorted { left, right in
            (-left.element.partCount, left.element.isPrefix ? 1 : 0, left.offset)
                < (-right.element.partCount, right.element.isPrefix ? 1 : 0, right.offset)
        }
        return ordered.map(\.element) + fallbacks
    }

    private static func rule(_ chance: inout WorkloadGenerator) -> Rule {
        let kind = chance.below(100)
        let category =
            kind < 65
            ? chance.pick(categories)
            : kind < 90 ? chance.pick(groups) + "." : chance.pick(areas) + "."
        var severity: (String, Int)?
        if chance.below(100) < 60 {
            severity = (chance.pick([">=", ">=", ">=", "==", "<="]), 2 + chance.below(4))
        }
        let tag = chance.below(100) < 40 ? chance.pick(tags) : nil
        var hours: (Int, Int)?
        if chance.below(100) < 30 {
            let from = chance.below(24)
            hours = (from, (from + 4 + chance.below(9)) % 24)
        }
        if severity == nil, tag == nil, hours == nil { severity = (">=", 3 + chance.below(3)) }
        return Rule(category: category, severity: severity, tag: tag, hours: hours)
    }

    /// So many reports; some categories are far more frequent than others.
    static func reports(_ count: Int) -> [Report] {
        var chance = WorkloadGenerator(seed: 7)
        let order = chance.shuffled(categories)
        // The weight falls with the rank, as 1, 1/2, 1/3 … of the most frequent, softened to √.
        let weights = order.indices.map { 1_000_000 / (1_000 + 600 * $0) }
        return (0..<count).map { _ in
            let category = order[chance.index(weights)]
            let severity = 1 + chance.index([30, 30, 22, 12, 6])
            let hour = chance.below(24)
            let tagCount = chance.index([30, 30, 20, 12, 8])
            return Report(
                category: category, severity: severity, hour: hour,
                tags: Array(chance.shuffled(tags).prefix(tagCount)))
        }
    }
}

/// Chance for the workload: SplitMix64, the same on every machine.
private struct WorkloadGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to before `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// An index, each as often as its weight says.
    mutating func index(_ weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return weights.count - 1
    }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var shuffled = elements
        for index in shuffled.indices.dropLast() {
            shuffled.swapAt(index, index + below(shuffled.count - index))
        }
        return shuffled
    }
}
