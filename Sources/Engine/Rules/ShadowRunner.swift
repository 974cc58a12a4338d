import DispatchCore
import EventBus
import Governance
import RulesEngine
import Synchronization

/// Runs a candidate beside the version in force, off the path of every request.
///
/// What was filed is copied into a bounded queue after it was kept; the candidate decides it once
/// more in a task of its own, which rests after whatever took long. What finds no room is counted and let
/// go. A candidate that is too slow is halted; whatever it does, dispatch goes on.
final class ShadowRunner: Sendable {
    /// The bounds of a shadow.
    struct Limits: Sendable {
        /// How many filings may wait; one more is dropped and counted.
        var waiting = 4_096
        /// How many reports are named behind each number.
        var examples = 50
        /// How many filings are taken out at once.
        var portion = 32
        /// What one decision may take of a processor; a machine that is busy otherwise slows nobody.
        var decision = Duration.milliseconds(50)
        /// After how many slower decisions the candidate is halted.
        var slowDecisions = 20
        /// How long a decision may take without a rest of the same length after it.
        var work = Duration.milliseconds(2)
    }

    /// A report that was filed, with what the version in force decided.
    struct Filing: Sendable {
        let routing: RecordedRouting
        let decision: RoutingDecision
    }

    private struct State {
        var candidate: RuleSet?
        /// Which comparison it is, so that what belongs to a former one is let go.
        var round = 0
        var waiting: [Filing] = []
        var report: ShadowReport?
    }

    private let state = Mutex(State())
    private let limits: Limits
    private let arrivals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init(limits: Limits = Limits()) {
        self.limits = limits
        (arrivals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// What the comparison has shown so far; nil while no version runs in shadow.
    var report: ShadowReport? {
        state.withLock { state in
            var report = state.report
            report?.waiting = state.waiting.count
            return report
        }
    }

    /// Whether filings are compared.
    var isRunning: Bool { state.withLock { $0.report?.isHalted == false } }

    /// Compares a candidate with the version in force from now on, beginning with nothing.
    func begin(_ candidate: RuleSet, beside live: RuleSet, at now: Instant) {
        state.withLock { state in
            state.candidate = candidate
            state.round += 1
            state.waiting = []
            state.report = ShadowReport(
                since: now,
                comparison: RuleBacktest(
                    live: live, candidate: candidate, examples: limits.examples))
        }
    }

    /// Begins the comparison anew, since another version is in force; that version itself needs no
    /// comparison.
    func take(over live: RuleSet, at now: Instant) {
        guard let candidate = state.withLock({ $0.candidate }) else { return }
        if candidate.version == live.version { return end() }
        begin(candidate, beside: live, at: now)
    }

    /// Ends the comparison.
    func end() {
        state.withLock { state in
            state.candidate = nil
            state.round += 1
            state.waiting = []
            state.report = nil
        }
    }

    /// Takes what was kept of a batch; never waits.
    func put(_ entries: [Batch.Entry], in zone: CountyTimeZone) {
        guard isRunning else { return }
        let filings = entries.compactMap { Filing($0, in: zone) }
        guard !filings.isEmpty else { return }
        state.withLock { state in
            let room = max(0, limits.waiting - state.waiting.count)
            state.waiting += filings.prefix(room)
            state.report?.dropped += max(0, filings.count - room)
        }
        signal.yield()
    }

    /// Decides what waits, until the task is cancelled.
    func run() async {
        for await _ in arrivals {
            while !Task.isCancelled, let (filings, candidate, round) = takeWaiting() {
                for filing in filings {
                    guard await work(on: filing, candidate, round) else { break }
                }
            }
        }
    }

    private func takeWaiting() -> ([Filing], RuleSet, Int)? {
        state.withLock { state in
            guard let candidate = state.candidate, !state.waiting.isEmpty else { return nil }
            let portion = Array(state.waiting.prefix(limits.portion))
            state.waiting.removeFirst(portion.count)
            return (portion, candidate, state.round)
        }
    }

    /// Compares one filing; tells whether to go on with this comparison.
    private func work(
        on filing: Filing, _ candidate: RuleSet, _ round: Int,
    ) async -> Bool {
        let time = ThreadTime()
        let change = DecisionChange(filing.routing, live: filing.decision, candidate: candidate)
        let elapsed = time.elapsed
        let goesOn = state.withLock { state in
            guard state.round == round, var report = state.report, !report.isHalted else {
                return false
            }
            // Taken out while it is changed, so that nothing of it is copied.
            state.report = nil
            report.note(change, isSlow: elapsed > limits.decision, haltingAt: limits.slowDecisions)
            state.report = report
            if report.isHalted { state.waiting = [] }
            return !report.isHalted
        }
        guard elapsed > limits.work else { return goesOn }
        // Rests as long as it has worked, so that it never takes more than half of a processor.
        try? await Task.sleep(for: elapsed)
        return goesOn && !Task.isCancelled
    }
}

extension ShadowRunner.Filing {
    /// What an entry files, if it files something that is not an exercise.
    fileprivate init?(_ entry: Batch.Entry, in zone: CountyTimeZone) {
        let incident = entry.answer.incident
        guard !incident.report.isExercise else { return nil }
        var words: PersonalData?
        for event in entry.request.events {
            // The words of a report that was verified first are not read when it is filed.
            if case .reportAccepted = event.kind { words = event.personal }
            guard case .incidentFiled(let decision, _, _, _) = event.kind else { continue }
            self.init(
                routing: RecordedRouting(
                    name: incident.id.description, report: incident.report, personal: words,
                    time: zone.localTime(at: event.recordedAt), context: entry.context),
                decision: decision)
            return
        }
        return nil
    }
}
