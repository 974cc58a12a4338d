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
            if !doubts.isEmpty {
                $0.object("stated") { object in
                    for doubt in doubts { doubt.write(to: &object) }
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

    /// Writes what is doubted in the report, in words and as it was stated.
    func writeDoubts(to object: inout JSONObjectWriter) {
        guard !doubts.isEmpty else { return }
        object.array("doubts") { array in
            for doubt in doubts {
                array.object {
                    $0.field("code", doubt.code)
                    $0.field("message", doubt.sentence)
                    $0.object("stated") { doubt.write(to: &$0) }
                }
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
        let doubts = fields.object("stated", .optional) { stated -> [Doubt] in
            let position = stated.coordinate("position").map { Doubt.position($0) }
            let instant = stated.instant("occurredAt", .optional).map { Doubt.occurredAt($0) }
            return [position, instant].compactMap(\.self)
        }
        guard
            let id, let category, let area, let source, let answers, let occurredAt,
            let isExercise
        else { return nil }
        self.init(
            id: id, category: category, area: area, coordinate: coordinate, source: source,
            answers: answers, occurredAt: occurredAt, isExercise: isExercise, origin: origin,
            doubts: doubts ?? [])
    }
}

extension Report.Doubt {
    /// Writes what was stated.
    fileprivate func write(to object: inout JSONObjectWriter) {
        switch self {
        case .position(let position): object.field("position", position)
        case .occurredAt(let instant): object.field("occurredAt", instant)
        }
    }
}
