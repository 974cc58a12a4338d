import Governance

/// 调解 and 跟踪: what was promised, who looks after it, and what recurs.
extension Dispatcher {
    /// 调解: records what came of it; a later record takes the place of the one before.
    func mediate(
        _ result: Mediation.Result, parties: Int, _ acts: [Mediation.Appointment],
        _ draft: inout Draft, _ personal: PersonalData?,
    ) throws(Rejection) {
        try admit(.mediate, draft, personal: personal)
        try limit(draft.incident.mediation?.number ?? 0, .mediate)
        guard (2...Mediation.maximumParties).contains(parties) else {
            throw .mediationForbidden(.parties)
        }
        guard acts.count <= Mediation.maximumActs else { throw .mediationForbidden(.acts) }
        let isPromised = acts.contains { $0.kind == .promise }
        guard result == .agreed || !isPromised else { throw .mediationForbidden(.promises) }
        for act in acts { try requireNear(act.due, after: draft.now, draft) }
        draft.record(
            .mediationRecorded(
                result, parties: parties, acts, warnBefore: county.settings.followUp.warn),
            personal: personal)
    }

    /// 履约 or 回访: says how an act went; what went wrong needs words.
    func settleAct(
        _ number: Int, kept isKept: Bool, _ draft: inout Draft, _ personal: PersonalData?,
    ) throws(Rejection) {
        try admit(.followUp, draft)
        let acts = draft.incident.mediation?.acts ?? []
        guard let act = acts.first(where: { $0.number == number }) else {
            throw .unknownAct(number)
        }
        if act.state == (isKept ? .kept : .broken) { return }
        let hasWords = personal?.text?.contains { !$0.isWhitespace } ?? false
        guard isKept || hasWords else { throw .reasonMissing(.followUp) }
        draft.record(.actSettled(number, kept: isKept), personal: personal)
    }

    /// Brings up promised acts and visits that are due soon, or overdue.
    func passActs(_ draft: inout Draft, endedBefore end: Instant) {
        guard let mediation = draft.incident.mediation, draft.incident.stage.followsActs else {
            return
        }
        for act in mediation.openActs {
            if act.deadline.due < end {
                let remindAt = reminder(after: act.deadline, draft)
                draft.conclude(.actMissed(act.number, remindAt: remindAt))
            } else if act.deadline.isNear(end) {
                draft.conclude(.actNear(act.number))
            }
        }
    }

    /// What an incident that is closed now is remembered for, or nil for nothing.
    func followUp(_ draft: Draft) -> Incident.FollowUp? {
        let settings = county.settings.followUp
        let appealBy = settings.appeal.map { draft.now + $0 }
        var ends = [appealBy].compactMap(\.self)
        if let mediation = draft.incident.mediation, mediation.result == .agreed {
            ends.append(mediation.at + settings.mediation)
        }
        ends += draft.incident.mediation?.openActs.map(\.deadline.limit) ?? []
        guard let until = ends.max(), until > draft.now else { return nil }
        return Incident.FollowUp(until: until, appealBy: appealBy)
    }

    func requireAppealTime(_ draft: Draft) throws(Rejection) {
        guard let appealBy = draft.incident.followUp?.appealBy, draft.now <= appealBy else {
            throw .stageForbids(.closed)
        }
    }

    /// The time is over: a mediated matter has come to rest if all was done and nothing recurred.
    func endFollowUp(_ draft: inout Draft) {
        let mediation = draft.incident.mediation.flatMap { $0.result == .agreed ? $0 : nil }
        let isStable = mediation.map { mediation in
            mediation.recurrences.isEmpty && mediation.acts.allSatisfy { $0.state == .kept }
        }
        draft.conclude(.followUpEnded(isStable: isStable))
    }

    /// Notes with mediated incidents that a like matter was reported at their place.
    func noteRecurrence(_ draft: inout Draft, in state: borrowing TownshipState) {
        let incident = draft.incident
        guard let candidates = state.mediated[incident.community] else { return }
        let subject = Likeness.Subject(incident)
        for id in candidates.sorted() {
            guard let former = state.followed[id], former.mediation != nil,
                former.report.isExercise == incident.report.isExercise
            else { continue }
            let likeness = Likeness(subject, Likeness.Subject(former))
            guard likeness.isSamePlace(county.settings.duplicates), likeness.category != .other
            else { continue }
            var other = Draft(of: former, beside: draft)
            other.conclude(.matterRecurred(in: incident.id))
            draft.add(other)
        }
    }
}

/// Why the record of a mediation is refused.
public enum MediationFault: String, CaseIterable, Hashable, Sendable {
    /// There are fewer than two parties, or too many.
    case parties
    /// There are too many acts.
    case acts
    /// Something was promised although the parties did not agree.
    case promises
}
