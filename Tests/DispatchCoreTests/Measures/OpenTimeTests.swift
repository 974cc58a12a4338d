import DispatchCore
import Governance
import GridTesting
import Testing

/// Both clocks of an incident.
struct OpenTimeTests {
    let start = SmallCounty.morning
    let calendar = WorkingCalendar(
        hours: .usual, years: 2026...2026, holidays: [], makeUpDays: [],
        timeZone: SmallCounty.timeZone)

    @Test func `a day is eight working hours, and pauses are told apart`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        let why = PersonalData(text: "why")
        // Put aside from 11:00 to 16:00, three of which are worked.
        story.wait(.hours(1))
        try story.perform(.example(.suspend(until: start + .hours(6)), personal: why))
        story.wait(.hours(5))
        let incident = try #require(story[1])
        #expect(
            incident.openTime(asOf: start + .hours(24), calendar)
                == OpenTime(
                    wall: .hours(24), working: .hours(8), pausedWall: .hours(5),
                    pausedWorking: .hours(3)))
        #expect(
            incident.openTime(asOf: start + .hours(2), calendar)
                == OpenTime(
                    wall: .hours(2), working: .hours(2), pausedWall: .hours(1),
                    pausedWorking: .hours(1)))
    }

    @Test func `the clocks stop when it is closed, and while it is put aside they say so`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        let why = PersonalData(text: "why")
        try story.perform(.example(.suspend(until: start + .hours(6)), personal: why))
        let suspended = try #require(story[1])
        let time = suspended.openTime(asOf: start + .hours(2), calendar)
        #expect(time.pausedWall == .hours(2))
        var closed = suspended
        closed.closedAt = start + .hours(1)
        #expect(closed.openTime(asOf: start + .hours(50), calendar).wall == .hours(1))
    }
}
