public import TextFormats

extension Report: JSONWritable {
    /// Writes the report; nothing in it tells who somebody is.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("id", id)
            writeMembers(to: &$0)
            $0.field("occurredAt", occurredAt)
            $0.field("exercise", isExercise)
            if let origin {
                $0.object("origin") { object in
                    object.field("feed", origin.feed)
                    object.field("key", origin.key)
                }
            }
        }
    }

    /// Writes what an incident's document also says about its report.
    func writeMembers(to object: inout JSONObjectWriter) {
        object.field("category", category)
        object.field("grid", area)
        object.field("position", coordinate)
        object.field("source", source.rawValue)
        object.object("answers") { answers in
            for (name, answer) in self.answers.sorted(by: { $0.key < $1.key }) {
                answers.field(name, answer)
            }
        }
    }

    /// The report in the fields of an object.
    convenience init?(_ fields: inout JSONFields) {
        let id: ID? = fields.entityID("id")
        let category = fields.namedID("category", ReportCategory.ID.self)
        let area = fields.areaCode("grid")
        let coordinate = fields.coordinate("position")
        let source: Source? = fields.enumeration("source")
        let answers = fields.booleans("answers")
        let occurredAt = fields.instant("occurredAt")
        let isExercise = fields.bool("exercise")
        let origin = fields.object("origin", .optional) { origin -> ReportOrigin? in
            let feed = origin.string("feed", minimumLength: 1)
            let key = origin.string("key", minimumLength: 1)
            guard let feed, let key else { return nil }
            return ReportOrigin(feed: feed, key: key)
        }
        guard
            let id, let category, let area, let source, let answers, let occurredAt,
            let isExercise
        else { return nil }
        self.init(
            id: id, category: category, area: area, coordinate: coordinate, source: source,
            answers: answers, occurredAt: occurredAt, isExercise: isExercise, origin: origin)
    }
}
