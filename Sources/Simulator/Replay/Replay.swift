public import DispatchCore
import Governance

/// Recorded calls, driven through the dispatch core on a virtual clock.
///
/// Each call is reported, filed, and its units are asked, told, sent and relieved by the same
/// commands that a command room gives. The record only says when; what follows is the core's, and
/// every figure is read from its incidents and assignments.
public struct Replay {
    private let calls: [RecordedCall]
    private let county: ReplayCounty
    private var township: VirtualTownship
    private var agenda = EventQueue<Step>()
    private var open: [Incident.ID: OpenReport] = [:]
    private var finished: [Int: [ReplayedReport]] = [:]
    private var reportsToCome: [Int: Int] = [:]
    private var lastReport: UInt64 = 0

    /// A replay of `calls`; it has not begun.
    public init(_ calls: [RecordedCall]) {
        self.calls = calls
        county = ReplayCounty(crews: Self.crews(of: calls))
        let start = calls.lazy.flatMap(\.runs).compactMap(\.stamps.earliest).min()
        township = VirtualTownship(
            dispatcher: county.dispatcher, now: start ?? Instant(secondsSinceEpoch: 0))
    }

    /// Replays all calls, each handed to `receive` as soon as its last stamp has passed.
    ///
    /// - Throws: ``ReplayFailure`` if the core refuses a step, or what `receive` throws.
    public mutating func run(_ receive: (ReplayedCall) throws -> Void) throws {
        let beginning = township.now
        let starts = calls.map { call in
            call.runs.lazy.compactMap(\.stamps.earliest).min() ?? beginning
        }
        let order = calls.indices.sorted { (starts[$0], $0) < (starts[$1], $1) }
        for position in order {
            try perform(before: starts[position], receive)
            enter(position, at: starts[position])
        }
        try perform(before: nil, receive)
    }

    /// Performs every step that is due before `instant`, or with nil every step.
    private mutating func perform(
        before instant: Instant?, _ receive: (ReplayedCall) throws -> Void,
    ) throws {
        while let due = agenda.nextDue, instant.map({ due < $0 }) ?? true,
            let (due, step) = agenda.removeFirst()
        {
            township.advance(to: due)
            if let call = try perform(step) { try receive(call) }
        }
    }

    /// Puts the steps of a call on the agenda.
    private mutating func enter(_ position: Int, at start: Instant) {
        let reports = OpenReport.reports(of: calls[position], at: position)
        reportsToCome[position] = reports.count
        for var report in reports {
            lastReport += 1
            let id = Incident.ID(high: 0, low: lastReport)
            report.stepsToCome = report.plan(from: start) { action, due, occurred in
                agenda.insert(Step(incident: id, action: action, occurredAt: occurred), due: due)
            }
            open[id] = report
        }
    }

    /// Performs one step; gives back the call if that was its last.
    private mutating func perform(_ step: Step) throws -> ReplayedCall? {
        guard let report = open[step.incident] else { return nil }
        do throws(Rejection) {
            let outcome = try township.perform(command(for: step, report))
            if case .request(let run) = step.action {
                open[step.incident]?.requested.append(run)
            }
            open[step.incident]?.stepsToCome -= 1
            guard report.stepsToCome == 1 else { return nil }
            return try conclude(step.incident, outcome.incident)
        } catch {
            throw ReplayFailure(call: calls[report.call].name, rejection: error)
        }
    }

    /// Takes leave of a report; gives back its call if that was the last of the call's reports.
    private mutating func conclude(
        _ id: Incident.ID, _ incident: Incident,
    ) throws(Rejection) -> ReplayedCall? {
        guard let report = open.removeValue(forKey: id) else { return nil }
        // No record tells of the check. Where all units have done, it is made at once, so that the
        // core need not remember the incident any longer.
        if incident.stage == .disposed {
            for action in [Command.Action.check, .close] {
                try township.perform(
                    Command(incident: id, actor: Self.operator, action: action))
            }
        }
        finished[report.call, default: []].append(
            ReplayedReport(
                incident: incident, runs: report.requested.map { report.positions[$0] },
                lent: report.lent))
        reportsToCome[report.call, default: 1] -= 1
        guard reportsToCome[report.call] == 0 else { return nil }
        reportsToCome[report.call] = nil
        return ReplayedCall(
            position: report.call, reports: finished.removeValue(forKey: report.call) ?? [])
    }
}

extension Replay {
    private static let `operator` = Actor.`operator`("recording")

    private func command(for step: Step, _ report: OpenReport) -> Command {
        let action: Command.Action
        switch step.action {
        case .submit:
            action = .submit(
                Report(
                    id: Report.ID(high: 0, low: step.incident.low),
                    category: ReplayCounty.category, area: county.community, source: .recording,
                    occurredAt: step.occurredAt))
        case .file: action = .file
        case .request(let run):
            let crew = ReplayCounty.Crew(
                unit: report.runs[run].unit, number: report.crewNumbers[run])
            action = .request(ReplayCounty.role, county.responder(crew))
        case .advance(let run, let milestone):
            action = Self.action(milestone, of: report.number(of: run))
        }
        return Command(
            incident: step.incident, occurredAt: step.occurredAt, actor: Self.operator,
            action: action)
    }

    private static func action(_ milestone: Milestone, of number: Int) -> Command.Action {
        switch milestone {
        case .notified: .confirmNotified([number], channel: "recording")
        case .acknowledged: .acknowledge(number)
        case .enRoute: .depart(number)
        case .onScene: .arrive(number, position: nil)
        case .done: .finish(number)
        case .accepted, .filed, .requested, .firstOnScene, .fullAssignment, .lastDone,
            .disposed, .checked, .closed:
            preconditionFailure("\(milestone) is not a step of an assignment")
        }
    }

    private static func crews(of calls: [RecordedCall]) -> [ReplayCounty.Crew] {
        var counts: [String: Int] = [:]
        for call in calls {
            for (run, number) in zip(call.runs, OpenReport.crewNumbers(of: call.runs)) {
                counts[run.unit] = max(counts[run.unit] ?? 0, number)
            }
        }
        return counts.sorted { $0.key < $1.key }.flatMap { unit, count in
            (1...count).map { ReplayCounty.Crew(unit: unit, number: $0) }
        }
    }
}

/// The core refused a step of a recorded call.
public struct ReplayFailure: Error, Hashable, Sendable {
    /// The name of the call.
    public let call: String
    /// Why it was refused.
    public let rejection: Rejection
}
