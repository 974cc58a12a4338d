import DispatchCore
import Governance
import RulesEngine
import Simulator

/// An invented county in which benchmarks dispatch: squares of 10 × 10 cells of a kilometre, each
/// square a township with people of its own.
///
/// The numbers are those of a model that is written for several simulators: reports come as a Poisson
/// process from all cells alike, one person comes at 30 km/h and stays for an exponential time of 20
/// minutes, and where nobody is free the report waits, first come, first served. People start from
/// their posts, and the way is 4/π times the straight line, which is what streets in squares add to it.
struct SimulationWorkload {
    private static let side = 10
    private static let role = Role.ID(trusted: "responder")
    private static let standard = ResponseStandard.ID(trusted: "patient")
    private static let title = LocalizedText(chinese: "演示", english: "Benchmark")
    private static let categories = (1...10).map { ReportCategory.ID(trusted: "job/kind-\($0)") }
    /// Along a meridian of the mean sphere, and the parallel from which the squares lie northwards.
    private static let metresPerDegree = 111_195.08
    private static let south = 1.0

    let dispatcher: Dispatcher
    let scenario: Scenario

    /// A county of so many squares with so many people each, in which about `reports` come.
    ///
    /// `perMinute` reports a minute come from each square.
    init(
        squares: Int, people: Int, perMinute: Double, reports: Int, seed: UInt64,
    ) throws {
        var chance = SeededGenerator(seed: 7)
        var areas = [Area(code: try Self.code("990000000000"), name: Self.title)]
        var roster: [Responder] = []
        for square in 1...squares {
            let digits = String(1_000 + square).dropFirst()
            let township = try Self.code("990000\(digits)000")
            areas.append(Area(code: township, name: Self.title))
            areas.append(Area(code: try Self.code("990000\(digits)001"), name: Self.title))
            for cell in 0..<Self.side * Self.side {
                let number = String(1_001 + cell).dropFirst()
                areas.append(
                    Area(
                        code: try Self.code("990000\(digits)001\(number)"), name: Self.title,
                        centre: Self.place(square, cell)))
            }
            for person in 1...people {
                let post = Int.random(in: 0..<Self.side * Self.side, using: &chance)
                roster.append(
                    Responder(
                        id: Responder.ID(trusted: "person-\(square)-\(person)"), name: Self.title,
                        roles: [Self.role], coverage: [township],
                        station: Self.place(square, post)))
            }
        }
        let county = try Self.county(areas, roster)
        dispatcher = Dispatcher(
            county: county, rules: try RuleSet.compile(Self.rules, for: county))
        let rate = perMinute * Double(squares)
        scenario = Self.scenario(
            try Self.stream(reportsPerHour: 60 * rate, in: county),
            horizon: .seconds(60 * Double(reports) / rate), seed: seed)
    }

    private struct Malformed: Error {}

    private static func code(_ text: String) throws -> AreaCode {
        guard let code = AreaCode(text) else { throw Malformed() }
        return code
    }

    private static func place(_ square: Int, _ cell: Int) -> Coordinate? {
        let (row, column) = cell.quotientAndRemainder(dividingBy: side)
        return Coordinate(
            latitude: south + Double(square * 2 * side + row) * 1_000 / metresPerDegree,
            longitude: 110 + Double(column) * 1_000 / metresPerDegree)
    }

    private static func county(_ areas: [Area], _ roster: [Responder]) throws -> County {
        guard let version = CountyVersion(String(repeating: "b", count: 64)) else {
            throw Malformed()
        }
        let long = ResponseStandard.Limit.wallClock(.hours(24 * 365))
        // Whoever is nearest goes, whatever they did before: so the peers have it.
        var policy = DispatchPolicy()
        policy.choice.fairFor = []
        return try County(
            version: version, timeZone: .utc, grids: try GridTree(areas: areas),
            roles: [Role(id: role, title: title)], supervisor: role, roster: roster,
            categories: categories.map { ReportCategory(id: $0, title: title) },
            standards: [
                ResponseStandard(
                    id: standard, acknowledge: long, arrive: long, settle: long, check: long,
                    remind: long)
            ], policy: policy)
    }
}

/// The rules and the world around them.
extension SimulationWorkload {
    /// A rule for each kind of report in the table of roles, and a few in the others.
    private static var rules: RuleSetSource {
        RuleSetSource(tables: [
            table(
                .roles, .collect,
                categories.map { ("report.category == '\($0)'", .roles([role])) },
                fallback: .roles([role])),
            table(
                .severity, .first,
                [
                    ("report.category == 'job/kind-1' && local.hour < 6", .severity(.urgent)),
                    ("report.category == 'job/kind-2'", .severity(.urgent)),
                ], fallback: .severity(.ordinary)),
            table(
                .standard, .first, [("report.category == 'job/kind-1'", .standard(standard))],
                fallback: .standard(standard)),
        ])
    }

    private static func table(
        _ question: RoutingQuestion, _ hitPolicy: HitPolicy,
        _ rows: [(condition: String, outcome: RoutingOutcome)], fallback: RoutingOutcome,
    ) -> DecisionTableSource {
        let position = SourcePosition(file: "benchmark", line: 1, column: 1)
        return DecisionTableSource(
            id: question.rawValue, question: question, hitPolicy: hitPolicy,
            rules: rows.enumerated().map { number, row in
                RuleSource(
                    id: "rule-\(number + 1)",
                    condition: SourceText(
                        text: row.condition, file: "benchmark", line: 1, column: 1),
                    outcome: row.outcome, because: title, position: position)
            },
            fallback: FallbackSource(outcome: fallback, because: title, position: position),
            position: position)
    }

    private static func stream(
        reportsPerHour: Double, in county: County,
    ) throws -> DemandStream {
        let grids = county.grids.areas(at: .grid)
        guard let what = WeightedChoice(categories.map { ($0, 1) }),
            let places = WeightedChoice(grids.map { ($0.code, 1) }),
            let sources = WeightedChoice([(Report.Source.worker, 1)])
        else { throw Malformed() }
        var stream = DemandStream(
            reportsPerHour: reportsPerHour, categories: what, areas: places, sources: sources)
        stream.scatter = Metres(0)
        return stream
    }

    private static func scenario(
        _ stream: DemandStream, horizon: Duration, seed: UInt64,
    ) -> Scenario {
        let atOnce = Distribution.constant(.zero)
        var people = PeopleModel(
            usual: PeopleModel.Behaviour(
                notification: atOnce, answer: atOnce, turnout: atOnce),
            onScene: .exponential(mean: .minutes(20)), verification: atOnce, check: atOnce,
            closing: atOnce, whenUnfilled: .wait(atMost: .constant(.hours(24 * 365))))
        people.whenBusy = .decline
        var travel = TravelModel()
        travel.detour = 4 / Double.pi
        travel.speedMetresPerSecond = 30 / 3.6
        travel.least = .zero
        travel.spread = 0
        return Scenario(
            start: Instant(secondsSinceEpoch: 1_800_000_000), horizon: horizon, seed: seed,
            replications: 1, demand: Demand(streams: [stream]), people: people, travel: travel)
    }
}
