public import DispatchCore
public import Governance
public import Simulator

/// A recorded time with something changed, beside the same time without the change.
///
/// The reports are those that came. Whoever is asked as the record has it does what they did then;
/// the others, and what the change touches, are simulated, with the same chance on both sides.
public struct Counterfactual: Sendable {
    /// One incident for which the change makes a difference.
    public struct Change: Sendable {
        /// The incident.
        public let incident: Incident.ID
        /// Its running number in the township, without the change.
        public let number: Int
        /// What was reported.
        public let category: ReportCategory.ID
        /// Where.
        public let area: AreaCode
        /// Mean seconds until the last required role was there; nil where it never was.
        public let before: Double?
        /// The same with the change.
        public let after: Double?
        /// Who usually came.
        public let peopleBefore: [Responder.ID]
        /// Who usually comes with the change.
        public let peopleAfter: [Responder.ID]

        /// How much longer it takes with the change.
        public var difference: Double? {
            guard let before, let after else { return nil }
            return after - before
        }
    }

    /// What the record says came of it.
    public let recorded: SimulationResult
    /// Without and with the change.
    public let comparison: Comparison
    /// The incidents that differ, those with the greatest difference first; without a difference
    /// that can be told, first of all.
    public let changes: [Change]
    /// How many incidents both have.
    public let incidents: Int
    /// What was recorded.
    public let past: RecordedPast

    /// Differences that are smaller are rounding, in seconds.
    private static let least = 0.001

    /// Runs both worlds, which must have equally many replications and one seed.
    public static func run(
        _ past: RecordedPast, before: World, after: World, workers: Int,
        progress: @escaping @Sendable (Int) -> Void = { _ in },
    ) async -> Counterfactual {
        let one = await before.run(workers: workers, progress: progress)
        let other = await after.run(workers: workers) { progress(before.replications + $0) }
        let recorded = SimulationResult(
            title: LocalizedText(chinese: "记录", english: "As recorded"),
            scenario: before.scenario, county: before.dispatcher.county,
            replications: [past.measures])
        return Counterfactual(
            recorded: recorded, comparison: Comparison(before: one.result, after: other.result),
            changes: changes(one.outcomes, other.outcomes),
            incidents: one.outcomes.byIncident.count, past: past)
    }

    private static func changes(
        _ before: IncidentOutcomes, _ after: IncidentOutcomes,
    ) -> [Change] {
        let changes = before.byIncident.compactMap { id, old -> Change? in
            let new = after.byIncident[id]
            let change = Change(
                incident: id, number: old.number, category: old.report.category,
                area: old.report.area, before: old.mean, after: new?.mean,
                peopleBefore: old.usualPeople, peopleAfter: new?.usualPeople ?? [])
            let isOther = change.difference.map { abs($0) > least } ?? (old.mean != new?.mean)
            return isOther || change.peopleBefore != change.peopleAfter ? change : nil
        }
        return changes.sorted { left, right in
            let sizes = (
                left.difference.map { abs($0) } ?? .infinity,
                right.difference.map { abs($0) } ?? .infinity
            )
            return sizes.0 == sizes.1 ? left.incident < right.incident : sizes.0 > sizes.1
        }
    }
}

extension Counterfactual {
    /// One side of it.
    public struct World: Sendable {
        let title: LocalizedText
        let scenario: Scenario
        let dispatcher: Dispatcher

        /// A world; all that is recorded must be in the scenario.
        public init(title: LocalizedText, scenario: Scenario, dispatcher: Dispatcher) {
            self.title = title
            self.scenario = scenario
            self.dispatcher = dispatcher
        }

        var replications: Int { scenario.replications }

        func run(
            workers: Int, progress: @escaping @Sendable (Int) -> Void,
        ) async -> (result: SimulationResult, outcomes: IncidentOutcomes) {
            let runner = ReplicationRunner(scenario, dispatcher: dispatcher, workers: workers)
            let runs = await runner.each(progress: progress) { simulation, observer in
                var outcomes = IncidentOutcomes()
                simulation.run { decision in
                    observer.observe(decision)
                    let incident = decision.outcome.incident
                    if incident.stage == .closed { outcomes.add(incident) }
                }
                for state in simulation.townships.values {
                    for incident in state.incidents.values { outcomes.add(incident) }
                }
                return outcomes
            }
            var outcomes = IncidentOutcomes()
            for run in runs { outcomes.add(run.value) }
            let result = SimulationResult(
                title: title, scenario: scenario, county: dispatcher.county,
                replications: runs.map(\.measures))
            return (result, outcomes)
        }
    }
}
