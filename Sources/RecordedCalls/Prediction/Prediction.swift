import DispatchCore
public import Governance
import Simulator
public import TextFormats

/// How well a model of one period's recorded calls foretells the response times of the next.
public struct Prediction: Sendable {
    /// One period, foretold by the one before it.
    public struct Row: Sendable {
        /// When it began.
        public let start: Instant
        /// How many calls it had in which somebody arrived, and how many the model was made of.
        public let calls: Int
        /// How many calls the model was made of.
        public let fitted: Int
        /// For each percentile of ``Prediction/percents``.
        public let figures: [Figure]
    }

    /// One percentile of one period, in seconds.
    public struct Figure: Sendable {
        /// As recorded.
        public let actual: Double
        /// Foretold: the mean over replications.
        public let foretold: Double
        /// Between which values 95 of 100 replications lie.
        public let range: ClosedRange<Double>
        /// What it was in the period before, which is the guess that needs no model.
        public let before: Double

        /// How far off the model is, as a share of what was recorded.
        public var error: Double { actual > 0 ? abs(foretold - actual) / actual : 0 }
        /// How far off the period before is.
        public var naiveError: Double { actual > 0 ? abs(before - actual) / actual : 0 }
    }

    /// The percentiles that are foretold.
    public static let percents = [50, 90]
    /// How often each period is simulated.
    static let replications = 100
    /// A period with fewer calls says nothing.
    static let fewest = 10

    /// The name of the source.
    public let source: LocalizedText
    /// How long a period is.
    public let period: Duration
    /// The periods that could be foretold, in order.
    public let rows: [Row]

    /// Foretells each period of a file's recorded calls from the one before it.
    ///
    /// - Throws: ``ReplayError`` if the mapping is wrong or the file cannot be read as a whole.
    public static func run(
        input: String, mapping: String, period: Duration,
    ) throws(ReplayError) -> Prediction {
        let (source, calls) = try RecordedReplay.calls(input: input, mapping: mapping)
        let known = calls.filter { $0.accepted != nil }
        guard let first = known.compactMap(\.accepted).min() else {
            return Prediction(source: source, period: period, rows: [])
        }
        let buckets = Dictionary(grouping: known) { call in
            Int(((call.accepted ?? first) - first) / period)
        }
        let rows = buckets.keys.sorted().compactMap { number -> Row? in
            guard let before = buckets[number - 1], let here = buckets[number] else { return nil }
            return row(from: before, to: here, start: first + period * number, period)
        }
        return Prediction(source: source, period: period, rows: rows)
    }

    private static func row(
        from before: [RecordedCall], to here: [RecordedCall], start: Instant, _ period: Duration,
    ) -> Row? {
        guard let former = samples(before), let actual = samples(here),
            former.count >= fewest, actual.count >= fewest,
            let model = CallModel(before, from: start - period, to: start)
        else { return nil }
        let (scenario, dispatcher) = model.scenario(
            from: start, lasting: period, replications: replications, seed: 1)
        var values = percents.map { _ in [Double]() }
        for replication in 0..<replications {
            var simulation = Simulation(
                scenario, dispatcher: dispatcher, replication: replication)
            var observer = RunObserver(scenario, county: dispatcher.county)
            simulation.run { observer.observe($0) }
            observer.finish(simulation)
            guard let sorted = observer.measures.samples[0].sorted() else { continue }
            for (index, percent) in percents.enumerated() {
                values[index].append(sorted.percentile(percent).inSeconds)
            }
        }
        let figures = percents.enumerated().compactMap { index, percent -> Figure? in
            let sorted = values[index].sorted()
            guard let estimate = Estimate(sorted) else { return nil }
            let cut = sorted.count / 40
            return Figure(
                actual: actual.percentile(percent).inSeconds, foretold: estimate.mean,
                range: sorted[cut]...sorted[sorted.count - 1 - cut],
                before: former.percentile(percent).inSeconds)
        }
        return Row(
            start: start, calls: actual.count, fitted: former.count, figures: figures)
    }

    private static func samples(_ calls: [RecordedCall]) -> SortedSamples? {
        var samples = SampleSet()
        for call in calls { samples.add(call.response) }
        return samples.sorted()
    }

    /// The mean error of the model, and of the period before, by percentile.
    public var errors: [(percent: Int, model: Double, naive: Double, within: Double)] {
        Self.percents.enumerated().compactMap { index, percent in
            let figures = rows.map { $0.figures[index] }
            guard !figures.isEmpty else { return nil }
            let count = Double(figures.count)
            return (
                percent, figures.reduce(0) { $0 + $1.error } / count,
                figures.reduce(0) { $0 + $1.naiveError } / count,
                Double(figures.count { $0.range.contains($0.actual) }) / count
            )
        }
    }
}

extension Prediction {
    /// What was foretold and what came, for people.
    public func text(in language: Language) -> String {
        let isChinese = language == .chinese
        var table = TextTable()
        table.add(
            isChinese
                ? ["时段", "次", "百分位", "预测", "95%", "实际", "误差", "上一时段"]
                : ["period from", "calls", "", "foretold", "95%", "recorded", "error", "before"])
        for row in rows {
            for (percent, figure) in zip(Self.percents, row.figures) {
                table.add([
                    "\(row.start)", "\(row.calls)", "p\(percent)", Self.text(figure.foretold),
                    "\(Self.text(figure.range.lowerBound))–\(Self.text(figure.range.upperBound))",
                    Self.text(figure.actual), Self.share(figure.error),
                    Self.text(figure.before),
                ])
            }
        }
        let errors = errors.map { entry in
            isChinese
                ? "p\(entry.percent)：\(rows.count) 个时段平均误差 \(Self.share(entry.model))；"
                    + "直接照搬上一时段为 \(Self.share(entry.naive))；"
                    + "实际值落在 95% 范围内的占 \(Self.share(entry.within))。"
                : "p\(entry.percent): mean error \(Self.share(entry.model)) over \(rows.count) "
                    + "periods; \(Self.share(entry.naive)) by taking the period before as it was; "
                    + "\(Self.share(entry.within)) of the recorded lie within the 95%."
        }
        return source.text(in: language) + "\n" + table.text(indentation: 0)
            + errors.joined(separator: "\n") + "\n"
    }

    private static func text(_ seconds: Double) -> String { "\(Int(seconds.rounded())) s" }

    private static func share(_ share: Double) -> String {
        "\((share * 1_000).rounded() / 10)%"
    }

    /// What was foretold and what came, for programs; times in seconds.
    public var json: JSON {
        [
            "periodSeconds": .number(period.inSeconds),
            "errors": .array(
                errors.map {
                    [
                        "percent": .integer(Int64($0.percent)), "model": .number($0.model),
                        "before": .number($0.naive), "withinRange": .number($0.within),
                    ]
                }),
            "periods": .array(
                rows.map { row in
                    [
                        "start": .string("\(row.start)"), "calls": .integer(Int64(row.calls)),
                        "fitted": .integer(Int64(row.fitted)),
                        "figures": .array(
                            zip(Self.percents, row.figures).map { percent, figure in
                                [
                                    "percent": .integer(Int64(percent)),
                                    "foretold": .number(figure.foretold),
                                    "low": .number(figure.range.lowerBound),
                                    "high": .number(figure.range.upperBound),
                                    "recorded": .number(figure.actual),
                                    "before": .number(figure.before),
                                ]
                            }),
                    ]
                }),
        ]
    }
}
