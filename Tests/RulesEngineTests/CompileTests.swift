import Governance
import GridTesting
import RulesEngine
import Testing

/// What is wrong with conditions is found when they are compiled, at its place in the file.
struct CompileTests {
    @Test func `an unknown fact is an error at its exact place`() throws {
        let faults = faults(in: [
            ("fine", "report.category == 'safety/fire'", .severity(.urgent)),
            ("wrong", "local.hour > 3 && report.catgory == 'safety/fire'", .severity(.urgent)),
        ])
        let fault = try #require(faults.first)
        #expect(faults.count == 1)
        #expect(fault.code == "cel.check.unknown_field")
        #expect(fault.position == SourcePosition(file: "routing.yaml", line: 11, column: 40))
        #expect(fault.width == "catgory".count)
        #expect(fault.message.contains("category"), "\(fault.message)")
    }

    @Test func `columns count characters, also after Chinese ones`() throws {
        let faults = faults(in: [("wrong", "report.text == '哭声' || nobody", .severity(.low))])
        #expect(faults.map(\.position.column) == [15 + 23])
        #expect(faults.map(\.width) == [6])
    }

    @Test func `an unknown question is an unknown fact`() {
        let faults = faults(in: [("wrong", "report.answers.violense", .severity(.low))])
        #expect(faults.map(\.code) == ["cel.check.unknown_field"])
        #expect(faults.map(\.position.column) == [15 + 15])
    }

    @Test func `a condition that is not true or false is refused`() {
        #expect(faults(in: [("wrong", "local.hour", .severity(.low))]).count == 1)
        #expect(faults(in: [("wrong", "local.hour == 'ten'", .severity(.low))]).count == 1)
    }

    @Test func `all faults of all tables are told, in the order of the tables`() {
        do {
            _ = try Tables.compile(
                roles: [("one", "nothing", .roles([]))],
                severity: [("two", "1 +", .severity(.low)), ("three", "place.x", .severity(.low))])
            Issue.record("nothing was found")
        } catch {
            #expect(error.faults.map(\.position.line) == [10, 10, 11])
            #expect(error.faults.allSatisfy { $0.width >= 1 && $0.code.hasPrefix("cel.") })
        }
    }

    @Test(arguments: ["", " ", "(", "'", "report.", "\u{0}", "// only a comment"])
    func `nonsense is an error, not a crash`(condition: String) {
        #expect(!faults(in: [("nonsense", condition, .severity(.low))]).isEmpty)
    }

    private func faults(in severity: [Tables.Row]) -> [RuleFault] {
        do {
            _ = try Tables.compile(severity: severity)
            return []
        } catch {
            return error.faults
        }
    }
}
