import Governance
import GridTesting
import Testing

@testable import RulesEngine

/// Whether those whom the rules call can come.
struct RosterFindingTests {
    private func findings(
        _ roles: [Tables.Row], without absent: [Responder.ID] = [],
        standards: [ResponseStandard] = SmallCounty.standards,
    ) throws -> [RuleFinding] {
        let roster = SmallCounty.roster.filter { !absent.contains($0.id) }
        let county = SmallCounty.make(roster: roster, standards: standards)
        return try AnalysedTables([], roles: roles, county: county).findings.filter {
            $0.kind != .gap
        }
    }

    private static let disputes: Tables.Row =
        ("disputes", #"report.category.startsWith("dispute/")"#, .roles([.mediator]))
    private static let fires: Tables.Row =
        ("fires", #"report.category == "safety/fire""#, .roles([.police]))

    @Test func `a full roster is sound`() throws {
        #expect(try findings([Self.disputes, Self.fires]) == [])
    }

    @Test func `a role that nobody has at a place is an error`() throws {
        let findings = try findings([Self.fires], without: [.xilingPolice])
        #expect(findings.map(\.kind) == [.roleUncovered])
        let witness = try #require(findings[0].witness)
        #expect(witness.report.category == .fire)
        #expect(AreaCode.xiling.contains(witness.report.area))
        #expect(
            findings[0].message.english
                == "role 'police' is called where nobody has it and nobody may stand in: 3 of 9 places, such as Lingxia, Xiling"
        )
    }

    @Test func `where substitutes stand in it is a warning`() throws {
        let findings = try findings([Self.disputes], without: [.lingxiaMediator])
        #expect(findings.map(\.kind) == [.roleSubstituted])
        #expect(findings[0].weight == .warning)
    }

    @Test func `a role that is called elsewhere only is no finding`() throws {
        let here: Tables.Row =
            ("here", #"place.township == "339900101000""#, .roles([.police]))
        #expect(try findings([here], without: [.xilingPolice]) == [])
    }

    @Test func `an hour at which nobody is on duty is found`() throws {
        let findings = try findings(
            [Self.fires], without: [.dongxiPoliceNight, .dongxiPoliceSecond])
        #expect(findings.map(\.kind) == [.roleOffDuty])
        let hour = try #require(findings[0].witness?.time.hour)
        #expect(hour >= 20 || hour < 8)
        #expect(findings[0].message.english.contains("for 84 hours a week in 6 places"))
        let byDay: Tables.Row = ("by-day", "local.hour >= 9 && local.hour < 19", .roles([.police]))
        #expect(
            try self.findings([byDay], without: [.dongxiPoliceNight, .dongxiPoliceSecond]) == [])
    }

    @Test func `a limit that nobody can keep is found`() throws {
        let ordinary = SmallCounty.standards[0]
        let impossible = ResponseStandard(
            id: .ordinary, acknowledge: ordinary.acknowledge, arrive: .wallClock(.seconds(90)),
            settle: ordinary.settle, check: ordinary.check, remind: ordinary.remind)
        // 90 s at 60 km/h are 1,500 m; Xibian lies 3,000 m from the police of Dongxi.
        let findings = try findings(
            [Self.fires], standards: [impossible] + SmallCounty.standards.dropFirst())
        #expect(Set(findings.map(\.kind)) == [.limitTooShort])
        #expect(findings[0].message.english.hasPrefix("'police' cannot arrive"))
        #expect(findings[0].witness.map { AreaCode.xibian.contains($0.report.area) } == true)
    }
}
