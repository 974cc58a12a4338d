import Governance

/// What was decided about people and their duty, told in one sentence in each language.
struct RosterWords {
    let county: County

    func sentence(for change: DutyChange) -> LocalizedText {
        var (chinese, english): ([String], [String]) = ([], [])
        for entry in change.entries.prefix(4) {
            let name = name(entry.responder)
            let (from, to) = (local(entry.span.time.lowerBound), local(entry.span.time.upperBound))
            let duty = entry.span.status.title
            chinese.append("\(name.chinese) \(from) 至 \(to) \(duty.chinese)")
            english.append("\(name.english) \(duty.english) from \(from) to \(to)")
        }
        let (kind, reason) = (change.kind.words, change.reason.words)
        return LocalizedText(
            chinese: "\(kind.chinese)（\(reason.chinese)）：" + chinese.joined(separator: "；"),
            english: "\(kind.english) (\(reason.english)): " + english.joined(separator: "; "))
    }

    func sentence(for override: Override) -> LocalizedText {
        switch override {
        case .assign(let role, let id):
            text(
                "值班员指定\(title(role).chinese)：\(name(id).chinese)",
                "Named by the command room as \(title(role).english): \(name(id).english)")
        case .skip(let role, _):
            text(
                "值班员改派：\(title(role).chinese)转下一位",
                "The command room goes on to the next for \(title(role).english)")
        case .standDown(let number):
            text("值班员撤回第 \(number) 号任务", "The command room stands down assignment \(number)")
        }
    }

    private func name(_ id: Responder.ID) -> LocalizedText {
        county[id]?.name ?? text(id.name, id.name)
    }

    private func title(_ role: Role.ID) -> LocalizedText {
        county[role]?.title ?? text(role.name, role.name)
    }

    private func local(_ instant: Instant) -> String {
        let offset = county.timeZone.offsetSeconds(at: instant)
        return instant.text(offsetSeconds: offset).prefix(16).split(separator: "T")
            .joined(separator: " ")
    }

    private func text(_ chinese: String, _ english: String) -> LocalizedText {
        LocalizedText(chinese: chinese, english: english)
    }
}

extension DutyChange.Kind {
    /// The kind of change in words.
    var words: LocalizedText {
        switch self {
        case .leave: LocalizedText(chinese: "请假", english: "Leave")
        case .swap: LocalizedText(chinese: "换班", english: "Swap")
        case .extra: LocalizedText(chinese: "加班", english: "Extra duty")
        case .standby: LocalizedText(chinese: "备勤", english: "Standby")
        case .signOn: LocalizedText(chinese: "签到", english: "Signed on")
        case .signOff: LocalizedText(chinese: "签退", english: "Signed off")
        }
    }
}

extension DutyChange.Reason {
    /// The reason in words.
    var words: LocalizedText {
        switch self {
        case .leave: LocalizedText(chinese: "休假", english: "leave")
        case .training: LocalizedText(chinese: "培训", english: "training")
        case .business: LocalizedText(chinese: "公务", english: "official business")
        case .exchange: LocalizedText(chinese: "调班", english: "exchange")
        case .reinforcement: LocalizedText(chinese: "增援", english: "reinforcement")
        case .handover: LocalizedText(chinese: "交接班", english: "handover")
        case .other: LocalizedText(chinese: "其他", english: "other")
        }
    }
}
