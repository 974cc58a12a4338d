import Governance
import GridTesting
import Testing

struct CountyTests {
    let county = SmallCounty.county

    @Test func `parts are found by name`() {
        #expect(county[Role.ID.mediator]?.substitutes == [.communityDirector])
        #expect(county[Responder.ID.qiaotouDirector]?.coverage == [.qiaotou])
        #expect(county[ReportCategory.ID.elderSupport]?.questions.map(\.name) == ["violence"])
        #expect(county[ResponseStandard.ID.eightMinutes]?.arrive == .wallClock(.minutes(8)))
        #expect(county[Role.ID(trusted: "nobody")] == nil)
        #expect(county[Responder.ID(trusted: "nobody")] == nil)
        #expect(county[ReportCategory.ID(trusted: "nothing")] == nil)
        #expect(county[ResponseStandard.ID(trusted: "none")] == nil)
    }

    @Test func `the roster is sorted by name and the standards are not`() {
        #expect(county.roster.map(\.id) == county.roster.map(\.id).sorted())
        #expect(county.standards.map(\.id) == [.ordinary, .eightMinutes])
        #expect(county.defaultStandard.id == .ordinary)
    }

    @Test func `roles are put into the county's order, without repeats, unknown ones last`() {
        let unknown = Role.ID(trusted: "unknown")
        #expect(
            county.inOrder([unknown, .supervisor, .mediator, .police, .mediator])
                == [.police, .mediator, .supervisor, unknown])
        #expect(county.inOrder([]) == [])
    }

    @Test func `every fault is named, not only the first`() throws {
        let ghost = Role.ID(trusted: "ghost")
        let nowhere = try #require(AreaCode("339900109000"))
        let title = LocalizedText(chinese: "甲", english: "A")
        let standard = SmallCounty.standards[0]
        let error = #expect(throws: CountyFaults.self) {
            try County(
                version: SmallCounty.version, timeZone: .utc, grids: county.grids,
                roles: [
                    Role(id: .police, title: title, substitutes: [ghost]),
                    Role(id: .police, title: title),
                ],
                supervisor: .supervisor,
                roster: [
                    Responder(
                        id: .xilingPolice, name: title, roles: [.police, .mediator],
                        coverage: [.qiaotou, nowhere]),
                    Responder(
                        id: .xilingPolice, name: title, roles: [.police], coverage: [.qiaotou]),
                ],
                categories: [
                    ReportCategory(id: .fire, title: title),
                    ReportCategory(id: .fire, title: title),
                ],
                standards: [standard, standard])
        }
        #expect(
            error?.faults == [
                CountyFault(.role, "police", .duplicate),
                CountyFault(.responder, "xiling-police", .duplicate),
                CountyFault(.category, "safety/fire", .duplicate),
                CountyFault(.standard, "ordinary", .duplicate),
                CountyFault(.role, "supervisor", .unknown(in: "supervisor")),
                CountyFault(.role, "ghost", .unknown(in: "police")),
                CountyFault(.role, "mediator", .unknown(in: "xiling-police")),
                CountyFault(.area, "339900109000", .unknown(in: "xiling-police")),
            ])
    }

    @Test func `a county without a standard is refused`() {
        let error = #expect(throws: CountyFaults.self) {
            try County(
                version: SmallCounty.version, timeZone: .utc, grids: county.grids,
                roles: SmallCounty.roles, supervisor: .supervisor, roster: SmallCounty.roster,
                categories: SmallCounty.categories, standards: [])
        }
        #expect(error?.faults == [CountyFault(.standard, "standards", .missing)])
    }
}
