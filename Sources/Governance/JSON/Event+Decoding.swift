public import TextFormats

/// Why the data of an event cannot be read.
public enum EventDecodingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no event of this type.
    case unknownType(String)
    /// The data has these faults.
    case faults(FieldFaults)

    /// What is wrong, naming the fields.
    public var description: String {
        switch self {
        case .unknownType(let type): "there is no event type '\(type)'"
        case .faults(let faults): faults.description
        }
    }
}

extension Event.Kind {
    /// The event of this type whose data `json` holds.
    ///
    /// - Throws: ``EventDecodingError`` with every field that is not as it should be.
    public init(type: String, json: JSON) throws(EventDecodingError) {
        guard let name = TypeName(rawValue: type) else { throw .unknownType(type) }
        do throws(FieldFaults) {
            self = try JSONFields.decode(json) { Self.read(name, &$0) }
        } catch {
            throw .faults(error)
        }
    }

    private static func read(_ name: TypeName, _ fields: inout JSONFields) -> Self? {
        switch name {
        case .countyActivated: fields.countyVersion("version").map { .countyActivated($0) }
        case .reportAccepted: readReport(&fields)
        case .incidentFiled: readFiling(&fields)
        case .respondersRequested:
            fields.objects("requests", maximumCount: 4_096) { AssignmentRequest(&$0) }
                .map { .respondersRequested($0) }
        case .respondersNotified: readNotification(&fields)
        case .assignmentAcknowledged: number(&fields).map { .assignmentAcknowledged($0) }
        case .assignmentDeclined: readDecline(&fields)
        case .assignmentTimedOut: number(&fields).map { .assignmentTimedOut($0) }
        case .responderEnRoute: number(&fields).map { .responderEnRoute($0) }
        case .responderOnScene: readArrival(&fields)
        case .assignmentDone: number(&fields).map { .assignmentDone($0) }
        case .assignmentReleased: number(&fields).map { .assignmentReleased($0) }
        case .roleUnfilled: readUnfilled(&fields)
        case .roleWaived: fields.namedID("role", Role.ID.self).map { .roleWaived($0) }
        case .incidentDisposed: fields.instant("checkBy").map { .incidentDisposed(checkBy: $0) }
        case .incidentChecked: fields.instant("closeBy").map { .incidentChecked(closeBy: $0) }
        case .incidentClosed: .incidentClosed
        case .deadlineMissed: readMiss(&fields)
        }
    }

    private static func number(_ fields: inout JSONFields) -> Int? {
        fields.integer("number")
    }

    private static func readReport(_ fields: inout JSONFields) -> Self? {
        let report = fields.object("report") { Report(&$0) }
        let number = number(&fields)
        let fileBy = fields.instant("fileBy", .optional)
        guard let report, let number else { return nil }
        return .reportAccepted(report, number: number, fileBy: fileBy)
    }

    private static func readFiling(_ fields: inout JSONFields) -> Self? {
        let decision = fields.object("decision") { RoutingDecision(&$0) }
        let arriveBy = fields.instant("arriveBy")
        let settleBy = fields.instant("settleBy")
        guard let decision, let arriveBy, let settleBy else { return nil }
        return .incidentFiled(decision, arriveBy: arriveBy, settleBy: settleBy)
    }

    private static func readNotification(_ fields: inout JSONFields) -> Self? {
        let numbers = fields.integers("numbers")
        let channel = fields.string("channel", maximumLength: 1_024)
        guard let numbers, let channel else { return nil }
        return .respondersNotified(numbers, channel: channel)
    }

    private static func readDecline(_ fields: inout JSONFields) -> Self? {
        let number = number(&fields)
        let reason: DeclineReason? = fields.enumeration("reason")
        guard let number, let reason else { return nil }
        return .assignmentDeclined(number, reason: reason)
    }

    private static func readArrival(_ fields: inout JSONFields) -> Self? {
        let number = number(&fields)
        let position = fields.coordinate("position")
        return number.map { .responderOnScene($0, position: position) }
    }

    private static func readUnfilled(_ fields: inout JSONFields) -> Self? {
        let role = fields.namedID("role", Role.ID.self)
        let fillBy = fields.instant("fillBy")
        guard let role, let fillBy else { return nil }
        return .roleUnfilled(role, fillBy: fillBy)
    }

    private static func readMiss(_ fields: inout JSONFields) -> Self? {
        let kind: Incident.Deadline.Kind? = fields.enumeration("kind")
        let remindAt = fields.instant("remindAt")
        guard let kind, let remindAt else { return nil }
        return .deadlineMissed(kind, remindAt: remindAt)
    }
}
