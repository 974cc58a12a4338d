import Governance
import GridTesting
import Testing

struct ShiftTests {
    /// A reading of the week that begins on Monday 2026-11-16.
    func time(_ weekday: Weekday, _ hour: Int, _ minute: Int = 0) -> LocalTime {
        LocalTime(
            date: CivilDate(daysSinceEpoch: 20_772 + weekday.rawValue),
            secondOfDay: (hour * 60 + minute) * 60 + 59)
    }

    /// The same, so many minutes after the week's beginning.
    func time(minuteOfWeek minute: Int) -> LocalTime {
        LocalTime(
            date: CivilDate(daysSinceEpoch: 20_773 + minute / 1_440),
            secondOfDay: minute % 1_440 * 60)
    }

    @Test func `the time that the other tests count from is a Monday`() {
        #expect(time(.monday, 0).date == CivilDate(year: 2026, month: 11, day: 16))
        #expect(Weekday.allCases.allSatisfy { time($0, 12).date.weekday == $0 })
    }

    @Test func `a day shift has a beginning and excludes its end`() {
        let shift = SmallCounty.officeHours
        #expect(!shift.covers(time(.monday, 7, 59)))
        #expect(shift.covers(time(.monday, 8)))
        #expect(shift.covers(time(.friday, 17, 59)))
        #expect(!shift.covers(time(.friday, 18)))
        #expect(!shift.covers(time(.saturday, 8)))
        #expect(!shift.covers(time(.sunday, 12)))
    }

    @Test func `a night shift goes on into the morning after`() {
        let shift = Shift(weekdays: [.friday], startMinute: 20 * 60, endMinute: 8 * 60)
        #expect(!shift.covers(time(.friday, 7)))
        #expect(!shift.covers(time(.friday, 19, 59)))
        #expect(shift.covers(time(.friday, 20)))
        #expect(shift.covers(time(.friday, 23, 59)))
        #expect(shift.covers(time(.saturday, 0)))
        #expect(shift.covers(time(.saturday, 7, 59)))
        #expect(!shift.covers(time(.saturday, 8)))
        #expect(!shift.covers(time(.saturday, 20)))
    }

    @Test func `Sunday's night shift ends on Monday`() {
        let shift = Shift(weekdays: [.sunday], startMinute: 22 * 60, endMinute: 6 * 60)
        #expect(shift.covers(time(.monday, 5)))
        #expect(!shift.covers(time(.tuesday, 5)))
        #expect(shift.covers(time(.sunday, 22)))
    }

    @Test func `a shift that ends when it begins lasts a whole day`() {
        let shift = Shift(weekdays: [.monday], startMinute: 540, endMinute: 540)
        #expect(!shift.covers(time(.monday, 8, 59)))
        #expect(shift.covers(time(.monday, 9)))
        #expect(shift.covers(time(.tuesday, 8, 59)))
        #expect(!shift.covers(time(.tuesday, 9)))
    }

    @Test func `always is every minute of the week, and no weekdays are never`() {
        let never = Shift(weekdays: [], startMinute: 0, endMinute: 1_440)
        for minute in 0..<7 * 1_440 {
            let time = time(minuteOfWeek: minute)
            #expect(Shift.always.covers(time))
            #expect(!never.covers(time))
        }
    }

    @Test func `day and night shift together cover every minute exactly once`() {
        for minute in 0..<7 * 1_440 {
            let time = time(minuteOfWeek: minute)
            #expect(SmallCounty.dayShift.covers(time) != SmallCounty.nightShift.covers(time))
        }
    }

    @Test func `a responder is on duty when any shift says so`() {
        let responder = Responder(
            id: .qiaotouDirector, name: LocalizedText(chinese: "甲", english: "A"), roles: [],
            coverage: [], shifts: [SmallCounty.officeHours, SmallCounty.nightShift])
        #expect(responder.isOnDuty(at: time(.monday, 9)))
        #expect(responder.isOnDuty(at: time(.monday, 21)))
        #expect(!responder.isOnDuty(at: time(.monday, 19)))
    }
}
