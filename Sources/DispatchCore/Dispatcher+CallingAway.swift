import Governance

/// Calling people away from a less severe incident.
extension Dispatcher {
    /// What was decided, with what follows for the incidents from which people were called away:
    /// each is served again at once, by people who need not be called away in their turn.
    func outcome(of draft: Draft, _ ladder: Ladder) -> Outcome {
        guard !draft.calledAway.isEmpty else { return draft.outcome }
        var ladder = ladder.atHand
        for case .respondersRequested(let requests) in draft.events.map(\.kind) {
            for request in requests {
                ladder.engagements[request.responder, default: Engagement()]
                    .count(draft.incident.id, 1)
            }
        }
        var others = draft.outcome.others
        for id in Set(draft.calledAway.map(\.incident)).sorted() {
            // The decision may have touched it already.
            let earlier = others.first { $0.incident.id == id }
            guard let incident = earlier?.incident ?? ladder.incidents[id] else { continue }
            var other = Draft(of: incident, at: draft.now)
            let numbers = draft.calledAway.filter { $0.incident == id }.map(\.number)
            for number in numbers {
                other.conclude(
                    .assignmentReleased(number, .calledAway(to: draft.incident.id)))
            }
            let roles = numbers.map { incident.assignments[$0 - 1].role }
            callAgain(roles, &other, ladder)
            others.removeAll { $0.incident.id == id }
            others.append(
                Outcome(
                    events: (earlier?.events ?? []) + other.outcome.events,
                    incident: other.outcome.incident))
        }
        return Outcome(
            events: draft.outcome.events, incident: draft.outcome.incident, others: others)
    }
}
