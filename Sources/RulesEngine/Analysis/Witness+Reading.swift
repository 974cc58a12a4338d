public import Governance
public import TextFormats

extension Witness {
    /// A report as `POST /api/v1/reports` takes it, with `at`, the wall-clock time at which it is
    /// routed; without that the time at which it happened counts, and without both `now`.
    ///
    /// - Returns: nil if something is wrong, which `fields` then know.
    public init?(_ fields: inout JSONFields, county: County, now: Instant) {
        let category = fields.value(
            "category", expecting: "a category of the county", chinese: "本县的类别",
        ) { name in ReportCategory.ID(name).flatMap { county[$0] } }
        let area = fields.value(
            "grid", expecting: "the code of a community or grid of the county",
            chinese: "本县社区(村)或网格的代码",
        ) { text in AreaCode(text).flatMap { county.grids[$0]?.code } }
        let source =
            fields.enumeration("source", .optional, Report.Source.self) ?? .worker
        let answers = fields.object("answers", .optional) { answers in
            (category?.questions ?? []).reduce(into: [String: Bool]()) { given, question in
                given[question.name] = answers.bool(question.name, .optional)
            }
        }
        let isExercise = fields.bool("exercise", .optional) ?? false
        let text = fields.string("text", .optional, maximumLength: 4_000) ?? ""
        let occurredAt = fields.value(
            "occurredAt", .optional, expecting: "a time with a zone",
            chinese: "带时区的时间", { Instant($0) })
        let time = fields.value(
            "at", .optional, expecting: "a local time such as 2026-03-04 22:30",
            chinese: "当地时间，例如 2026-03-04 22:30", LocalTime.init(wall:))
        // What else a report may have does not matter to the rules.
        for name in ["id", "position", "name", "contact", "address"] {
            _ = fields.json(name, .optional)
        }
        guard let category, let area else { return nil }
        let moment = occurredAt ?? now
        report = Report(
            id: Report.ID(high: 0, low: 0), category: category.id, area: area, source: source,
            answers: answers ?? [:], occurredAt: moment, isExercise: isExercise)
        self.text = text
        self.time = time ?? county.timeZone.localTime(at: moment)
    }
}

extension LocalTime {
    /// The reading of `2026-03-04 22:30`, or nil if the text is none.
    init?(wall text: String) {
        let shape = text.utf8.map { (48...57).contains($0) ? UInt8(ascii: "0") : $0 }
        guard shape == Array("0000-00-00 00:00".utf8) else { return nil }
        let numbers = text.split { "- :".contains($0) }.compactMap { Int($0) }
        guard let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]),
            numbers[3] < 24, numbers[4] < 60
        else { return nil }
        self.init(date: date, secondOfDay: (numbers[3] * 60 + numbers[4]) * 60)
    }
}
