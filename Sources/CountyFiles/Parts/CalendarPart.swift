import Governance

/// calendar.yaml: office hours, public holidays and make-up days, and the years they are stated for.
struct CalendarPart {
    /// The longest holiday, in days.
    private static let longestHoliday = 62

    private let hours: OfficeHours
    private let years: ClosedRange<Int>
    private var holidays: Set<CivilDate> = []
    private var makeUpDays: Set<CivilDate> = []

    init?(_ root: YAMLNode?, _ reading: inout Reading) {
        let names = ["hours", "years", "holidays", "makeUpDays"]
        guard let root, let fields = reading.fields(root, required: names) else { return nil }
        let hours = Self.hours(fields["hours"], &reading)
        let years = Self.years(fields["years"], &reading)
        guard let years else { return nil }
        self.hours = hours ?? .usual
        self.years = years
        for node in reading.list(fields["holidays"]) ?? [] { readHoliday(node, &reading) }
        for node in reading.list(fields["makeUpDays"]) ?? [] {
            guard let date = reading.date(node) else { continue }
            take(date, at: node, isWorked: true, &reading)
        }
        if hours == nil { return nil }
    }

    /// The calendar on the county's clock.
    func calendar(in timeZone: CountyTimeZone) -> WorkingCalendar {
        WorkingCalendar(
            hours: hours, years: years, holidays: holidays, makeUpDays: makeUpDays,
            timeZone: timeZone)
    }

    /// Stretches such as `["08:00-12:00", "14:00-18:00"]`.
    private static func hours(_ node: YAMLNode?, _ reading: inout Reading) -> OfficeHours? {
        guard let node, let items = reading.list(node) else { return nil }
        let texts = items.compactMap { reading.text($0) }
        guard texts.count == items.count else { return nil }
        guard let hours = OfficeHours(texts.joined(separator: ",")) else {
            reading.addBad(
                node,
                "these are not office hours: stretches such as 08:00-12:00 that do not overlap, "
                    + "at most \(OfficeHours.maximumPeriods)",
                "办公时间有误：应为互不重叠的时段，例如 08:00-12:00，最多 \(OfficeHours.maximumPeriods) 段")
            return nil
        }
        return hours
    }

    private static func years(
        _ node: YAMLNode?, _ reading: inout Reading,
    ) -> ClosedRange<Int>? {
        guard let fields = reading.fields(node, required: ["from", "to"]) else { return nil }
        let first = reading.integer(fields["from"], in: 1_970...2_199)
        let last = reading.integer(fields["to"], in: 1_970...2_199)
        guard let first, let last else { return nil }
        guard first <= last else {
            reading.add(
                .badValue, at: fields.place, "the years end before they begin", "年份的起止颠倒")
            return nil
        }
        return first...last
    }

    /// A date, or the first and last day of a holiday with its name.
    private mutating func readHoliday(_ node: YAMLNode, _ reading: inout Reading) {
        guard case .mapping = node.content else {
            if let date = reading.date(node) { take(date, at: node, isWorked: false, &reading) }
            return
        }
        let names = ["from", "to"]
        guard let fields = reading.fields(node, required: names, optional: ["name"]) else {
            return
        }
        _ = reading.localizedText(fields["name"])
        guard let first = reading.date(fields["from"]), let last = reading.date(fields["to"])
        else { return }
        let days = first.daysSinceEpoch...max(first.daysSinceEpoch, last.daysSinceEpoch)
        guard first <= last, days.count <= Self.longestHoliday else {
            reading.addBad(
                node, "a holiday lasts 1 to \(Self.longestHoliday) days",
                "一个假期应为 1 到 \(Self.longestHoliday) 天")
            return
        }
        for day in days {
            take(CivilDate(daysSinceEpoch: day), at: node, isWorked: false, &reading)
        }
    }

    private mutating func take(
        _ date: CivilDate, at node: YAMLNode, isWorked: Bool, _ reading: inout Reading,
    ) {
        guard years.contains(date.year) else {
            reading.addBad(
                node,
                "\(date) is not in the stated years, \(years.lowerBound) to \(years.upperBound)",
                "\(date) 不在所载年份 \(years.lowerBound) 至 \(years.upperBound) 之内")
            return
        }
        guard !holidays.contains(date), !makeUpDays.contains(date) else {
            reading.add(
                .duplicate, at: node.place, "\(date) is stated twice", "\(date) 出现了两次")
            return
        }
        if isWorked { makeUpDays.insert(date) } else { holidays.insert(date) }
    }
}
