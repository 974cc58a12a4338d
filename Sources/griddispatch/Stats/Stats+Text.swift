import DispatchCore
import Foundation
import Governance
import TextFormats

extension Statistics {
    /// The figures as tables for a terminal, each interval with its definition.
    func text(_ language: Language, county: County) -> String {
        var text = ""
        for population in Population.allCases {
            for (key, group) in (groups[population] ?? [:]).sorted(by: { $0.key < $1.key }) {
                let title = query.grouping.title(of: key, in: county)?.text(in: language)
                let heading = [title, title == key || key.isEmpty ? nil : key]
                    .compactMap(\.self).joined(separator: " · ")
                text += "\(population.title.text(in: language)): \(heading)\n"
                text += group.text(language) + "\n"
            }
        }
        return text + Self.footnote(query, language)
    }

    private static func footnote(_ query: StatisticsQuery, _ language: Language) -> String {
        switch language {
        case .chinese: "截至 \(query.asOf);方括号内为 95% 置信带。\n"
        case .english: "As of \(query.asOf); in brackets the 95% band.\n"
        }
    }
}

extension StatisticsGroup {
    fileprivate func text(_ language: Language) -> String {
        var table = TextTable()
        let isChinese = language == .chinese
        table.add(
            [""] + (isChinese ? ["样本", "未到", "缺", "时限内"] : ["n", "pending", "missing", "within"])
                + Statistics.percentiles.map { "p\($0)" })
        for (measure, samples) in zip(
            Measure.ofIncidents + Measure.ofAssignments, ofIncidents + ofAssignments)
        {
            let sorted = samples.samples.sorted()
            let name =
                measure.interval.title.text(in: language) + ", "
                + measure.interval.definition.text(in: language)
            let figures = Statistics.percentiles.map { percent -> String in
                guard let sorted else { return "–" }
                let band = sorted.band(percent)
                let ends = [band.lower, band.upper].map { $0.map(\.short) ?? "?" }
                return "\(sorted.percentile(percent).short) [\(ends[0]), \(ends[1])]"
            }
            table.add(
                [name, "\(samples.samples.count)", "\(samples.pending)"]
                    + ["\(samples.samples.missing)", samples.within] + figures)
        }
        return table.text(indentation: 2)
    }
}

extension MeasuredSamples {
    fileprivate var within: String {
        guard let share = timeliness.share else { return "–" }
        return String(format: "%.1f%% (%d)", share * 100, timeliness.count)
    }
}

extension Duration {
    /// Minutes and seconds, with hours where there are any.
    fileprivate var short: String {
        let seconds = Int(inSeconds.rounded())
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        return hours > 0
            ? String(format: "%d:%02d:%02d", hours, minutes, seconds % 60)
            : String(format: "%d:%02d", minutes, seconds % 60)
    }
}

extension CaseTable {
    /// The table for a terminal: a line for each count and rate, a column for each group.
    func text(_ language: Language, county: County) -> String {
        let total = Dictionary(uniqueKeysWithValues: Column.allCases.map { ($0, self.total($0)) })
        var text = ""
        let rows = sortedRows.map { key, counts in
            (grouping.title(of: key, in: county)?.text(in: language) ?? key, counts)
        }
        let all = language == .chinese ? "合计" : "total"
        for (name, counts) in rows + [(all, total)] {
            var table = TextTable()
            table.add([name] + Column.allCases.map { $0.title.text(in: language) })
            for column in CaseColumn.allCases {
                table.add(
                    [column.words.title.text(in: language)]
                        + Column.allCases.map { "\((counts[$0] ?? CaseCounts())[column])" })
            }
            for rate in CaseRate.all {
                let words = [rate.title, rate.definition].map { $0.text(in: language) }
                let name = "\(words[0]) (\(words[1]))"
                table.add(
                    [name]
                        + Column.allCases.map {
                            (counts[$0] ?? CaseCounts()).percent(rate).map { "\($0)%" } ?? "–"
                        })
            }
            text += table.text(indentation: 0) + "\n"
        }
        return text
    }
}

extension SignSearch {
    /// The questions for a terminal.
    func text(_ language: Language, county: County) -> String {
        var text = Self.note.text(in: language) + "\n"
        for (key, group) in sortedGroups {
            let place = county.grids[key.township]?.name.text(in: language) ?? "\(key.township)"
            let post = Self.title(ofPost: key.post, in: county)?.text(in: language)
            let heading = [key.sign.title.text(in: language), place, post].compactMap(\.self)
            text += "\n\(heading.joined(separator: " · ")): \(group.count)\n"
            text += "  \(key.sign.question.text(in: language))\n"
            text += "  " + group.cases.map { "\($0.number)" }.joined(separator: " ") + "\n"
        }
        return text
    }
}
