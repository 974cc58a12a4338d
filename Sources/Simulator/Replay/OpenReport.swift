import DispatchCore
import Governance

/// One step of a recorded report that is to be taken when its moment comes.
struct Step {
    /// What is to be done; runs by their position in the report.
    enum Action {
        case submit, file
        case request(Int)
        case advance(Int, Milestone)
    }

    let incident: Incident.ID
    let action: Action
    /// When it happened, which may be before the moment at which it can be entered.
    let occurredAt: Instant
}

/// A report whose steps are being replayed.
struct OpenReport {
    /// The position of the call that it belongs to.
    let call: Int
    /// The runs; all say the same about when the report was accepted and filed.
    let runs: [RecordedRun]
    /// For each run, its position in the call.
    let positions: [Int]
    /// For each run, the how-manieth of its unit within the call it is.
    let crewNumbers: [Int]
    /// The runs that have become assignments, by position here, in the order of the assignments.
    var requested: [Int] = []
    /// How many steps are still on the agenda.
    var stepsToCome = 0

    /// The reports of a call: runs that disagree about the report belong to reports of their own,
    /// as when two people tell of one fire.
    static func reports(of call: RecordedCall, at position: Int) -> [OpenReport] {
        var keys: [[Instant?]] = []
        var members: [[Int]] = []
        for (index, run) in call.runs.enumerated() {
            let key = [run.stamps.accepted, run.stamps.filed]
            if let known = keys.firstIndex(of: key) {
                members[known].append(index)
            } else {
                keys.append(key)
                members.append([index])
            }
        }
        let numbers = crewNumbers(of: call.runs)
        return members.map { member in
            OpenReport(
                call: position, runs: member.map { call.runs[$0] }, positions: member,
                crewNumbers: member.map { numbers[$0] })
        }
    }

    /// For each run, the how-manieth of its unit it is.
    static func crewNumbers(of runs: [RecordedRun]) -> [Int] {
        var counts: [String: Int] = [:]
        return runs.map { run in
            counts[run.unit, default: 0] += 1
            return counts[run.unit] ?? 1
        }
    }

    /// The number of the assignment that a run has become.
    func number(of run: Int) -> Int {
        guard let index = requested.firstIndex(of: run) else {
            preconditionFailure("run \(run) is advanced before it is requested")
        }
        return index + 1
    }

    /// The milestones for which the core must be lent a moment.
    var lent: Set<Milestone> {
        var lent: Set<Milestone> = []
        if runs.first?.stamps.accepted == nil { lent.insert(.accepted) }
        if runs.first?.stamps.filed == nil { lent.insert(.filed) }
        return lent
    }

    /// Names every step with the moment at which it can be entered and that at which it happened.
    ///
    /// A step is entered when it happened, or, where the record has it before a step that it needs,
    /// together with that one. A step without a stamp that others need is lent the earliest moment
    /// of those others; all others without a stamp are left out.
    ///
    /// - Returns: How many steps there are.
    func plan(
        from start: Instant, _ add: (Step.Action, _ due: Instant, _ occurred: Instant) -> Void,
    ) -> Int {
        var count = 0
        func take(_ action: Step.Action, _ due: Instant, _ occurred: Instant) {
            add(action, due, occurred)
            count += 1
        }
        let stamps = runs.first?.stamps ?? RecordedStamps()
        let accepted = stamps.accepted ?? runs.lazy.compactMap(\.stamps.earliest).min() ?? start
        take(.submit, accepted, accepted)
        let filed = stamps.filed ?? accepted
        let filable = max(accepted, filed)
        take(.file, filable, filed)
        for (index, run) in runs.enumerated() {
            let steps = RecordedStamps.milestones.dropFirst(2).compactMap { milestone in
                run.stamps[milestone].map { (milestone, $0) }
            }
            let asked = run.stamps.notified ?? steps.map(\.1).min() ?? filed
            let askable = max(filable, asked)
            take(.request(index), askable, asked)
            for (milestone, instant) in steps {
                take(.advance(index, milestone), max(askable, instant), instant)
            }
        }
        return count
    }
}
