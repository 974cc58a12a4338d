import Governance

/// 交界: whose a matter near a line is.
extension Dispatcher {
    /// How many neighbouring areas are named.
    private static let maximumNeighbours = 4

    /// Notes who else may own a matter near a line; both sides are told, or asked one question.
    func noteBoundary(_ draft: inout Draft, _ boundaries: BoundaryIndex) {
        let report = draft.incident.report
        guard let settings = county.settings.boundary, let place = report.ground else { return }
        let areas = boundaries.neighbours(of: place, in: report.area)
            .prefix(Self.maximumNeighbours)
        guard !areas.isEmpty else { return }
        guard let answer = settings.answer else {
            let sides = [report.area] + areas
            draft.conclude(
                .boundaryNoted(Array(areas), informed: keepers(of: sides, at: draft.now)))
            return
        }
        draft.conclude(
            .boundaryNoted(Array(areas), answerBy: moment(answer, from: draft.now)))
    }

    /// Says whose it is; if it is a neighbour's, whoever has not answered yet is asked there anew.
    func answerBoundary(
        _ area: AreaCode, _ draft: inout Draft, _ ladder: Ladder, _ personal: PersonalData?,
    ) throws(Rejection) {
        try require(.answerBoundary, draft)
        guard let boundary = draft.incident.boundary, boundary.owner == nil else {
            throw .deadlineNotOpen(.place)
        }
        if !isKeeper(draft.actor, boundary.areas) { try admit(.answerBoundary, draft) }
        guard boundary.areas.contains(area) || area == draft.incident.report.area else {
            throw .unknownArea(area)
        }
        draft.record(.boundaryAnswered(area, byDefault: false), personal: personal)
        guard area != draft.incident.report.area else { return }
        let unanswered = draft.incident.assignments.filter(\.state.awaitsAnswer)
        for assignment in unanswered { draft.conclude(.assignmentReleased(assignment.number)) }
        callAgain(unanswered.map(\.role), &draft, ladder)
    }

    /// The people who look after each area: of the narrowest coverage and on duty, one for each.
    private func keepers(of areas: [AreaCode], at now: Instant) -> [Responder.ID] {
        let time = county.timeZone.localTime(at: now)
        var keepers: [Responder.ID] = []
        for area in areas {
            for role in county.roles {
                let present = roster.covering(area, role: role.id).map(\.responder)
                    .filter { $0.isOnDuty(at: time) }
                guard let keeper = present.map(\.id).min() else { continue }
                if !keepers.contains(keeper) { keepers.append(keeper) }
                break
            }
        }
        return keepers
    }

    private func isKeeper(_ actor: Actor, _ areas: [AreaCode]) -> Bool {
        guard case .responder(let id) = actor, let responder = county[id] else { return false }
        return responder.coverage.contains { coverage in
            areas.contains { coverage.contains($0) }
        }
    }
}
