public import DispatchCore
public import Simulator

/// Runs the replications of a scenario over the processors of the machine.
///
/// Each replication follows from its own number alone, and results are laid together by number, so
/// that they are the same whatever the number of processors.
public struct ReplicationRunner: Sendable {
    private let scenario: Scenario
    private let dispatcher: Dispatcher
    private let workers: Int

    /// A runner that keeps at most so many replications going at once, at least 1.
    public init(_ scenario: Scenario, dispatcher: Dispatcher, workers: Int) {
        self.scenario = scenario
        self.dispatcher = dispatcher
        self.workers = max(1, workers)
    }

    /// The measures of each replication; `progress` hears how many are done.
    public func run(
        progress: @escaping @Sendable (Int) -> Void = { _ in },
    ) async -> [RunMeasures] {
        await each(progress: progress) { simulation, observer in
            simulation.run { observer.observe($0) }
        }.map(\.measures)
    }

    /// The same, with what an auditor found; see ``RunAuditor``.
    public func runAudited(
        progress: @escaping @Sendable (Int) -> Void = { _ in },
    ) async -> (measures: [RunMeasures], findings: [String]) {
        let runs = await each(progress: progress) { simulation, observer in
            var auditor = RunAuditor(every: Self.auditedEvery)
            simulation.run { decision in
                observer.observe(decision)
                auditor.observe(decision)
            }
            return auditor.findings
        }
        let findings = runs.enumerated().flatMap { number, run in
            run.value.map { "replication \(number): \($0)" }
        }
        return (runs.map(\.measures), findings)
    }

    /// Of so many decisions one is looked at in full; all are folded.
    private static let auditedEvery = 256

    /// Runs each replication by `drive`; its measures, and what `drive` has made of it.
    func each<Value: Sendable>(
        progress: @escaping @Sendable (Int) -> Void,
        drive: @escaping @Sendable (inout Simulation, inout RunObserver) -> Value,
    ) async -> [(measures: RunMeasures, value: Value)] {
        let count = scenario.replications
        return await withTaskGroup(of: (Int, RunMeasures, Value).self) { group in
            var results: [Int: (measures: RunMeasures, value: Value)] = [:]
            var next = 0
            func start() {
                guard next < count else { return }
                let number = next
                next += 1
                group.addTask {
                    let (measures, value) = await Self.run(scenario, dispatcher, number, drive)
                    return (number, measures, value)
                }
            }
            for _ in 0..<workers { start() }
            while let (number, measures, value) = await group.next() {
                results[number] = (measures, value)
                progress(results.count)
                start()
            }
            return (0..<count).compactMap { results[$0] }
        }
    }

    @concurrent
    private static func run<Value: Sendable>(
        _ scenario: Scenario, _ dispatcher: Dispatcher, _ number: Int,
        _ drive: @Sendable (inout Simulation, inout RunObserver) -> Value,
    ) async -> (RunMeasures, Value) {
        var simulation = Simulation(scenario, dispatcher: dispatcher, replication: number)
        var observer = RunObserver(scenario, county: dispatcher.county)
        let value = drive(&simulation, &observer)
        observer.finish(simulation)
        return (observer.measures, value)
    }
}
