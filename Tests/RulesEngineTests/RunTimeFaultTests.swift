import Governance
import GridTesting
import Testing

@testable import RulesEngine

/// A rule that fails at run time: the decision is louder, never quieter.
struct RunTimeFaultTests {
    /// Reads an answer that was not given.
    private static let faulty = "report.answers.violence"

    @Test func `collect keeps what others say, and the default joins them`() throws {
        let rules = try Tables.compile(
            roles: [
                ("before", "true", .roles([.mediator])),
                ("faulty", Self.faulty, .roles([.supervisor])),
                ("after", "true", .roles([.police])),
            ], .collect)
        let decision = rules.decide()
        #expect(decision.roles == [.communityDirector, .police, .mediator])
        #expect(decision.tables[0].fired == ["before", "after"])
        #expect(decision.tables[0].usedDefault)
        #expect(decision.isDegraded)
    }

    @Test func `first falls to the default, since nobody knows which would be first`() throws {
        let rules = try Tables.compile(
            severity: [
                ("faulty", Self.faulty, .severity(.low)),
                ("after", "true", .severity(.critical)),
            ])
        let decision = rules.decide()
        #expect(decision.severity == .ordinary)
        #expect(decision.tables[1].fired == [])
        #expect(decision.tables[1].usedDefault)
        #expect(decision.tables[1].faults.count == 1)
    }

    @Test func `unique falls to the default, since nobody knows whether one holds`() throws {
        let rules = try Tables.compile(
            standard: [
                ("holds", "true", .standard(.eightMinutes)),
                ("faulty", Self.faulty, .standard(.eightMinutes)),
            ], .unique)
        let decision = rules.decide()
        #expect(decision.standard == .ordinary)
        #expect(decision.tables[2].usedDefault)
    }

    @Test func `a fault in one table leaves the others alone`() throws {
        let rules = try Tables.compile(
            severity: [("faulty", Self.faulty, .severity(.low))],
            standard: [("holds", "true", .standard(.eightMinutes))])
        let decision = rules.decide()
        #expect(decision.standard == .eightMinutes)
        #expect(decision.tables.map { $0.faults.isEmpty } == [true, false, true])
    }

    @Test func `a table of costly rules stops at what a table may spend, and others decide`() throws
    {
        let numbers = (0..<40).map(String.init).joined(separator: ", ")
        let costly = "[\(numbers)].all(a, [\(numbers)].all(b, a + b + report.grid.size() > 0))"
        let rows = (0..<400).map { number -> Tables.Row in
            ("costly-\(number)", "\(costly) && true", .roles([.mediator]))
        }
        let source = RuleSetSource(tables: [
            Tables.table(.roles, .collect, rows, .roles([.police])),
            Tables.table(
                .severity, .first, [("holds", "true", .severity(.urgent))], .severity(.ordinary)),
            Tables.table(.standard, .first, [], .standard(.ordinary)),
        ])
        let rules = try RuleSet.compile(source, for: SmallCounty.county)
        let decision = rules.decide()
        #expect(decision.tables[0].fired.count < 200)
        #expect(!decision.tables[0].fired.isEmpty)
        #expect(decision.tables[0].usedDefault)
        let faults = decision.tables[0].faults
        #expect(faults.first?.hasSuffix("[cel.evaluate.budget_exceeded]") == true)
        #expect(faults.last?.hasSuffix(" more rules failed") == true)
        #expect(decision.severity == .urgent)
        #expect(decision.tables[1].faults.isEmpty)
    }

    @Test func `the fault is kept with the rule's name and the reason`() throws {
        let rules = try Tables.compile(severity: [("faulty", Self.faulty, .severity(.low))])
        let fault = try #require(rules.decide().tables[1].faults.first)
        #expect(fault.hasPrefix("faulty: "))
        #expect(fault.contains("violence"))
        let position = try #require(rules.source.table(answering: .severity)?.rules[0].position)
        #expect(fault.hasPrefix("faulty: \(position.file):\(position.line):"), "\(fault)")
    }

    @Test func `a fault is told in Chinese by its kind`() throws {
        let rules = try Tables.compile(severity: [("faulty", Self.faulty, .severity(.low))])
        let fault = try #require(rules.decide().tables[1].faults.first)
        #expect(FaultWords.chinese(fault).hasPrefix("规则“faulty”：没有取到值（"))
        #expect(
            FaultWords.chinese("hurt: expression:1:4: [cel.evaluate.budget_exceeded]")
                == "规则“hurt”：求值超出限额（expression:1:4）")
        #expect(FaultWords.chinese("more than one rule holds: a, b") == "多条规则同时成立：a, b")
        #expect(FaultWords.chinese("7 more rules failed") == "7 more rules failed")
        #expect(FaultWords.chinese("a: [of old]") == "a: [of old]")
    }

    @Test func `the same rule is fine once the answer is there`() throws {
        let rules = try Tables.compile(severity: [("faulty", Self.faulty, .severity(.critical))])
        let decision = rules.decide(.example(answers: ["violence": true]))
        #expect(decision.severity == .critical)
        #expect(!decision.isDegraded)
    }

    @Test func `a rule that would run too long is stopped, and the default decides`() throws {
        let numbers = (0..<100).map(String.init).joined(separator: ",")
        let endless =
            "[\(numbers)].all(a, [\(numbers)].all(b, [\(numbers)].all(c, a + b + c >= 0)))"
        let rules = try Tables.compile(severity: [("endless", endless, .severity(.critical))])
        let decision = rules.decide()
        #expect(decision.severity == .ordinary)
        #expect(decision.tables[1].faults.count == 1)
    }
}
