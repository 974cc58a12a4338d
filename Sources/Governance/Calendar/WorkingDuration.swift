/// A limit in one of the four time units of digital city management (GB/T 30428.8, CJ/T 315).
public struct WorkingDuration: Hashable, Sendable {
    /// A unit of a limit.
    public enum Unit: String, CaseIterable, Sendable {
        /// 工作时: an hour of office time.
        case workHour = "work_hour"
        /// 工作日: as much office time as a working day has, eight hours as a rule.
        case workDay = "work_day"
        /// 紧急工作时: an hour by the wall clock, day and night.
        case urgentHour = "urgent_hour"
        /// 紧急工作日: twenty-four hours by the wall clock.
        case urgentDay = "urgent_day"

        /// Whether the clock runs day and night, so that no calendar is needed.
        public var isContinuous: Bool { self == .urgentHour || self == .urgentDay }

        /// The unit as people read it.
        public var title: LocalizedText {
            switch self {
            case .workHour: LocalizedText(chinese: "工作时", english: "working hours")
            case .workDay: LocalizedText(chinese: "工作日", english: "working days")
            case .urgentHour: LocalizedText(chinese: "紧急工作时", english: "urgent hours")
            case .urgentDay: LocalizedText(chinese: "紧急工作日", english: "urgent days")
            }
        }
    }

    /// The largest amount of any unit.
    public static let maximumAmount = 8_784.0

    /// How many units; may have a fraction.
    public let amount: Double
    /// The unit.
    public let unit: Unit

    /// So many units, or nil if the amount is negative, no number, or larger than
    /// ``maximumAmount``.
    public init?(_ amount: Double, _ unit: Unit) {
        guard (0...Self.maximumAmount).contains(amount) else { return nil }
        (self.amount, self.unit) = (amount, unit)
    }

    /// The running time that the limit comes to, to the microsecond, where a working day has
    /// `hours`: office time for 工作时 and 工作日, wall-clock time for the urgent units.
    public func length(under hours: OfficeHours) -> Duration {
        let one: Duration =
            switch unit {
            case .workHour, .urgentHour: .hours(1)
            case .workDay: hours.length
            case .urgentDay: .hours(24)
            }
        return .microseconds(Int64((amount * Double(one.wholeMicroseconds)).rounded()))
    }
}

extension WorkingDuration: CustomStringConvertible {
    /// The amount and the unit's name, for example `2 work_hour`.
    public var description: String { "\(amountText) \(unit.rawValue)" }

    /// The limit as people read it, for example 2 工作时.
    public var title: LocalizedText {
        LocalizedText(
            chinese: "\(amountText) \(unit.title.chinese)",
            english: "\(amountText) \(unit.title.english)")
    }

    private var amountText: String {
        amount == amount.rounded() ? String(Int(amount)) : String(amount)
    }
}
