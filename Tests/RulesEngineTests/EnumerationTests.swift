import Governance
import GridTesting
import RulesEngine
import Testing

/// A rule that asks for a value which a fact never has is wrong, not quiet.
struct EnumerationTests {
    private func faults(_ condition: String) -> [RuleFault] {
        do {
            _ = try Tables.compile(severity: [("rule", condition, .severity(.low))])
            return []
        } catch {
            return error.faults
        }
    }

    @Test(
        arguments: [
            ("report.category == 'dispute/elder-suport'", "dispute/elder-suport", 19),
            ("'nothing' != report.category", "nothing", 0),
            ("report.category in ['dispute/elder-support', 'x']", "x", 45),
            ("local.hour > 3 && report.source == 'workers'", "workers", 35),
            ("place.township == '110101001000'", "110101001000", 18),
            ("!(report.grid == '330824')", "330824", 17),
        ])
    func `a text that the fact never has is named at its place`(
        condition: String, text: String, offset: Int,
    ) throws {
        let faults = faults(condition)
        let fault = try #require(faults.first)
        #expect(faults.count == 1)
        #expect(fault.code == "rules.unknown_value")
        #expect(fault.position.column == 15 + offset)
        #expect(fault.width == text.count + 2)
        #expect(fault.message.contains("'\(text)'"))
    }

    @Test(arguments: [
        ("[report].exists(r, r.category == 'x')", "report", 1),
        ("cel.bind(h, history, h.here7Days > 3)", "history", 12),
        ("dyn(report.answers) == 1", "report.answers", 4),
        ("report.?answers.optMap(a, has(a.violence)).orValue(false)", "report.?answers", 0),
    ])
    func `a record of facts behind another name is refused, so that what is read is seen`(
        condition: String, text: String, offset: Int,
    ) throws {
        let fault = try #require(faults(condition).first { $0.code == "rules.whole_record" })
        #expect(fault.position.column == 15 + offset)
        #expect(fault.width == text.count)
    }

    @Test func `whether a record is there may be asked`() {
        #expect(faults("has(report.answers) && report.?answers.?violence.orValue(false)").isEmpty)
    }

    @Test func `the nearest value is suggested`() {
        #expect(
            faults("report.category == 'dispute/elder-suport'").map(\.message) == [
                "the county has no category 'dispute/elder-suport'; "
                    + "did you mean 'dispute/elder-support'?"
            ])
    }

    @Test func `a beginning that no value has is wrong`() {
        #expect(
            faults("report.category.startsWith('disputes/')").map(\.message)
                == ["no category of the county begins with 'disputes/'"])
        #expect(faults("report.category.startsWith('dispute/')") == [])
    }

    @Test(arguments: ["report.text == 'anything'", "report.category > 'a'", "place.township == ''"])
    func `other texts and comparisons are free`(condition: String) {
        #expect(faults(condition) == [])
    }
}
