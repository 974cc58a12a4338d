public import Governance
public import Simulator
public import TextFormats

/// What a drill came to, beside what simulating the same scenario comes to.
public struct DrillScore: Sendable {
    /// One measure of both.
    public struct Row: Sendable {
        /// What is measured.
        public let measure: Measure
        /// The drill's figure.
        public let drill: Double
        /// The mean over simulated replications.
        public let expected: Double
        /// Between which values nearly all replications lie.
        public let usual: ClosedRange<Double>

        /// How the drill did.
        public var verdict: Verdict {
            guard !usual.contains(drill), let less = measure.isBetterWhenLess else { return .usual }
            return (drill < usual.lowerBound) == less ? .better : .worse
        }
    }

    /// How a drill did by one measure.
    public enum Verdict: String, Sendable {
        /// As one of the replications.
        case usual
        /// Better than nearly all of them.
        case better
        /// Worse than nearly all of them.
        case worse
    }

    /// Of each side of the replications, the share that is left out of what is usual.
    private static let tail = 0.025

    /// The measures that both have, the one that matters most first.
    public let rows: [Row]

    /// The score of a drill beside a simulation of the same scenario.
    public init(_ drill: RunMeasures, beside simulated: SimulationResult) {
        rows = simulated.figures.compactMap { figure in
            let values = figure.values.compactMap(\.self).sorted()
            guard let value = figure.measure.value(of: drill), let estimate = figure.estimate,
                !values.isEmpty
            else { return nil }
            let cut = Int(Double(values.count) * Self.tail)
            return Row(
                measure: figure.measure, drill: value, expected: estimate.mean,
                usual: values[cut]...values[values.count - 1 - cut])
        }
    }

    /// The score for programs and pages; times in seconds, shares from 0 to 1.
    public var json: JSON {
        .array(
            rows.map { row in
                [
                    "measure": .string(row.measure.id),
                    "title": [
                        "zh": .string(row.measure.title.chinese),
                        "en": .string(row.measure.title.english),
                    ],
                    "unit": .string(row.measure.unit.rawValue), "drill": .rounded(row.drill),
                    "expected": .rounded(row.expected), "low": .rounded(row.usual.lowerBound),
                    "high": .rounded(row.usual.upperBound),
                    "verdict": .string(row.verdict.rawValue),
                ]
            })
    }

    /// The score for people.
    public func text(in language: Language) -> String {
        let heading =
            language == .chinese
            ? ["", "演练", "模拟", "通常范围", ""] : ["", "drill", "simulated", "usual", ""]
        return TextColumns.text(
            [heading]
                + rows.map { row in
                    let unit = row.measure.unit
                    let mark = row.verdict == .usual ? "" : row.verdict.rawValue
                    return [
                        row.measure.title.text(in: language), unit.text(row.drill),
                        unit.text(row.expected),
                        "\(unit.text(row.usual.lowerBound)) … \(unit.text(row.usual.upperBound))",
                        mark,
                    ]
                })
    }
}
