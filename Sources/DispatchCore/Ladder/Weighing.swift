import Governance

/// What counts for and against somebody who may be asked about an incident, weighed by the county's
/// policy; the same for all its roles.
struct Weighing {
    private let ladder: Ladder
    private let id: Incident.ID
    private let area: AreaCode
    private let severity: Severity
    private let place: Coordinate?
    private let skills: [Skill]
    private let policy: DispatchPolicy
    private let isFair: Bool
    private let preemption: DispatchPolicy.Preemption?

    init(of incident: Incident, on ladder: Ladder) {
        self.ladder = ladder
        id = incident.id
        area = incident.area
        let (county, severity) = (ladder.county, incident.severity)
        self.severity = severity
        policy = county.policy
        place =
            incident.report.ground
            ?? county.grids.centre(of: area)?.converted(to: .wgs84)
        skills = county[incident.report.category]?.skills ?? []
        isFair = policy.choice.fairFor.contains(severity)
        let rule = policy.preemption
        preemption = ladder.callsAway && rule?.severities.contains(severity) == true ? rule : nil
    }

    func weigh(_ candidate: RosterIndex.Candidate, isStandby: Bool) -> Weighed {
        let id = candidate.responder.id
        var distance: Metres?
        if let place, let station = candidate.station {
            // Whole metres: a station is not known any better.
            distance = Metres(station.distance(to: place).value.rounded())
        }
        let travel = policy.travel.time(
            over: distance, atMetresPerSecond: candidate.speedMetresPerSecond)
        let load = ladder.load(of: id)
        let missing = skills.filter { !candidate.responder.skills.contains($0) }
        let calls = isFair ? recentCalls(of: id) : (count: 0, weight: 0)
        let weights = policy.choice
        var isBusy = load >= weights.busy
        var counted = load
        var calledAway: Assignment.ID?
        if isBusy, load == 1, let taken = assignmentToLeave(id) {
            (isBusy, counted, calledAway) = (false, 0, taken)
        }
        let cost =
            travel + weights.load * counted + weights.skill * missing.count
            + .microseconds(weights.recent.wholeMicroseconds * Int64(calls.weight) / 1_000)
        return Weighed(
            responder: id,
            rank: (isBusy ? 4 : calledAway == nil ? 0 : 2) + (isStandby ? 1 : 0),
            level: level(of: candidate.responder), cost: cost, distance: distance, travel: travel,
            load: load, recentCalls: calls.count, missing: missing, isStandby: isStandby,
            calledAway: calledAway)
    }

    private func recentCalls(of id: Responder.ID) -> (count: Int, weight: Int) {
        ladder.recent[id]?.calls(until: ladder.now.dayOfUTC, within: policy.choice.days)
            ?? (count: 0, weight: 0)
    }

    /// The narrowest area of the responder's that the place lies in.
    private func level(of responder: Responder) -> AreaCode.Level? {
        var level: AreaCode.Level?
        for area in responder.coverage where area.contains(self.area) {
            level = max(level ?? .county, area.level)
        }
        return level
    }

    /// The only live assignment of a responder, if they may be called away from it.
    private func assignmentToLeave(_ responder: Responder.ID) -> Assignment.ID? {
        guard let preemption, let only = ladder.engagements[responder]?.only, only != id,
            let other = ladder.incidents[only],
            let assignment = other.assignments.last(where: {
                $0.responder == responder && $0.state.isLive
            }), preemption.allows(assignment, of: other, for: severity)
        else { return nil }
        return Assignment.ID(incident: only, number: assignment.number)
    }
}

/// Somebody on a rung, weighed.
struct Weighed {
    let responder: Responder.ID
    /// 0 free, 2 to be called away, 4 busy; one more on standby.
    let rank: Int
    let level: AreaCode.Level?
    let cost: Duration
    let distance: Metres?
    let travel: Duration
    let load: Int
    let recentCalls: Int
    let missing: [Skill]
    let isStandby: Bool
    let calledAway: Assignment.ID?

    /// Who is asked before whom: a total order, so that equal histories choose equally.
    static func < (left: Weighed, right: Weighed) -> Bool {
        if left.rank != right.rank { return left.rank < right.rank }
        let (near, far) = (left.level?.rawValue ?? -1, right.level?.rawValue ?? -1)
        if near != far { return near > far }
        if left.cost != right.cost { return left.cost < right.cost }
        let (here, there) = (left.distance?.value ?? .infinity, right.distance?.value ?? .infinity)
        return here == there ? left.responder < right.responder : here < there
    }

    /// Whether the responder need not leave another incident for it.
    var isAtHand: Bool { calledAway == nil }

    func reason(on rung: SelectionReason.Rung, others: Int) -> SelectionReason {
        var reason = SelectionReason(rung: rung, distance: distance, others: others, load: load)
        reason.level = level
        reason.travelSeconds = Int(travel.inSeconds)
        reason.recentCalls = recentCalls
        reason.missing = missing
        reason.isStandby = isStandby
        reason.calledFrom = calledAway?.incident
        return reason
    }
}
