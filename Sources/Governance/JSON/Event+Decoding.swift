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
        case .rulesFailed:
            fields.strings("tables", maximumCount: 256, maximumLength: 1_024)
                .map { .rulesFailed(tables: $0) }
        case .rulesReloaded: readChange(.reloaded, &fields)
        case .rulesActivated: readChange(.activated, &fields)
        case .rulesRolledBack: readChange(.rolledBack, &fields)
        case .shadowStarted: readChange(.shadowStarted, &fields)
        case .shadowStopped: readChange(.shadowStopped, &fields)
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
        case .assignmentReleased: readRelease(&fields)
        case .roleUnfilled: readUnfilled(&fields)
        case .roleWaived: fields.namedID("role", Role.ID.self).map { .roleWaived($0) }
        case .incidentDisposed: fields.instant("checkBy").map { .incidentDisposed(checkBy: $0) }
        case .incidentChecked: fields.instant("closeBy").map { .incidentChecked(closeBy: $0) }
        case .incidentClosed: .incidentClosed
        case .deadlineMissed: readMiss(&fields)
        default: readLife(name, &fields)
        }
    }

    /// What happens beside the main path.
    private static func readLife(_ name: TypeName, _ fields: inout JSONFields) -> Self? {
        switch name {
        case .deadlineNear: fields.enumeration("kind").map { .deadlineNear($0) }
        case .deadlineUncertain: fields.enumeration("kind").map { .deadlineUncertain($0) }
        case .reportVerified: fields.enumeration("finding").map { .reportVerified($0) }
        case .incidentRejected: fields.instant("appealBy").map { .incidentRejected(appealBy: $0) }
        case .incidentSelfHandled:
            fields.instant("checkBy").map { .incidentSelfHandled(checkBy: $0) }
        case .incidentReturned: fields.instant("fileBy").map { .incidentReturned(fileBy: $0) }
        case .incidentVoided: .incidentVoided
        case .incidentSuspended: fields.instant("until").map { .incidentSuspended(until: $0) }
        case .incidentResumed:
            fields.objects("deadlines", maximumCount: 64) { Incident.Due(&$0) }
                .map { .incidentResumed($0) }
        case .deadlineExtended: readExtension(&fields)
        case .supervisionOrdered: .supervisionOrdered(fields.enumeration("missed", .optional))
        case .incidentReopened: fields.instant("settleBy").map { .incidentReopened(settleBy: $0) }
        case .reworkOrdered: readRework(&fields)
        case .appealLodged: fields.instant("answerBy").map { .appealLodged(answerBy: $0) }
        case .reporterCalledBack: fields.enumeration("result").map { .reporterCalledBack($0) }
        case .sourceHeard: SourceNote(&fields).map { .sourceHeard($0) }
        case .feedTaken, .feedQuarantined, .feedReleased:
            FeedEvent(name, &fields).map { .feed($0) }
        case .overrideOrdered: Override(&fields).map { .overrideOrdered($0) }
        case .dutyChanged: DutyChange(&fields).map { .dutyChanged($0) }
        case .dutyChangeWithdrawn: fields.entityID("change").map { .dutyChangeWithdrawn($0) }
        case .deliveryGivenUp: readGivenUp(&fields)
        case .sourceInformed: readInformed(&fields)
        default: readJoining(name, &fields)
        }
    }

    private static func readExtension(_ fields: inout JSONFields) -> Self? {
        let kind: Incident.Deadline.Kind? = fields.enumeration("kind")
        let moment = fields.instant("to")
        guard let kind, let moment else { return nil }
        return .deadlineExtended(kind, to: moment)
    }

    private static func readRework(_ fields: inout JSONFields) -> Self? {
        let roles = fields.roles("roles")
        let settleBy = fields.instant("settleBy")
        guard let roles, let settleBy else { return nil }
        return .reworkOrdered(roles, settleBy: settleBy)
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
        let warnBefore = fields.integer("warnBeforeSeconds", .optional, in: 1...31_622_400)
        guard let decision, let arriveBy, let settleBy else { return nil }
        return .incidentFiled(
            decision, arriveBy: arriveBy, settleBy: settleBy,
            warnBefore: warnBefore.map { .seconds($0) })
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

    private static func readRelease(_ fields: inout JSONFields) -> Self? {
        let number = number(&fields)
        let reason = ReleaseReason(&fields)
        return number.map { .assignmentReleased($0, reason) }
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
