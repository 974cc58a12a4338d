import Governance
import GridTesting
import Testing

@testable import RulesEngine

/// What the analysis claims about random tables, held against the engine on random reports.
struct AnalysisPropertyTests {
    private static let atoms = [
        #"report.category == "dispute/elder-support""#, #"report.category.startsWith("dispute/")"#,
        #"report.category == "safety/fire""#, "local.hour < 6", "local.hour >= 22",
        "local.weekday == 7",
        "report.exercise", "has(report.answers.violence)", "report.answers.violence",
        #"report.source == "video""#, #"place.township == "339900101000""#,
        "local.minuteOfDay == 77",
    ]

    @Test func `no report contradicts a claim`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<12 {
            let rows: [Tables.Row] = (0..<4).map {
                ("rule-\($0)", Self.condition(depth: 3, &generator), .severity(.urgent))
            }
            let analysed = try AnalysedTables(rows)
            let note = "seed \(seed): \(rows.map(\.when))"
            var dead: Set<String> = []
            for finding in analysed.findings where finding.table == "severity" {
                let witness = finding.witness
                switch finding.kind {
                case .neverFires, .shadowed: dead.insert(finding.rules[0])
                case .breaks:
                    #expect(witness.map(analysed.rules.route)?.isDegraded == true, "\(note)")
                case .gap:
                    #expect(
                        witness.map(analysed.rules.route)?.tables[1].usedDefault == true, "\(note)")
                default: Issue.record("\(finding.kind) is not to be expected; \(note)")
                }
            }
            for _ in 0..<300 {
                let fired = analysed.rules.route(Self.witness(&generator)).tables[1].fired
                #expect(dead.isDisjoint(with: fired), "\(note)")
            }
        }
    }

    /// Parts of conditions that tell few kinds of reports apart.
    private static let coarse = [
        #"report.category == "dispute/elder-support""#, #"report.category.startsWith("dispute/")"#,
        "local.hour < 6", "local.hour >= 22", "report.exercise", #"report.source == "video""#,
        "has(report.answers.violence)", "report.answers.violence",
        "local.hour + (report.exercise ? 1 : 0) > 23",
    ]

    @Test(arguments: 0..<4)
    func `what is found is what a look at every report finds`(run: Int) throws {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(seed: seed)
        let rows: [Tables.Row] = (0..<4).map {
            let when = Self.condition(depth: run, of: Self.coarse, &generator)
            return ("rule-\($0)", when, .severity(.urgent))
        }
        let analysed = try AnalysedTables(rows)
        let programs = analysed.rules.severity.rules.map(\.condition)
        var seen = (holding: Set<String>(), firing: Set<String>(), broken: Set<String>())
        var isGap = false
        let world = ReportWorld(SmallCounty.county, Facts(SmallCounty.county))
        for values in Self.everything(world) {
            let witness = world.witness(values)
            let outcome = analysed.rules.route(witness).tables[1]
            seen.firing.formUnion(outcome.fired)
            isGap = isGap || (outcome.usedDefault && outcome.faults.isEmpty)
            for (row, program) in zip(rows, programs) {
                if program.outcome(world.activation(of: witness)) == .holds {
                    seen.holding.insert(row.id)
                }
                if outcome.faults.contains(where: { $0.hasPrefix("\(row.id): ") }) {
                    seen.broken.insert(row.id)
                }
            }
        }
        let note = "seed \(seed): \(rows.map(\.when))"
        let found = analysed.findings.filter { $0.table == "severity" }
        func rules(_ kind: RuleFinding.Kind) -> Set<String> {
            Set(found.filter { $0.kind == kind }.map { $0.rules[0] })
        }
        let all = Set(rows.map(\.id))
        #expect(rules(.breaks) == seen.broken, "\(note)")
        #expect(
            rules(.neverFires) == all.subtracting(seen.holding).subtracting(seen.broken), "\(note)")
        #expect(rules(.shadowed) == seen.holding.subtracting(seen.firing), "\(note)")
        #expect(found.contains { $0.kind == .gap } == isGap, "\(note)")
        #expect(!found.contains { $0.kind == .notDecided }, "\(note)")
    }

    /// One report of each category, source and answer, exercise or not, at hours of each kind.
    private static func everything(_ world: ReportWorld) -> [[ReportWorld.Dimension: Int]] {
        var all: [[ReportWorld.Dimension: Int]] = [[:]]
        for dimension: ReportWorld.Dimension in [.category, .source, .exercise] {
            all = all.flatMap { values in
                (0..<world.count(of: dimension)).map {
                    values.merging([dimension: $0]) { first, _ in first }
                }
            }
        }
        all = all.flatMap { values in
            [0, 3, 5, 6, 12, 21, 22, 23].map {
                values.merging([.clock: $0 * 60]) { first, _ in first }
            }
        }
        return all.flatMap { values in
            let isAsked = world.asks("violence", category: values[.category] ?? 0)
            return (0..<(isAsked ? 3 : 1)).map {
                values.merging([.answer("violence"): $0]) { first, _ in first }
            }
        }
    }

    private static func condition(
        depth: Int, of atoms: [String] = atoms, _ generator: inout SeededGenerator,
    ) -> String {
        let kind = depth == 0 ? 0 : Int.random(in: 0...4, using: &generator)
        func part() -> String { condition(depth: depth - 1, of: atoms, &generator) }
        switch kind {
        case 1: return "(\(part()) && \(part()))"
        case 2: return "(\(part()) || \(part()))"
        case 3: return "!(\(part()))"
        case 4: return "(\(part()) ? \(part()) : \(part()))"
        default: return atoms.randomElement(using: &generator) ?? "true"
        }
    }

    private static func witness(_ generator: inout SeededGenerator) -> Witness {
        let county = SmallCounty.county
        let world = ReportWorld(county, Facts(county))
        var values: [ReportWorld.Dimension: Int] = [:]
        let dimensions: [ReportWorld.Dimension] = [.category, .place, .clock, .source, .exercise]
        for dimension in dimensions {
            values[dimension] = Int.random(in: 0..<world.count(of: dimension), using: &generator)
        }
        let category = values[.category] ?? 0
        for question in county.categories[category].questions {
            values[.answer(question.name)] = Int.random(in: 0...2, using: &generator)
        }
        return world.witness(values)
    }
}
