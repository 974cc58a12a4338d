import Governance

/// What happens to an incident about whose it is, by mediation, and after its closing.
extension Incident {
    mutating func evolveFollowUp(_ event: Event) {
        switch event.kind {
        case .boundaryNoted(let areas, let informed, let answerBy):
            boundary = Boundary(areas: areas, informed: informed)
            if let answerBy { deadlines.append(Deadline(kind: .place, due: answerBy)) }
        case .boundaryAnswered(let area, let isByDefault):
            boundary?.owner = area
            boundary?.isByDefault = isByDefault
            if area != report.area { tally.misroutes += 1 }
            deadlines.removeAll { $0.kind == .place }
        case .mediationRecorded(let result, let parties, let acts, let warnBefore):
            mediation = Mediation(
                result: result, parties: parties, at: event.effectiveAt,
                number: (mediation?.number ?? 0) + 1,
                acts: acts.enumerated().map { index, act in
                    let warnAt = act.due - warnBefore
                    return Mediation.Act(
                        number: index + 1, act,
                        warnAt: warnAt > event.recordedAt ? warnAt : nil)
                })
        case .actSettled(let number, let isKept):
            change(act: number) { $0.state = isKept ? .kept : .broken }
        case .actNear(let number): change(act: number) { $0.deadline.warnAt = nil }
        case .actMissed(let number, let remindAt):
            change(act: number) {
                $0.deadline.due = remindAt
                $0.deadline.misses += 1
                $0.deadline.warnAt = nil
            }
        case .followUpBegun(let until, let appealBy):
            followUp = FollowUp(until: until, appealBy: appealBy)
        case .followUpEnded(let isStable):
            mediation?.isStable = isStable
            (followUp, deadlines) = (nil, [])
        case .matterRecurred(let id):
            mediation?.recurrences.append(
                Mediation.Recurrence(incident: id, at: event.recordedAt))
        default: break
        }
    }

    private mutating func change(act number: Int, _ change: (inout Mediation.Act) -> Void) {
        guard let position = mediation?.acts.firstIndex(where: { $0.number == number }) else {
            return
        }
        if var act = mediation?.acts[position] {
            change(&act)
            mediation?.acts[position] = act
        }
    }
}
