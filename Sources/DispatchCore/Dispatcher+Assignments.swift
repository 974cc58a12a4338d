import Governance

/// Asking responders, and what they answer and do.
extension Dispatcher {
    /// Asks the next responder for each role; a role whose ladder has ended goes to the operators.
    ///
    /// The ladder begins at `rung`, or at its first one.
    func call(
        _ roles: [Role.ID], _ draft: inout Draft, _ ladder: Ladder,
        from rung: SelectionReason.Rung? = nil,
    ) {
        let limit = standard(of: draft.incident)
        guard !roles.isEmpty else { return }
        var planned = draft.incident
        let weighing = Weighing(of: planned, on: ladder)
        var requests: [AssignmentRequest] = []
        var unfilled: [Role.ID] = []
        for role in roles {
            let choices = ladder.next(for: role, in: planned, weighing, from: rung)
            for choice in choices {
                let request = request(choice, role, planned, draft)
                requests.append(request)
                // One person is not asked twice at once, so the next role must see this choice.
                planned.assignments.append(Assignment(request, requestedAt: draft.now))
                if let left = choice.calledAway { draft.calledAway.append(left) }
            }
            guard choices.isEmpty else { continue }
            let isAsked = planned.assignments.contains { $0.role == role && $0.state.isLive }
            if !isAsked { unfilled.append(role) }
        }
        if !requests.isEmpty { draft.conclude(.respondersRequested(requests)) }
        for role in unfilled {
            draft.conclude(
                .roleUnfilled(role, fillBy: moment(limit.remind, from: draft.now)))
        }
    }

    /// The request of somebody chosen, as the next assignment of the incident.
    func request(
        _ choice: Ladder.Choice, _ role: Role.ID, _ incident: Incident, _ draft: Draft,
    ) -> AssignmentRequest {
        let limit = standard(of: incident).acknowledge
        return AssignmentRequest(
            number: incident.assignments.count + 1, role: role, responder: choice.responder,
            reason: choice.reason, acknowledgeBy: moment(limit, from: draft.now))
    }

    /// An operator asks for a responder by name, or for the next one on the ladder.
    func request(
        _ role: Role.ID, _ responder: Responder.ID?, _ draft: inout Draft, _ ladder: Ladder,
    ) throws(Rejection) {
        try admit(.request, draft)
        guard county[role] != nil else { throw .unknownRole(role) }
        let choice = try choose(role, responder, draft.incident, ladder)
        reopen(&draft)
        draft.record(.respondersRequested([request(choice, role, draft.incident, draft)]))
        if let left = choice.calledAway { draft.calledAway.append(left) }
    }

    /// Further help is asked for after disposal.
    func reopen(_ draft: inout Draft) {
        guard draft.incident.stage == .disposed else { return }
        let limit = standard(of: draft.incident).settle
        draft.conclude(.incidentReopened(settleBy: moment(limit, from: draft.now)))
        doubt(.settle, limit, &draft)
    }

    private func choose(
        _ role: Role.ID, _ responder: Responder.ID?, _ incident: Incident, _ ladder: Ladder,
    ) throws(Rejection) -> Ladder.Choice {
        guard let id = responder else {
            let weighing = Weighing(of: incident, on: ladder)
            guard var next = ladder.next(for: role, in: incident, weighing).first else {
                throw .ladderEnded(role)
            }
            next.reason.isShared = false
            return next
        }
        guard let responder = county[id] else { throw .unknownResponder(id) }
        try requireFree(id, incident)
        guard ladder.status(of: responder) != .offDuty else { throw .offDuty(id) }
        let reason = SelectionReason(rung: .chosen, load: ladder.load(of: id))
        return Ladder.Choice(responder: id, reason: reason)
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
        let open = roles.filter {
            !isFilled($0, draft.incident) && !isStillOpenToOthers($0, draft.incident)
        }
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
        if transition == .stampLate {
            if assignment.stamp(of: step) != nil { return false }
            // Its time would be now, after what came later: that is never so.
            guard draft.hasOwnTime else { throw .alreadyPassed(assignment.state) }
        }
        draft.record(kind, personal: personal)
        let isFirst = assignment.reason.isShared && assignment.state.awaitsAnswer
        let fills = isFirst && draft.incident.assignments[number - 1].state.comes
        if assignment.state == .timedOut || fills { releaseUnanswered(besides: number, &draft) }
        return true
    }

    /// Refuses who did not answer in time, where the role is filled or they came by another request.
    private func welcomeBack(
        _ assignment: Assignment, _ incident: Incident,
    ) throws(Rejection) {
        guard !isFilled(assignment.role, incident) else { throw .assignmentForbids(.timedOut) }
        try requireFree(assignment.responder, incident)
    }

    func requireFree(
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
            return $0.state.comes
        }
    }

    /// Whether others who were asked at the same time have not answered yet.
    private func isStillOpenToOthers(_ role: Role.ID, _ incident: Incident) -> Bool {
        incident.assignments.contains {
            $0.role == role && $0.reason.isShared && $0.state.awaitsAnswer
        }
    }

    /// Somebody said yes: whoever was asked beside them or in their place and has not answered may
    /// rest.
    private func releaseUnanswered(besides number: Int, _ draft: inout Draft) {
        let role = draft.incident.assignments[number - 1].role
        for other in draft.incident.assignments
        where other.number != number && other.role == role && other.state.awaitsAnswer {
            draft.conclude(.assignmentReleased(other.number, .filled))
        }
    }

    func assignment(_ number: Int, _ draft: Draft) throws(Rejection) -> Assignment {
        guard number > 0, number <= draft.incident.assignments.count else {
            throw .unknownAssignment(number)
        }
        return draft.incident.assignments[number - 1]
    }
}

extension Assignment.State {
    /// Whether the responder has said, or shown, that they come.
    fileprivate var comes: Bool { self == .done || isLive && !awaitsAnswer }
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
