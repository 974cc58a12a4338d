public import DispatchCore
public import Governance

/// The figures of a replay, gathered call by call.
public struct ReplayFigures: Sendable {
    /// What is measured.
    public let plan: ReplayPlan
    /// How many runs were replayed.
    public private(set) var runs = 0
    /// How many calls were replayed.
    public private(set) var calls = 0
    /// For each stamp of the plan, how many runs lack it.
    public private(set) var missing: [Int]
    /// When the first call began, as far as the record tells.
    public private(set) var firstStart: Instant?
    /// When the last call began.
    public private(set) var lastStart: Instant?
    /// For each interval of the plan, its samples run by run.
    public private(set) var intervals: [SampleSet]
    /// How long units were busy, run by run.
    public private(set) var busy = SampleSet()
    /// The response to each call.
    public private(set) var response = SampleSet()
    /// For each way of grouping calls, the response to each call by the call's group.
    public private(set) var responseByGroup: [[String: SampleSet]]
    /// For each way of grouping runs, the intervals of the plan by the run's group.
    public private(set) var intervalsByGroup: [[String: [SampleSet]]]
    private var open = OpenSpans()

    /// Figures of nothing yet, for so many ways of grouping calls and runs.
    public init(plan: ReplayPlan, callGroupings: Int, runGroupings: Int) {
        self.plan = plan
        missing = plan.stamps.map { _ in 0 }
        intervals = plan.intervals.map { _ in SampleSet() }
        responseByGroup = Array(repeating: [:], count: callGroupings)
        intervalsByGroup = Array(repeating: [:], count: runGroupings)
    }

    /// The most calls that were open at one instant.
    public var peakOpenCalls: Int { open.peak() }

    /// Adds a call.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - groups: The call's group for each way of grouping calls.
    ///   - runGroups: For each run of the recorded call, its group for each way of grouping runs.
    public mutating func add(_ call: ReplayedCall, groups: [String], runGroups: [[String]]) {
        calls += 1
        for report in call.reports {
            for (run, assignment) in zip(report.runs, report.incident.assignments) {
                add(assignment, of: report, groups: runGroups[run])
            }
        }
        let measured = call.measure(plan.response)
        response.add(measured)
        for (index, group) in zip(responseByGroup.indices, groups) {
            responseByGroup[index][group, default: SampleSet()].add(measured)
        }
        guard let span = plan.open else { return }
        if let start = call.earliest(span.start), let end = call.latest(span.end) {
            open.add(from: start, to: end)
        }
    }

    private mutating func add(
        _ assignment: Assignment, of report: ReplayedReport, groups: [String],
    ) {
        runs += 1
        for (index, stamp) in plan.stamps.enumerated()
        where report.instant(of: stamp.milestone, assignment) == nil {
            missing[index] += 1
        }
        let noSamples = plan.intervals.map { _ in SampleSet() }
        for (index, named) in plan.intervals.enumerated() {
            let measured = report.measure(named.interval, assignment)
            intervals[index].add(measured)
            for (grouping, group) in zip(intervalsByGroup.indices, groups) {
                intervalsByGroup[grouping][group, default: noSamples][index].add(measured)
            }
        }
        if let interval = plan.busy { busy.add(report.measure(interval, assignment)) }
        guard let start = report.instant(of: plan.response.start, assignment) else { return }
        firstStart = firstStart.map { min($0, start) } ?? start
        lastStart = lastStart.map { max($0, start) } ?? start
    }
}
