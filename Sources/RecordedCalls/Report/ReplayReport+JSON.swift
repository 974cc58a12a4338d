import DispatchCore
import Governance
import Simulator
import TextFormats

extension ReplayReport {
    /// The figures as one JSON object, compact; durations in seconds.
    ///
    /// Its members are those of `expected_stats.json` of the shared calls: stamps, intervals and
    /// groupings under the mapping's names; a group without any response is left out.
    public func json() -> String {
        var writer = JSONWriter(capacity: 4_096)
        writer.object { write(to: &$0) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(to root: inout JSONObjectWriter) {
        let plan = figures.plan
        root.field("rows", figures.runs)
        root.field("calls", figures.calls)
        root.object("missing") { missing in
            for (stamp, count) in zip(plan.stamps, figures.missing) {
                missing.field(stamp.name, count)
            }
        }
        let start = plan.name(of: plan.response.start)
        write(figures.firstStart, as: "first_\(start)", to: &root)
        write(figures.lastStart, as: "last_\(start)", to: &root)
        root.object("intervals") { intervals in
            for (named, samples) in zip(plan.intervals, figures.intervals) {
                intervals.object(named.name) { write(samples.sorted(), to: &$0) }
            }
        }
        root.object("negative") { negative in
            for (named, samples) in zip(plan.intervals, figures.intervals) {
                negative.field(named.name, samples.negative)
            }
        }
        if plan.busy != nil { root.field("busy_unit_seconds", figures.busy.total.wholeSeconds) }
        root.object("call_response") { writeResponse(figures.response.sorted(), to: &$0) }
        for (name, groups) in zip(callGroupings, figures.responseByGroup) {
            root.object("call_response_by \(name)") { write(groups, to: &$0) }
        }
        if plan.open != nil { root.field("peak_open_calls", figures.peakOpenCalls) }
        if let limits { write(limits, to: &root) }
    }

    private func write(_ limits: RecordedLimits, to root: inout JSONObjectWriter) {
        root.object("flags") { flags in
            for (flag, count) in limits.flags.sorted(by: { $0.key < $1.key }) {
                flags.field(flag, count)
            }
        }
        root.field("closed_with_target", limits.timeliness.count)
        root.field("closed_in_time", limits.timeliness.inTime)
        root.field("flag_equals_closed_not_after_target", limits.agreeing)
    }

    private func write(
        _ instant: Instant?, as name: String, to object: inout JSONObjectWriter,
    ) {
        guard let instant else { return object.null(name) }
        object.field(name, instant.naiveText)
    }

    private func write(
        _ groups: [String: SampleSet], to object: inout JSONObjectWriter,
    ) {
        for (name, samples) in groups.sorted(by: { $0.key < $1.key }) {
            guard let sorted = samples.sorted() else { continue }
            object.object(name) { writeResponse(sorted, to: &$0) }
        }
    }

    private func writeResponse(_ samples: SortedSamples?, to object: inout JSONObjectWriter) {
        write(samples, to: &object)
        guard let samples else { return }
        object.object("share_within") { shares in
            for limit in figures.plan.limits {
                let share = samples.share(within: limit).rounded(toPlaces: 6)
                shares.field("\(limit.wholeSeconds)", share)
            }
        }
    }

    private func write(_ samples: SortedSamples?, to object: inout JSONObjectWriter) {
        object.field("n", samples?.count ?? 0)
        guard let samples else { return }
        object.field("min", samples.minimum.wholeSeconds)
        object.field("p50", samples.percentile(50).wholeSeconds)
        object.field("p90", samples.percentile(90).wholeSeconds)
        object.field("max", samples.maximum.wholeSeconds)
        object.field("mean", samples.meanSeconds.rounded(toPlaces: 3))
    }
}

extension ReplayPlan {
    /// The source's name of a milestone.
    func name(of milestone: Milestone) -> String {
        stamps.first { $0.milestone == milestone }?.name ?? milestone.rawValue
    }
}
