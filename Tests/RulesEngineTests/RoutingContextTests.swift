import Governance
import GridTesting
import RulesEngine
import Testing

/// What rules read beside the report and its moment: history and feeds.
struct RoutingContextTests {
    private func compile(_ condition: String, feeds: [FeedFact] = []) throws -> RuleSet {
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

    private func decide(_ rules: RuleSet, _ context: RoutingContext) -> RoutingDecision {
        rules.route(
            .example(), personal: nil, at: SmallCounty.timeZone.localTime(at: SmallCounty.morning),
            in: context)
    }

    private static let history = RoutingContext.History(
        here7Days: 1, here30Days: 4, sameHere30Days: 2, alikeHere30Days: 3,
        hoursSinceLastHere: 30)

    @Test(
        arguments: [
            "history.here7Days == 1", "history.here30Days == 4",
            "history.sameHere30Days == 2", "history.alikeHere30Days == 3",
            "history.hoursSinceLastHere == 30",
        ])
    func `what is known can be read, and what is not known is a fault`(condition: String) throws {
        let rules = try compile(condition)
        let known = decide(rules, RoutingContext(history: Self.history))
        #expect(known.severity == .critical)
        let unknown = decide(rules, RoutingContext())
        #expect(unknown.severity == .ordinary)
        #expect(unknown.isDegraded)
    }

    @Test func `a place where nothing was reported has counts but no last time`() throws {
        let first = RoutingContext.History(
            here7Days: 0, here30Days: 0, sameHere30Days: 0, alikeHere30Days: 0,
            hoursSinceLastHere: nil)
        let rules = try compile("history.here30Days == 0 && !has(history.hoursSinceLastHere)")
        #expect(decide(rules, RoutingContext(history: first)).severity == .critical)
    }

    @Test func `a feed's item is read with its age`() throws {
        let level = try #require(FeedFact("river_level", .number))
        let rules = try compile(
            "feeds.river_level.value > 3.5 && feeds.river_level.ageMinutes < 60", feeds: [level])
        func decision(_ value: FeedFact.Value, _ age: Int) -> RoutingDecision {
            decide(rules, RoutingContext(feeds: ["river_level": .init(value, ageMinutes: age)]))
        }
        #expect(decision(.number(4), 5).severity == .critical)
        #expect(decision(.integer(4), 5).severity == .critical)
        #expect(decision(.number(4), 90).severity == .ordinary)
        #expect(decision(.text("high"), 5).isDegraded)
        #expect(decide(rules, RoutingContext()).isDegraded)
        #expect(
            decision(.number(4), 5).facts == [
                .init(name: "feeds.river_level.ageMinutes", value: "5"),
                .init(name: "feeds.river_level.isStale", value: "false"),
                .init(name: "feeds.river_level.value", value: "4.0"),
            ])
    }

    @Test func `what a decision has kept of feeds can be given to other rules`() throws {
        let feeds = try [("level", FeedFact.Kind.number), ("open", .flag), ("news", .text)].map {
            try #require(FeedFact($0.0, $0.1))
        }
        let rules = try compile(
            "feeds.level.value > 3.5 && feeds.open.value && feeds.news.value != ''", feeds: feeds)
        let readings: [String: RoutingContext.FeedReading] = [
            "level": .init(.number(4.5), ageMinutes: 5),
            "open": .init(.flag(true), ageMinutes: 7, isStale: true),
            "news": .init(.text("it's\n 'so'"), ageMinutes: 0),
        ]
        let decision = decide(rules, RoutingContext(feeds: readings))
        #expect(RoutingContext.feeds(keptBy: decision) == readings)
    }

    @Test func `a feed that is not declared is an unknown name`() {
        #expect(throws: RuleFaults.self) { try compile("feeds.river_level.value > 3.5") }
    }

    @Test(arguments: ["", "9a", "a-b", "水位", "a b"])
    func `a fact's name is an identifier`(name: String) {
        #expect(FeedFact(name, .flag) == nil)
    }
}
