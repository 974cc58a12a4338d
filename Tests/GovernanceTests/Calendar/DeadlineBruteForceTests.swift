import Governance
import GridTesting
import Testing
import TextFormats

/// Deadlines in working time against a recount that knows nothing of the calendar's own reckoning:
/// it walks from minute to minute over days that it counts itself.
struct DeadlineBruteForceTests {
    /// A day, counted forward one by one from a Thursday.
    private struct Day {
        var (year, month, day) = (2024, 2, 1)
        var weekday = 3

        var text: String { "\(year)-\(two(month))-\(two(day))" }

        mutating func advance() {
            let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year == 2000)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            weekday = (weekday + 1) % 7
            day += 1
            guard day > lengths[month - 1] else { return }
            (day, month) = (1, month + 1)
            if month == 13 { (month, year) = (1, year + 1) }
        }
    }

    /// A calendar as its table has it, with the working minutes of a day.
    private struct World {
        var holidays: Set<String> = []
        var workdays: Set<String> = []
        var stretches: [Range<Int>] = []

        func works(_ day: Day, _ minute: Int) -> Bool {
            guard stretches.contains(where: { $0.contains(minute) }) else { return false }
            if workdays.contains(day.text) { return true }
            return day.weekday < 5 && !holidays.contains(day.text)
        }

        /// When so many seconds of work have passed since a second of a day.
        func deadline(_ start: Day, _ second: Int, seconds: Int) -> String {
            var (day, left, second) = (start, seconds, second)
            if left == 0 { return text(day, second) }
            while true {
                while second < 86_400 {
                    let next = (second / 60 + 1) * 60
                    if works(day, second / 60) {
                        if left <= next - second { return text(day, second + left) }
                        left -= next - second
                    }
                    second = next
                }
                day.advance()
                second = 0
            }
        }

        func text(_ day: Day, _ second: Int) -> String {
            var day = day
            if second == 86_400 { day.advance() }
            let rest = second % 86_400
            return "\(day.text)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        }
    }

    @Test(arguments: SeededGenerator.seeds(40))
    func `twenty-five deadlines of a random calendar are those of the recount`(
        seed: UInt64,
    ) throws {
        var generator = SeededGenerator(seed: seed)
        var world = World()
        let hours = generator.pick([
            "08:00-12:00,14:00-18:00", "08:30-11:30,13:30-17:00", "09:00-17:00", "00:00-24:00",
            "00:00-06:30,20:00-24:00",
        ])
        world.stretches = hours.split(separator: ",").map { part in
            let ends = part.split(separator: "-").map { end -> Int in
                let halves = end.split(separator: ":").compactMap { Int($0) }
                return halves[0] * 60 + halves[1]
            }
            return ends[0]..<ends[1]
        }
        var table = "date,kind,name\n"
        var days: [Day] = []
        var day = Day()
        while day.year < 2027 {
            days.append(day)
            if generator.happens(0.06) {
                world.holidays.insert(day.text)
                table += "\(day.text),holiday,x\n"
            } else if day.weekday > 4, generator.happens(0.1) {
                world.workdays.insert(day.text)
                table += "\(day.text),workday,x\n"
            }
            day.advance()
        }
        let calendar = try WorkingCalendar.table(
            Array(table.utf8), hours: try #require(OfficeHours(hours)), timeZone: .utc)
        let perDay = world.stretches.reduce(0) { $0 + $1.count } * 60
        for _ in 0..<25 {
            let start = days[Int.random(in: 0..<900, using: &generator)]
            let second = Int.random(in: 0..<86_400, using: &generator)
            let quarters = Int.random(in: 0...48, using: &generator)
            let (unit, one) = generator.pick([("work_hour", 3_600), ("work_day", perDay)])
            let text = """
                {"start":"\(world.text(start, second))","limit":\(Double(quarters) / 4),\
                "unit":"\(unit)"}
                """
            let answer = try DeadlineCase(json: JSON.parse(text)).answer(by: calendar)
            let expected = world.deadline(start, second, seconds: one * quarters / 4)
            #expect(
                DeadlineCase.local(answer.deadline.at) == expected,
                "seed \(seed), \(hours): \(text)")
        }
    }
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
