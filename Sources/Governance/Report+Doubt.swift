extension Report {
    /// Something that a report stated and that cannot be so: it is kept as it was given, and something
    /// else is reckoned with, so that no report is lost for a device that is wrong.
    public enum Doubt: Hashable, Sendable, Codable {
        /// A position outside the county; the place of the report's area is reckoned with.
        case position(Coordinate)
        /// A moment that has not come yet or is very long ago; when the report was taken counts.
        case occurredAt(Instant)

        /// Names the doubt to programs; never renamed.
        public var code: String {
            switch self {
            case .position: "report.position_implausible"
            case .occurredAt: "report.time_implausible"
            }
        }

        /// The doubt in a sentence.
        public var sentence: LocalizedText {
            switch self {
            case .position(let position):
                let place = "\(position.latitude), \(position.longitude)"
                return LocalizedText(
                    chinese: "所报位置（\(place)）不在本县，按网格位置派人",
                    english: "The position given (\(place)) is not in this county; "
                        + "people are sent to the grid's own place")
            case .occurredAt(let instant):
                return LocalizedText(
                    chinese: "所报时间（\(instant)）不可信，按收到时间计",
                    english: "The time given (\(instant)) cannot be right; "
                        + "the moment at which the report was taken counts")
            }
        }
    }

    /// The moment that the reporter's device stated, whether or not it is reckoned with.
    public var statedTime: Instant {
        for case .occurredAt(let instant) in doubts { return instant }
        return occurredAt
    }

    /// The same report with something else to reckon with, and what is doubted in it.
    public func reckoned(
        at coordinate: Coordinate?, occurredAt: Instant, doubting doubts: [Doubt],
    ) -> Report {
        Report(
            id: id, category: category, area: area, coordinate: coordinate, source: source,
            answers: answers, occurredAt: occurredAt, isExercise: isExercise, origin: origin,
            doubts: doubts)
    }
}
