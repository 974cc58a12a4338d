import DispatchCore
import Governance
import GridTesting
import Testing

@testable import Simulator

/// Targets, places and rosters of a plan.
struct StaffingTests {
    @Test(arguments: [
        (
            "p90(last_required_on_scene) <= 8m",
            StaffingTarget(percent: 90, of: .lastRequired, within: .minutes(8))
        ),
        ("p50(first_on_scene)<=90s", StaffingTarget(percent: 50, of: .first, within: .seconds(90))),
        (
            "p99( last_required_on_scene ) <= 1.5 h",
            StaffingTarget(percent: 99, of: .lastRequired, within: .minutes(90))
        ),
    ])
    func `targets are read as they are written`(text: String, target: StaffingTarget) {
        #expect(StaffingTarget(text) == target)
        #expect(StaffingTarget(target.description) == target)
    }

    @Test(arguments: [
        "", "p90", "p100(first_on_scene) <= 8m", "p90(travel) <= 8m", "p90(first_on_scene) < 8m",
        "p90(first_on_scene) <= 8", "p90(first_on_scene) <= 0m", "p90)first_on_scene( <= 8m",
        "p90(first_on_scene) <= 9999h",
    ])
    func `what is no target is refused`(text: String) {
        #expect(StaffingTarget(text) == nil)
    }

    @Test func `an incident at which nobody arrived counts as for ever`() throws {
        var measures = RunMeasures()
        for minutes in 1...9 { measures.samples[1].add(.value(.minutes(minutes))) }
        for count in 1...10 { measures.inTime.count(count <= 8) }
        let p90 = StaffingTarget(percent: 90, of: .lastRequired, within: .minutes(8))
        #expect(p90.value(of: measures) == 540)
        #expect(p90.compliance(of: measures) == 0.8)
        let p95 = StaffingTarget(percent: 95, of: .lastRequired, within: .minutes(8))
        #expect(p95.value(of: measures) == .infinity)
        #expect(p95.value(of: RunMeasures()) == nil)
    }

    /// Qiaotou and Xibian lie 3 km apart in one township, Lingxia in another.
    private func placement(_ budget: Duration) -> StationPlacement {
        var travel = TravelModel()
        travel.detour = 1
        travel.speedMetresPerSecond = 10
        return StationPlacement(
            [.qiaotou: 5, .xibian: 3, .lingxia: 2], within: budget, as: .mediator,
            travel: travel, in: SmallCounty.county)
    }

    @Test func `the bound is the least number of places that could reach enough`() {
        let near = placement(.minutes(2))
        #expect(near.bound(share: 0.5) == 1 && near.bound(share: 0.8) == 2)
        #expect(near.bound(share: 1) == 3)
        let far = placement(.minutes(6))
        #expect(far.bound(share: 0.8) == 1 && far.bound(share: 1) == 2)
        #expect(placement(.zero).bound(share: 0.1) == nil && placement(.zero).reachable == 0)
    }

    @Test func `people are placed where they reach most, then where somebody may be busy`() {
        let near = placement(.minutes(2))
        #expect(near.order(count: 3, busy: 0.1) == [.qiaotou, .xibian, .lingxia])
        let busy: [AreaCode] = [.qiaotou, .qiaotou, .qiaotou, .qiaotou, .qiaotou, .xibian]
        #expect(near.order(count: 6, busy: 0.9) == busy)
        #expect(near.order(count: 5, busy: 0.3).count == 5)
    }

    @Test func `posts take the place of a role's people, with their part of the day`() throws {
        let county = SmallCounty.county
        let posts = [
            StaffedRoster.Post(role: .mediator, community: .xibian, watch: .night),
            StaffedRoster.Post(role: .mediator, community: .lingxia, watch: .always),
        ]
        let roster = StaffedRoster.replacing(
            [.mediator], of: county.roster, with: posts, in: county)
        let mediators = roster.filter { $0.roles == [.mediator] }
        #expect(mediators.map(\.coverage) == [[.dongxi], [.xiling]])
        #expect(mediators.map(\.station) == [.xibian, .lingxia].map(county.grids.centre(of:)))
        #expect(roster.count == county.roster.count - 4 + 2)
        let night = try #require(mediators.first)
        let morning = county.timeZone.localTime(at: SmallCounty.morning)
        let late = county.timeZone.localTime(at: SmallCounty.morning + .hours(13))
        #expect(!night.isOnDuty(at: morning) && night.isOnDuty(at: late))
        #expect(StaffedRoster.Watch.allCases.map(\.hours) == [24, 8, 8, 8])
    }
}
