public import TextFormats

extension Incident: JSONWritable {
    /// Writes the document of the incident that the API shows; nothing personal is in it.
    ///
    /// Equal incidents give equal bytes.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("id", id)
            $0.field("number", number)
            $0.field("version", version)
            $0.field("stage", stage.rawValue)
            if let decision {
                $0.field("severity", decision.severity.rawValue)
            } else {
                $0.null("severity")
            }
            $0.field("township", partition)
            report.writeMembers(to: &$0)
            $0.field("exercise", report.isExercise)
            if isLateReport { $0.field("late", true) }
            report.writeDoubts(to: &$0)
            writeMoments(to: &$0)
            $0.field("nextDeadline", nextDeadline)
            $0.field("deadlines", deadlines)
            $0.field("requiredRoles", requiredRoles)
            $0.field("unfilledRoles", unfilledRoles)
            writeFullAssignment(to: &$0)
            $0.field("assignments", assignments)
            writeLife(to: &$0)
            $0.field("decision", decision)
        }
    }

    /// What happened beside the main path, where anything did.
    private func writeLife(to object: inout JSONObjectWriter) {
        object.field("verification", verification?.rawValue)
        object.field("callBack", callBack?.rawValue)
        object.field("ending", ending?.rawValue)
        object.field("joinedInto", joinedInto)
        if !joined.isEmpty { object.field("joined", joined) }
        if let boundary { object.field("boundary", boundary) }
        if let mediation { object.field("mediation", mediation) }
        if let followUp {
            object.object("followUp") {
                $0.field("until", followUp.until)
                $0.field("appealBy", followUp.appealBy)
            }
        }
        if let suspension {
            object.object("suspension") {
                $0.field("since", suspension.since)
                $0.field("until", suspension.until)
            }
        }
        if !pauses.isEmpty { object.field("pauses", pauses) }
        guard tally != Tally() else { return }
        object.object("tally") {
            $0.field("extensions", tally.extensions)
            $0.field("returns", tally.returns)
            $0.field("reworks", tally.reworks)
            $0.field("supervisions", tally.supervisions)
            $0.field("appeals", tally.appeals)
            if tally.sourceNotes > 0 { $0.field("sourceNotes", tally.sourceNotes) }
            $0.field("suspensions", tally.suspensions)
            $0.field("misroutes", tally.misroutes)
        }
    }

    private func writeMoments(to object: inout JSONObjectWriter) {
        object.field("occurredAt", report.occurredAt)
        object.field("acceptedAt", acceptedAt)
        object.field("filedAt", filedAt)
        object.field("disposedAt", disposedAt)
        object.field("checkedAt", checkedAt)
        object.field("closedAt", closedAt)
    }

    private func writeFullAssignment(to object: inout JSONObjectWriter) {
        guard let (arrival, last) = fullAssignment else { return }
        let time = arrival - acceptedAt
        object.object("fullAssignment") {
            $0.field("at", arrival)
            $0.field("lastRole", last)
            if time.wholeMicroseconds % 1_000_000 == 0 {
                $0.field("seconds", time.wholeMicroseconds / 1_000_000)
            } else {
                $0.field("seconds", time.inSeconds)
            }
        }
    }
}

extension Incident.Deadline: JSONWritable {
    /// Writes the deadline.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("kind", kind.rawValue)
            $0.field("due", due)
            $0.field("misses", misses)
            $0.field("limit", limit)
            if isUncertain { $0.field("uncertain", true) }
        }
    }
}

extension Incident.Pause: JSONWritable {
    /// Writes the pause.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("from", from)
            $0.field("to", to)
        }
    }
}
