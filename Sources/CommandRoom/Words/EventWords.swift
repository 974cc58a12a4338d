import DispatchCore
import Governance

/// What happened, told in one sentence in each language.
///
/// A sentence names roles and people of the roster and places down to the grid, never what is
/// sealed in the personal part of the event.
struct EventWords {
    let county: County
    /// The incident after the event, so that assignments can be named.
    let incident: Incident?

    func sentence(for event: Event) -> LocalizedText {
        switch event.kind {
        case .countyActivated(let version):
            text("规则版本 \(version.short) 生效", "County version \(version.short) is in force")
        case .rulesChanged(let change): change.sentence
        case .rulesFailed(let tables):
            text(
                "规则出错（\(tables.joined(separator: "、"))），按默认处理；请值班员核对",
                "Rules failed (\(tables.joined(separator: ", "))) and defaults decided: look at it")
        case .reportAccepted(let report, let number, _): accepted(report, number)
        case .incidentFiled(let decision, _, _, _): filed(decision)
        case .respondersRequested(let requests):
            list("派单：", "Asked to come: ", requests.map(asked))
        case .respondersNotified(let numbers, _):
            list("已通知：", "Told: ", numbers.compactMap(assigned))
        case .deadlineMissed(let kind, _): missed(kind)
        case .roleUnfilled(let role, _):
            text(
                "无人可派：\(title(role).chinese)，请值班员处理",
                "Nobody left to ask for \(title(role).english): an operator must act")
        case .roleWaived(let role):
            text("免派：\(title(role).chinese)", "\(title(role).english) need not come")
        case .incidentDisposed: text("处置完毕，等待核查", "All done; waits for the check")
        case .incidentChecked: text("核查通过", "Checked")
        case .incidentClosed: text("已结案", "Closed")
        case .deliveryGivenUp, .sourceInformed: DeliveryWords.sentence(for: event.kind)
        default: step(event.kind)
        }
    }

    private func step(_ kind: Event.Kind) -> LocalizedText {
        switch kind {
        case .assignmentAcknowledged(let number): did(number, "接单", "will come")
        case .assignmentDeclined(let number, let reason):
            did(number, "不能去（\(reason.words.chinese)）", "cannot come: \(reason.words.english)")
        case .assignmentTimedOut(let number): did(number, "未按时响应", "did not answer in time")
        case .responderEnRoute(let number): did(number, "出发", "left")
        case .responderOnScene(let number, _): did(number, "到达", "is on scene")
        case .assignmentDone(let number): did(number, "办结", "is done")
        case .assignmentReleased(let number, let reason):
            did(
                number, reason?.words.chinese ?? "不必再去",
                reason?.words.english ?? "need not come any more")
        default: LifeWords(county: county).sentence(for: kind)
        }
    }

    private func accepted(_ report: Report, _ number: Int) -> LocalizedText {
        let category = county[report.category]?.title
        let grids = county.grids
        let doubts = report.doubts.map(\.sentence)
        return text(
            "上报第 \(number) 号：\(category?.chinese ?? report.category.name)，"
                + grids.placeName(of: report.area, in: .chinese)
                + doubts.map { "；\($0.chinese)" }.joined(),
            "Report \(number): \(category?.english ?? report.category.name), "
                + grids.placeName(of: report.area, in: .english)
                + doubts.map { ". \($0.english)" }.joined())
    }

    private func filed(_ decision: RoutingDecision) -> LocalizedText {
        let titles = decision.roles.map(title)
        let degraded = decision.isDegraded
        return text(
            "立案，\(decision.severity.words.chinese)，须到场："
                + titles.map(\.chinese).joined(separator: "、")
                + (degraded ? "（规则出错，按默认处理）" : ""),
            "Filed as \(decision.severity.words.english); must come: "
                + titles.map(\.english).joined(separator: ", ")
                + (degraded ? " (a rule failed, the default decided)" : ""))
    }

