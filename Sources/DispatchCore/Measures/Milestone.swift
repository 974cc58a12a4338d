public import Governance

/// A moment in the life of an incident or of one assignment; intervals are measured between two.
public enum Milestone: String, CaseIterable, Sendable {
    /// 受理: the report was accepted.
    case accepted
    /// 立案: the incident was filed.
    case filed
    /// 指派: the responder was chosen.
    case requested
    /// 通知: the responder was told.
    case notified
    /// 接单: the responder said that they would come.
    case acknowledged
    /// 出发: the responder left.
    case enRoute
    /// 到达: the responder arrived.
    case onScene
    /// 办结: the responder had done what was to be done.
    case done
    /// The first responder of any role arrived.
    case firstOnScene
    /// The last required role arrived: the first arrival that leaves no required role missing.
    case fullAssignment
    /// The last responder of any role had done what was to be done.
    case lastDone
    /// 反馈: everybody had done what was to be done, and nothing more was asked for.
    case disposed
    /// 核查: the result was checked.
    case checked
    /// 结案: the incident was closed.
    case closed

    /// The milestone as people read it within a sentence.
    public var title: LocalizedText {
        switch self {
        case .accepted: LocalizedText(chinese: "受理", english: "report accepted")
        case .filed: LocalizedText(chinese: "立案", english: "incident filed")
        case .requested: LocalizedText(chinese: "指派", english: "responder chosen")
        case .notified: LocalizedText(chinese: "通知", english: "responder notified")
        case .acknowledged: LocalizedText(chinese: "接单", english: "responder acknowledged")
        case .enRoute: LocalizedText(chinese: "出发", english: "responder en route")
        case .onScene: LocalizedText(chinese: "到达", english: "responder on scene")
        case .done: LocalizedText(chinese: "办结", english: "responder done")
        case .firstOnScene: LocalizedText(chinese: "首名到达", english: "first responder on scene")
        case .fullAssignment:
            LocalizedText(chinese: "所需角色到齐", english: "last required role on scene")
        case .lastDone: LocalizedText(chinese: "全部办结", english: "last responder done")
        case .disposed: LocalizedText(chinese: "反馈", english: "incident disposed")
        case .checked: LocalizedText(chinese: "核查", english: "result checked")
        case .closed: LocalizedText(chinese: "结案", english: "incident closed")
        }
    }
}

extension Milestone {
    /// When `incident` reached the milestone; nil if it has not, or if the milestone is that of
    /// an assignment.
    public func instant(in incident: Incident) -> Instant? {
        switch self {
        case .accepted: incident.acceptedAt
        case .filed: incident.filedAt
        case .firstOnScene: incident.assignments.lazy.compactMap(\.onSceneAt).min()
        case .fullAssignment: incident.fullAssignment?.at
        case .lastDone: incident.assignments.lazy.compactMap(\.doneAt).max()
        case .disposed: incident.disposedAt
        case .checked: incident.checkedAt
        case .closed: incident.closedAt
        case .requested, .notified, .acknowledged, .enRoute, .onScene, .done: nil
        }
    }

    /// When `assignment`, or else the incident that it belongs to, reached the milestone.
    public func instant(of assignment: Assignment, in incident: Incident) -> Instant? {
        switch self {
        case .requested: assignment.requestedAt
        case .notified: assignment.notifiedAt
        case .acknowledged: assignment.acknowledgedAt
        case .enRoute: assignment.enRouteAt
        case .onScene: assignment.onSceneAt
        case .done: assignment.doneAt
        case .accepted, .filed, .firstOnScene, .fullAssignment, .lastDone, .disposed, .checked,
            .closed:
            instant(in: incident)
        }
    }
}
