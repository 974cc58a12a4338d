public import Governance

extension RuleBacktest {
    /// The report as a table for a terminal.
    ///
    /// - Parameters:
    ///   - language: The language of the headings and names.
    ///   - examples: How many reports are named behind each number.
    /// - Returns: Lines without a line break at the end.
    public func table(in language: Language, examples: Int = 3) -> String {
        let isChinese = language == .chinese
        var lines = [
            isChinese
                ? "\(reports) 条上报，\(changed) 条处置不同（现行 \(live.short)，候选 \(candidate.short)）"
                : "\(reports) reports, \(changed) decided otherwise (live \(live.short), candidate \(candidate.short))"
        ]
        for section in sections {
            let rows = section.rows.filter { $0.tally.difference > 0 }
            lines.append("")
            lines.append(section.heading.text(in: language))
            if rows.isEmpty { lines.append(isChinese ? "  无变化" : "  no change") }
            for row in rows {
                lines.append(line(row, language, examples))
            }
        }
        if degraded.live + degraded.candidate > 0 {
            lines.append("")
            lines.append(
                isChinese
                    ? "规则出错的处置：现行 \(degraded.live)，候选 \(degraded.candidate)"
                    : "decisions with a failed rule: live \(degraded.live), candidate \(degraded.candidate)"
            )
        }
        if !refused.isEmpty {
            lines.append(
                isChinese
                    ? "候选版本不受理 \(refused.count) 条：\(Self.list(refused, examples))"
                    : "the candidate would not take \(refused.count): \(Self.list(refused, examples))"
            )
        }
        return lines.joined(separator: "\n")
    }

    private func line(
        _ row: BacktestSection.Row, _ language: Language, _ examples: Int,
    ) -> String {
        let tally = row.tally
        let change = tally.candidate - tally.live
        let signed = change > 0 ? "+\(change)" : "\(change)"
        var text =
            "  \(row.name.text(in: language)): \(tally.live) → \(tally.candidate) (\(signed))"
        if !tally.gained.isEmpty { text += "  + \(Self.list(tally.gained, examples))" }
        if !tally.lost.isEmpty { text += "  - \(Self.list(tally.lost, examples))" }
        return text
    }

    private static func list(_ names: [String], _ limit: Int) -> String {
        let more = names.count > limit ? " … (\(names.count))" : ""
        return names.prefix(limit).joined(separator: " ") + more
    }
}
