import DispatchCore
import Governance
import RulesEngine

/// Measures how fast reports are decided and taken into the state: everything of filing and calling
/// roles, and nothing of keeping it.
///
/// Times are those of the processor. What was measured is taken out of the state again, outside the
/// measured time, so that the number of open incidents stays what it is said to be.
struct CoreBenchmark {
    /// What was measured.
    struct Result {
        /// Reports a second of processor time.
        let rate: Double
        /// Events that a report brings, on average.
        let eventsPerReport: Double
    }

    private static let batch = 100

    private let dispatcher: Dispatcher
    private var workload: CoreWorkload
    private var townships: [AreaCode: TownshipState] = [:]

    /// A county under these rules, with so many grids and open incidents.
    init(_ county: County, rules: RuleSet, grids: Int, openIncidents: Int) throws {
        workload = try CoreWorkload(county, grids: grids)
        dispatcher = Dispatcher(county: workload.county, rules: rules)
        while open < openIncidents {
            for (command, now) in workload.next(min(openIncidents - open, 10_000)) {
                _ = try take(command, at: now)
            }
        }
    }

    private var open: Int { townships.values.reduce(0) { $0 + $1.incidents.count } }

    /// Decides so many reports, in batches.
    mutating func run(reports: Int) throws -> Result {
        var seconds = 0.0
        var events = 0
        var taken = 0
        while taken < reports {
            let former = townships.mapValues(\.lastNumber)
            let batch = workload.next(min(Self.batch, reports - taken))
            let start = ProcessorTime.seconds
            for (command, now) in batch { events += try take(command, at: now) }
            seconds += ProcessorTime.seconds - start
            taken += batch.count
            for (command, _) in batch { takeBack(command, former) }
        }
        return Result(
            rate: Double(taken) / seconds, eventsPerReport: Double(events) / Double(taken))
    }

    /// Decides one report and takes what comes of it into the state; tells how many events.
    private mutating func take(_ command: Command, at now: Instant) throws -> Int {
        guard let partition = Self.partition(of: command) else { return 0 }
        let outcome = try dispatcher.decide(
            command, in: townships[partition, default: TownshipState()], at: now)
        townships[partition, default: TownshipState()].apply(outcome)
        return outcome.events.count
    }

    private mutating func takeBack(_ command: Command, _ former: [AreaCode: Int]) {
        guard let partition = Self.partition(of: command) else { return }
        townships[partition]?.restore(
            command.incident, to: nil, lastNumber: former[partition] ?? 0)
    }

    private static func partition(of command: Command) -> AreaCode? {
        guard case .submit(let report) = command.action else { return nil }
        return report.area.ancestor(at: .township)
    }
}
