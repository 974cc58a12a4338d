import Governance

/// What happened beside an incident's main path, told in one sentence in each language.
struct LifeWords {
    let county: County

    func sentence(for kind: Event.Kind) -> LocalizedText {
        switch kind {
        case .deadlineNear(let kind): about(kind, "时限将到：", "Soon due: ")
        case .deadlineUncertain(let kind):
            about(
                kind, "期限超出日历所载年份，节假日未知：",
                "The calendar states no holidays for the days up to: ")
        case .reportVerified(.holds): text("核实：属实", "Verified: it is as reported")
        case .reportVerified(.unfounded): text("核实：不属实", "Verified: there is nothing")
        case .incidentRejected(let appealBy):
            text(
                "不予立案，\(local(appealBy)) 前可申诉",
                "Not filed; an appeal is possible until \(local(appealBy))")
        case .incidentSelfHandled:
            text("网格员自行处置，等待核查", "Settled on the spot; waits for the check")
        case .incidentReturned: text("回退，等待重新立案", "Returned; waits to be filed again")
        case .incidentVoided: text("作废", "Declared void")
        case .incidentSuspended(let until):
            text("挂账至 \(local(until))，时限暂停", "Put aside until \(local(until)); limits stand still")
        case .incidentResumed: text("恢复办理，时限继续", "Taken up again; limits run on")
        case .deadlineExtended(let kind, let moment):
            text(
                "延期：\(kind.words.chinese)延至 \(local(moment))",
                "Extended: \(kind.words.english) by \(local(moment))")
        case .supervisionOrdered(let kind): supervision(kind)
        case .incidentReopened: text("增派人员，重新处置", "Further help was asked for")
        case .reworkOrdered(let roles, _): rework(roles)
        case .appealLodged: text("收到申诉", "An appeal was lodged")
        case .reporterCalledBack(let result):
            text("回访：\(result.words.chinese)", "Called back: \(result.words.english)")
        case .sourceHeard(let note): FeedWords.sentence(for: note)
        case .feed(let event): FeedWords.sentence(for: event)
        case .incidentJoined: text("并入另一事件，一并办理", "Joined to another incident, which goes on")
        case .reportJoined(_, let roles, _): joined(roles)
        case .incidentParted: text("拆分，重新单独办理", "Parted: an incident of its own again")
        case .reportParted: text("并入的事件已拆出", "An incident that was joined was parted")
        case .overrideOrdered(let override): RosterWords(county: county).sentence(for: override)
        case .dutyChanged(let change): RosterWords(county: county).sentence(for: change)
        case .dutyChangeWithdrawn: text("值班变更已撤回", "A change of duty was taken back")
        default: FollowUpWords(county: county).sentence(for: kind)
        }
    }

    private func supervision(_ kind: Incident.Deadline.Kind?) -> LocalizedText {
        guard let kind else { return text("督办", "Supervision was ordered") }
        return about(kind, "超时督办：", "Supervision, because overdue: ")
    }

    private func joined(_ roles: [Role.ID]) -> LocalizedText {
        guard !roles.isEmpty else {
            return text("并入另一事件的上报", "Another report of the same matter was joined")
        }
        let titles = roles.map { county[$0]?.title ?? text($0.name, $0.name) }
        return text(
            "并入另一事件的上报，增派：" + titles.map(\.chinese).joined(separator: "、"),
            "Another report was joined; must come besides: "
                + titles.map(\.english).joined(separator: ", "))
    }

    private func rework(_ roles: [Role.ID]) -> LocalizedText {
        let titles = roles.map { role in
            county[role]?.title ?? text(role.name, role.name)
        }
        return text(
            "返工：" + titles.map(\.chinese).joined(separator: "、"),
            "Must be done again by: " + titles.map(\.english).joined(separator: ", "))
    }

    private func about(
        _ kind: Incident.Deadline.Kind, _ chinese: String, _ english: String,
    ) -> LocalizedText {
        text(chinese + kind.words.chinese, english + kind.words.english)
    }

    private func local(_ instant: Instant) -> String { county.timeZone.minute(of: instant) }

    private func text(_ chinese: String, _ english: String) -> LocalizedText {
        LocalizedText(chinese: chinese, english: english)
    }
}

extension CallBackResult {
    /// What the reporter said.
    var words: LocalizedText {
        switch self {
        case .satisfied: LocalizedText(chinese: "满意", english: "content")
        case .dissatisfied: LocalizedText(chinese: "不满意", english: "not content")
        case .unreachable: LocalizedText(chinese: "未接通", english: "could not be reached")
        }
    }
}
