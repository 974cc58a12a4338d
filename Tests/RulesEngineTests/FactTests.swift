import Governance
import GridTesting
import RulesEngine
import Testing

/// What rules can read, and what the decision keeps of it.
struct FactTests {
    @Test func `the facts that rules may read are kept with their values`() throws {
        let rules = try Tables.compile(
            severity: [
                (
                    "many",
                    "report.category != 'dispute/elder-support' && local.hour > 9 && has(report.answers.violence)",
                    .severity(.low)
                ),
                ("place", "place.township == '339900101000'", .severity(.urgent)),
            ])
        let decision = rules.decide(.example(answers: ["violence": true]))
        #expect(
            decision.facts == [
                .init(name: "local.hour", value: "10"),
                .init(name: "place.township", value: "'339900101000'"),
                .init(name: "report.answers.violence", value: "true"),
                .init(name: "report.category", value: "'dispute/elder-support'"),
            ])
    }

    @Test func `what somebody wrote may decide, but is not kept`() throws {
        let rules = try Tables.compile(
            severity: [("cry", "report.text.contains('救命')", .severity(.critical))])
        let decision = rules.decide(personal: PersonalData(text: "有人喊救命"))
        #expect(decision.severity == .critical)
        #expect(decision.facts == [.init(name: "report.text", value: nil)])
        #expect(rules.decide().severity == .ordinary)
    }

    @Test func `an answer that was not given is not kept`() throws {
        let rules = try Tables.compile(
            severity: [
                (
                    "violence", "has(report.answers.violence) && report.answers.violence",
                    .severity(.critical)
                )
            ])
        #expect(rules.decide().facts == [])
        #expect(
            rules.decide(.example(answers: ["violence": false])).facts
                == [.init(name: "report.answers.violence", value: "false")])
    }

    @Test(arguments: [
        "report.category == 'dispute/elder-support'", "report.source == 'worker'",
        "report.grid == '339900101001001'", "!report.exercise", "report.text == ''",
        "place.township == '339900101000'", "place.community == '339900101001'",
        "local.hour == 10", "local.isWorkingTime", "local.minuteOfDay == 600", "local.weekday == 3",
    ])
    func `every fact has the value of the report and its moment`(condition: String) throws {
        let rules = try Tables.compile(severity: [("fact", condition, .severity(.critical))])
        #expect(rules.decide().severity == .critical)
    }

    @Test func `rules that read nothing keep nothing`() throws {
        #expect(try Tables.compile().decide().facts == [])
        let constant = RuleSet.constant(
            roles: [.police], severity: .urgent, standard: .eightMinutes,
            for: SmallCounty.county)
        let decision = constant.decide()
        #expect(decision.roles == [.police])
        #expect(decision.severity == .urgent)
        #expect(decision.standard == .eightMinutes)
        #expect(decision.facts == [])
    }
}
