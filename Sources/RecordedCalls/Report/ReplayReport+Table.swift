import DispatchCore
public import Governance
import Simulator
import TextFormats

extension ReplayReport {
    /// The figures as tables for people; durations in seconds.
    public func table(in language: Language) -> String {
        let words = TableWords(language: language)
        var text = overview(words)
        text += "\n" + words.runs + "\n"
        text += runs(words)
        text += "\n" + words.calls(figures.plan.response) + "\n"
        text += calls(words)
        for (name, groups) in zip(runGroupings, figures.intervalsByGroup) {
            text += "\n" + words.runs(by: name) + "\n"
            text += runs(groups, words)
        }
        return text
    }

    private func overview(_ words: TableWords) -> String {
        var table = TextTable()
        table.add([words.text("来源", "source"), source.text(in: words.language)])
        table.add([words.text("行数", "rows"), "\(figures.runs)"])
        if refusedRows > 0 {
            table.add([words.text("拒收行数", "refused rows"), "\(refusedRows)"])
        }
        table.add([words.text("事件数", "calls"), "\(figures.calls)"])
        if let first = figures.firstStart, let last = figures.lastStart {
            table.add([words.text("最早", "first"), first.naiveText])
            table.add([words.text("最晚", "last"), last.naiveText])
        }
        if figures.plan.busy != nil {
            table.add([
                words.text("出动总秒数", "busy unit seconds"), "\(figures.busy.total.wholeSeconds)",
            ])
        }
        if figures.plan.open != nil {
            table.add([
                words.text("同时未结最多", "most calls open at once"), "\(figures.peakOpenCalls)",
            ])
        }
        if let limits {
            let timeliness = limits.timeliness
            table.add([
                words.text("按期（有期限且已结）", "in time, of those closed with a limit"),
                "\(timeliness.inTime) / \(timeliness.count)",
            ])
            table.add([
                words.text("与来源标记一致", "as the source itself says"),
                "\(limits.agreeing) / \(limits.flagged)",
            ])
        }
        for (stamp, count) in zip(figures.plan.stamps, figures.missing) where count > 0 {
            table.add([words.text("缺少 \(stamp.name)", "missing \(stamp.name)"), "\(count)"])
        }
        return "\(input)\n" + table.text(indentation: 2)
    }

    private func runs(_ words: TableWords) -> String {
        var table = TextTable()
        table.add([""] + words.figures(within: figures.plan.limits))
        for (named, samples) in zip(figures.plan.intervals, figures.intervals) {
            table.add([words.label(named)] + cells(samples))
        }
        return table.text(indentation: 2)
    }

    private func calls(_ words: TableWords) -> String {
        var table = TextTable()
        table.add([""] + words.figures(within: figures.plan.limits))
        table.add([words.text("全部", "all")] + cells(figures.response))
        for (column, groups) in zip(callGroupings, figures.responseByGroup) {
            table.add([column])
            for (name, samples) in groups.sorted(by: { $0.key < $1.key }) {
                table.add(["  " + words.group(name)] + cells(samples))
            }
        }
        return table.text(indentation: 2)
    }

    private func runs(
        _ groups: [String: [SampleSet]], _ words: TableWords,
    ) -> String {
        var table = TextTable()
        table.add([""] + words.figures(within: figures.plan.limits))
        for (name, intervals) in groups.sorted(by: { $0.key < $1.key }) {
            table.add([words.group(name)])
            for (named, samples) in zip(figures.plan.intervals, intervals) {
                table.add(["  " + named.name] + cells(samples))
            }
        }
        return table.text(indentation: 2)
    }

    /// The figures of a set of samples, in the order of ``TableWords/figures(within:)``.
    private func cells(_ samples: SampleSet) -> [String] {
        let rest = ["\(samples.missing)", "\(samples.negative)"]
        guard let sorted = samples.sorted() else {
            return ["0"] + Array(repeating: "–", count: 5 + figures.plan.limits.count) + rest
        }
        let durations = [
            sorted.minimum, sorted.percentile(50), sorted.percentile(90), sorted.maximum,
        ]
        let shares = figures.plan.limits.map {
            "\((sorted.share(within: $0) * 100).rounded(toPlaces: 1))%"
        }
        return ["\(sorted.count)"] + durations.map { "\($0.wholeSeconds)" }
            + ["\(sorted.meanSeconds.rounded(toPlaces: 1))"] + shares + rest
    }
}

/// The words of the tables in one language.
private struct TableWords {
    let language: Language

    func text(_ chinese: String, _ english: String) -> String {
        LocalizedText(chinese: chinese, english: english).text(in: language)
    }

    var runs: String { text("逐个单位（秒）", "Unit by unit (seconds)") }

    func runs(by name: String) -> String {
        text("逐个单位，按 \(name) 分组（秒）", "Unit by unit, by \(name) (seconds)")
    }

    func calls(_ interval: ResponseInterval) -> String {
        let definition = interval.definition.text(in: language)
        return text(
            "逐个事件：\(definition)，取各单位中最早者（秒）",
            "Call by call: \(definition), the earliest of its units (seconds)")
    }

    /// The name of an interval and what is measured.
    func label(_ named: ReplayPlan.Interval) -> String {
        let definition = named.interval.definition.text(in: language)
        return text("\(named.name)（\(definition)）", "\(named.name) (\(definition))")
    }

    func group(_ name: String) -> String {
        name.isEmpty ? text("（空）", "(empty)") : name
    }

    func figures(within limits: [Duration]) -> [String] {
        [text("样本", "n"), text("最小", "min"), "p50", "p90", text("最大", "max"), text("平均", "mean")]
            + limits.map { "≤\($0.wholeSeconds)" }
            + [text("缺失", "missing"), text("倒序", "negative")]
    }
}
