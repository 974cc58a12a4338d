public import TextFormats

extension Mediation: JSONWritable {
    /// Writes what is known of the mediation without what is sealed.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("result", result.rawValue)
            object.field("at", at)
            object.field("parties", parties)
            object.field("acts", acts)
            object.field("recurrences", recurrences.map(\.incident))
            object.field("recurredWithin30Days", recurrences(withinDays: 30))
            object.field("recurredWithin90Days", recurrences(withinDays: 90))
            object.field("stable", isStable)
        }
    }
}

extension Mediation.Act: JSONWritable {
    /// Writes the act with its deadline.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("number", number)
            $0.field("kind", kind.rawValue)
            $0.field("state", state.rawValue)
            $0.field("due", deadline.due)
            $0.field("limit", deadline.limit)
            $0.field("misses", deadline.misses)
        }
    }
}

extension Incident.Boundary: JSONWritable {
    /// Writes who else may own the matter, and the answer.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("areas", areas)
            object.field("informed", informed)
            object.field("owner", owner)
            if isByDefault { object.field("byDefault", true) }
        }
    }
}
