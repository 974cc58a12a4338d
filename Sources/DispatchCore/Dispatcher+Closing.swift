import Governance

/// From the last responder done to the closed incident, and waiving a role on the way.
extension Dispatcher {
    /// 反馈: disposed once nobody is expected to act any more and every required role is done.
    ///
    /// An incident for which the rules call nobody is complete at once; its check is an operator's.
    func disposeIfComplete(_ draft: inout Draft) {
        let incident = draft.incident
        guard incident.stage.allows(.dispose) else { return }
        guard !incident.assignments.contains(where: { $0.state.isLive }) else { return }
        let isComplete = incident.rolesToComplete.allSatisfy { role in
            incident.assignments.contains {
                $0.role == role && $0.state == .done && $0.number >= incident.countsFrom
            }
        }
        guard isComplete else { return }
        let limit = standard(of: incident).check
        draft.conclude(.incidentDisposed(checkBy: moment(limit, from: draft.now)))
        doubt(.check, limit, &draft)
    }

    /// An operator decides that a role need not come; whoever is on the way is released.
    ///
    /// The role is a required one, or one that an operator asked for besides.
    func waive(
        _ role: Role.ID, _ draft: inout Draft, personal: PersonalData?,
    ) throws(Rejection) {
        try admit(.waive, draft)
        let isAwaited = draft.incident.assignments.contains {
            $0.role == role && $0.state.isLive
        }
        let incident = draft.incident
        let isRequired = incident.requiredRoles.contains(role)
        guard isAwaited || isRequired || incident.rolesToComplete.contains(role) else {
            throw .roleNotRequired(role)
        }
        draft.record(.roleWaived(role), personal: personal)
        for assignment in draft.incident.assignments
        where assignment.role == role && assignment.state != .onScene
            && assignment.state.transition(for: .release) != nil
        {
            draft.conclude(.assignmentReleased(assignment.number))
        }
        disposeIfComplete(&draft)
    }

    /// 核查.
    func check(_ draft: inout Draft, personal: PersonalData?) throws(Rejection) {
        try admit(.check, draft)
        try requirePhoto(.check, of: draft.incident.report, personal)
        let limit = standard(of: draft.incident).check
        draft.record(
            .incidentChecked(closeBy: moment(limit, from: draft.now)), personal: personal)
        doubt(.close, limit, &draft)
    }

    /// 结案.
    func close(_ draft: inout Draft, personal: PersonalData?) throws(Rejection) {
        try admit(.close, draft)
        if let followUp = followUp(draft) {
            draft.conclude(.followUpBegun(until: followUp.until, appealBy: followUp.appealBy))
        }
        draft.record(.incidentClosed, personal: personal)
    }
}
