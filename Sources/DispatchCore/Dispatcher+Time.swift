import Governance

/// What happens when a limit passes.
extension Dispatcher {
    /// Unanswered requests go to the next on the ladder; every other missed limit is brought up,
    /// and again later, each time after twice the wait, up to a day.
    func passTime(_ draft: inout Draft, _ ladder: Ladder) {
        var roles: [Role.ID] = []
        for assignment in draft.incident.assignments
        where assignment.state.awaitsAnswer && assignment.acknowledgeBy <= draft.now {
            draft.conclude(.assignmentTimedOut(assignment.number))
            roles.append(assignment.role)
        }
        if !roles.isEmpty { callAgain(roles, &draft, ladder) }
        for deadline in draft.incident.deadlines where deadline.due <= draft.now {
            draft.conclude(
                .deadlineMissed(
                    deadline.kind, remindAt: reminder(after: deadline, draft)))
        }
    }

    private func reminder(after deadline: Incident.Deadline, _ draft: Draft) -> Instant {
        let first = moment(standard(of: draft.incident).remind, from: draft.now)
        let wait = (first - draft.now) * (1 << min(deadline.misses, 10))
        return draft.now + min(max(wait, .seconds(60)), .hours(24))
    }
}
