import Governance

/// What an operator decides over the head of the ladder.
extension Dispatcher {
    /// Carries out the decision; its reason is kept with it.
    func override(
        _ override: Override, _ draft: inout Draft, _ ladder: Ladder, _ personal: PersonalData?,
    ) throws(Rejection) {
        try admit(.override, draft, personal: personal)
        switch override {
        case .assign(let role, let responder):
            try assign(role, responder, &draft, ladder, personal)
        case .skip(let role, let rung): try skip(role, to: rung, &draft, ladder, personal)
        case .standDown(let number): try standDown(number, &draft, ladder, personal)
        }
    }

    /// This person is asked, on duty or not, and beside whoever was asked before.
    private func assign(
        _ role: Role.ID, _ id: Responder.ID, _ draft: inout Draft, _ ladder: Ladder,
        _ personal: PersonalData?,
    ) throws(Rejection) {
        guard county[role] != nil else { throw .unknownRole(role) }
        guard county[id] != nil else { throw .unknownResponder(id) }
        try requireFree(id, draft.incident)
        draft.record(.overrideOrdered(.assign(role, id)), personal: personal)
        reopen(&draft)
        let reason = SelectionReason(rung: .chosen, load: ladder.load(of: id))
        let choice = Ladder.Choice(responder: id, reason: reason)
        draft.conclude(.respondersRequested([request(choice, role, draft.incident, draft)]))
    }

    /// Those who have not answered are let go, and the ladder goes on.
    private func skip(
        _ role: Role.ID, to rung: SelectionReason.Rung?, _ draft: inout Draft, _ ladder: Ladder,
        _ personal: PersonalData?,
    ) throws(Rejection) {
        try require(.act, draft)
        let awaited = draft.incident.assignments.filter {
            $0.role == role && $0.state.awaitsAnswer
        }
        guard !awaited.isEmpty || draft.incident.rolesToComplete.contains(role) else {
            throw .roleNotRequired(role)
        }
        draft.record(.overrideOrdered(.skip(role, to: rung)), personal: personal)
        for assignment in awaited {
            draft.conclude(.assignmentReleased(assignment.number, .skipped))
        }
        call([role], &draft, ladder, from: rung)
    }

    /// Somebody is let go wherever they are; the role is another's then.
    private func standDown(
        _ number: Int, _ draft: inout Draft, _ ladder: Ladder, _ personal: PersonalData?,
    ) throws(Rejection) {
        try require(.act, draft)
        let assignment = try assignment(number, draft)
        guard assignment.state.isLive else { throw .assignmentForbids(assignment.state) }
        draft.record(.overrideOrdered(.standDown(number)), personal: personal)
        draft.conclude(.assignmentReleased(number, .stoodDown))
        callAgain(
            draft.incident.rolesToComplete.filter { $0 == assignment.role }, &draft, ladder)
    }
}
