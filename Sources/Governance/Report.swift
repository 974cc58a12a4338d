/// What somebody reported, without anything that tells who: that part is ``PersonalData``.
///
/// It never changes, and is a class only so that commands, events and incidents can share it.
public final class Report: Sendable, Codable {
    /// Identifies a report.
    public typealias ID = EntityID<Report>

    /// Where a report comes from.
    public enum Source: String, CaseIterable, Sendable, Codable {
        /// 网格员上报: a grid worker, who has seen or heard it.
        case worker
        /// 公众举报: a resident, by telephone or in person.
        case resident
        /// 视频监控: a camera.
        case video
        /// 上级交办: handed down from above.
        case superior
        /// 数据接入: an item that another system gave, see the county's feeds.
        case feed
        /// A call recorded by another system, replayed here.
        case recording

        /// Whether somebody must look (核实) and file it before roles are called.
        public var needsVerification: Bool { self != .worker }
    }

    /// Identifies the report.
    public let id: ID
    /// What it is about.
    public let category: ReportCategory.ID
    /// The narrowest area known, at best a grid.
    public let area: AreaCode
    /// The place on the ground that is reckoned with, if known.
    public let coordinate: Coordinate?
    /// The same place in WGS-84, converted once for all who reckon with it.
    public let ground: Coordinate?
    /// Where the report comes from.
    public let source: Source
    /// Answers to the category's questions, by question name.
    public let answers: [String: Bool]
    /// When it happened, by the reporter's device; the log keeps its own time beside it.
    public let occurredAt: Instant
    /// What the report stated and is not reckoned with, since it cannot be so; each kind once at most.
    public let doubts: [Doubt]
    /// The item of another system that it was made of, if it was made of one.
    public let origin: ReportOrigin?
    /// 演练: part of an exercise, never counted and pages nobody outside it.
    public let isExercise: Bool

    /// A report; its parts are checked against the county when it is submitted.
    public init(
        id: ID, category: ReportCategory.ID, area: AreaCode, coordinate: Coordinate? = nil,
        source: Source, answers: [String: Bool] = [:], occurredAt: Instant,
        isExercise: Bool = false, origin: ReportOrigin? = nil, doubts: [Doubt] = [],
    ) {
        self.id = id
        self.category = category
        self.area = area
        self.coordinate = coordinate
        ground = coordinate?.converted(to: .wgs84)
        self.source = source
        self.answers = answers
        self.occurredAt = occurredAt
        self.isExercise = isExercise
        self.origin = origin
        self.doubts = doubts
    }

    // What is kept of a report is what it states; the rest follows from it.
    private enum CodingKeys: CodingKey {
        case id, category, area, coordinate, source, answers, occurredAt, doubts, origin
        case isExercise
    }

    /// Reads what was written.
    public convenience init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let id = try values.decode(ID.self, forKey: .id)
        let category = try values.decode(ReportCategory.ID.self, forKey: .category)
        let area = try values.decode(AreaCode.self, forKey: .area)
        let coordinate = try values.decodeIfPresent(Coordinate.self, forKey: .coordinate)
        let source = try values.decode(Source.self, forKey: .source)
        let answers = try values.decode([String: Bool].self, forKey: .answers)
        let occurredAt = try values.decode(Instant.self, forKey: .occurredAt)
        let doubts = try values.decode([Doubt].self, forKey: .doubts)
        let origin = try values.decodeIfPresent(ReportOrigin.self, forKey: .origin)
        let isExercise = try values.decode(Bool.self, forKey: .isExercise)
        self.init(
            id: id, category: category, area: area, coordinate: coordinate, source: source,
            answers: answers, occurredAt: occurredAt, isExercise: isExercise, origin: origin,
            doubts: doubts)
    }
}

extension Report: Hashable {
    /// Whether two reports say the same.
    public static func == (left: Report, right: Report) -> Bool {
        left === right
            || left.id == right.id && left.category == right.category && left.area == right.area
                && left.coordinate == right.coordinate && left.source == right.source
                && left.answers == right.answers && left.occurredAt == right.occurredAt
                && left.isExercise == right.isExercise && left.origin == right.origin
                && left.doubts == right.doubts
    }

    /// Hashes the identifier.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
    }
}
