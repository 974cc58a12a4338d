import DispatchCore
import Governance
import RulesEngine

@testable import Simulator

/// A county of servers: people who are alike but for where they stand, and one kind of report.
struct QueueingWorld {
    /// A place from which reports come, so many an hour.
    struct Place {
        let latitude: Double
        let longitude: Double
        let perHour: Double
    }

    let dispatcher: Dispatcher
    let scenario: Scenario

    /// A world of `servers` stations, whose people take `service` for each report.
    ///
    /// Speed is so high that travel adds nothing to the time of service.
    init(
        servers: [(latitude: Double, longitude: Double)], places: [Place],
        service: Distribution, hours: Int, seed: UInt64 = 1,
    ) throws {
        let title = LocalizedText(chinese: "服务", english: "server")
        let role = Role.ID(trusted: "server")
        let category = ReportCategory.ID(trusted: "job")
        var areas = try ["990000000000", "990000001000", "990000001001"].map {
            Area(code: try Self.code($0), name: title)
        }
        var streams: [DemandStream] = []
        for (number, place) in places.enumerated() {
            let suffix = number < 9 ? "00\(number + 1)" : "0\(number + 1)"
            let code = try Self.code("990000001001\(suffix)")
            areas.append(
                Area(
                    code: code, name: title,
                    centre: Coordinate(latitude: place.latitude, longitude: place.longitude)))
            var stream = DemandStream(
                reportsPerHour: place.perHour, categories: try Self.only(category),
                areas: try Self.only(code), sources: try Self.only(.worker))
            stream.scatter = Metres(0)
            streams.append(stream)
        }
        let roster = servers.enumerated().map { number, station in
            Responder(
                id: Responder.ID(trusted: "server-\(number)"), name: title, roles: [role],
                coverage: [areas[0].code],
                station: Coordinate(latitude: station.latitude, longitude: station.longitude))
        }
        let long = ResponseStandard.Limit.wallClock(.hours(24 * 365))
        let standard = ResponseStandard(
            id: ResponseStandard.ID(trusted: "patient"), acknowledge: long, arrive: long,
            settle: long, check: long, remind: long)
        let version = CountyVersion(String(repeating: "1", count: 64))
        // Whoever is nearest goes, whatever they did before: so the models have it.
        var policy = DispatchPolicy()
        policy.choice.fairFor = []
        let county = try County(
            version: try Self.present(version), timeZone: .utc, grids: try GridTree(areas: areas),
            roles: [Role(id: role, title: title)], supervisor: role, roster: roster,
            categories: [ReportCategory(id: category, title: title)], standards: [standard],
            policy: policy)
        dispatcher = Dispatcher(
            county: county,
            rules: .constant(
                roles: [role], severity: .ordinary, standard: standard.id, for: county))
        var travel = TravelModel()
        travel.detour = 1
        travel.speedMetresPerSecond = 1_000_000
        travel.least = .zero
        travel.spread = 0
        scenario = Scenario(
            start: Instant(secondsSinceEpoch: 1_800_000_000), horizon: .hours(hours),
            warmUp: .hours(hours / 20), seed: seed,
            demand: Demand(streams: streams), people: Worlds.machines(onScene: service),
            travel: travel)
    }

    private static func code(_ text: String) throws -> AreaCode { try present(AreaCode(text)) }

    private static func only<Value: Sendable>(_ value: Value) throws -> WeightedChoice<Value> {
        try present(WeightedChoice([(value, 1)]))
    }

    private static func present<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Malformed() }
        return value
    }

    private struct Malformed: Error {}
}
