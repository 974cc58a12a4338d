extension Event.Kind {
    /// The stable name of what happened, in the log and as the type of a CloudEvent.
    public var type: String { typeName.rawValue }

    /// The names of everything that can happen.
    enum TypeName: String, CaseIterable {
        case countyActivated = "griddispatch.county.activated"
        case reportAccepted = "griddispatch.report.accepted"
        case incidentFiled = "griddispatch.incident.filed"
        case respondersRequested = "griddispatch.responders.requested"
        case respondersNotified = "griddispatch.responders.notified"
        case assignmentAcknowledged = "griddispatch.assignment.acknowledged"
        case assignmentDeclined = "griddispatch.assignment.declined"
        case assignmentTimedOut = "griddispatch.assignment.timedout"
        case responderEnRoute = "griddispatch.responder.enroute"
        case responderOnScene = "griddispatch.responder.onscene"
        case assignmentDone = "griddispatch.assignment.done"
        case assignmentReleased = "griddispatch.assignment.released"
        case roleUnfilled = "griddispatch.role.unfilled"
        case roleWaived = "griddispatch.role.waived"
        case incidentDisposed = "griddispatch.incident.disposed"
        case incidentChecked = "griddispatch.incident.checked"
        case incidentClosed = "griddispatch.incident.closed"
        case deadlineMissed = "griddispatch.deadline.missed"
        case deadlineNear = "griddispatch.deadline.near"
        case deadlineUncertain = "griddispatch.deadline.uncertain"
        case reportVerified = "griddispatch.report.verified"
        case incidentRejected = "griddispatch.incident.rejected"
        case incidentSelfHandled = "griddispatch.incident.selfhandled"
        case incidentReturned = "griddispatch.incident.returned"
        case incidentVoided = "griddispatch.incident.voided"
        case incidentSuspended = "griddispatch.incident.suspended"
        case incidentResumed = "griddispatch.incident.resumed"
        case deadlineExtended = "griddispatch.deadline.extended"
        case supervisionOrdered = "griddispatch.supervision.ordered"
        case incidentReopened = "griddispatch.incident.reopened"
        case reworkOrdered = "griddispatch.rework.ordered"
        case appealLodged = "griddispatch.appeal.lodged"
        case reporterCalledBack = "griddispatch.reporter.calledback"
        case rulesFailed = "griddispatch.rules.failed"
        case sourceHeard = "griddispatch.source.heard"
        case feedTaken = "griddispatch.feed.taken"
        case feedQuarantined = "griddispatch.feed.quarantined"
        case feedReleased = "griddispatch.feed.released"
        case incidentJoined = "griddispatch.incident.joined"
        case reportJoined = "griddispatch.report.joined"
        case incidentParted = "griddispatch.incident.parted"
        case reportParted = "griddispatch.report.parted"
        case boundaryNoted = "griddispatch.boundary.noted"
        case boundaryAnswered = "griddispatch.boundary.answered"
        case mediationRecorded = "griddispatch.mediation.recorded"
        case actSettled = "griddispatch.act.settled"
        case actNear = "griddispatch.act.near"
        case actMissed = "griddispatch.act.missed"
        case followUpBegun = "griddispatch.followup.begun"
        case followUpEnded = "griddispatch.followup.ended"
        case matterRecurred = "griddispatch.matter.recurred"
        case rulesReloaded = "griddispatch.rules.reloaded"
        case rulesActivated = "griddispatch.rules.activated"
        case rulesRolledBack = "griddispatch.rules.rolledback"
        case shadowStarted = "griddispatch.shadow.started"
        case shadowStopped = "griddispatch.shadow.stopped"
        case overrideOrdered = "griddispatch.override.ordered"
        case dutyChanged = "griddispatch.duty.changed"
        case dutyChangeWithdrawn = "griddispatch.duty.withdrawn"
        case deliveryGivenUp = "griddispatch.delivery.givenup"
        case sourceInformed = "griddispatch.source.informed"
    }

    private var typeName: TypeName {
        switch self {
        case .countyActivated: .countyActivated
        case .reportAccepted: .reportAccepted
        case .incidentFiled: .incidentFiled
        case .respondersRequested: .respondersRequested
        case .respondersNotified: .respondersNotified
        case .assignmentAcknowledged: .assignmentAcknowledged
        case .assignmentDeclined: .assignmentDeclined
        case .assignmentTimedOut: .assignmentTimedOut
        case .responderEnRoute: .responderEnRoute
        case .responderOnScene: .responderOnScene
        case .assignmentDone: .assignmentDone
        case .assignmentReleased: .assignmentReleased
        case .roleUnfilled: .roleUnfilled
        case .roleWaived: .roleWaived
        case .incidentDisposed: .incidentDisposed
        case .incidentChecked: .incidentChecked
        case .incidentClosed: .incidentClosed
        case .deadlineMissed: .deadlineMissed
        case .deadlineNear: .deadlineNear
        case .deadlineUncertain: .deadlineUncertain
        case .reportVerified: .reportVerified
        case .incidentRejected: .incidentRejected
        case .incidentSelfHandled: .incidentSelfHandled
        case .incidentReturned: .incidentReturned
        case .incidentVoided: .incidentVoided
        case .incidentSuspended: .incidentSuspended
        case .incidentResumed: .incidentResumed
        case .deadlineExtended: .deadlineExtended
        case .supervisionOrdered: .supervisionOrdered
        case .incidentReopened: .incidentReopened
        case .reworkOrdered: .reworkOrdered
        case .appealLodged: .appealLodged
        case .reporterCalledBack: .reporterCalledBack
        case .rulesFailed: .rulesFailed
        case .sourceHeard: .sourceHeard
        case .feed(let event): event.typeName
        case .incidentJoined: .incidentJoined
        case .reportJoined: .reportJoined
        case .incidentParted: .incidentParted
        case .reportParted: .reportParted
        case .boundaryNoted: .boundaryNoted
        case .boundaryAnswered: .boundaryAnswered
        case .mediationRecorded: .mediationRecorded
        case .actSettled: .actSettled
        case .actNear: .actNear
        case .actMissed: .actMissed
        case .followUpBegun: .followUpBegun
        case .followUpEnded: .followUpEnded
        case .matterRecurred: .matterRecurred
        case .rulesChanged(let change): change.step.typeName
        case .overrideOrdered: .overrideOrdered
        case .dutyChanged: .dutyChanged
        case .dutyChangeWithdrawn: .dutyChangeWithdrawn
        case .deliveryGivenUp: .deliveryGivenUp
        case .sourceInformed: .sourceInformed
        }
    }
}
