import FeedCore
import Foundation
import Governance
import RulesEngine
import Testing

@testable import CountyFiles

/// The county that ships with the product.
struct KaihuaTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let loaded = Result {
        try CountyFolder.load(root.appending(path: "Rules/kaihua").path)
    }
    private static let units = root.appending(path: "../shared/data/kaihua").standardizedFileURL

    private let loaded: LoadedCounty
    private var county: County { loaded.county }

    init() throws {
        loaded = try Self.loaded.get()
    }

    @Test func `it is a whole county`() {
        let counts = AreaCode.Level.allCases.map { county.grids.areas(at: $0).count }
        #expect(counts == [1, 14, 266, 672])
        #expect(county.roster.count == 893)
        #expect(county.roles.count == 12)
        #expect(county.categories.count == 33)
        #expect(county.standards.count == 5)
        #expect(loaded.cases.count == 47)
        #expect(county.grids.county.name.chinese == "开化县")
        #expect(county.defaultStandard.id.name == "ordinary")
    }

    @Test func `the public is told of matters of places, never of people`() {
        let shown = county.categories.filter(\.isPublic).map(\.id.name)
        #expect(
            shown == [
                "safety/flood", "safety/landslide", "traffic/road-damage", "environment/garbage",
                "environment/water-pollution", "environment/straw-burning",
                "service/utility-outage", "forest/wildfire",
            ])
    }

    @Test func `it takes 107 data items from eight platforms`() {
        #expect(loaded.feeds.items.count == 107)
        #expect(loaded.feeds.sources.count == 8)
        #expect(loaded.feeds.items.allSatisfy { $0.freshness > $0.interval })
        #expect(loaded.feeds.items.allSatisfy { $0.readers.pages.contains("feeds") })
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: units.path), "skipped: no data"))
    func `codes and names are those of the public list`() throws {
        let list = try String(
            contentsOf: Self.units.appending(path: "kaihua_330824_units_2016.csv"),
            encoding: .utf8)
        var codes: Set<String> = []
        for line in list.split(whereSeparator: \.isNewline).dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            let (code, name) = (String(fields[0]), fields[2])
            let area = try #require(AreaCode(code).flatMap { county.grids[$0] }, "\(line)")
            let plain = name.replacing("社区居民委员会", with: "社区").replacing("村委会", with: "村")
            #expect(area.name.chinese == String(plain))
            codes.insert(code)
        }
        #expect(codes.count == county.grids.areas.count - county.grids.areas(at: .grid).count)
    }

    @Test func `every village has a director and a grid leader of its own`() {
        for role in ["community-director", "grid-leader"].map(Role.ID.init(trusted:)) {
            let covered = county.roster.filter { $0.roles.contains(role) }.flatMap(\.coverage)
            #expect(Set(covered) == Set(county.grids.areas(at: .community).map(\.code)))
        }
    }

    @Test func `every township has three to six police and four or more mediators`() {
        for township in county.grids.areas(at: .township) {
            let people = county.roster.filter { $0.coverage.contains(township.code) }
            func count(_ role: String) -> Int {
                people.count { $0.roles.contains(Role.ID(trusted: role)) }
            }
            #expect((3...6).contains(count("police")), "\(township.code)")
            #expect((4...10).contains(count("mediator")), "\(township.code)")
            #expect(count("supervisor") == 2, "\(township.code)")
        }
    }

    @Test func `at every hour somebody is there for every role in every township`() {
        let urgent = ["police", "medical", "mediator", "supervisor", "fire-warden"]
        var gaps: [String] = []
        for township in county.grids.areas(at: .township) {
            let people = county.roster.filter { responder in
                responder.coverage.contains {
                    $0.contains(township.code) || township.code.contains($0)
                }
            }
            for time in Self.hoursOfAWeek() {
                let present = Set(people.filter { $0.isOnDuty(at: time) }.flatMap(\.roles))
                let when = "\(township.name.english), \(time.date.weekday), \(time.hour) h"
                gaps += urgent.filter { !present.contains(Role.ID(trusted: $0)) }
                    .map { "\($0): \(when)" }
                gaps += county.roles.filter { present.isDisjoint(with: [$0.id] + $0.substitutes) }
                    .map { "\($0.id) or a substitute: \(when)" }
            }
        }
        #expect(gaps == [])
    }

    @Test func `every case is decided as expected`() {
        for routingCase in loaded.cases {
            let mismatches = loaded.rules.mismatches(of: routingCase)
            #expect(mismatches == [], "\(routingCase.id) at \(routingCase.position)")
        }
    }

    @Test func `the eight minutes call the three who came`() throws {
        let story = try #require(loaded.cases.first { $0.id == "eight-minutes" })
        let decision = loaded.rules.route(
            story.report, personal: story.personal, at: story.time)
        #expect(decision.roles.map(\.name) == ["community-director", "police", "mediator"])
        #expect(decision.severity == .urgent)
        let standard = try #require(county[decision.standard])
        #expect(standard.arrive == .wallClock(.seconds(8 * 60)))
        #expect(standard.acknowledge == .wallClock(.seconds(60)))
    }

    @Test func `every rule is fired by some case`() throws {
        var fired: Set<String> = []
        for routingCase in loaded.cases {
            let decision = loaded.rules.route(
                routingCase.report, personal: routingCase.personal, at: routingCase.time,
                in: RoutingContext(history: routingCase.history, feeds: routingCase.feeds))
            for table in decision.tables {
                fired.formUnion(table.fired.map { "\(table.table): \($0)" })
            }
        }
        let text = String(decoding: loaded.files["routing.yaml"] ?? [], as: UTF8.self)
        let file = try #require(SourceFile(name: "routing.yaml", bytes: Array(text.utf8)))
        var reading = Reading(files: [file])
        let tables = RoutingPart(try YAMLDocument.read(file), &reading).tables
        let written = tables.flatMap { table in table.rules.map { "\(table.id): \($0.id)" } }
        #expect(Set(written).subtracting(fired) == [])
        #expect(written.count == 49)
    }

    @Test func `whatever the answers are, somebody comes, and soon where it is urgent`() throws {
        let grid = try #require(county.grids.areas(at: .grid).first?.code)
        let time = try #require(Self.hoursOfAWeek().dropFirst(10).first)
        var complaints: [String] = []
        for category in county.categories {
            for bits in 0..<(1 << category.questions.count) {
                let answers = Dictionary(
                    uniqueKeysWithValues: category.questions.enumerated().map {
                        ($1.name, bits >> $0 & 1 == 1)
                    })
                let decision = loaded.rules.route(
                    Self.report(category.id, grid, answers), personal: nil, at: time)
                let arrive = county[decision.standard]?.arrive
                let isLate = arrive != .wallClock(.seconds(8 * 60))
                if decision.tables[0].usedDefault || decision.isDegraded
                    || (decision.severity <= .urgent && isLate)
                {
                    complaints.append("\(category.id) with \(answers)")
                }
            }
        }
        #expect(complaints == [])
    }

    @Test func `what no rule knows goes to the director and the grid leader`() throws {
        let grid = try #require(county.grids.areas(at: .grid).first?.code)
        let time = try #require(Self.hoursOfAWeek().first)
        let decision = loaded.rules.route(
            Self.report(ReportCategory.ID(trusted: "something/new"), grid, [:]),
            personal: nil, at: time)
        #expect(decision.roles.map(\.name) == ["community-director", "grid-leader"])
        #expect(decision.severity == .ordinary)
        #expect(decision.standard == county.defaultStandard.id)
        #expect(decision.tables.allSatisfy { $0.usedDefault })
    }

    private static func report(
        _ category: ReportCategory.ID, _ area: AreaCode, _ answers: [String: Bool],
    ) -> Report {
        Report(
            id: Report.ID(high: 0, low: 1), category: category, area: area, source: .worker,
            answers: answers, occurredAt: Instant(secondsSinceEpoch: 1_772_582_400))
    }

    /// Every full hour of a week, from a Monday on.
    private static func hoursOfAWeek() -> [LocalTime] {
        let monday = CivilDate(year: 2026, month: 3, day: 2)?.daysSinceEpoch ?? 0
        return (0..<7).flatMap { day in
            (0..<24).map { hour in
                LocalTime(
                    date: CivilDate(daysSinceEpoch: monday + day), secondOfDay: hour * 3_600)
            }
        }
    }
}
