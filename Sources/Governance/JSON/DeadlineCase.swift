public import TextFormats

/// A question to a calendar as one JSON object: when a limit ends that began then.
///
/// `start` is a local time without a zone, such as `2023-04-08T20:11:00`; `limit` a number; `unit`
/// one of `work_hour`, `work_day`, `urgent_hour`, `urgent_day` or their Chinese names. Other
/// members are carried along, so that answers can be told apart.
public struct DeadlineCase: Hashable, Sendable {
    /// When it began, on the calendar's own clock.
    public let start: Instant
    /// The limit.
    public let limit: WorkingDuration
    private let object: JSONObject

    /// The case that `json` is.
    ///
    /// - Throws: Every field that is not as it should be.
    public init(json: JSON) throws(FieldFaults) {
        var asked = JSONObject()
        var carried = JSONObject()
        for member in json.objectValue ?? JSONObject() {
            if ["start", "limit", "unit"].contains(member.key) { asked[member.key] = member.value }
            if !Self.answers.contains(member.key) { carried[member.key] = member.value }
        }
        let isObject = json.objectValue != nil
        (start, limit) = try JSONFields.decode(isObject ? .object(asked) : json) { fields in
            let start = fields.value(
                "start", expecting: "a local time without a zone, such as 2023-04-08T20:11:00",
                chinese: "不带时区的当地时间，例如 2023-04-08T20:11:00"
            ) { Instant($0 + "Z") }
            let amount = fields.number("limit", in: 0...WorkingDuration.maximumAmount)
            let units = WorkingDuration.Unit.allCases
            let unit = fields.value(
                "unit", expecting: units.map(\.rawValue).joined(separator: ", "),
                chinese: units.map(\.title.chinese).joined(separator: "、")
            ) { WorkingDuration.Unit(named: $0) }
            guard let start, let amount, let unit else { return nil }
            return WorkingDuration(amount, unit).map { (start, $0) }
        }
        object = carried
    }

    private static let answers = ["deadline", "same_as", "beyond_calendar"]

    /// What `calendar` answers, whose clock is read as it stands.
    public func answer(by calendar: WorkingCalendar) -> Answer {
        let calendar = calendar.reading(in: .utc)
        let deadline = calendar.deadline(from: start, limit: limit)
        var sameAs: Instant?
        if !limit.unit.isContinuous, let next = calendar.nextWork(from: deadline.at),
            next != deadline.at, calendar.covers(next)
        {
            sameAs = next
        }
        return Answer(deadline: deadline, sameAs: sameAs, object: object)
    }

    /// A case with its deadline.
    public struct Answer: Hashable, Sendable {
        /// When the limit ends.
        public let deadline: WorkingDeadline
        /// Where the limit ends with a stretch of work: the beginning of the next, which is no
        /// later in working time.
        public let sameAs: Instant?
        fileprivate let object: JSONObject

        /// The members of the case, then `deadline`, `same_as` where there is one, and
        /// `beyond_calendar` where the calendar does not state the days.
        public var json: JSON {
            var answered = object
            answered["deadline"] = .string(DeadlineCase.local(deadline.at))
            if let sameAs { answered["same_as"] = .string(DeadlineCase.local(sameAs)) }
            if !deadline.isCovered { answered["beyond_calendar"] = true }
            return .object(answered)
        }
    }

    /// A local time without a zone.
    public static func local(_ instant: Instant) -> String {
        String(instant.description.dropLast())
    }
}

extension WorkingDuration.Unit {
    /// The unit of this name, for programs or in Chinese.
    public init?(named name: String) {
        let unit = Self.allCases.first { $0.rawValue == name || $0.title.chinese == name }
        guard let unit else { return nil }
        self = unit
    }
}
