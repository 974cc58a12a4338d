import Governance

/// How long people are on duty within a span of time, to the quarter of an hour.
struct DutyTime {
    private static let step = Duration.minutes(15)
    private let quarters: [LocalTime: Int]

    init(from start: Instant, to end: Instant, in zone: CountyTimeZone) {
        var quarters: [LocalTime: Int] = [:]
        var now = start
        while now < end {
            let local = zone.localTime(at: now)
            // Shifts repeat every week, so the day of the week stands for the day.
            let day = CivilDate(daysSinceEpoch: 3 + local.date.weekday.rawValue)
            quarters[LocalTime(date: day, secondOfDay: local.secondOfDay), default: 0] += 1
            now = now + Self.step
        }
        self.quarters = quarters
    }

    func time(of responder: Responder) -> Duration {
        if responder.shifts == [.always] { return Self.step * quarters.values.reduce(0, +) }
        return Self.step
            * quarters.reduce(0) { $0 + (responder.isOnDuty(at: $1.key) ? $1.value : 0) }
    }
}
