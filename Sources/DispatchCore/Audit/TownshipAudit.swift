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
            examineJoining(incident, in: state)
        }
        for incident in state.followed.values.sorted(by: { $0.id < $1.id }) {
            examineFollowed(incident)
        }
        examineTotals(state)
        examineHistory(state, replayed)
    }

    private mutating func expect(_ isTrue: Bool, _ sentence: @autoclosure () -> String) {
        if !isTrue { findings.append(sentence()) }
    }

    /// What is remembered after its closing has an end to that, and nobody is expected there.
    private mutating func examineFollowed(_ incident: Incident) {
        let name = "followed incident \(incident.number) (\(incident.stage))"
        expect(incident.stage == .closed, "\(name) is not closed")
        expect(incident.deadlines.map(\.kind) == [.follow], "\(name) is never forgotten")
        expect(!incident.assignments.contains(where: \.state.isLive), "\(name) expects somebody")
    }

    /// What rests because it was joined is in the care of an incident that knows of it.
    private mutating func examineJoining(_ incident: Incident, in state: TownshipState) {
        let name = "incident \(incident.number) (\(incident.stage))"
        expect(
            (incident.stage == .joined) == (incident.joinedInto != nil),
            "\(name) is joined to \(incident.joinedInto.map(\.description) ?? "nothing")")
        if let survivor = incident.joinedInto {
            let carer = state.incidents[survivor]
            expect(
                carer?.joined.contains(incident.id) == true, "\(name) is in nobody's care")
            expect(incident.deadlines.isEmpty, "\(name) has deadlines of its own")
        }
        for id in incident.joined {
            expect(
                state.incidents[id]?.joinedInto == incident.id, "\(name) cares for a stranger")
        }
        expect(
            Set(incident.joined).count == incident.joined.count, "\(name) has one joined twice")
    }

    private mutating func examineTotals(_ state: TownshipState) {
        var loads: [Responder.ID: Int] = [:]
        for incident in state.incidents.values {
            for assignment in incident.assignments where assignment.state.isLive {
                loads[assignment.responder, default: 0] += 1
            }
        }
        expect(loads == state.loads, "the loads are \(state.loads), recounted \(loads)")
        var dues: [Instant] = []
        for incident in Array(state.incidents.values) + state.followed.values {
            for deadline in incident.deadlines + incident.actDeadlines {
                dues.append(deadline.due)
                if let warnAt = deadline.warnAt { dues.append(warnAt) }
            }
            for assignment in incident.assignments where assignment.state.awaitsAnswer {
                dues.append(assignment.acknowledgeBy)
            }
        }
        var copy = state
        let next = copy.nextDeadline()
        let recounted = dues.min()
        expect(
            next == recounted, "the queue says \(Self.text(next)), not \(Self.text(recounted))")
    }

    private mutating func examineHistory(_ state: TownshipState, _ replayed: TownshipState) {
        expect(replayed.recent == state.recent, "the log leads to other calls of the last days")
        expect(replayed.duty == state.duty, "the log leads to another duty")
        expect(replayed.lastNumber == state.lastNumber, "the last number is not the log's")
        expect(
            replayed.incidents.keys.sorted() == state.incidents.keys.sorted(),
            "the log leads to other open incidents")
        for (id, incident) in state.incidents {
            expect(replayed.incidents[id] == incident, "the log leads to another \(id)")
        }
        expect(replayed.followed == state.followed, "the log leads to other followed incidents")
        expect(replayed.mediated == state.mediated, "the log leads to other mediated incidents")
    }

    private static func text(_ instant: Instant?) -> String {
        instant?.description ?? "never"
    }
}
