import Governance

/// An independent look at a township: what must be true of it at every moment, recounted from
/// nothing but its incidents and its replayed history.
public struct TownshipAudit {
    /// What is not true, as sentences; empty when all is well.
    public private(set) var findings: [String] = []

    /// Looks at `state`, which must be what its events, taken one by one, made as `replayed`.
    public init(_ state: TownshipState, replayed: TownshipState) {
        for incident in state.incidents.values.sorted(by: { $0.id < $1.id }) {
            examine(incident)
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

    private mutating func examine(_ incident: Incident) {
        let name = "incident \(incident.number) (\(incident.stage))"
        let kinds = incident.deadlines.map(\.kind)
        let mustHave: Incident.Deadline.Kind? =
            switch incident.stage {
            case .reported: .file
            case .dispatching: .settle
            case .disposing: .settle
            case .disposed: .check
            case .checked: .close
            case .suspended: .resume
            case .rejected: .appeal
            case .closed, .joined: nil
            }
        expect(incident.stage != .closed, "\(name) is still kept")
        expect(mustHave.map(kinds.contains) ?? true, "\(name) has only \(kinds)")
        expect(Set(kinds).count == kinds.count, "\(name) has a deadline twice: \(kinds)")
        let numbers = incident.assignments.map(\.number)
        expect(
            numbers == Array(incident.assignments.indices.map { $0 + 1 }),
            "\(name) numbers its assignments \(numbers)")
        examineRoles(incident, name)
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

    private mutating func examineRoles(_ incident: Incident, _ name: String) {
        let live = incident.assignments.filter(\.state.isLive)
        let people = live.map(\.responder)
        expect(Set(people).count == people.count, "\(name) asks somebody twice: \(people)")
        let unfilled = incident.unfilledRoles
        expect(Set(unfilled).count == unfilled.count, "\(name) lacks a role twice: \(unfilled)")
        let restful: [Incident.Stage] = [
            .reported, .disposed, .checked, .suspended, .rejected, .joined,
        ]
        if restful.contains(incident.stage) {
            expect(live.isEmpty, "\(name) still expects \(people)")
        }
        guard incident.stage == .dispatching || incident.stage == .disposing else { return }
        for role in incident.rolesToComplete {
            let isCared = incident.assignments.contains {
                $0.role == role && $0.number >= incident.countsFrom
                    && ($0.state.isLive || $0.state == .done)
            }
            expect(isCared || unfilled.contains(role), "\(name) has forgotten its \(role)")
        }
        for role in unfilled {
            let isAsked = live.contains { $0.role == role }
            expect(!isAsked, "\(name) lacks a \(role) and has asked one")
        }
        let mustFill = incident.deadlines.contains { $0.kind == .fill }
        expect(mustFill == !unfilled.isEmpty, "\(name) lacks \(unfilled), to fill: \(mustFill)")
        expect(
            !live.isEmpty || mustFill || incident.rolesToComplete.isEmpty,
            "\(name) is on nobody's desk")
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
