import DispatchCore
import Foundation
import Governance
import Simulator
import Testing

@testable import CountyFiles

/// Reading scenarios: what is taken, and what is refused by place.
struct ScenarioFolderTests {
    private static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let day = repository.appending(path: "Simulations/kaihua-day").path

    @Test func `a change goes before the file, at any depth`() throws {
        let loaded = try ScenarioFolder.load(
            Self.day,
            changes: [
                "seed=99", "horizon=3h", "demand.streams.0.perHour=7",
                "people.roles.mediator.silences=0.5", "travel.detour=2",
                "faults=[{channelOutage: true, from: 1h, to: 90min}]",
            ])
        let scenario = loaded.scenario
        #expect(scenario.seed == 99 && scenario.horizon == .hours(3))
        #expect(scenario.demand.streams.map(\.reportsPerHour) == [7])
        #expect(scenario.people.byRole[Role.ID(trusted: "mediator")]?.silences == 0.5)
        #expect(scenario.travel.detour == 2)
        #expect(
            scenario.faults == [
                Fault(.channelOutage, span: .hours(1)..<(.seconds(5_400)))
            ])
        #expect(scenario.start == Instant("2026-03-03T16:00:00Z"))
    }

    @Test func `what a scenario points at is told to whoever runs it`() throws {
        let loaded = try ScenarioFolder.load(
            Self.day,
            changes: ["demand={log: day.db}", "travel={osrm: {url: 'http://127.0.0.1:5000//'}}"])
        #expect(loaded.elsewhere.log == "\(Self.day)/day.db")
        #expect(
            loaded.elsewhere.roads == .init(url: "http://127.0.0.1:5000", profile: "driving"))
        #expect(try ScenarioFolder.load(Self.day).elsewhere == ScenarioElsewhere())
    }

    @Test func `fewer people are on the roster where the scenario says so`() throws {
        let whole = try ScenarioFolder.load(Self.day)
        let fewer = try ScenarioFolder.load(
            Self.day, changes: ["people.atMost={mediator: 1}", "people.without=[tongcun-police-1]"])
        let mediators = fewer.dispatcher.county.roster.filter {
            $0.roles.first?.name == "mediator"
        }
        #expect(mediators.count == whole.dispatcher.county.grids.areas(at: .township).count)
        let before = whole.dispatcher.county.roster.filter { $0.roles.first?.name != "mediator" }
        let after = fewer.dispatcher.county.roster.filter { $0.roles.first?.name != "mediator" }
        #expect(after.count == before.count - 1)
    }

    @Test(arguments: [
        ("travel.osrm={url: osrm.example.org}", ":1:7", "county.bad_value"),
        ("travel.osrm={url: 'http://h/', profile: a/b}", ":1:29", "county.bad_value"),
        ("travel.osrm={profile: foot}", ":1:1", "county.missing_key"),
        ("people.silences=2", "--set people.silences=2:1:1", "county.bad_value"),
        ("horizon=soon", "--set horizon=soon:1:1", "county.bad_value"),
        ("people.answer={lognormal: {median: 3s}}", ":1:13", "county.missing_key"),
        ("people.anwser=3s", ":1:1", "county.unknown_key"),
        ("demand.streams.7.perHour=1", ":1:1", "county.unknown_key"),
        ("demand.streams.0.categories={dispute/elder: 1}", ":1:2", "county.unknown_reference"),
        ("demand.streams.0.areas={330824999000: 1}", ":1:2", "county.unknown_reference"),
        ("demand.streams.0.byHour=[1, 2]", ":1:1", "county.bad_value"),
        ("people.atMost={mediatr: 1}", ":1:2", "county.unknown_reference"),
        ("people.whenUnfilled={waive: 1min, wait: 1min}", ":1:1", "county.bad_value"),
        ("faults=[{deadZone: [330824108000], from: 3h, to: 2h}]", ":1:2", "county.bad_value"),
        ("warmUp=1d", "scenario.yaml", "county.bad_value"),
        ("nothing", "--set nothing:1:1", "county.bad_value"),
        ("seed={", ":1:", "county.yaml_syntax"),
    ])
    func `what is wrong is named by place`(change: String, place: String, code: String) {
        do {
            _ = try ScenarioFolder.load(Self.day, changes: [change])
            Issue.record("\(change) was taken")
        } catch {
            #expect(error.faults.first?.code == code, "\(error)")
            #expect("\(error)".contains(place), "\(error)")
        }
    }

    @Test func `a folder without a scenario is said to have none`() {
        #expect(throws: CountyFileErrors.self) { try ScenarioFolder.load("/nothing") }
    }
}
