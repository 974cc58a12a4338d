import Governance

/// What the events of one incident say about what people did, beside what the incident itself keeps.
struct IncidentRecord {
    /// How an assignment came to an end that is not the doing of the work.
    private enum End {
        case declined(DeclineReason, Instant)
        case timedOut
        case released(Instant)
    }

    /// What was said with the report.
    let text: String?
    private(set) var wasFiled = false
    /// Whether somebody did what no model does.
    private(set) var isUnusual = false
    /// When the last event was recorded.
    private(set) var last: Instant?
    private var filedAt: Instant?
    private var disposedAt: Instant?
    private var checkedAt: Instant?
    private var closedAt: Instant?
    private var missingSince: [Role.ID: Instant] = [:]
    private var waived: [Role.ID: Duration] = [:]
    private var calls: [RecordedConduct.Room.Call] = []
    private var ends: [Int: End] = [:]

    init(text: String?) {
        self.text = text
    }

    mutating func take(_ event: Event) {
        last = event.recordedAt
        switch event.kind {
        case .incidentFiled:
            if filedAt == nil { filedAt = event.recordedAt }
            wasFiled = true
        case .assignmentDeclined(let number, let reason):
            ends[number] = .declined(reason, event.effectiveAt)
        case .assignmentTimedOut(let number): ends[number] = .timedOut
        case .assignmentReleased(let number, _): ends[number] = .released(event.effectiveAt)
        case .assignmentAcknowledged(let number), .responderEnRoute(let number),
            .responderOnScene(let number, _):
            ends[number] = nil
        case .roleUnfilled(let role, _):
            if missingSince[role] == nil { missingSince[role] = event.recordedAt }
        case .roleWaived(let role):
            waived[role] = missingSince[role].map { event.recordedAt - $0 }
        case .respondersRequested(let requests): call(requests, at: event.recordedAt)
        case .incidentDisposed: disposedAt = disposedAt ?? event.recordedAt
        case .incidentChecked: checkedAt = checkedAt ?? event.recordedAt
        case .incidentClosed: closedAt = event.recordedAt
        case .reportAccepted, .respondersNotified, .assignmentDone, .deadlineMissed, .deadlineNear,
            .deadlineUncertain, .supervisionOrdered, .reportVerified, .reporterCalledBack:
            return
        default: isUnusual = true
        }
    }

    private mutating func call(_ requests: [AssignmentRequest], at now: Instant) {
        guard let filedAt else { return }
        for request in requests where request.reason.rung == .chosen {
            calls.append(
                .init(role: request.role, responder: request.responder, after: now - filedAt))
        }
    }

    /// What the command room did.
    func room(of incident: Incident) -> RecordedConduct.Room {
        var room = RecordedConduct.Room(waived: waived, calls: calls)
        if incident.report.source.needsVerification {
            room.verification = filedAt.map { $0 - incident.acceptedAt }
        }
        room.check = Self.time(from: disposedAt, to: checkedAt)
        room.closing = Self.time(from: checkedAt, to: closedAt)
        return room
    }

    /// What somebody did; `end` is when the log ends.
    func deed(of assignment: Assignment, end: Instant) -> RecordedConduct.Deed {
        var deed = RecordedConduct.Deed()
        let stop: Instant
        switch ends[assignment.number] {
        case .released(let moment): stop = moment
        case .declined(_, let moment): stop = moment
        case .timedOut, nil: stop = end
        }
        let notified = assignment.notifiedAt
        deed.notification = Self.timing(from: assignment.requestedAt, to: notified, stop)
        let asked = notified ?? assignment.requestedAt
        let left = assignment.enRouteAt ?? assignment.onSceneAt
        let answered = assignment.acknowledgedAt ?? left
        deed.answer = answer(assignment, asked, answered, stop)
        guard let answered else { return deed }
        deed.turnout = Self.timing(from: answered, to: left, stop)
        if let left { deed.travel = Self.timing(from: left, to: assignment.onSceneAt, stop) }
        if let onScene = assignment.onSceneAt {
            deed.onScene = Self.timing(from: onScene, to: assignment.doneAt, stop)
        }
        return deed
    }

    private func answer(
        _ assignment: Assignment, _ asked: Instant, _ answered: Instant?, _ stop: Instant,
    ) -> RecordedConduct.Answer {
        if let answered { return .accepted(.known(max(answered - asked, .zero))) }
        return switch ends[assignment.number] {
        case .declined(let reason, let moment): .declined(reason, max(moment - asked, .zero))
        case .timedOut: .silent
        case .released, nil: .accepted(.longer(max(stop - asked, .zero)))
        }
    }

    private static func timing(
        from start: Instant, to end: Instant?, _ stop: Instant,
    ) -> RecordedConduct.Timing {
        guard let end else { return .longer(max(stop - start, .zero)) }
        return .known(max(end - start, .zero))
    }

    private static func time(from start: Instant?, to end: Instant?) -> Duration? {
        guard let start, let end else { return nil }
        return max(end - start, .zero)
    }
}
