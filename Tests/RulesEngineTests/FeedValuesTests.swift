import Governance
import GridTesting
import RulesEngine
import Testing

/// How values of feeds come to the rules.
struct FeedValuesTests {
    private let now = SmallCounty.morning

    @Test func `a value is as old as it is at the moment of the decision`() {
        let values = FeedValues([
            "gauge": .init(.integer(3), trueAt: now - .seconds(119), freshness: .seconds(119)),
            "late": .init(.flag(true), trueAt: now - .minutes(61), freshness: .minutes(60)),
            "ahead": .init(.text("soon"), trueAt: now + .minutes(5), freshness: .minutes(60)),
        ])
        #expect(
            values.readings(at: now) == [
                "gauge": .init(.integer(3), ageMinutes: 1, isStale: false),
                "late": .init(.flag(true), ageMinutes: 61, isStale: true),
                "ahead": .init(.text("soon"), ageMinutes: 0, isStale: false),
            ])
    }

    @Test(
        arguments: [
            ("warning-rainstorm", "warning_rainstorm"), ("a.b/c", "a_b_c"), ("12345", "_12345"),
        ])
    func `a data item's fact has an identifier for a name`(item: String, name: String) {
        #expect(FeedFact.name(ofItem: item) == name)
        #expect(FeedFact(name, .integer) != nil)
    }

    @Test func `of many feeds only those that a condition names are facts`() throws {
        let feeds = try (1...107).map { try #require(FeedFact("item_\($0)", .integer)) }
        let rules = try compile("feeds . item_7.value > 2 && !feeds.item_7.isStale", feeds)
        let decision = rules.route(
            .example(), personal: nil, at: SmallCounty.timeZone.localTime(at: now),
            in: RoutingContext(feeds: ["item_7": .init(.integer(3), ageMinutes: 0)]))
        #expect(decision.severity == .critical)
        #expect(rules.readsFeeds)
        #expect(!SmallCounty.rules.readsFeeds)
    }

    @Test func `a name that is nearly that of a feed is told with the right one`() throws {
        let feeds = try ["river_level", "rain"].map { try #require(FeedFact($0, .integer)) }
        let error = #expect(throws: RuleFaults.self) {
            try compile("feeds.river_levels.value > 2", feeds)
        }
        #expect(error?.faults.first?.message.contains("river_level") == true)
    }

    private func compile(_ condition: String, _ feeds: [FeedFact]) throws -> RuleSet {
        let tables = [
            Tables.table(.roles, .collect, [], .roles([.communityDirector])),
            Tables.table(
                .severity, .first, [("rule", condition, .severity(.critical))],
                .severity(.ordinary)),
            Tables.table(.standard, .first, [], .standard(.ordinary)),
        ]
        return try RuleSet.compile(
            RuleSetSource(tables: tables), for: SmallCounty.county, feeds: feeds)
    }
}
