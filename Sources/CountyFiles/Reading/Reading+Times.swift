import Governance
import RulesEngine

/// Times of day, dates and durations.
extension Reading {
    /// The longest time limit, in seconds.
    private static let maximumLimit = 366 * 86_400

    /// A time limit such as `90s`, `8min`, `2h` or `1d`.
    mutating func limit(_ node: YAMLNode?) -> ResponseStandard.Limit? {
        guard let node, let text = text(node) else { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit: Int? =
            switch text.dropFirst(digits.count) {
            case "s": 1
            case "min": 60
            case "h": 3_600
            case "d": 86_400
            default: nil
            }
        guard let unit, digits.count <= 8, let amount = Int(digits), amount > 0,
            amount * unit <= Self.maximumLimit
        else {
            addBad(
                node, "'\(text)' is not a time limit: a number and s, min, h or d, up to 366d",
                "“\(text)”不是时限：应为数字加 s、min、h 或 d，最长 366d")
            return nil
        }
        return .wallClock(.seconds(amount * unit))
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

    /// A wall-clock time such as `2026-03-04 22:30`.
    mutating func localTime(_ node: YAMLNode?) -> LocalTime? {
        guard let node, let text = text(node) else { return nil }
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = Self.date(parts[0]),
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

    private static func date(_ text: some StringProtocol) -> CivilDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], digits: 4),
            let month = number(parts[1], digits: 2), let day = number(parts[2], digits: 2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static func number(_ text: some StringProtocol, digits: Int) -> Int? {
        guard text.utf8.count == digits else { return nil }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}
