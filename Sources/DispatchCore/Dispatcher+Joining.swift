public import Governance

/// Several reports of one matter: joining incidents and parting them again.
extension Dispatcher {
    /// How many incidents may be joined to one.
    static let maximumJoined = 64

    /// 合并: the incident rests while the other is worked on for both, and ends with it.
    ///
    /// What was joined to it before is joined to the other too, so that nothing is joined twice over.
    /// Roles that only this one requires are called for the other, lest joining loses somebody.
    func join(
        _ draft: inout Draft, into id: Incident.ID, in state: borrowing TownshipState,
        _ ladder: Ladder, personal: PersonalData?,
    ) throws(Rejection) {
        // Nobody is called away for it: the other incidents touched here are decided already.
        var ladder = ladder
        ladder.callsAway = false
        if draft.incident.joinedInto == id { return }
        try admit(.join, draft)
        guard let survivor = state.incidents[id] else { throw .joinForbidden(.unknown) }
        if let obstacle = JoinObstacle(joining: draft.incident, into: survivor) {
            throw .joinForbidden(obstacle)
        }
        var other = Draft(of: survivor, beside: draft)
        try require(.takeIn, other)
        let followers = draft.incident.joined.compactMap { state.incidents[$0] }
        standDown(&draft)
        let roles = draft.incident.rolesUnknown(to: survivor)
        draft.record(.incidentJoined(into: id), personal: personal)
        let arriveBy = moment(standard(of: survivor).arrive, from: draft.now)
        other.record(
            .reportJoined(
                draft.incident.id, roles: roles, arriveBy: roles.isEmpty ? nil : arriveBy))
        for follower in followers {
            var moved = Draft(of: follower, beside: draft)
            moved.conclude(.incidentJoined(into: id))
            draft.add(moved)
            other.conclude(.reportJoined(follower.id))
        }
        call(roles, &other, ladder)
        draft.add(other)
    }

    /// 拆分: an incident of its own again, to be filed, or worked on with limits that begin anew.
    func part(
        _ draft: inout Draft, in state: borrowing TownshipState, _ ladder: Ladder,
        personal: PersonalData?,
    ) throws(Rejection) {
        // As in joining, nobody is called away for it.
        var ladder = ladder
        ladder.callsAway = false
        try admit(.part, draft)
        guard let id = draft.incident.joinedInto, let survivor = state.incidents[id] else {
            throw .joinForbidden(.unknown)
        }
        var other = Draft(of: survivor, beside: draft)
        other.record(.reportParted(draft.incident.id))
        draft.record(.incidentParted(from: id, duesAnew(draft)), personal: personal)
        if draft.incident.filedAt != nil {
            let standard = standard(of: draft.incident)
            doubt(.arrive, standard.arrive, &draft)
            doubt(.settle, standard.settle, &draft)
            callAgain(draft.incident.rolesToComplete, &draft, ladder)
        }
        draft.add(other)
    }

    /// Closes what was joined to an incident that a decision has closed.
    func closeJoined(_ draft: inout Draft, in state: borrowing TownshipState) {
        guard draft.incident.stage == .closed else { return }
        for id in draft.incident.joined {
            guard let joined = state.incidents[id] else { continue }
            var other = Draft(of: joined, beside: draft)
            other.conclude(.incidentClosed)
            draft.add(other)
        }
    }

    private func duesAnew(_ draft: Draft) -> [Incident.Due] {
        let incident = draft.incident
        guard incident.filedAt != nil else {
            let limit = county.defaultStandard.acknowledge
            return [Incident.Due(.file, at: moment(limit, from: draft.now))]
        }
        let standard = standard(of: incident)
        let settle = Incident.Due(.settle, at: moment(standard.settle, from: draft.now))
        guard !incident.requiredRoles.isEmpty, incident.fullAssignment == nil else {
            return [settle]
        }
        return [settle, Incident.Due(.arrive, at: moment(standard.arrive, from: draft.now))]
    }
}

/// Why an incident cannot be joined to another, or not ended as it is.
public enum JoinObstacle: String, CaseIterable, Hashable, Sendable {
    /// There is no such open incident in the township.
    case unknown
    /// It is the same incident.
    case itself
    /// One is an exercise and the other is not.
    case exercise
    /// The other is not filed yet, but this one is.
    case notFiled = "not_filed"
    /// The other is less urgent, so that its limits are too wide.
    case lessSevere = "less_severe"
    /// This one needs roles that the other did not call and cannot call any more.
    case rolesLacking = "roles_lacking"
    /// Too many are joined to the other already.
    case tooMany = "too_many"
    /// Others are joined to it: they must be parted first.
    case hasJoined = "has_joined"
    /// Promises of a mediation are looked after here.
    case mediated

    /// What stands in the way of joining `incident` to `survivor`; nil if nothing does.
    public init?(joining incident: Incident, into survivor: Incident) {
        let isFiled = (incident.filedAt != nil, survivor.filedAt != nil)
        let isSevere = incident.severity.rawValue < survivor.severity.rawValue
        let mayCall = [.dispatching, .disposing].contains(survivor.stage)
        if incident.id == survivor.id {
            self = .itself
        } else if incident.report.isExercise != survivor.report.isExercise {
            self = .exercise
        } else if incident.mediation != nil {
            self = .mediated
        } else if isFiled == (true, false) {
            self = .notFiled
        } else if isFiled == (true, true), isSevere {
            self = .lessSevere
        } else if !mayCall, !incident.rolesUnknown(to: survivor).isEmpty {
            self = .rolesLacking
        } else if incident.joined.count + survivor.joined.count >= Dispatcher.maximumJoined {
            self = .tooMany
        } else {
            return nil
        }
    }
}

extension Incident {
    /// The roles that must come here and that the rules did not call for `other`.
    func rolesUnknown(to other: Incident) -> [Role.ID] {
        let known = other.requiredRoles + (other.decision?.roles ?? [])
        return requiredRoles.filter { !known.contains($0) }
    }
}
