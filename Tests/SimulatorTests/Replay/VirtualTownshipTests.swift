import DispatchCore
import Governance
import RulesEngine
import Simulator
import Testing

/// The clock's own promises; what is decided at each moment is tested with the core.
struct VirtualTownshipTests {
    private func township() throws -> VirtualTownship {
        var township = VirtualTownship(
            dispatcher: try Self.dispatcher(), now: Instant(secondsSinceEpoch: 1_000))
        try township.perform(
            Command(
                incident: Incident.ID(high: 0, low: 1), actor: .operator("desk"),
                action: .submit(
                    Report(
                        id: Report.ID(high: 0, low: 1), category: Self.category,
                        area: try #require(AreaCode("330824115201")), source: .resident,
                        occurredAt: township.now))))
        return township
    }

    private static let category = ReportCategory.ID(trusted: "dispute")

    private static func dispatcher() throws -> Dispatcher {
        let text = LocalizedText(chinese: "甲", english: "A")
        let role = Role(id: Role.ID(trusted: "mediator"), title: text)
        let areas = try ["330824000000", "330824115000", "330824115201"].map {
            Area(code: try #require(AreaCode($0)), name: text)
        }
        let limit = ResponseStandard.Limit.wallClock(.seconds(600))
        let standard = ResponseStandard(
            id: ResponseStandard.ID(trusted: "ten-minutes"), acknowledge: limit, arrive: limit,
            settle: limit, check: limit, remind: limit)
        let county = try County(
            version: try #require(CountyVersion(String(repeating: "0", count: 64))),
            timeZone: .utc, grids: try GridTree(areas: areas), roles: [role], supervisor: role.id,
            roster: [], categories: [ReportCategory(id: category, title: text)],
            standards: [standard])
        return Dispatcher(
            county: county,
            rules: .constant(
                roles: [], severity: .ordinary, standard: standard.id, for: county))
    }

    private func misses(_ township: VirtualTownship) -> [Int] {
        township.state.incidents.values.flatMap(\.deadlines).map(\.misses)
    }

    @Test func `a deadline is missed once its last moment has passed`() throws {
        var township = try township()
        township.advance(to: Instant(secondsSinceEpoch: 1_600))
        #expect(misses(township) == [0])
        township.advance(to: Instant(secondsSinceEpoch: 1_601))
        #expect(misses(township) == [1])
    }

    @Test func `a long step misses each reminder on the way in turn`() throws {
        // Due after 600 s, then 600, 1200 and 2400 s after each miss: at 1600, 2200, 3400, 5800.
        var township = try township()
        township.advance(to: Instant(secondsSinceEpoch: 5_800))
        #expect(misses(township) == [3])
        #expect(township.now == Instant(secondsSinceEpoch: 5_800))
        township.advance(to: Instant(secondsSinceEpoch: 5_801))
        #expect(misses(township) == [4])
    }

    @Test func `the clock never goes back`() throws {
        var township = try township()
        township.advance(to: Instant(secondsSinceEpoch: 900))
        #expect(township.now == Instant(secondsSinceEpoch: 1_000))
    }

    @Test func `a refused command changes nothing`() throws {
        var township = try township()
        let unknown = Incident.ID(high: 0, low: 2)
        #expect(throws: Rejection.unknownIncident(unknown)) {
            try township.perform(
                Command(incident: unknown, actor: .operator("desk"), action: .file))
        }
        #expect(township.state.incidents.count == 1)
    }
}
