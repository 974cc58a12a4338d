public import Governance

extension DecisionExplanation {
    /// The explanation as sentences, for whoever was called or asks years later.
    public func sentences(for county: County, in language: Language) -> [String] {
        let titles = decision.roles.map { county[$0]?.title.text(in: language) ?? $0.name }
        let words = ExplanationWords(language: language)
        return [words.decision(titles, decision.severity, decision.standard)]
            + words.numbers(decision.numbers) + tables.flatMap { words.sentences($0) }
            + words.facts(decision.facts)
    }
}

/// The sentences of one language.
private struct ExplanationWords {
    let language: Language

    private func text(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }

    func decision(
        _ roles: [String], _ severity: Severity, _ standard: ResponseStandard.ID,
    ) -> String {
        let nobody = text("无人", "nobody")
        let listed = roles.isEmpty ? nobody : roles.joined(separator: text("、", ", "))
        return text(
            "须到场：\(listed)；紧急程度 \(severity.rawValue)；时限标准 \(standard)。",
            "Must come: \(listed); severity \(severity.rawValue); standard \(standard).")
    }

    func numbers(_ numbers: [RoutingDecision.NumberOutcome]) -> [String] {
        guard !numbers.isEmpty else { return [] }
        let listed = numbers.map { "\($0.name) = \($0.value)" }
        return [
            text("数值：", "Numbers: ") + listed.joined(separator: text("，", ", ")) + text("。", ".")
        ]
    }

    func sentences(_ table: DecisionExplanation.Table) -> [String] {
        var sentences = table.fired.map { fired in
            text(
                "决策表“\(table.outcome.table)”：规则“\(fired.rule)”触发，因为\(fired.because.chinese.withoutStop)。",
                "Table '\(table.outcome.table)': rule '\(fired.rule)' fired: \(fired.because.english.withoutStop)."
            )
        }
        if table.outcome.usedDefault, !table.outcome.faults.isEmpty {
            sentences.append(
                text(
                    "决策表“\(table.outcome.table)”：默认处置一并生效，因为有规则未能得出结论，见下。",
                    "Table '\(table.outcome.table)': the default applies as well, because rules came to no result; see below."
                ))
        } else if table.outcome.usedDefault {
            sentences.append(
                text(
                    "决策表“\(table.outcome.table)”：按默认处置，因为\(table.fallback.chinese.withoutStop)。",
                    "Table '\(table.outcome.table)': the default applies: \(table.fallback.english.withoutStop)."
                ))
        }
        sentences += table.outcome.faults.map {
            text("有规则无法求值：\(FaultWords.chinese($0))。", "A rule could not be evaluated: \($0).")
        }
        return sentences + table.nearMisses.map { nearMiss($0, table.outcome.table) }
    }

    private func nearMiss(_ miss: NearMiss, _ table: String) -> String {
        let values = miss.facts.map { "\($0.name) = \(value($0))" }
        return text(
            "决策表“\(table)”：规则“\(miss.rule)”差一点触发，未满足：\(miss.stoppedBy)（\(values.joined(separator: "，"))）。",
            "Table '\(table)': rule '\(miss.rule)' nearly fired; it was stopped by: \(miss.stoppedBy) (\(values.joined(separator: ", ")))."
        )
    }

    func facts(_ facts: [RoutingDecision.FactRead]) -> [String] {
        guard !facts.isEmpty else { return [] }
        let read = facts.map { "\($0.name) = \(value($0))" }
        return [
            text("读取的事实：", "Facts read: ") + read.joined(separator: text("，", ", "))
                + text("。", ".")
        ]
    }

    private func value(_ fact: RoutingDecision.FactRead) -> String {
        if let value = fact.value { return value }
        return text("未提供或不予显示", "not given or not shown")
    }
}

extension String {
    /// The sentence without its full stop, so that it can stand within another.
    fileprivate var withoutStop: String {
        hasSuffix(".") || hasSuffix("。") ? String(dropLast()) : self
    }
}
