public import TextFormats

extension Event.Kind: JSONWritable {
    /// Writes the data of the event; its ``type`` and everything around it are written elsewhere.
    public func write(to writer: inout JSONWriter) {
        writer.object { writeMembers(to: &$0) }
    }

    private func writeMembers(to object: inout JSONObjectWriter) {
        switch self {
        case .countyActivated(let version): object.field("version", version)
        case .reportAccepted(let report, let number, let fileBy):
            object.field("report", report)
            object.field("number", number)
            object.field("fileBy", fileBy)
        case .incidentFiled(let decision, let arriveBy, let settleBy):
            object.field("decision", decision)
            object.field("arriveBy", arriveBy)
            object.field("settleBy", settleBy)
        case .respondersRequested(let requests): object.field("requests", requests)
        case .respondersNotified(let numbers, let channel):
            object.field("numbers", numbers)
            object.field("channel", channel)
        case .assignmentAcknowledged(let number), .assignmentTimedOut(let number),
            .responderEnRoute(let number), .assignmentDone(let number),
            .assignmentReleased(let number):
            object.field("number", number)
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
        }
    }
}
