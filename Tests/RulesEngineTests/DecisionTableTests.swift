import Governance
import GridTesting
import RulesEngine
import Testing

/// What each hit policy makes of the rules that hold.
struct DecisionTableTests {
    private typealias Outcome = RoutingDecision.TableOutcome

    @Test func `collect unites the roles of all rules that hold, in the county's order`() throws {
        let rules = try Tables.compile(
            roles: [
                ("mediation", "true", .roles([.mediator, .police])),
                ("never", "false", .roles([.supervisor])),
                ("care", "true", .roles([.communityDirector, .mediator])),
            ], .collect)
        let decision = rules.decide()
        #expect(decision.roles == [.communityDirector, .police, .mediator])
        #expect(
            decision.tables[0]
                == Outcome(table: "roles", fired: ["mediation", "care"], usedDefault: false))
    }

    @Test func `collect min takes the most severe of the severities that hold`() throws {
        let rules = try Tables.compile(
            severity: [
                ("low", "true", .severity(.low)), ("urgent", "true", .severity(.urgent)),
            ], .collectMinimum)
        #expect(rules.decide().severity == .urgent)
    }

    @Test func `collect max takes the least severe of the severities that hold`() throws {
        let rules = try Tables.compile(
            severity: [
                ("urgent", "true", .severity(.urgent)), ("low", "true", .severity(.low)),
            ], .collectMaximum)
        #expect(rules.decide().severity == .low)
    }

    @Test func `first takes the first rule that holds and asks no further`() throws {
        let rules = try Tables.compile(
            severity: [
                ("no", "false", .severity(.low)), ("first", "true", .severity(.urgent)),
                ("second", "true", .severity(.critical)),
                ("faulty", "report.answers.violence", .severity(.low)),
            ])
        let decision = rules.decide()
        #expect(decision.severity == .urgent)
        #expect(
            decision.tables[1]
                == Outcome(table: "severity", fired: ["first"], usedDefault: false))
        #expect(!decision.isDegraded)
    }

    @Test func `unique takes the one rule that holds`() throws {
        let rules = try Tables.compile(
            standard: [
                ("no", "false", .standard(.ordinary)),
                ("yes", "true", .standard(.eightMinutes)),
            ], .unique)
        let decision = rules.decide()
        #expect(decision.standard == .eightMinutes)
        #expect(
            decision.tables[2] == Outcome(table: "standard", fired: ["yes"], usedDefault: false))
    }

    @Test func `unique falls to the loud default where two rules hold`() throws {
        let rules = try Tables.compile(
            standard: [
                ("one", "true", .standard(.eightMinutes)),
                ("other", "true", .standard(.eightMinutes)),
            ], .unique)
        let decision = rules.decide()
        #expect(decision.standard == .ordinary)
        #expect(
            decision.tables[2]
                == Outcome(
                    table: "standard", fired: [], usedDefault: true,
                    faults: ["more than one rule holds: one, other"]))
        #expect(decision.isDegraded)
    }

    @Test func `of many rules that hold where one may, the first are named and the others counted`()
        throws
    {
        let rules = try Tables.compile(
            standard: (1...40).map { ("r\($0)", "true", .standard(.eightMinutes)) }, .unique)
        #expect(
            rules.decide().tables[2].faults == [
                "more than one rule holds: r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15, r16 and 24 more"
            ])
    }

    @Test func `any takes what all the rules that hold agree about`() throws {
        let rules = try Tables.compile(
            severity: [
                ("one", "true", .severity(.urgent)), ("no", "false", .severity(.low)),
                ("other", "true", .severity(.urgent)),
            ], .any)
        let decision = rules.decide()
        #expect(decision.severity == .urgent)
        #expect(
            decision.tables[1]
                == Outcome(table: "severity", fired: ["one", "other"], usedDefault: false))
    }

    @Test func `any falls to the loud default where the rules that hold do not agree`() throws {
        let rules = try Tables.compile(
            severity: [
                ("one", "true", .severity(.urgent)), ("other", "true", .severity(.low)),
            ], .any)
        let decision = rules.decide()
        #expect(decision.severity == .ordinary)
        #expect(decision.tables[1].faults == ["the rules that hold do not agree: one, other"])
    }

    @Test func `priority takes the most urgent severity, wherever its rule stands`() throws {
        let rules = try Tables.compile(
            severity: [
                ("low", "true", .severity(.low)), ("critical", "true", .severity(.critical)),
                ("urgent", "true", .severity(.urgent)),
            ], .priority)
        let decision = rules.decide()
        #expect(decision.severity == .critical)
        #expect(
            decision.tables[1]
                == Outcome(table: "severity", fired: ["critical"], usedDefault: false))
    }

    @Test func `priority takes the standard that the county lists first`() throws {
        let listed = SmallCounty.county.standards.map(\.id)
        let rules = try Tables.compile(
            standard: listed.reversed().map { ($0.name, "true", .standard($0)) }, .priority)
        #expect(rules.decide().standard == listed[0])
    }

    @Test func `in rule order the roles come as the rules name them`() throws {
        let rules = try Tables.compile(
            roles: [
                ("mediation", "true", .roles([.mediator, .police])),
                ("care", "true", .roles([.communityDirector, .mediator])),
            ], .ruleOrder)
        #expect(rules.decide().roles == [.mediator, .police, .communityDirector])
    }

    @Test(arguments: HitPolicy.allCases)
    func `where no rule holds the default decides, quietly`(policy: HitPolicy) throws {
        let rules = try Tables.compile(
            roles: [("no", "false", .roles([.police]))],
            severity: [("no", "false", .severity(.critical))],
            standard: [("no", "false", .standard(.eightMinutes))], policy)
        let decision = rules.decide()
        #expect(decision.roles == [.communityDirector])
        #expect(decision.severity == .ordinary)
        #expect(decision.standard == .ordinary)
        #expect(decision.tables.allSatisfy { $0.usedDefault && $0.fired.isEmpty })
        #expect(!decision.isDegraded)
    }

    @Test func `the decision names the version of the county`() throws {
        #expect(try Tables.compile().decide().version == SmallCounty.version)
    }
}
