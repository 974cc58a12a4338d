import Governance
import GridTesting
import Testing

@testable import DispatchCore

/// 交界: a report near the line between two communities.
///
/// The centres of Qiaotou and Xibian are 3,000 m apart, so the line between them is 1,500 m north of
/// Qiaotou's.
struct BoundaryTests {
    let start = SmallCounty.morning

    func story(answer: ResponseStandard.Limit?) -> TownshipStory {
        var settings = CountySettings()
        settings.boundary = .init(distance: Metres(100), answer: answer)
        let county = SmallCounty.make(settings: settings)
        return TownshipStory(Dispatcher(county: county, rules: SmallCounty.rules(for: county)))
    }

    func asking() throws -> TownshipStory {
        var story = story(answer: .wallClock(.minutes(30)))
        try story.submit(.example(.rubbish, at: SmallCounty.place(north: 1_420)))
        return story
    }

    func kinds(_ events: [Event]) -> [Event.Kind] { events.map(\.kind) }

    @Test(arguments: [
        (0.0, false), (1_399, false), (1_401, true), (1_500, true), (1_599, true), (1_601, false),
    ])
    func `near is what is within so many metres of the line`(
        metres: Double, isNear: Bool,
    ) throws {
        var story = story(answer: .wallClock(.minutes(30)))
        try story.submit(.example(.rubbish, at: SmallCounty.place(north: metres)))
        #expect(story[1]?.boundary?.areas == (isNear ? [.xibian] : nil))
        #expect(story[1]?.deadlines.contains { $0.kind == .place } == isNear)
        #expect(story.findings == [])
    }

    @Test func `both sides are told where the county asks nobody`() throws {
        var story = story(answer: nil)
        let events = try story.submit(.example(.rubbish, at: SmallCounty.place(north: 1_500)))
        #expect(
            kinds(events).contains(
                .boundaryNoted([.xibian], informed: [.qiaotouDirector, .xibianDirector])))
        #expect(story[1]?.deadlines.map(\.kind) == [.settle, .arrive])
    }

    @Test func `a matter of the neighbour's is asked for there`() throws {
        var story = try asking()
        #expect(story[1]?.assignments.map(\.responder) == [.qiaotouDirector])
        let events = try story.perform(
            .example(.answerBoundary(.xibian), by: .responder(.xibianDirector)))
        #expect(
            kinds(events).prefix(2) == [
                .boundaryAnswered(.xibian, byDefault: false), .assignmentReleased(1),
            ])
        #expect(story[1]?.area == .xibian)
        #expect(story[1]?.tally.misroutes == 1)
        #expect(story[1]?.assignments.last?.responder == .xibianDirector)
        #expect(story[1]?.deadlines.map(\.kind) == [.settle, .arrive])
        #expect(story.findings == [])
        #expect(throws: Rejection.deadlineNotOpen(.place)) {
            try story.perform(.example(.answerBoundary(.qiaotou)))
        }
    }

    @Test func `who has answered already goes on`() throws {
        var story = try asking()
        try story.respond(1) { .acknowledge($0) }
        try story.perform(.example(.answerBoundary(.xibian)))
        #expect(story[1]?.assignments.map(\.state) == [.acknowledged])
    }

    @Test func `where nobody answers it stays where it was reported`() throws {
        var story = try asking()
        let events = kinds(story.wait(.minutes(31)))
        #expect(events.contains(.boundaryAnswered(.qiaotouFirst, byDefault: true)))
        #expect(story[1]?.boundary?.isByDefault == true)
        #expect(story[1]?.area == .qiaotouFirst)
        #expect(story[1]?.tally.misroutes == 0)
        #expect(
            Effect.of(story.log).contains(.alert(SmallCounty.incident(1), .boundaryUnanswered)))
    }

    @Test func `an answer names one of the areas in doubt, by somebody of the place`() throws {
        var story = try asking()
        #expect(throws: Rejection.unknownArea(.lingxia)) {
            try story.perform(.example(.answerBoundary(.lingxia)))
        }
        #expect(throws: Rejection.notAllowed(.answerBoundary)) {
            try story.perform(
                .example(.answerBoundary(.xibian), by: .responder(.lingxiaDirector)))
        }
        try story.perform(.example(.answerBoundary(.qiaotouFirst), by: .worker("li")))
        #expect(story[1]?.tally.misroutes == 0)
        var plain = self.story(answer: .wallClock(.minutes(30)))
        try plain.submit(.example(.rubbish))
        #expect(throws: Rejection.deadlineNotOpen(.place)) {
            try plain.perform(.example(.answerBoundary(.xibian)))
        }
    }

    @Test func `the question waits with a report, and survives its filing`() throws {
        var story = story(answer: .wallClock(.minutes(30)))
        try story.submit(
            .example(.rubbish, at: SmallCounty.place(north: 1_500), from: .resident))
        #expect(story[1]?.deadlines.map(\.kind) == [.file, .place])
        try story.perform(.example(.file))
        #expect(story[1]?.deadlines.map(\.kind) == [.settle, .place, .arrive])
        #expect(story.findings == [])
    }

    @Test func `an outline is nearer the truth than a centre`() throws {
        func corner(_ north: Double, _ east: Double) throws -> Coordinate {
            let place = SmallCounty.place(north: north)
            return try #require(
                Coordinate(latitude: place.latitude, longitude: place.longitude + east / 97_300))
        }
        let outline = [
            try corner(1_000, -800), try corner(1_000, 800), try corner(4_000, 800),
            try corner(4_000, -800),
        ]
        let areas = SmallCounty.areas.map {
            Area(
                code: $0.code, name: $0.name, centre: $0.centre,
                outline: $0.code == .xibian ? outline : [])
        }
        let index = BoundaryIndex(try GridTree(areas: areas), Metres(100))
        func neighbours(_ north: Double, _ east: Double = 0) throws -> [AreaCode] {
            index.neighbours(of: try corner(north, east), in: .qiaotouFirst)
        }
        #expect(try neighbours(880) == [])
        #expect(try neighbours(920) == [.xibian])
        #expect(try neighbours(2_000) == [.xibian])
        #expect(try neighbours(2_000, 880) == [.xibian])
        #expect(try neighbours(2_000, 920) == [])
    }

    @Test func `a point far from the area that it names is near no line`() {
        let index = BoundaryIndex(SmallCounty.county.grids, Metres(100))
        let far = SmallCounty.place(north: 60_000)
        #expect(index.neighbours(of: far, in: .qiaotouFirst) == [])
    }
}
