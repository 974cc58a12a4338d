import TextFormats

/// The data of events that join incidents and part them.
extension Event.Kind {
    func writeJoiningMembers(to object: inout JSONObjectWriter) {
        switch self {
        case .incidentJoined(let id): object.field("into", id)
        case .reportJoined(let id, let roles, let arriveBy):
            object.field("incident", id)
            object.field("roles", roles)
            object.field("rolesBy", arriveBy)
        case .incidentParted(let id, let dues):
            object.field("from", id)
            object.field("deadlines", dues)
        case .reportParted(let id): object.field("incident", id)
        default: writeFollowUpMembers(to: &object)
        }
    }

    static func readJoining(_ name: TypeName, _ fields: inout JSONFields) -> Self? {
        switch name {
        case .incidentJoined: fields.entityID("into").map { .incidentJoined(into: $0) }
        case .reportJoined: readReportJoined(&fields)
        case .incidentParted: readParting(&fields)
        case .reportParted: fields.entityID("incident").map { .reportParted($0) }
        default: readFollowUp(name, &fields)
        }
    }

    private static func readReportJoined(_ fields: inout JSONFields) -> Self? {
        let id: Incident.ID? = fields.entityID("incident")
        let roles = fields.roles("roles")
        let arriveBy = fields.instant("rolesBy", .optional)
        guard let id, let roles else { return nil }
        return .reportJoined(id, roles: roles, arriveBy: arriveBy)
    }

    private static func readParting(_ fields: inout JSONFields) -> Self? {
        let id: Incident.ID? = fields.entityID("from")
        let dues = fields.objects("deadlines", maximumCount: 64) { Incident.Due(&$0) }
        guard let id, let dues else { return nil }
        return .incidentParted(from: id, dues)
    }
}
