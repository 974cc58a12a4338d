public import Governance
public import Simulator
public import TextFormats

/// Two scenarios under the same chance, measure by measure.
public struct Comparison: Sendable {
    /// One measure of both.
    public struct Row: Sendable {
        /// What is measured.
        public let measure: Measure
        /// The figure of the first, of all its samples.
        public let before: Double?
        /// The figure of the second.
        public let after: Double?
        /// The difference over pairs of replications; nil where no pair has it.
        public let difference: PairedDifference?
    }

    /// The first.
    public let before: SimulationResult
    /// The second.
    public let after: SimulationResult
    /// The measures that both have.
    public let rows: [Row]

    /// The comparison of two results of equally many replications under the same seed.
    public init(before: SimulationResult, after: SimulationResult) {
        self.before = before
        self.after = after
        let others = Dictionary(
            uniqueKeysWithValues: after.figures.map { ($0.measure.id, $0) })
        rows = before.figures.compactMap { figure in
            guard let other = others[figure.measure.id] else { return nil }
            return Row(
                measure: figure.measure, before: figure.overall, after: other.overall,
                difference: PairedDifference(before: figure.values, after: other.values))
        }
    }
}

extension Comparison {
    /// What was found about the measure that matters most, and about all that differ.
    public func sentences(in language: Language) -> [String] {
        guard let first = rows.first(where: { $0.measure.id == "full_assignment_p90" }) else {
            return []
        }
        let others = rows.filter { row in
            guard row.measure.id != first.measure.id, row.measure.isBetterWhenLess != nil else {
                return false
            }
            return row.difference?.verdict == .more || row.difference?.verdict == .less
        }
        return ([first] + others.prefix(6)).compactMap { $0.sentence(in: language) }
    }

    /// The figures of both for people, then what can be said.
    public func table(in language: Language) -> String {
        let rows = rows.compactMap { row -> [String]? in
            guard let before = row.before, let after = row.after else { return nil }
            let unit = row.measure.unit
            let interval = row.difference?.estimate.interval.map {
                "\(unit.text($0.lowerBound)) … \(unit.text($0.upperBound))"
            }
            return [
                row.measure.title.text(in: language), unit.text(before), unit.text(after),
                row.difference.map { unit.text($0.estimate.mean) } ?? "", interval ?? "",
            ]
        }
        return TextColumns.text(
            [["", "A", "B", "B - A", language == .chinese ? "95% 区间" : "95% interval"]] + rows)
            + "\n" + sentences(in: language).map { $0 + "\n" }.joined()
    }

    /// The comparison for programs.
    public var json: JSON {
        var measures = JSONObject()
        for row in rows {
            let estimate = row.difference?.estimate
            measures[row.measure.id] = [
                "unit": .string(row.measure.unit.rawValue), "a": .rounded(row.before),
                "b": .rounded(row.after), "difference": .rounded(estimate?.mean),
                "low": .rounded(estimate?.interval?.lowerBound),
                "high": .rounded(estimate?.interval?.upperBound),
                "pairs": .integer(Int64(estimate?.count ?? 0)),
                "verdict": .string(row.verdictName),
            ]
        }
        return [
            "a": before.title.json, "b": after.title.json,
            "seed": .string("\(before.scenario.seed)"),
            "replications": .integer(Int64(before.replications.count)),
            "confidence": .number(Estimate.confidence),
            "measures": .object(measures),
            "found": [
                "zh": .array(sentences(in: .chinese).map(JSON.string)),
                "en": .array(sentences(in: .english).map(JSON.string)),
            ],
        ]
    }
}

extension Comparison.Row {
    fileprivate var verdictName: String {
        switch difference?.verdict {
        case .unchanged?: "unchanged"
        case .more?: "more"
        case .less?: "less"
        case .unclear?: "unclear"
        case nil: "not measured"
        }
    }

    fileprivate func sentence(in language: Language) -> String? {
        guard let difference, let before, let after else { return nil }
        let title = measure.title.text(in: language)
        let unit = measure.unit
        let mean = unit.text(abs(difference.estimate.mean))
        let sure = difference.estimate.interval.map { interval in
            let ends = [abs(interval.lowerBound), abs(interval.upperBound)].sorted()
            return (unit.text(ends[0]), unit.text(ends[1]))
        }
        let isChinese = language == .chinese
        switch (difference.verdict, sure) {
        case (.unchanged, _):
            return isChinese ? "\(title)：没有变化。" : "\(title): no change in any replication."
        case (.more, let (low, high)?), (.less, let (low, high)?):
            let isMore = difference.verdict == .more
            return isChinese
                ? "\(title)：B 比 A \(isMore ? "多" : "少") \(mean)（95% 区间 \(low) 至 \(high)），"
                    + "由 \(unit.text(before)) 变为 \(unit.text(after))。"
                : "\(title): B is \(mean) \(isMore ? "more" : "less") than A (95% interval \(low) "
                    + "to \(high)), \(unit.text(before)) becoming \(unit.text(after))."
        case (.unclear(let needed?), _):
            return isChinese
                ? "\(title)：还不能下结论；若差异确如所见，约需重复 \(needed) 次。"
                : "\(title): nothing can be said yet; if the difference is as it seems, about "
                    + "\(needed) replications would show it."
        default:
            return isChinese
                ? "\(title)：还不能下结论；差异太小，增加重复次数也难以看出。"
                : "\(title): nothing can be said yet; the difference is too small for more "
                    + "replications to show."
        }
    }
}
