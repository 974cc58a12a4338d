/// A time limit as the standards of digital city management state it: an amount and its unit.
public struct WorkLimit: Hashable, Sendable {
    /// The four units of CJ/T 315 and GB/T 30428.8; the raw value is the unit's name in JSON.
    public enum Unit: String, CaseIterable, Sendable {
        /// 工作时: an hour of office time.
        case workHour = "work_hour"
        /// 工作日: a working day.
        case workDay = "work_day"
        /// 紧急工作时: an hour of the clock, day and night.
        case urgentHour = "urgent_hour"
        /// 紧急工作日: a day of the clock, day and night.
        case urgentDay = "urgent_day"
    }

    /// How many units, above zero.
    public let amount: Double
    /// The unit.
    public let unit: Unit

    /// A limit of so many units.
    public init(amount: Double, unit: Unit) {
        self.amount = amount
        self.unit = unit
    }
}
