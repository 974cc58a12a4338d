import Governance

/// Who is asked next for a role, rung by rung.
///
/// The rungs: those with the role who cover the place; those with a substitute role, in the
/// declared order; those with the role in the township's other communities; the supervisors. On
/// each rung the least busy comes first, then the nearest, then the name. Nobody off duty and
/// nobody already asked in this incident is ever on it, unless they were released, or it was before
/// a rework or a return; whoever did the work before that comes first.
struct Ladder {
    let county: County
    let index: RosterIndex
    let loads: [Responder.ID: Int]
    let time: LocalTime

    /// The next responder for `role`, or nil where the ladder ends.
    func next(for role: Role.ID, in incident: Incident) -> (Responder.ID, SelectionReason)? {
        let area = incident.area
        if let former = former(role, incident) { return former }
        if let first = best(index.covering(area, role: role), .role, incident) { return first }
        for substitute in county[role]?.substitutes ?? [] {
            let candidates = index.covering(area, role: substitute)
            if let next = best(candidates, .substitute, incident) { return next }
        }
        if let next = best(index.neighbours(of: area, role: role), .neighbour, incident) {
            return next
        }
        return best(index.covering(area, role: county.supervisor), .supervisor, incident)
    }

    /// Who did the work of the role before a rework or a return, if they are on duty.
    private func former(
        _ role: Role.ID, _ incident: Incident,
    ) -> (Responder.ID, SelectionReason)? {
        guard incident.countsFrom > 1 else { return nil }
        let done = incident.assignments.prefix(incident.countsFrom - 1).last {
            $0.role == role && $0.state == .done
        }
        guard let id = done?.responder, county[id]?.isOnDuty(at: time) == true,
            !isAsked(id, incident)
        else { return nil }
        return (id, SelectionReason(rung: .before, load: loads[id] ?? 0))
    }

    private func isAsked(_ id: Responder.ID, _ incident: Incident) -> Bool {
        incident.assignments.contains {
            $0.responder == id
                && ($0.state.isLive || $0.number >= incident.countsFrom && $0.state != .released)
        }
    }

    private struct Ranked {
        let responder: Responder.ID
        let load: Int
        let distance: Metres?

        func precedes(_ other: Ranked) -> Bool {
            guard load == other.load else { return load < other.load }
            let (mine, theirs) = (distance?.value ?? .infinity, other.distance?.value ?? .infinity)
            return mine == theirs ? responder < other.responder : mine < theirs
        }
    }

    private func best(
        _ candidates: [RosterIndex.Candidate], _ rung: SelectionReason.Rung,
        _ incident: Incident,
    ) -> (Responder.ID, SelectionReason)? {
        let place = place(of: incident)
        var best: Ranked?
        var count = 0
        for candidate in candidates {
            let id = candidate.responder.id
            guard candidate.responder.isOnDuty(at: time) else { continue }
            guard !isAsked(id, incident) else { continue }
            count += 1
            var distance: Metres?
            if let place, let station = candidate.station {
                // Whole metres: a station is not known any better.
                distance = Metres(station.distance(to: place).value.rounded())
            }
            let ranked = Ranked(responder: id, load: loads[id] ?? 0, distance: distance)
            if best.map(ranked.precedes) ?? true { best = ranked }
        }
        return best.map {
            let reason = SelectionReason(
                rung: rung, distance: $0.distance, others: count - 1, load: $0.load)
            return ($0.responder, reason)
        }
    }

    private func place(of incident: Incident) -> Coordinate? {
        (incident.report.coordinate ?? county.grids.centre(of: incident.area))?
            .converted(to: .wgs84)
    }
}
