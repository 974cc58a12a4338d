import Governance

/// What the system that a report came from says more about it.
extension Dispatcher {
    /// Keeps what the source says; where nobody has arrived yet and it says that all is settled,
    /// nobody is sent any more and the result is checked like any other.
    ///
    /// Whoever is on the scene stays and decides: a source does not call people back from there.
    func hear(
        _ note: SourceNote, _ draft: inout Draft, _ personal: PersonalData?,
    ) throws(Rejection) {
        guard draft.actor == .system else { throw .notAllowed(.act) }
        try limit(draft.incident.tally.sourceNotes, .act)
        draft.record(.sourceHeard(note), personal: personal)
        guard note.kind == .settled, draft.incident.stage.allows(.handleSelf) else { return }
        standDown(&draft)
        let check = standard(of: draft.incident).check
        draft.conclude(.incidentSelfHandled(checkBy: moment(check, from: draft.now)))
        doubt(.check, check, &draft)
    }
}
