import CEL
import GridTesting
import RulesEngine
import Testing

/// The index finds what the plain evaluation of every condition finds, no matter what is asked.
struct IndexPropertyTests {
    /// What was found, comparable.
    private struct Result: Equatable {
        var holding: [Int] = []
        var failed: [String] = []
    }

    @Test(arguments: SeededGenerator.seeds(60))
    func `with the index a table says what it says without`(seed: UInt64) throws {
        var random = RandomConditions(generator: SeededGenerator(seed: seed))
        let layout = try RandomConditions.layout()
        let count = [1, 7, 63, 64, 65, 200][Int(seed % 6)]
        var programs: [Program] = []
        while programs.count < count {
            let text = random.condition()
            programs.append(try layout.environment.compile(Source(text), expecting: .bool))
        }
        let table = ConditionTable(
            programs, over: layout, vocabulary: ["fact.name": ["a.b", "网格", "unused"]])
        var findings = ConditionTable.Findings()
        for _ in 0..<60 {
            let row = random.row(layout)
            for untilFirst in [false, true] {
                table.judge(row, untilFirst: untilFirst, into: &findings)
                let found = Result(
                    holding: findings.holding,
                    failed: findings.failed.map { "\($0.rule): \($0.error)" })
                let wanted = evaluated(programs, layout.activation(of: row), untilFirst)
                #expect(found == wanted, "seed \(seed), facts \(row.cells)")
                guard found == wanted else { return }
            }
        }
    }

    private func evaluated(
        _ programs: [Program], _ facts: Activation, _ untilFirst: Bool,
    ) -> Result {
        var result = Result()
        for (rule, program) in programs.enumerated() {
            do {
                guard try program.evaluateCondition(facts, budget: 20_000) else { continue }
                result.holding.append(rule)
            } catch {
                result.failed.append("\(rule): \(error)")
            }
            if untilFirst { break }
        }
        return result
    }
}
