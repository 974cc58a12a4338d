import Governance

/// Who is asked next for a role, rung by rung.
///
/// The rungs: those with the role who cover the place; those with a substitute role, in the
/// declared order; those with the role in the township's other communities; the supervisors. A role
/// may state fewer, and how many are asked at once. Nobody off duty is ever on a rung, and nobody
/// already asked in this incident unless they were let go because somebody else was quicker, or it
/// was before a rework or a return; whoever did the work before that comes first.
struct Ladder {
    /// Somebody to be asked, and from which assignment they are called away for it.
    struct Choice {
        let responder: Responder.ID
        var reason: SelectionReason
        var calledAway: Assignment.ID?
    }

    let county: County
    let index: RosterIndex
    var engagements: [Responder.ID: Engagement]
    let recent: [Responder.ID: RecentCalls]
    let duty: DutyBook
    let incidents: [Incident.ID: Incident]
    let now: Instant
    let time: LocalTime
    /// Whether people may be called away; not for an incident from which somebody just was, and not
    /// by a decision that touches several incidents already.
    var callsAway = true

    /// The same ladder, on which nobody is called away.
    var atHand: Ladder {
        var ladder = self
        ladder.callsAway = false
        return ladder
    }

    /// Those to be asked next for `role`, none where the ladder ends; more than one only where the
    /// role has several asked at once.
    func next(
        for role: Role.ID, in incident: Incident, _ weighing: Weighing,
        from first: SelectionReason.Rung? = nil,
    ) -> [Choice] {
        if first == nil, let former = former(role, incident) { return [former] }
        let known = county[role]
        let rungs = known?.rungs ?? SelectionReason.Rung.ladder
        let count = known?.together[incident.severity] ?? 1
        for rung in rungs.drop(while: { $0.order < first?.order ?? 0 }) {
            for candidates in candidates(on: rung, role, incident.area) {
                let found = best(
                    candidates, rung, incident, weighing, count: rung == .supervisor ? 1 : count)
                if !found.isEmpty { return found }
            }
        }
        return []
    }

    /// How many live assignments somebody has.
    func load(of responder: Responder.ID) -> Int { engagements[responder]?.count ?? 0 }

    /// Somebody's duty now.
    func status(of responder: Responder) -> DutyStatus {
        duty.status(of: responder, at: now, reading: time)
    }

    private func candidates(
        on rung: SelectionReason.Rung, _ role: Role.ID, _ area: AreaCode,
    ) -> [[RosterIndex.Candidate]] {
        switch rung {
        case .role: [index.covering(area, role: role)]
        case .substitute:
            (county[role]?.substitutes ?? []).map { index.covering(area, role: $0) }
        case .neighbour: [index.neighbours(of: area, role: role)]
        case .supervisor: [index.covering(area, role: county.supervisor)]
        case .chosen, .before: []
        }
    }

    /// Who did the work of the role before a rework or a return, if they are on duty.
    private func former(_ role: Role.ID, _ incident: Incident) -> Choice? {
        guard incident.countsFrom > 1 else { return nil }
        let done = incident.assignments.prefix(incident.countsFrom - 1).last {
            $0.role == role && $0.state == .done
        }
        guard let id = done?.responder, let responder = county[id],
            status(of: responder) != .offDuty, !isAsked(id, incident)
        else { return nil }
        let reason = SelectionReason(rung: .before, load: load(of: id))
        return Choice(responder: id, reason: reason)
    }

    private func isAsked(_ id: Responder.ID, _ incident: Incident) -> Bool {
        incident.assignments.contains {
            $0.responder == id
                && ($0.state.isLive || $0.number >= incident.countsFrom && !$0.mayBeAskedAgain)
        }
    }

    private func best(
        _ candidates: [RosterIndex.Candidate], _ rung: SelectionReason.Rung,
        _ incident: Incident, _ weighing: Weighing, count: Int,
    ) -> [Choice] {
        var best: [Weighed] = []
        var others = -1
        for candidate in candidates {
            let status = status(of: candidate.responder)
            guard status != .offDuty, !isAsked(candidate.responder.id, incident) else { continue }
            others += 1
            let weighed = weighing.weigh(candidate, isStandby: status == .standby)
            // The list is short: it is kept in order as it grows, and cut off.
            let position = best.firstIndex { weighed < $0 } ?? best.count
            guard position < count else { continue }
            best.insert(weighed, at: position)
            if best.count > count { best.removeLast() }
        }
        // Nobody is called away only to be one of several who are asked.
        if best.count > 1 { best = best[0].calledAway == nil ? best.filter(\.isAtHand) : [best[0]] }
        return best.map { weighed in
            var reason = weighed.reason(on: rung, others: others)
            reason.isShared = best.count > 1
            return Choice(
                responder: weighed.responder, reason: reason, calledAway: weighed.calledAway)
        }
    }
}

extension SelectionReason.Rung {
    /// Where the rung stands on the ladder.
    fileprivate var order: Int { Self.ladder.firstIndex(of: self) ?? 0 }
}

extension Assignment {
    /// Whether the responder may be asked for the same again after it: who was let go without a
    /// word against it, or because somebody else was quicker.
    fileprivate var mayBeAskedAgain: Bool {
        state == .released && (releaseReason == nil || releaseReason == .filled)
    }
}
