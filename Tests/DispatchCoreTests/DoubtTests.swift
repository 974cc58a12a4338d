import DispatchCore
import Governance
import GridTesting
import Testing

/// Reports that state a place or a moment that cannot be so: they are taken all the same.
struct DoubtTests {
    private let nowhere = Coordinate(latitude: 0, longitude: 0)
    private let paris = Coordinate(latitude: 48.85, longitude: 2.35)

    private func report(at place: Coordinate?) throws -> Report {
        var story = TownshipStory()
        try story.submit(.example(.fire, at: place))
        return try #require(story[1]).report
    }

    @Test func `a position outside the county gives way to the place of the grid`() throws {
        for given in [nowhere, paris].compactMap(\.self) {
            let report = try report(at: given)
            #expect(report.coordinate == SmallCounty.place(north: 0))
            #expect(report.doubts == [.position(given)])
        }
    }

    @Test func `those who are asked are chosen by the place of the grid`() throws {
        func asked(at place: Coordinate?) throws -> [Event.Kind] {
            var story = TownshipStory()
            return try story.submit(.example(.neighbours, at: place)).compactMap {
                if case .respondersRequested = $0.kind { $0.kind } else { nil }
            }
        }
        let requests = try asked(at: paris)
        #expect(try requests == asked(at: SmallCounty.place(north: 0)))
        #expect(!requests.isEmpty)
    }

    @Test func `a position in the county, and none at all, are left as they are`() throws {
        let near = SmallCounty.place(north: 40_000)
        #expect(try report(at: near).coordinate == near)
        #expect(try report(at: near).doubts == [])
        #expect(try report(at: nil).coordinate == nil)
        #expect(try report(at: nil).doubts == [])
    }

    @Test func `a county says how far outside its places a position may lie`() throws {
        var settings = CountySettings()
        settings.positions.distance = Metres(10_000)
        let dispatcher = Dispatcher(
            county: SmallCounty.make(settings: settings), rules: SmallCounty.rules)
        func doubts(north metres: Double) throws -> [Report.Doubt] {
            var story = TownshipStory(dispatcher)
            try story.submit(.example(.fire, at: SmallCounty.place(north: metres)))
            return try #require(story[1]).report.doubts
        }
        // The northernmost place of the county lies 9 km north.
        #expect(try doubts(north: 18_900) == [])
        #expect(try doubts(north: 19_100).count == 1)
        #expect(try doubts(north: -9_900) == [])
        #expect(try doubts(north: -10_100).count == 1)
    }

    @Test func `a moment that cannot be gives way to when the report was taken`() throws {
        let now = SmallCounty.morning
        let longAgo = Instant(microsecondsSinceEpoch: .min)
        for (given, isLate) in [
            (now + .minutes(6), false), (now + .hours(25), false), (now - .hours(367 * 24), true),
            (longAgo, true), (Instant(microsecondsSinceEpoch: .max), false),
        ] {
            var story = TownshipStory()
            let events = try story.submit(.example(.fire, occurredAt: given))
            let incident = try #require(story[1])
            #expect(incident.report.occurredAt == now)
            #expect(incident.report.doubts == [.occurredAt(given)])
            #expect(incident.isLateReport == isLate)
            #expect(events.first?.occurredAt == now)
        }
        for given in [now + .minutes(5), now - .hours(365 * 24)] {
            var story = TownshipStory()
            try story.submit(.example(.fire, occurredAt: given))
            #expect(story[1]?.report.doubts == [])
            #expect(story[1]?.report.occurredAt == given)
        }
    }

    @Test func `what a log holds is not examined again`() throws {
        let given = Report.example(.fire, at: nowhere, occurredAt: SmallCounty.morning + .hours(3))
        let outcome = try SmallCounty.dispatcher.decide(
            .example(.submit(given)), in: TownshipState(), at: SmallCounty.morning,
            isOnRecord: true)
        #expect(outcome.incident.report == given)
    }
}
