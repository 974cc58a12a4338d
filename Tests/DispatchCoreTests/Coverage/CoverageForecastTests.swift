import Governance
import GridTesting
import Testing

@testable import DispatchCore

/// Whether the severest matter could be met in time, grid by grid and hour by hour.
struct CoverageForecastTests {
    /// Wednesday, midnight in the county.
    let midnight = SmallCounty.morning - .hours(10)

    func forecast(
        _ roster: [Responder] = SmallCounty.roster, _ book: DutyBook = DutyBook(), hours: Int = 24,
    ) -> CoverageForecast {
        let county = SmallCounty.make(roster: roster)
        return CoverageForecast(
            of: county, SmallCounty.rules(for: county), in: book, from: midnight, hours: hours)
    }

    func levels(_ forecast: CoverageForecast, _ area: AreaCode) -> String? {
        forecast.grids.first { $0.area == area }?.hours.map { "\($0.rawValue)" }.joined()
    }

    @Test func `the severest categories say what is needed`() {
        #expect(
            forecast().needs == [
                CoverageNeed(roles: [.police], limit: .minutes(8), categories: [.fire])
            ])
    }

    @Test func `every grid is covered while somebody near enough is on duty`() {
        let forecast = forecast()
        #expect(forecast.grids.count == 6)
        #expect(levels(forecast, .qiaotouFirst) == String(repeating: "2", count: 24))
        #expect(forecast.grids.allSatisfy { $0.missing.isEmpty })
    }

    @Test func `an hour is short where the roster has nobody, also for a quarter of it`() {
        let roster = SmallCounty.roster.filter {
            !$0.roles.contains(.police) || $0.id == .dongxiPoliceDay
        }
        let day = forecast(roster)
        #expect(
            levels(day, .qiaotouFirst) == String(repeating: "0", count: 8)
                + String(repeating: "2", count: 12) + "0000")
        #expect(day.grids.first { $0.area == .qiaotouFirst }?.missing == [.police])
        #expect(day.grids.first { $0.area == .qiaotouFirst }?.coveredHours == 12)
        let leave = DutyBook([
            DutyChange(
                id: DutyChange.ID(high: 1, low: 1), kind: .leave, reason: .leave,
                entries: [
                    DutyChange.Entry(
                        .dongxiPoliceDay,
                        DutySpan(
                            .offDuty,
                            during: midnight + .minutes(9 * 60 + 30)..<(midnight + .hours(10))))
                ])
        ])
        #expect(
            levels(forecast(roster, leave), .qiaotouFirst)
                == "000000002" + "0" + "2222222222" + "0000")
    }

    @Test func `who is too far away is not there in time`() {
        // 2,400 m with a detour of 1.3 at 5.5 m/s are 567 seconds.
        let far = SmallCounty.person(.dongxiPoliceDay, .police, .dongxi, north: 2_400)
        let near = SmallCounty.person(.dongxiPoliceDay, .police, .dongxi, north: 2_000)
        #expect(levels(forecast([far]), .qiaotouFirst) == String(repeating: "0", count: 24))
        #expect(levels(forecast([near]), .qiaotouFirst) == String(repeating: "2", count: 24))
    }

    @Test func `equal rosters give equal forecasts, and the time is bounded`() {
        #expect(forecast().grids == forecast(SmallCounty.roster.reversed()).grids)
        #expect(forecast(hours: 10_000).grids.first?.hours.count == CoverageForecast.maximumHours)
    }
}