    private func missed(_ kind: Incident.Deadline.Kind) -> LocalizedText {
        let words = kind.words
        return text("超时：\(words.chinese)", "Overdue: \(words.english)")
    }

    private func did(_ number: Int, _ chinese: String, _ english: String) -> LocalizedText {
        let who = assigned(number) ?? text("责任人", "The responder")
        return text(who.chinese + chinese, who.english + " " + english)
    }

    /// Who is asked and why them.
    private func asked(_ request: AssignmentRequest) -> LocalizedText {
        let who = person(request.responder, request.role)
        let why = SelectionWords(reason: request.reason, county: county).text
        return text("\(who.chinese)〔\(why.chinese)〕", "\(who.english) [\(why.english)]")
    }

    private func assigned(_ number: Int) -> LocalizedText? {
        guard let incident, incident.assignments.indices.contains(number - 1) else { return nil }
        let assignment = incident.assignments[number - 1]
        return person(assignment.responder, assignment.role)
    }

    /// For example 民警王军 or "Wang Jun (police officer)".
    private func person(_ id: Responder.ID, _ role: Role.ID) -> LocalizedText {
        let name = county[id]?.name ?? text(id.name, id.name)
        let title = title(role)
        return text(title.chinese + name.chinese, "\(name.english) (\(title.english))")
    }

    private func title(_ role: Role.ID) -> LocalizedText {
        county[role]?.title ?? text(role.name, role.name)
    }

    private func list(
        _ chinese: String, _ english: String, _ people: [LocalizedText],
    ) -> LocalizedText {
        text(
            chinese + people.map(\.chinese).joined(separator: "、"),
            english + people.map(\.english).joined(separator: ", "))
    }

    private func text(_ chinese: String, _ english: String) -> LocalizedText {
        LocalizedText(chinese: chinese, english: english)
    }
}

extension Severity {
    /// The field's word for the severity.
    var words: LocalizedText {
        switch self {
        case .critical: LocalizedText(chinese: "特急", english: "critical")
        case .urgent: LocalizedText(chinese: "紧急", english: "urgent")
        case .ordinary: LocalizedText(chinese: "一般", english: "ordinary")
        case .low: LocalizedText(chinese: "低", english: "low")
        }
    }
}

extension Incident.Deadline.Kind {
    /// What should have happened.
    var words: LocalizedText {
        switch self {
        case .file: LocalizedText(chinese: "核实立案", english: "verify and file")
        case .arrive:
            LocalizedText(chinese: "须到人员全部到场", english: "all required roles on scene")
        case .settle: LocalizedText(chinese: "处置", english: "dispose")
        case .check: LocalizedText(chinese: "核查", english: "check")
        case .close: LocalizedText(chinese: "结案", english: "close")
        case .fill: LocalizedText(chinese: "补派人员", english: "fill the role")
        case .resume: LocalizedText(chinese: "恢复办理", english: "take up again")
        case .appeal: LocalizedText(chinese: "申诉期", english: "time for an appeal")
        case .place: LocalizedText(chinese: "答复归属", english: "say whose it is")
        case .promise: LocalizedText(chinese: "履约", english: "do what was promised")
        case .visit: LocalizedText(chinese: "回访", english: "visit")
        case .follow: LocalizedText(chinese: "跟踪期", english: "time of following up")
        }
    }
}

extension DeclineReason {
    /// The reason in words.
    var words: LocalizedText {
        switch self {
        case .busy: LocalizedText(chinese: "正忙", english: "busy")
        case .tooFar: LocalizedText(chinese: "太远", english: "too far away")
        case .unwell: LocalizedText(chinese: "身体不适", english: "unwell")
        case .unsuitable: LocalizedText(chinese: "应回避", english: "should not be the one")
        case .unreachable: LocalizedText(chinese: "联系不上", english: "could not be reached")
        case .other: LocalizedText(chinese: "其他原因", english: "another reason")
        }
    }
}
