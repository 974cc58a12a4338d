import Governance

/// One of each kind of event but the first of an incident's life.
enum EveryEvent {
    static let kinds: [Event.Kind] = [
        .incidentFiled(
            Sample.decision(), arriveBy: Sample.start + .seconds(480),
            settleBy: Sample.start + .hours(2)),
        .respondersRequested([
            Sample.request(1),
            AssignmentRequest(
                number: 2, role: Role.ID(trusted: "police"),
                responder: Responder.ID(trusted: "huabu-police-1"),
                reason: SelectionReason(rung: .supervisor),
                acknowledgeBy: Sample.start + .microseconds(1)),
        ]),
        .respondersNotified([1, 2], channel: "短信"),
        .assignmentAcknowledged(1),
        .assignmentDeclined(2, reason: .tooFar),
        .assignmentTimedOut(3),
        .responderEnRoute(1),
        .responderOnScene(1, position: nil),
        .responderOnScene(2, position: Coordinate(latitude: -0.1, longitude: 1e-7, system: .gcj02)),
        .assignmentDone(1),
        .assignmentReleased(2),
        .roleUnfilled(Role.ID(trusted: "police"), fillBy: Sample.start),
        .roleWaived(Role.ID(trusted: "police")),
        .incidentDisposed(checkBy: Sample.start),
        .incidentChecked(closeBy: Sample.start),
        .incidentClosed,
        .deadlineMissed(.arrive, remindAt: Sample.start),
        .incidentFiled(
            Sample.decision(), arriveBy: Sample.start, settleBy: Sample.start,
            warnBefore: .minutes(5)),
        .deadlineNear(.settle),
        .deadlineUncertain(.check),
        .reportVerified(.holds),
        .incidentRejected(appealBy: Sample.start),
        .incidentSelfHandled(checkBy: Sample.start),
        .incidentReturned(fileBy: Sample.start),
        .incidentVoided,
        .incidentSuspended(until: Sample.start),
        .incidentResumed([Incident.Due(.settle, at: Sample.start)]),
        .deadlineExtended(.settle, to: Sample.start),
        .supervisionOrdered(.arrive),
        .supervisionOrdered(nil),
        .incidentReopened(settleBy: Sample.start),
        .reworkOrdered([Role.ID(trusted: "police")], settleBy: Sample.start),
        .appealLodged(answerBy: Sample.start),
        .reporterCalledBack(.unreachable),
        .sourceHeard(SourceNote(.settled, feed: "hotline/new")),
        .feed(.released(feed: "hotline/new")),
        .incidentJoined(into: Sample.id(7)),
        .reportJoined(
            Sample.id(7), roles: [Role.ID(trusted: "police")], arriveBy: Sample.start),
        .incidentParted(from: Sample.id(7), [Incident.Due(.settle, at: Sample.start)]),
        .reportParted(Sample.id(7)),
        .boundaryNoted([Sample.huabu], answerBy: Sample.start),
        .boundaryNoted([Sample.huabu], informed: [Responder.ID(trusted: "huabu-police-1")]),
        .boundaryAnswered(Sample.huabu, byDefault: true),
        .mediationRecorded(
            .agreed, parties: 2, [Mediation.Appointment(.promise, due: Sample.start)],
            warnBefore: .hours(24)),
        .actSettled(1, kept: true),
        .actNear(1),
        .actMissed(1, remindAt: Sample.start),
        .followUpBegun(until: Sample.start, appealBy: Sample.start),
        .followUpEnded(isStable: true),
        .matterRecurred(in: Sample.id(8)),
        .assignmentReleased(2, .calledAway(to: Incident.ID(high: 1, low: 2))),
        .overrideOrdered(.skip(Role.ID(trusted: "police"), to: .neighbour)),
        .deliveryGivenUp(
            FailedDelivery(
                channel: "duty-group", incident: Sample.id(1), reason: "status 500",
                attempts: 3, others: 2)),
        .deliveryGivenUp(
            FailedDelivery(channel: "sms", incident: nil, reason: "拒绝", attempts: 0)),
        .sourceInformed(
            SourceAnswer(
                incident: Sample.id(1), channel: "hotline", status: "closed",
                isTaken: true, answer: "200")),
    ]
}
