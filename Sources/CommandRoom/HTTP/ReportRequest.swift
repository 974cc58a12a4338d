import Governance
import TextFormats

/// The body of `POST /api/v1/reports`.
struct ReportRequest {
    let report: Report
    let personal: PersonalData?

    /// Reads the fields and checks them against the county; every fault is collected.
    init?(
        _ fields: inout JSONFields, county: County, id: Report.ID, now: Instant,
        isExercise isAlwaysExercise: Bool = false,
    ) {
        let category = fields.category("category", in: county)
        let grid = fields.grid("grid", in: county)
        let coordinate = fields.coordinate("position")
        let source = fields.enumeration("source", .optional, Report.Source.self) ?? .worker
        let answers = fields.answers("answers", to: category)
        let occurredAt = fields.instant("occurredAt") ?? now
        let isMarked = fields.bool("exercise", .optional) ?? false
        let isExercise = isMarked || isAlwaysExercise
        let personal = PersonalData(
            text: fields.string("text", .optional, maximumLength: 4_000),
            name: fields.string("name", .optional, maximumLength: 200),
            contact: fields.string("contact", .optional, maximumLength: 200),
            address: fields.string("address", .optional, maximumLength: 500),
            attachments: fields.photos())
        if source == .recording {
            fields.refuse(
                "source", .unknownValue, message: "recorded calls do not come in this way",
                chineseMessage: "录制的来电不由此上报")
        }
        guard let category, let grid else { return nil }
        report = Report(
            id: id, category: category.id, area: grid, coordinate: coordinate, source: source,
            answers: answers, occurredAt: occurredAt, isExercise: isExercise)
        self.personal = personal.isEmpty ? nil : personal
    }
}

extension JSONFields {
    /// The photos that go along with a step.
    mutating func photos() -> [Attachment] {
        attachments("attachments", maximumCount: Attachment.maximumPerStep)
    }

    /// A category of the county.
    mutating func category(_ name: String, in county: County) -> ReportCategory? {
        guard let text = string(name, maximumLength: ReportCategory.ID.maximumLength) else {
            return nil
        }
        if let category = ReportCategory.ID(text).flatMap({ county[$0] }) { return category }
        let hint = Suggestion.closest(to: text, among: county.categories.map(\.id.name))
        refuse(
            name, .unknownValue,
            message: "the county has no category '\(text)'"
                + (hint.map { "; did you mean '\($0)'?" } ?? ""),
            chineseMessage: "本县没有类别“\(text)”" + (hint.map { ",是否为“\($0)”" } ?? ""))
        return nil
    }

    /// A community or grid of the county.
    mutating func grid(_ name: String, in county: County) -> AreaCode? {
        let code = value(
            name, expecting: "an area code of 12 or 15 digits", chinese: "12 或 15 位区划代码",
        ) { AreaCode($0) }
        guard let code else { return nil }
        guard code.level >= .community, county.grids[code] != nil else {
            refuse(
                name, .unknownValue,
                message: "\(code) is not a community or grid of this county",
                chineseMessage: "\(code) 不是本县的社区(村)或网格")
            return nil
        }
        return code
    }

    /// A place on the ground.
    mutating func coordinate(_ name: String) -> Coordinate? {
        object(name, .optional) { position in
            let latitude = position.number("latitude", in: -90...90)
            let longitude = position.number("longitude", in: -180...180)
            let system = position.enumeration("system", .optional, Coordinate.System.self)
            guard let latitude, let longitude else { return nil }
            return Coordinate(
                latitude: latitude, longitude: longitude, system: system ?? .wgs84)
        }
    }

    /// A moment with its zone.
    mutating func instant(_ name: String) -> Instant? {
        value(
            name, .optional, expecting: "a time with a zone, such as 2026-11-21T14:03:00+08:00",
            chinese: "带时区的时间,如 2026-11-21T14:03:00+08:00",
        ) { Instant($0) }
    }

    /// Answers to the questions of a category; of an unknown category nothing is known.
    mutating func answers(_ name: String, to category: ReportCategory?) -> [String: Bool] {
        guard let category else {
            _ = object(name, .optional, maximumCount: 64)
            return [:]
        }
        return object(name, .optional) { fields in
            var answers: [String: Bool] = [:]
            for question in category.questions {
                answers[question.name] = fields.bool(question.name, .optional)
            }
            return answers
        } ?? [:]
    }
}
