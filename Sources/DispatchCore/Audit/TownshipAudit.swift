import Governance

/// An independent look at a township: what must be true of it at every moment, recounted from
/// nothing but its incidents and its replayed history.
public struct TownshipAudit {
    /// What is not true, as sentences; empty when all is well.
    public private(set) var findings: [String] = []

    /// Looks at `state`, which must be what its events, taken one by one, made as `replayed`.
    public init(_ state: TownshipState, replayed: TownshipState) {
        let audit = IncidentAudit()
        for incident in state.incidents.values.sorted(by: { $0.id < $1.id }) {
            let name = "incident \(incident.number) (\(incident.stage))"
            expect(incident.stage != .closed, "\(name) is still kept")
            findings += audit.findings(incident, at: incident.acceptedAt).map {
                "\(name): \($0.detail)"
            }
        }
        examineTotals(state)
        examineHistory(state, replayed)
    }

    private mutating func expect(_ isTrue: Bool, _ sentence: @autoclosure () -> String) {
        if !isTrue { findings.append(sentence()) }
    }

    private mutating func examineTotals(_ state: TownshipState) {
        var loads: [Responder.ID: Int] = [:]
        for incident in state.incidents.values {
            for assignment in incident.assignments where assignment.state.isLive {
                loads[assignment.responder, default: 0] += 1
            }
        }
        expect(loads == state.loads, "the loads are \(state.loads), recounted \(loads)")
        let dues = state.incidents.values.flatMap { incident in
            incident.deadlines.flatMap { [$0.due] + ($0.warnAt.map { [$0] } ?? []) }
                + incident.assignments.filter(\.state.awaitsAnswer).map(\.acknowledgeBy)
        }
        var copy = state
        let next = copy.nextDeadline()
        let recounted = dues.min()
        expect(
            next == recounted, "the queue says \(Self.text(next)), not \(Self.text(recounted))")
    }

    private mutating func examineHistory(_ state: TownshipState, _ replayed: TownshipState) {
        expect(replayed.lastNumber == state.lastNumber, "the last number is not the log's")
        expect(
            replayed.incidents.keys.sorted() == state.incidents.keys.sorted(),
            "the log leads to other open incidents")
        for (id, incident) in state.incidents {
            expect(replayed.incidents[id] == incident, "the log leads to another \(id)")
        }
    }

    private static func text(_ instant: Instant?) -> String {
        instant?.description ?? "never"
    }
}
