public import Governance

/// An independent look at one open incident: it has an owner, a next deadline, and nobody and no
/// role is forgotten.
///
/// Nothing of it is taken from the code that decides; it only reads what the events have made.
public struct IncidentAudit: Sendable {
    private let roster: Set<Responder.ID>?

    /// An auditor; without a county it cannot tell who is of the roster.
    public init(_ county: County? = nil) {
        roster = county.map { Set($0.roster.map(\.id)) }
    }

    /// What is wrong with `incident` at `moment`; empty when all is well.
    public func findings(_ incident: Incident, at moment: Instant) -> [Orphan] {
        guard incident.stage != .closed else { return [] }
        var findings = Findings(incident: incident, moment: moment)
        examineDeadlines(&findings)
        examineResponders(&findings)
        examineRoles(&findings)
        return findings.orphans
    }

    private func examineDeadlines(_ findings: inout Findings) {
        let incident = findings.incident
        let kinds = incident.deadlines.map(\.kind)
        findings.expect(
            incident.nextDeadline != nil || incident.joinedInto != nil, .deadline, "nothing must happen next with it")
        findings.expect(
            incident.stage.mustHave.map(kinds.contains) ?? true, .deadline,
            "at stage \(incident.stage) it has only \(kinds)")
        findings.expect(
            Set(kinds).count == kinds.count, .deadline, "it has a deadline twice: \(kinds)")
    }

    private func examineResponders(_ findings: inout Findings) {
        let incident = findings.incident
        let numbers = incident.assignments.map(\.number)
        findings.expect(
            numbers == Array(incident.assignments.indices.map { $0 + 1 }), .responder,
            "its assignments are numbered \(numbers)")
        let live = incident.assignments.filter(\.state.isLive).map(\.responder)
        findings.expect(
            Set(live).count == live.count, .responder, "it asks somebody twice: \(live)")
        if let roster {
            let strangers = live.filter { !roster.contains($0) }
            findings.expect(
                strangers.isEmpty, .responder, "it waits for \(strangers), not of the roster")
        }
        findings.expect(
            incident.stage.isWorking || live.isEmpty, .responder,
            "at stage \(incident.stage) it still expects \(live)")
    }

    private func examineRoles(_ findings: inout Findings) {
        let incident = findings.incident
        let unfilled = incident.unfilledRoles
        findings.expect(
            Set(unfilled).count == unfilled.count, .role, "it lacks a role twice: \(unfilled)")
        guard incident.stage.isWorking else { return }
        for role in incident.rolesToComplete {
            let isCared = incident.assignments.contains {
                $0.role == role && $0.number >= incident.countsFrom
                    && ($0.state.isLive || $0.state == .done)
            }
            findings.expect(
                isCared || unfilled.contains(role), .role, "it has forgotten its \(role)")
        }
        let live = incident.assignments.filter(\.state.isLive)
        for role in unfilled {
            findings.expect(
                !live.contains { $0.role == role }, .role, "it lacks a \(role) and has asked one")
        }
        let mustFill = incident.deadlines.contains { $0.kind == .fill }
        findings.expect(
            mustFill == !unfilled.isEmpty, .role, "it lacks \(unfilled), to fill: \(mustFill)")
        findings.expect(
            !live.isEmpty || mustFill || incident.rolesToComplete.isEmpty, .owner,
            "it is on nobody's desk")
    }
}

/// What was found of one incident so far.
private struct Findings {
    let incident: Incident
    let moment: Instant
    var orphans: [Orphan] = []

    mutating func expect(
        _ isTrue: Bool, _ problem: Orphan.Problem, _ detail: @autoclosure () -> String,
    ) {
        if !isTrue { orphans.append(Orphan(problem, incident, since: moment, detail())) }
    }
}

extension Incident.Stage {
    /// The deadline without which nobody would come back to it.
    fileprivate var mustHave: Incident.Deadline.Kind? {
        switch self {
        case .reported: .file
        case .dispatching, .disposing: .settle
        case .disposed: .check
        case .checked: .close
        case .suspended: .resume
        case .rejected: .appeal
        // What was joined is in the care of another.
        case .closed, .joined: nil
        }
    }

    /// Whether people are expected to act on it.
    fileprivate var isWorking: Bool { self == .dispatching || self == .disposing }
}
