import Governance

/// What happens when a limit passes.
extension Dispatcher {
    /// Unanswered requests go to the next on the ladder; a limit that is near is brought to mind
    /// once; a missed one calls for supervision (督办) once, and is brought up again later, each
    /// time after twice the wait, up to a day.
    func passTime(_ draft: inout Draft, _ ladder: Ladder) {
        var roles: [Role.ID] = []
        for assignment in draft.incident.assignments
        where assignment.state.awaitsAnswer && assignment.acknowledgeBy <= draft.now {
            draft.conclude(.assignmentTimedOut(assignment.number))
            roles.append(assignment.role)
        }
        if !roles.isEmpty { callAgain(roles, &draft, ladder) }
        for deadline in draft.incident.deadlines { meet(deadline, &draft, ladder) }
    }

    private func meet(_ deadline: Incident.Deadline, _ draft: inout Draft, _ ladder: Ladder) {
        guard deadline.due <= draft.now else {
            guard let warnAt = deadline.warnAt, warnAt <= draft.now else { return }
            draft.conclude(.deadlineNear(deadline.kind))
            return
        }
        switch deadline.kind {
        case .resume: resume(&draft, ladder)
        case .appeal: draft.conclude(.incidentClosed)
        case .file, .arrive, .settle, .check, .close, .fill:
            draft.conclude(
                .deadlineMissed(deadline.kind, remindAt: reminder(after: deadline, draft)))
            guard deadline.misses == 0, deadline.kind != .fill else { return }
            draft.conclude(.supervisionOrdered(deadline.kind))
        }
    }

    private func reminder(after deadline: Incident.Deadline, _ draft: Draft) -> Instant {
        let first = moment(standard(of: draft.incident).remind, from: draft.now)
        let wait = (first - draft.now) * (1 << min(deadline.misses, 10))
        return draft.now + min(max(wait, .seconds(60)), .hours(24))
    }
}
