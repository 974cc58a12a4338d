public import TextFormats

extension Event.Kind: JSONWritable {
    /// Writes the data of the event; its ``type`` and everything around it are written elsewhere.
    public func write(to writer: inout JSONWriter) {
        writer.object { writeMembers(to: &$0) }
    }

    private func writeMembers(to object: inout JSONObjectWriter) {
        switch self {
        case .countyActivated(let version): object.field("version", version)
        case .rulesChanged(let change): change.write(to: &object)
        case .rulesFailed(let tables): object.field("tables", tables)
        case .reportAccepted(let report, let number, let fileBy):
            object.field("report", report)
            object.field("number", number)
            object.field("fileBy", fileBy)
        case .incidentFiled(let decision, let arriveBy, let settleBy, let warnBefore):
            object.field("decision", decision)
            object.field("arriveBy", arriveBy)
            object.field("settleBy", settleBy)
            object.field(
                "warnBeforeSeconds", warnBefore.map { $0.wholeMicroseconds / 1_000_000 })
        case .respondersRequested(let requests): object.field("requests", requests)
        case .respondersNotified(let numbers, let channel):
            object.field("numbers", numbers)
            object.field("channel", channel)
        case .assignmentAcknowledged(let number), .assignmentTimedOut(let number),
            .responderEnRoute(let number), .assignmentDone(let number):
            object.field("number", number)
        case .assignmentReleased(let number, let reason):
            object.field("number", number)
            reason?.write(to: &object)
        case .assignmentDeclined(let number, let reason):
            object.field("number", number)
            object.field("reason", reason.rawValue)
        case .responderOnScene(let number, let position):
            object.field("number", number)
            object.field("position", position)
        case .roleUnfilled(let role, let fillBy):
            object.field("role", role)
            object.field("fillBy", fillBy)
        case .roleWaived(let role): object.field("role", role)
        case .incidentDisposed(let checkBy): object.field("checkBy", checkBy)
        case .incidentChecked(let closeBy): object.field("closeBy", closeBy)
        case .incidentClosed: break
        case .deadlineMissed(let kind, let remindAt):
            object.field("kind", kind.rawValue)
            object.field("remindAt", remindAt)
        default: writeLifeMembers(to: &object)
        }
    }

    /// What happens beside the main path.
    private func writeLifeMembers(to object: inout JSONObjectWriter) {
        switch self {
        case .feed(let event): event.writeMembers(to: &object)
        case .sourceHeard(let note): note.writeMembers(to: &object)
        case .deadlineNear(let kind), .deadlineUncertain(let kind):
            object.field("kind", kind.rawValue)
        case .reportVerified(let finding): object.field("finding", finding.rawValue)
        case .incidentRejected(let appealBy): object.field("appealBy", appealBy)
        case .incidentSelfHandled(let checkBy): object.field("checkBy", checkBy)
        case .incidentReturned(let fileBy): object.field("fileBy", fileBy)
        case .incidentSuspended(let until): object.field("until", until)
        case .incidentResumed(let dues): object.field("deadlines", dues)
        case .deadlineExtended(let kind, let moment):
            object.field("kind", kind.rawValue)
            object.field("to", moment)
        case .supervisionOrdered(let kind): object.field("missed", kind?.rawValue)
        case .incidentReopened(let settleBy): object.field("settleBy", settleBy)
        case .reworkOrdered(let roles, let settleBy):
            object.field("roles", roles)
            object.field("settleBy", settleBy)
        case .appealLodged(let answerBy): object.field("answerBy", answerBy)
        case .reporterCalledBack(let result): object.field("result", result.rawValue)
        case .overrideOrdered(let override): override.write(to: &object)
        case .dutyChanged(let change): change.write(to: &object)
        case .dutyChangeWithdrawn(let id): object.field("change", id)
        case .deliveryGivenUp, .sourceInformed: writeDeliveryMembers(to: &object)
        default: writeJoiningMembers(to: &object)
        }
    }
}

extension Incident.Due: JSONWritable {
    /// Writes the moment.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("kind", kind.rawValue)
            $0.field("due", at)
        }
    }

    /// The moment in the fields of an object.
    init?(_ fields: inout JSONFields) {
        let kind: Incident.Deadline.Kind? = fields.enumeration("kind")
        let due = fields.instant("due")
        guard let kind, let due else { return nil }
        self.init(kind, at: due)
    }
}
