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
        let count = scenario.replications
        return await withTaskGroup(of: (Int, RunMeasures).self) { group in
            var results = [RunMeasures](repeating: RunMeasures(), count: count)
            var next = 0
            var done = 0
            func start() {
                guard next < count else { return }
                let number = next
                next += 1
                group.addTask { (number, await Self.measures(scenario, dispatcher, number)) }
            }
            for _ in 0..<workers { start() }
            while let (number, measures) = await group.next() {
                results[number] = measures
                done += 1
                progress(done)
                start()
            }
            return results
        }
    }

    @concurrent
    private static func measures(
        _ scenario: Scenario, _ dispatcher: Dispatcher, _ number: Int,
    ) async -> RunMeasures {
        var simulation = Simulation(scenario, dispatcher: dispatcher, replication: number)
        var observer = RunObserver(scenario, county: dispatcher.county)
        simulation.run { observer.observe($0) }
        observer.finish(simulation)
        return observer.measures
    }
}
