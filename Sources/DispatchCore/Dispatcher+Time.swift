import Governance

/// What happens when a limit passes.
extension Dispatcher {
    /// Unanswered requests go to the next on the ladder, and limits that are near or missed are
    /// brought up.
    ///
    /// A limit that is near is brought to mind once; a missed one calls for supervision (督办) once,
    /// and is brought up again later, each time after twice the wait, up to a day. The last moment of a limit still belongs to it.
    func passTime(_ draft: inout Draft, _ ladder: Ladder, endedBefore end: Instant) {
        var roles: [Role.ID] = []
        for assignment in draft.incident.assignments
        where assignment.state.awaitsAnswer && assignment.acknowledgeBy < end {
            draft.conclude(.assignmentTimedOut(assignment.number))
            roles.append(assignment.role)
        }
        if !roles.isEmpty { callAgain(roles, &draft, ladder) }
        for deadline in draft.incident.deadlines where deadline.due < end || deadline.isNear(end) {
            meet(deadline, &draft, ladder, endedBefore: end)
        }
        passActs(&draft, endedBefore: end)
    }

    private func meet(
        _ deadline: Incident.Deadline, _ draft: inout Draft, _ ladder: Ladder,
        endedBefore end: Instant,
    ) {
        guard deadline.due < end else { return draft.conclude(.deadlineNear(deadline.kind)) }
        switch deadline.kind {
        case .resume: resume(&draft, ladder)
        case .appeal: draft.conclude(.incidentClosed)
        case .follow: endFollowUp(&draft)
        case .place: draft.conclude(.boundaryAnswered(draft.incident.area, byDefault: true))
        case .promise, .visit: break
        case .file, .arrive, .settle, .check, .close, .fill:
            draft.conclude(
                .deadlineMissed(deadline.kind, remindAt: reminder(after: deadline, draft)))
            guard deadline.misses == 0, deadline.kind != .fill else { return }
            draft.conclude(.supervisionOrdered(deadline.kind))
        }
    }

    func reminder(after deadline: Incident.Deadline, _ draft: Draft) -> Instant {
        let first = moment(standard(of: draft.incident).remind, from: draft.now)
        let wait = (first - draft.now) * (1 << min(deadline.misses, 10))
        return draft.now + min(max(wait, .seconds(60)), .hours(24))
    }
}

extension Incident.Deadline {
    /// Whether it is to be brought to mind by then.
    func isNear(_ moment: Instant) -> Bool {
        warnAt.map { $0 < moment } ?? false
    }
}
