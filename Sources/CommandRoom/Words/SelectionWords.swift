import Governance

/// Why somebody was asked, told in a few words in each language.
struct SelectionWords {
    let reason: SelectionReason
    let county: County

    /// The rung, then what was weighed, as far as it says something.
    var text: LocalizedText {
        let parts = [rung] + weighed
        return LocalizedText(
            chinese: parts.map(\.chinese).joined(separator: "，"),
            english: parts.map(\.english).joined(separator: ", "))
    }

    private var rung: LocalizedText {
        switch reason.rung {
        case .role: words("本职", "has the role")
        case .substitute: words("顶替", "stands in")
        case .neighbour: words("邻近村社", "from a neighbouring community")
        case .supervisor: words("值班长", "supervisor")
        case .chosen: words("值班员指定", "named by the command room")
        case .before: words("原经办人", "did the work before")
        }
    }

    private var weighed: [LocalizedText] {
        var parts: [LocalizedText] = []
        if let level = reason.level { parts.append(Self.coverage(level)) }
        if let seconds = reason.travelSeconds {
            let minutes = max(1, (seconds + 30) / 60)
            parts.append(words("路程约 \(minutes) 分钟", "about \(minutes) min away"))
        }
        if reason.load > 0 {
            parts.append(words("手头 \(reason.load) 件", "\(reason.load) in hand"))
        }
        if reason.recentCalls > 0 {
            parts.append(
                words(
                    "近 \(county.policy.choice.days) 天派过 \(reason.recentCalls) 次",
                    "called \(reason.recentCalls) times in \(county.policy.choice.days) days"))
        }
        if !reason.missing.isEmpty {
            let names = reason.missing.map(\.name)
            parts.append(
                words(
                    "不具备：" + names.joined(separator: "、"),
                    "lacks " + names.joined(separator: " and ")))
        }
        if reason.isStandby { parts.append(words("备勤", "on standby")) }
        if reason.isShared { parts.append(words("同时询问多人，先接者去", "first to accept comes")) }
        if reason.calledFrom != nil {
            parts.append(words("从较轻事件调来", "called away from a less severe incident"))
        }
        return parts
    }

    private static func coverage(_ level: AreaCode.Level) -> LocalizedText {
        switch level {
        case .grid: LocalizedText(chinese: "本网格", english: "of this grid")
        case .community: LocalizedText(chinese: "本村社", english: "of this community")
        case .township: LocalizedText(chinese: "本乡镇", english: "of this township")
        case .county: LocalizedText(chinese: "全县", english: "of the whole county")
        }
    }

    private func words(_ chinese: String, _ english: String) -> LocalizedText {
        LocalizedText(chinese: chinese, english: english)
    }
}

extension ReleaseReason {
    /// What became of somebody who was let go.
    var words: LocalizedText {
        switch self {
        case .filled:
            LocalizedText(chinese: "不必再去（已有人接单）", english: "need not come: somebody else does")
        case .calledAway:
            LocalizedText(
                chinese: "被调往更紧急的事件", english: "was called away to a more severe incident")
        case .skipped:
            LocalizedText(chinese: "不必再去（值班员改派）", english: "need not come: passed over")
        case .stoodDown:
            LocalizedText(chinese: "被值班员撤回", english: "was stood down by the command room")
        }
    }
}
