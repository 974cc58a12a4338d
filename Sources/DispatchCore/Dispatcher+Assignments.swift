import Governance

/// Asking responders, and what they answer and do.
extension Dispatcher {
    /// Asks the next responder for each role; a role whose ladder has ended goes to the operators.
    func call(_ roles: [Role.ID], _ draft: inout Draft, _ ladder: Ladder) {
        let limit = standard(of: draft.incident)
        var planned = draft.incident
        var requests: [AssignmentRequest] = []
        var unfilled: [Role.ID] = []
        for role in roles {
            guard let (responder, reason) = ladder.next(for: role, in: planned) else {
                let isAsked = planned.assignments.contains { $0.role == role && $0.state.isLive }
                if !isAsked { unfilled.append(role) }
                continue
            }
            let request = AssignmentRequest(
                number: planned.assignments.count + 1, role: role, responder: responder,
                reason: reason, acknowledgeBy: moment(limit.acknowledge, from: draft.now))
            requests.append(request)
            // One person is not asked twice at once, so the next role must see this choice.
            planned.assignments.append(Assignment(request, requestedAt: draft.now))
        }
        if !requests.isEmpty { draft.conclude(.respondersRequested(requests)) }
        for role in unfilled {
            draft.conclude(
                .roleUnfilled(role, fillBy: moment(limit.remind, from: draft.now)))
        }
    }

    /// An operator asks for a responder by name, or for the next one on the ladder.
    func request(
        _ role: Role.ID, _ responder: Responder.ID?, _ draft: inout Draft, _ ladder: Ladder,
    ) throws(Rejection) {
        try admit(.request, draft)
        guard county[role] != nil else { throw .unknownRole(role) }
        let choice = try choose(role, responder, draft.incident, ladder)
        let limit = standard(of: draft.incident)
        if draft.incident.stage == .disposed {
            draft.conclude(.incidentReopened(settleBy: moment(limit.settle, from: draft.now)))
            doubt(.settle, limit.settle, &draft)
        }
        draft.record(
            .respondersRequested([
                AssignmentRequest(
                    number: draft.incident.assignments.count + 1, role: role,
                    responder: choice.0, reason: choice.1,
                    acknowledgeBy: moment(limit.acknowledge, from: draft.now))
            ]))
    }

    private func choose(
        _ role: Role.ID, _ responder: Responder.ID?, _ incident: Incident, _ ladder: Ladder,
    ) throws(Rejection) -> (Responder.ID, SelectionReason) {
        guard let responder else {
            guard let next = ladder.next(for: role, in: incident) else { throw .ladderEnded(role) }
            return next
        }
        guard county[responder] != nil else { throw .unknownResponder(responder) }
        try requireFree(responder, incident)
        return (
            responder, SelectionReason(rung: .chosen, load: ladder.loads[responder] ?? 0)
        )
    }

    func confirmNotified(
        _ numbers: [Int], _ channel: String, _ draft: inout Draft,
    ) throws(Rejection) {
        var fresh: [Int] = []
        for number in numbers {
            let assignment = try assignment(number, draft)
            if assignment.state == .requested, !fresh.contains(number) { fresh.append(number) }
        }
        if !fresh.isEmpty { draft.record(.respondersNotified(fresh, channel: channel)) }
    }

    func decline(
        _ number: Int, _ reason: DeclineReason, _ draft: inout Draft, personal: PersonalData?,
        _ ladder: Ladder,
    ) throws(Rejection) {
        let declined = try assignment(number, draft)
        let isNew = try advance(
            number, .decline, .assignmentDeclined(number, reason: reason), &draft,
            personal: personal)
        if isNew { callAgain([declined.role], &draft, ladder) }
    }

    /// Somebody said no, or nothing: asks the next one for each role that is open again.
    ///
    /// Where nobody is left to ask for help besides the required roles, the incident may be complete.
    func callAgain(_ roles: [Role.ID], _ draft: inout Draft, _ ladder: Ladder) {
        let open = roles.filter { !isFilled($0, draft.incident) }
        call(county.inOrder(open), &draft, ladder)
        disposeIfComplete(&draft)
    }

    func finish(
        _ number: Int, _ draft: inout Draft, personal: PersonalData?,
    ) throws(Rejection) {
        let isLive = draft.incident.assignments.contains {
            $0.number == number && $0.state.isLive
        }
        if isLive { try requirePhoto(.finish, of: draft.incident.report, personal) }
        let isNew = try advance(
            number, .finish, .assignmentDone(number), &draft, personal: personal)
        if isNew { disposeIfComplete(&draft) }
    }

    /// Takes one step of an assignment; tells whether it was new.
    @discardableResult
    func advance(
        _ number: Int, _ step: AssignmentStep, _ kind: Event.Kind, _ draft: inout Draft,
        personal: PersonalData? = nil,
    ) throws(Rejection) -> Bool {
        let assignment = try assignment(number, draft)
        if case .responder(let id) = draft.actor, id != assignment.responder {
            throw .notYourAssignment(number)
        }
        guard let transition = assignment.state.transition(for: step) else {
            throw .assignmentForbids(assignment.state)
        }
        if assignment.state == .timedOut { try welcomeBack(assignment, draft.incident) }
        switch transition {
        case .move: try require(.act, draft)
        case .stampLate, .nothingNew: try require(.stamp, draft)
        }
        if transition == .nothingNew { return false }
        if transition == .stampLate, assignment.stamp(of: step) != nil { return false }
        draft.record(kind, personal: personal)
        if assignment.state == .timedOut { releaseUnanswered(besides: number, &draft) }
        return true
    }

    /// Refuses who did not answer in time, where the role is filled or they came by another request.
    private func welcomeBack(
        _ assignment: Assignment, _ incident: Incident,
    ) throws(Rejection) {
        guard !isFilled(assignment.role, incident) else { throw .assignmentForbids(.timedOut) }
        try requireFree(assignment.responder, incident)
    }

    private func requireFree(
        _ responder: Responder.ID, _ incident: Incident,
    ) throws(Rejection) {
        let isBusyHere = incident.assignments.contains {
            $0.responder == responder && $0.state.isLive
        }
        if isBusyHere { throw .alreadyAsked(responder) }
    }

    /// Whether somebody has answered for the role and still comes, or was there.
    private func isFilled(_ role: Role.ID, _ incident: Incident) -> Bool {
        incident.assignments.contains {
            guard $0.role == role, $0.number >= incident.countsFrom else { return false }
            return $0.state == .done || ($0.state.isLive && !$0.state.awaitsAnswer)
        }
    }

    /// Somebody answered after all: whoever was asked in their place and has not answered may rest.
    private func releaseUnanswered(besides number: Int, _ draft: inout Draft) {
        let role = draft.incident.assignments[number - 1].role
        for other in draft.incident.assignments
        where other.number != number && other.role == role && other.state.awaitsAnswer {
            draft.conclude(.assignmentReleased(other.number))
        }
    }

    private func assignment(_ number: Int, _ draft: Draft) throws(Rejection) -> Assignment {
        guard number > 0, number <= draft.incident.assignments.count else {
            throw .unknownAssignment(number)
        }
        return draft.incident.assignments[number - 1]
    }
}

extension Assignment {
    /// When the step was taken, if that is known.
    fileprivate func stamp(of step: AssignmentStep) -> Instant? {
        switch step {
        case .notify: notifiedAt
        case .acknowledge: acknowledgedAt
        case .depart: enRouteAt
        case .arrive: onSceneAt
        case .finish: doneAt
        case .decline, .timeOut, .release: nil
        }
    }
}
