import DispatchCore
import Governance
import GridTesting
import Testing

/// What another version of the county may bring while the system runs, and what it may not.
struct TakeoverTests {
    private let county = SmallCounty.county

    /// A dispute that waits for its three roles.
    private func openIncident() throws -> Incident {
        try SmallCounty.dispatcher.decide(
            .example(.submit(.example())), in: TownshipState(), at: SmallCounty.morning
        ).incident
    }

    private func obstacles(_ next: County) throws -> [TakeoverObstacle] {
        county.obstacles(to: next, open: [try openIncident()])
    }

    @Test func `the same county and one with more of everything can take over`() throws {
        #expect(try obstacles(county) == [])
        let role = Role(
            id: Role.ID(trusted: "nurse"), title: LocalizedText(chinese: "护士", english: "Nurse"))
        let more = try SmallCounty.changed(roles: county.roles + [role])
        #expect(try obstacles(more) == [])
    }

    @Test func `what no open incident needs may go`() throws {
        let spare = Responder.ID.lingxiaDirector
        let fewer = try SmallCounty.changed(
            roster: county.roster.filter { $0.id != spare },
            categories: county.categories.filter { $0.id != .fire })
        #expect(try obstacles(fewer) == [])
    }

    @Test func `who was asked, the category, the standard and the place must stay`() throws {
        let incident = try openIncident()
        let asked = try #require(incident.assignments.first?.responder)
        func lacks(_ need: TakeoverObstacle.Need) -> [TakeoverObstacle] {
            [.lacks(need, incident.id)]
        }
        #expect(
            try obstacles(
                SmallCounty.changed(roster: county.roster.filter { $0.id != asked }))
                == lacks(.responder(asked)))
        #expect(
            try obstacles(
                SmallCounty.changed(
                    categories: county.categories.filter { $0.id != .elderSupport }))
                == lacks(.category(.elderSupport)))
        #expect(
            try obstacles(
                SmallCounty.changed(standards: county.standards.filter { $0.id != .eightMinutes }))
                == lacks(.standard(.eightMinutes)))
        #expect(
            try obstacles(
                SmallCounty.changed(areas: SmallCounty.areas.filter { $0.code != .qiaotouFirst }))
                == lacks(.area(.qiaotouFirst)))
    }

    @Test func `another county and another time zone are refused by name`() throws {
        let zone = CountyTimeZone(name: "Asia/Urumqi", baseOffsetSeconds: 6 * 3_600)
        #expect(
            try obstacles(SmallCounty.changed(timeZone: zone)) == [.otherTimeZone("Asia/Urumqi")])
        let elsewhere = try #require(AreaCode("330824000000"))
        let areas = [
            Area(
                code: elsewhere, name: LocalizedText(chinese: "开化县", english: "Kaihua"),
                centre: nil)
        ]
        let other = try County(
            version: SmallCounty.version, timeZone: SmallCounty.timeZone,
            grids: GridTree(areas: areas), roles: county.roles, supervisor: .supervisor,
            roster: [], categories: county.categories, standards: county.standards)
        #expect(try obstacles(other) == [.otherCounty(elsewhere)])
    }

    @Test func `what is told is bounded`() throws {
        let incident = try openIncident()
        let fewer = try SmallCounty.changed(
            categories: county.categories.filter { $0.id != .elderSupport })
        let many = county.obstacles(to: fewer, open: Array(repeating: incident, count: 100))
        #expect(many.count == TakeoverObstacle.maximum)
    }
}
