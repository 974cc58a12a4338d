import Governance
import RulesEngine

/// Times of day, dates and durations.
extension Reading {
    /// The longest time limit, in seconds.
    private static let maximumLimit = 366 * 86_400
    /// The most working units of a limit; of days, about what the longest limit has.
    private static let maximumAmount = 366

    /// A time limit such as `90s`, `8min`, `2h` or `1d` by the wall clock, or such as `5 工作时`,
    /// `2 工作日`, `3 紧急工作时`, `1 紧急工作日`.
    mutating func limit(_ node: YAMLNode?) -> ResponseStandard.Limit? {
        guard let node, let text = text(node) else { return nil }
        let (amount, unit) = Self.amountAndUnit(of: text)
        let name = unit.first == " " ? String(unit.dropFirst()) : unit
        if let amount, let unit = WorkingDuration.Unit(named: name), amount <= Self.maximumAmount,
            let limit = WorkingDuration(Double(amount), unit)
        {
            return .working(limit)
        }
        if let duration = Self.duration(amount, unit) { return .wallClock(duration) }
        addBad(
            node,
            "'\(text)' is not a time limit: "
                + "a number and s, min, h, d or a unit such as 工作时, up to 366d",
            "“\(text)”不是时限：应为数字加 s、min、h、d 或工作时等单位，最长 366d")
        return nil
    }

    /// A length of time by the wall clock, such as `10min`.
    mutating func duration(_ node: YAMLNode?) -> Duration? {
        guard let node, let text = text(node) else { return nil }
        let (amount, unit) = Self.amountAndUnit(of: text)
        if let duration = Self.duration(amount, unit) { return duration }
        addBad(
            node, "'\(text)' is not a length of time: a number and s, min, h or d, up to 366d",
            "“\(text)”不是时长：应为数字加 s、min、h 或 d，最长 366d")
        return nil
    }

    /// The number at the beginning, if it is one above 0, and what stands behind it.
    private static func amountAndUnit(of text: String) -> (amount: Int?, unit: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let amount = digits.count <= 8 ? Int(digits) : nil
        return (amount.flatMap { $0 > 0 ? $0 : nil }, String(text.dropFirst(digits.count)))
    }

    private static func duration(_ amount: Int?, _ unit: String) -> Duration? {
        let seconds = ["s": 1, "min": 60, "h": 3_600, "d": 86_400][unit]
        guard let amount, let seconds, amount * seconds <= maximumLimit else { return nil }
        return .seconds(amount * seconds)
    }

    /// A time of day such as `08:00`, in minutes since midnight; `24:00` is the day's end.
    mutating func minuteOfDay(_ node: YAMLNode?) -> Int? {
        guard let node, let text = text(node) else { return nil }
        guard let minute = Self.minuteOfDay(text) else {
            addBad(
                node, "'\(text)' is not a time of day: 00:00 to 24:00",
                "“\(text)”不是一天中的时刻：应为 00:00 到 24:00")
            return nil
        }
        return minute
    }

    /// A date such as `2026-10-01`.
    mutating func date(_ node: YAMLNode?) -> CivilDate? {
        guard let node, let text = text(node) else { return nil }
        guard let date = CivilDate(text) else {
            addBad(
                node, "'\(text)' is not a date such as 2026-10-01", "“\(text)”不是日期，例如 2026-10-01")
            return nil
        }
        return date
    }

    /// A wall-clock time such as `2026-03-04 22:30`.
    mutating func localTime(_ node: YAMLNode?) -> LocalTime? {
        guard let node, let text = text(node) else { return nil }
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = CivilDate(parts[0]),
            let minute = Self.minuteOfDay(parts[1]), minute < 1_440
        else {
            addBad(
                node, "'\(text)' is not a local time such as 2026-03-04 22:30",
                "“\(text)”不是当地时间，例如 2026-03-04 22:30")
            return nil
        }
        return LocalTime(date: date, secondOfDay: minute * 60)
    }

    private static func minuteOfDay(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = number(parts[0], digits: 2),
            let minute = number(parts[1], digits: 2)
        else { return nil }
        guard minute < 60, hour * 60 + minute <= 1_440 else { return nil }
        return hour * 60 + minute
    }

    private static func number(_ text: some StringProtocol, digits: Int) -> Int? {
        guard text.utf8.count == digits else { return nil }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}
