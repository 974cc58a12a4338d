public import TextFormats

extension DutyChange: JSONWritable {
    /// Writes the change.
    public func write(to writer: inout JSONWriter) {
        writer.object { write(to: &$0) }
    }

    /// Writes the members of the change into an object.
    public func write(to object: inout JSONObjectWriter) {
        object.field("change", id)
        object.field("kind", kind.rawValue)
        object.field("reason", reason.rawValue)
        object.field("entries", entries)
    }

    /// The change in the fields of an object.
    init?(_ fields: inout JSONFields) {
        let id: ID? = fields.entityID("change")
        let kind: Kind? = fields.enumeration("kind")
        let reason: Reason? = fields.enumeration("reason")
        let entries = fields.objects("entries", maximumCount: Self.maximumEntries) { Entry(&$0) }
        guard let id, let kind, let reason, let entries else { return nil }
        self.init(id: id, kind: kind, reason: reason, entries: entries)
    }
}

extension DutyChange.Entry: JSONWritable {
    /// Writes whose duty it is, which, and when.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("responder", responder)
            $0.field("duty", span.status.rawValue)
            $0.field("from", span.time.lowerBound)
            $0.field("to", span.time.upperBound)
        }
    }

    /// The entry in the fields of an object.
    init?(_ fields: inout JSONFields) {
        let responder = fields.namedID("responder", Responder.ID.self)
        let status: DutyStatus? = fields.enumeration("duty")
        let from = fields.instant("from")
        let to = fields.instant("to")
        guard let responder, let status, let from, let to else { return nil }
        guard from <= to else {
            fields.refuse(
                "to", message: "It ends before it begins.", chineseMessage: "结束早于开始。")
            return nil
        }
        self.init(responder, DutySpan(status, during: from..<to))
    }
}
