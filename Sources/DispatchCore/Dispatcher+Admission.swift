import Governance

/// Who may take a step, and what it needs.
extension Dispatcher {
    /// Refuses a step that the stage, the actor or missing words forbid.
    func admit(
        _ step: IncidentStep, _ draft: Draft, personal: PersonalData? = nil,
    ) throws(Rejection) {
        try require(step, draft)
        if let party = party(of: draft.actor, to: draft.incident), !step.isOpen(to: party) {
            throw .notAllowed(step)
        }
        guard step.needsReason else { return }
        let hasWords = personal?.text?.contains { !$0.isWhitespace } ?? false
        guard hasWords else { throw .reasonMissing(step) }
    }

    /// Refuses a step that the category wants to see on a photo, where none goes along.
    func requirePhoto(
        _ step: ReportCategory.PhotoStep, of report: Report, _ personal: PersonalData?,
    ) throws(Rejection) {
        guard county[report.category]?.photos.contains(step) == true else { return }
        guard personal?.attachments.isEmpty == false else { throw .photoMissing(step) }
    }

    func require(_ step: IncidentStep, _ draft: Draft) throws(Rejection) {
        guard draft.incident.stage.allows(step) else {
            throw .stageForbids(draft.incident.stage)
        }
    }

    /// What an actor is to the incident; nil for the system.
    private func party(of actor: Actor, to incident: Incident) -> Party? {
        switch actor {
        case .system: return nil
        case .worker: return .worker
        case .operator: return .operator
        case .responder(let id):
            guard let responder = county[id] else { return .stranger }
            let isLocal = responder.coverage.contains { $0.contains(incident.area) }
            if isLocal, responder.roles.contains(county.supervisor) { return .supervisor }
            let isAssigned = incident.assignments.contains {
                $0.responder == id && $0.state.isLive
            }
            if isAssigned { return .assigned }
            return isLocal ? .local : .stranger
        }
    }
}
