public import Governance

/// Why a command was refused; nothing has changed then.
///
/// `code` is stable: programs may rely on it.
public enum Rejection: Error, Hashable, Sendable {
    /// There is no open incident with this id in the township.
    case unknownIncident(Incident.ID)
    /// An incident with this id exists already.
    case incidentExists(Incident.ID)
    /// The county has no category of this name.
    case unknownCategory(ReportCategory.ID)
    /// The county has no area with this code, or it is wider than a community.
    case unknownArea(AreaCode)
    /// The category asks no such question.
    case unknownQuestion(String)
    /// The county has no role of this name.
    case unknownRole(Role.ID)
    /// The roster has no responder of this name.
    case unknownResponder(Responder.ID)
    /// The incident has no assignment with this number.
    case unknownAssignment(Int)
    /// The assignment belongs to somebody else.
    case notYourAssignment(Int)
    /// The incident has changed since the actor saw it.
    case changed(expected: Int, actual: Int)
    /// The incident's stage does not allow it.
    case stageForbids(Incident.Stage)
    /// The assignment's state does not allow it.
    case assignmentForbids(Assignment.State)
    /// The assignment is further than the step, and the command does not say when it was taken.
    case alreadyPassed(Assignment.State)
    /// The responder has a live assignment in this incident already.
    case alreadyAsked(Responder.ID)
    /// The role is not one of those that must come.
    case roleNotRequired(Role.ID)
    /// Nobody is left on the ladder for this role.
    case ladderEnded(Role.ID)
    /// Whoever wants it is not one who may do so.
    case notAllowed(IncidentStep)
    /// Words must say why.
    case reasonMissing(IncidentStep)
    /// The moment lies too far away, in the past, or before the limit that it is to extend.
    case momentOutOfRange
    /// The incident has no such deadline to extend.
    case deadlineNotOpen(Incident.Deadline.Kind)
    /// There is nobody whose work could be done again.
    case rolesMissing
    /// It was done so often to this incident that it is not done any more.
    case tooOften(IncidentStep)
    /// Something stands in the way of joining, or of ending what others are joined to.
    case joinForbidden(JoinObstacle)
    /// The record of a mediation is not as it must be.
    case mediationForbidden(MediationFault)
    /// A photo must show it.
    case photoMissing(ReportCategory.PhotoStep)
    /// The mediation has no act with this number.
    case unknownAct(Int)

    /// The responder is off duty; only an override may ask them.
    case offDuty(Responder.ID)
    /// The change of duty is refused.
    case dutyRefused(DutyRefusal)

    /// The stable code.
    public var code: String {
        switch self {
        case .unknownIncident: "incident.unknown"
        case .incidentExists: "incident.exists"
        case .unknownCategory: "category.unknown"
        case .unknownArea: "area.unknown"
        case .unknownQuestion: "question.unknown"
        case .unknownRole: "role.unknown"
        case .unknownResponder: "responder.unknown"
        case .unknownAssignment: "assignment.unknown"
        case .notYourAssignment: "assignment.not_yours"
        case .changed: "incident.changed"
        case .stageForbids: "incident.stage_forbids"
        case .assignmentForbids: "assignment.state_forbids"
        case .alreadyPassed: "assignment.passed"
        case .alreadyAsked: "responder.already_asked"
        case .roleNotRequired: "role.not_required"
        case .ladderEnded: "ladder.ended"
        case .notAllowed: "actor.not_allowed"
        case .reasonMissing: "reason.missing"
        case .momentOutOfRange: "moment.out_of_range"
        case .deadlineNotOpen: "deadline.not_open"
        case .rolesMissing: "roles.missing"
        case .tooOften: "step.too_often"
        case .mediationForbidden(let fault): "mediation.\(fault.rawValue)"
        case .unknownAct: "act.unknown"
        case .photoMissing: "photo.missing"
        case .joinForbidden(let obstacle): "join.\(obstacle.rawValue)"
        case .offDuty: "responder.off_duty"
        case .dutyRefused(let refusal): refusal.code
        }
    }
}
