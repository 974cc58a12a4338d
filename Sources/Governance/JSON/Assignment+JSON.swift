public import TextFormats

extension AssignmentRequest: JSONWritable {
    /// Writes the request.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("number", number)
            $0.field("role", role)
            $0.field("responder", responder)
            $0.field("reason", reason)
            $0.field("acknowledgeBy", acknowledgeBy)
        }
    }

    /// The request in the fields of an object.
    init?(_ fields: inout JSONFields) {
        let number = fields.integer("number")
        let role = fields.namedID("role", Role.ID.self)
        let responder = fields.namedID("responder", Responder.ID.self)
        let reason = fields.object("reason") { SelectionReason(&$0) }
        let acknowledgeBy = fields.instant("acknowledgeBy")
        guard let number, let role, let responder, let reason, let acknowledgeBy else {
            return nil
        }
        self.init(
            number: number, role: role, responder: responder, reason: reason,
            acknowledgeBy: acknowledgeBy)
    }
}

extension SelectionReason: JSONWritable {
    /// Writes the reason; a distance that is no number is left out.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("rung", rung.rawValue)
            $0.field("distanceMetres", distance.flatMap { $0.value.isFinite ? $0.value : nil })
            $0.field("others", others)
            $0.field("load", load)
            writeChoice(to: &$0)
        }
    }

    /// What the choice weighed, where it did.
    private func writeChoice(to object: inout JSONObjectWriter) {
        object.field("level", level?.name)
        object.field("travelSeconds", travelSeconds)
        if recentCalls > 0 { object.field("recentCalls", recentCalls) }
        if !missing.isEmpty { object.field("missing", missing) }
        if isStandby { object.field("standby", true) }
        if isShared { object.field("shared", true) }
        object.field("calledFrom", calledFrom)
    }

    /// The reason in the fields of an object.
    init?(_ fields: inout JSONFields) {
        let rung: Rung? = fields.enumeration("rung")
        let distance = fields.number("distanceMetres", .optional)
        let others = fields.integer("others")
        let load = fields.integer("load")
        guard let rung, let others, let load else { return nil }
        self.init(rung: rung, distance: distance.map(Metres.init), others: others, load: load)
        level = fields.string("level", .optional, maximumLength: 16).flatMap(AreaCode.Level.init)
        travelSeconds = fields.integer("travelSeconds", .optional)
        recentCalls = fields.integer("recentCalls", .optional) ?? 0
        missing = (fields.strings("missing", .optional, maximumCount: 64, maximumLength: 64) ?? [])
            .compactMap { Skill($0) }
        isStandby = fields.bool("standby", .optional) ?? false
        isShared = fields.bool("shared", .optional) ?? false
        calledFrom = fields.entityID("calledFrom", .optional)
    }
}

extension Assignment: JSONWritable {
    /// Writes the assignment as it stands in its incident's document.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("number", number)
            $0.field("role", role)
            $0.field("responder", responder)
            $0.field("state", state.rawValue)
            $0.field("reason", reason)
            $0.field("requestedAt", requestedAt)
            $0.field("acknowledgeBy", acknowledgeBy)
            $0.field("notifiedAt", notifiedAt)
            $0.field("acknowledgedAt", acknowledgedAt)
            $0.field("enRouteAt", enRouteAt)
            $0.field("onSceneAt", onSceneAt)
            $0.field("doneAt", doneAt)
            if let releaseReason { $0.object("released") { releaseReason.write(to: &$0) } }
        }
    }
}
