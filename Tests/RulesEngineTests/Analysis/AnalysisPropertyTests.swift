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

    private static func condition(depth: Int, _ generator: inout SeededGenerator) -> String {
        let kind = depth == 0 ? 0 : Int.random(in: 0...4, using: &generator)
        func part() -> String { condition(depth: depth - 1, &generator) }
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
