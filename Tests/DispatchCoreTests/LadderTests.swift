import DispatchCore
import Governance
import GridTesting
import Testing

/// Who is asked, and in which order.
struct LadderTests {
    /// The responders whom a report reaches, in the order of the roles.
    func called(
        by report: Report, at now: Instant = SmallCounty.morning,
        roster: [Responder] = SmallCounty.roster,
    ) throws -> [Responder.ID] {
        try firstStory(report, now, roster)[1]?.assignments.map(\.responder) ?? []
    }

    func firstStory(
        _ report: Report, _ now: Instant, _ roster: [Responder],
    ) throws -> TownshipStory {
        let county = SmallCounty.make(roster: roster)
        let rules = SmallCounty.rules(for: county)
        var story = TownshipStory(Dispatcher(county: county, rules: rules), at: now)
        try story.submit(report)
        return story
    }

    @Test func `each required role is called once, in the county's order`() throws {
        #expect(
            try called(by: .example())
                == [.qiaotouDirector, .dongxiPoliceDay, .qiaotouMediatorNear])
    }

    @Test func `nobody off duty is asked`() throws {
        #expect(
            try called(by: .example(), at: SmallCounty.evening)
                == [.qiaotouDirector, .dongxiPoliceNight, .qiaotouMediatorFar])
    }

    @Test func `nobody off duty is asked on any rung`() throws {
        var story = TownshipStory(at: SmallCounty.evening)
        try story.submit(.example(.neighbours))
        story.wait(.hours(3))
        #expect(
            story[1]?.assignments.map(\.responder) == [
                .qiaotouMediatorFar, .qiaotouDirector, .xibianMediator, .dongxiSupervisor,
                .countySupervisor,
            ])
    }

    @Test func `the nearest comes first, by the report's coordinate where it has one`() throws {
        #expect(try called(by: .example(.neighbours)) == [.qiaotouMediatorNear])
        let north = SmallCounty.place(north: 800)
        #expect(try called(by: .example(.neighbours, at: north)) == [.qiaotouMediatorFar])
        #expect(
            try called(by: .example(.neighbours, at: north.converted(to: .gcj02)))
                == [.qiaotouMediatorFar])
    }

    @Test func `the least busy comes before the nearest`() throws {
        var story = TownshipStory()
        for serial in 1...4 as ClosedRange<UInt64> {
            try story.submit(.example(.neighbours, serial: serial), serial: serial)
        }
        let called = (1...4 as ClosedRange<UInt64>).map { story[$0]?.assignments.first }
        #expect(
            called.map { $0?.responder } == [
                .qiaotouMediatorNear, .qiaotouMediatorFar, .qiaotouMediatorNear,
                .qiaotouMediatorFar,
            ])
        #expect(called.map { $0?.reason.load } == [0, 0, 1, 1])
        #expect(called.map { $0?.reason.others } == [1, 1, 1, 1])
    }

    @Test func `who is done is idle again`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        try story.respond(1) { .finish($0) }
        try story.submit(.example(.neighbours, serial: 2), serial: 2)
        #expect(story[2]?.assignments.map(\.responder) == [.qiaotouMediatorNear])
    }

    @Test func `equal load and distance are decided by name, whatever the roster's order`() throws {
        let twins = [Responder.ID.xilingPolice, .dongxiPoliceSecond, .dongxiPoliceDay].map {
            SmallCounty.person($0, .police, .dongxi, north: 500)
        }
        #expect(try called(by: .example(.fire), roster: twins) == [.dongxiPoliceDay])
        #expect(try called(by: .example(.fire), roster: twins.reversed()) == [.dongxiPoliceDay])
    }

    @Test func `who has no station comes from the centre of their area, or last`() throws {
        func police(_ id: Responder.ID, _ area: AreaCode) -> Responder {
            Responder(
                id: id, name: LocalizedText(chinese: "甲", english: "A"), roles: [.police],
                coverage: [area])
        }
        let roster = [
            police(.xilingPolice, .dongxi), police(.dongxiPoliceSecond, .qiaotou),
            SmallCounty.person(.dongxiPoliceDay, .police, .qiaotou, north: 50),
        ]
        var story = try firstStory(.example(.fire), SmallCounty.morning, roster)
        story.wait(.minutes(5))
        let reasons = story[1]?.assignments.map(\.reason) ?? []
        #expect(
            story[1]?.assignments.map(\.responder)
                == [.dongxiPoliceSecond, .dongxiPoliceDay, .xilingPolice])
        #expect(reasons.map(\.distance) == [Metres(0), Metres(50), nil])
    }

    @Test func `one person is not asked for two roles of an incident`() throws {
        let both = Responder(
            id: .qiaotouDirector, name: LocalizedText(chinese: "甲", english: "A"),
            roles: [.communityDirector, .mediator], coverage: [.qiaotou],
            station: SmallCounty.place(north: 0))
        let others = SmallCounty.roster.filter { $0.id != .qiaotouDirector }
        #expect(
            try called(by: .example(), roster: others + [both])
                == [.qiaotouDirector, .dongxiPoliceDay, .qiaotouMediatorNear])
    }

    @Test func `the other township is left alone`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours, in: .lingxia))
        story.wait(.hours(2))
        #expect(
            story[1]?.assignments.map(\.responder)
                == [.lingxiaMediator, .lingxiaDirector, .countySupervisor])
        #expect(
            story[1]?.assignments.map(\.reason.rung) == [.role, .substitute, .supervisor])
    }

    @Test func `a role without anybody goes straight to the next rung`() throws {
        let roster = SmallCounty.roster.filter { !$0.roles.contains(.police) }
        var story = try firstStory(.example(.fire), SmallCounty.morning, roster)
        #expect(story[1]?.assignments.map(\.responder) == [.dongxiSupervisor])
        story.wait(.minutes(1))
        #expect(
            story[1]?.assignments.map(\.responder) == [.dongxiSupervisor, .countySupervisor])
    }

    @Test func `a community whose report names no grid is served alike`() throws {
        #expect(
            try called(by: .example(.neighbours, in: .qiaotou)) == [.qiaotouMediatorNear])
    }
}
