public import Governance

/// What can be told, as a county's subscriptions name it.
public enum NotificationTopic: String, CaseIterable, Sendable {
    /// 上报: a report was accepted.
    case reported
    /// 立案: an incident was filed.
    case filed
    /// 派单: somebody is asked to come.
    case requested
    /// 解除: somebody need not come any more.
    case released
    /// 接单: somebody will come.
    case acknowledged
    /// 到达: somebody is on scene.
    case arrived
    /// 无人可派: nobody is left to be asked.
    case unfilled
    /// 将到期: a limit is near.
    case near
    /// 超时: a limit has passed.
    case overdue
    /// 督办: supervision was ordered.
    case supervised
    /// 处置完毕: everybody has done.
    case disposed
    /// 核查: the result was checked.
    case checked
    /// 结案: the incident was closed.
    case closed
    /// 不予立案: the report is not filed.
    case rejected
    /// 作废: it was entered by mistake.
    case voided
    /// 挂账: it was put aside.
    case suspended
    /// 恢复: it was taken up again.
    case resumed
    /// 返工: it must be done again.
    case rework
    /// 申诉: an appeal was lodged.
    case appealed
    /// 未送达: a message reached nobody.
    case undelivered
    /// Anything else of an incident, for those who want all of it.
    case other

    /// The topic of an event; nil for what nobody outside is told.
    public init?(_ kind: Event.Kind) {
        switch kind {
        case .reportAccepted: self = .reported
        case .incidentFiled: self = .filed
        case .respondersRequested: self = .requested
        case .assignmentReleased: self = .released
        case .assignmentAcknowledged: self = .acknowledged
        case .responderOnScene: self = .arrived
        case .roleUnfilled: self = .unfilled
        case .deadlineNear, .actNear: self = .near
        case .deadlineMissed, .actMissed: self = .overdue
        case .supervisionOrdered: self = .supervised
        case .incidentDisposed, .incidentSelfHandled: self = .disposed
        case .incidentChecked: self = .checked
        case .incidentClosed: self = .closed
        case .incidentRejected: self = .rejected
        case .incidentVoided: self = .voided
        case .incidentSuspended: self = .suspended
        case .incidentResumed: self = .resumed
        case .reworkOrdered: self = .rework
        case .appealLodged: self = .appealed
        case .deliveryGivenUp: self = .undelivered
        case .countyActivated, .sourceInformed: return nil
        default: self = .other
        }
    }

    /// Whether it says how far an incident has come, which is what a source is told.
    public var isStatus: Bool { status != nil }

    /// The status of Open311 that it stands for; nil where it is none.
    public var status: String? {
        switch self {
        case .reported, .filed, .disposed, .checked, .suspended, .resumed, .rework: "open"
        case .closed, .rejected, .voided: "closed"
        default: nil
        }
    }

    /// The word for it.
    public var words: LocalizedText {
        let (chinese, english) = Self.titles[self] ?? ("动态", "News")
        return LocalizedText(chinese: chinese, english: english)
    }

    private static let titles: [Self: (String, String)] = [
        .reported: ("上报", "Reported"), .filed: ("立案", "Filed"),
        .requested: ("派单", "You are asked to come"), .released: ("解除", "Not needed any more"),
        .acknowledged: ("接单", "Acknowledged"), .arrived: ("到达", "On scene"),
        .unfilled: ("无人可派", "Nobody left to ask"), .near: ("时限将到", "Soon due"),
        .overdue: ("超时", "Overdue"), .supervised: ("督办", "Supervision"),
        .disposed: ("处置完毕", "All done"), .checked: ("核查通过", "Checked"),
        .closed: ("结案", "Closed"), .rejected: ("不予立案", "Not filed"),
        .voided: ("作废", "Void"), .suspended: ("挂账", "Put aside"),
        .resumed: ("恢复办理", "Taken up again"), .rework: ("返工", "To be done again"),
        .appealed: ("申诉", "Appeal"), .undelivered: ("通知未送达", "A message reached nobody"),
    ]
}
