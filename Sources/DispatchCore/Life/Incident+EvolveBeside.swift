import Governance

/// What happens to an incident beside its main path.
extension Incident {
    mutating func evolveBesideTheMainPath(_ event: Event) {
        switch event.kind {
        case .deadlineNear(let kind): change(kind) { $0.warnAt = nil }
        case .deadlineUncertain(let kind): change(kind) { $0.isUncertain = true }
        case .deadlineExtended(let kind, let moment):
            tally.extensions += 1
            let extended = deadline(kind, due: moment, event)
            change(kind) { $0 = extended }
        case .reportVerified(let finding): verification = finding
        case .incidentRejected(let appealBy):
            stage = .rejected
            deadlines = [Deadline(kind: .appeal, due: appealBy)]
        case .incidentSelfHandled(let checkBy):
            reworkRoles = []
            dispose(event, checkBy: checkBy)
        case .incidentReturned(let fileBy): sendBack(event, fileBy: fileBy)
        case .incidentVoided: end(.voided, event)
        case .incidentSuspended(let until): suspend(event, until: until)
        case .incidentResumed(let dues): resume(event, dues)
        case .supervisionOrdered: tally.supervisions += 1
        case .incidentReopened(let settleBy): workAgain(event, settleBy: settleBy)
        case .reworkOrdered(let roles, let settleBy):
            tally.reworks += 1
            reworkRoles = roles
            countsFrom = assignments.count + 1
            workAgain(event, settleBy: settleBy)
        case .appealLodged(let answerBy): appeal(event, answerBy: answerBy)
        case .reporterCalledBack(let result): callBack = result
        case .sourceHeard: tally.sourceNotes += 1
        case .incidentJoined(let id): join(into: id)
        case .reportJoined(let id, let roles, let arriveBy):
            joined.append(id)
            takeOver(roles, arriveBy: arriveBy, event)
        case .incidentParted(_, let dues): part(dues, event)
        case .reportParted(let id): joined.removeAll { $0 == id }
        default: evolveFollowUp(event)
        }
    }

    private mutating func change(_ kind: Deadline.Kind, _ change: (inout Deadline) -> Void) {
        guard let position = deadlines.firstIndex(where: { $0.kind == kind }) else { return }
        change(&deadlines[position])
    }

    private mutating func sendBack(_ event: Event, fileBy: Instant) {
        stage = .reported
        tally.returns += 1
        (decision, filedAt, disposedAt, reworkRoles) = (nil, nil, nil, nil)
        (requiredRoles, unfilledRoles, mediation) = ([], [], nil)
        countsFrom = assignments.count + 1
        deadlines = [deadline(.file, due: fileBy, event)]
    }

    private mutating func suspend(_ event: Event, until: Instant) {
        stage = .suspended
        tally.suspensions += 1
        suspension = Suspension(
            since: event.recordedAt, until: until, paused: deadlines.filter { $0.kind != .fill })
        unfilledRoles = []
        deadlines = [Deadline(kind: .resume, due: until)]
    }

    private mutating func resume(_ event: Event, _ dues: [Due]) {
        guard let former = suspension else { return }
        stage = stageOfWork
        pauses.append(Pause(from: former.since, to: event.recordedAt))
        suspension = nil
        deadlines = former.paused.map { paused in
            guard let due = dues.first(where: { $0.kind == paused.kind })?.at else { return paused }
            guard paused.misses == 0 else {
                var missed = paused
                missed.due = due
                return missed
            }
            var left = deadline(paused.kind, due: due, event)
            left.isUncertain = paused.isUncertain
            return left
        }
    }

    /// Whether somebody is or was on scene for the work that counts.
    private var stageOfWork: Stage {
        let isOnScene = assignments.contains { $0.number >= countsFrom && $0.onSceneAt != nil }
        return isOnScene ? .disposing : .dispatching
    }

    private mutating func join(into id: ID) {
        stage = .joined
        joinedInto = id
        (joined, unfilledRoles, deadlines) = ([], [], [])
    }

    /// Roles that a joined incident brings must come like those required from the beginning.
    private mutating func takeOver(_ roles: [Role.ID], arriveBy: Instant?, _ event: Event) {
        requiredRoles += roles
        reworkRoles? += roles
        guard let arriveBy, !deadlines.contains(where: { $0.kind == .arrive }) else { return }
        deadlines.append(deadline(.arrive, due: arriveBy, event))
    }

    private mutating func part(_ dues: [Due], _ event: Event) {
        joinedInto = nil
        stage = filedAt == nil ? .reported : stageOfWork
        deadlines = dues.map { deadline($0.kind, due: $0.at, event) }
    }

    private mutating func workAgain(_ event: Event, settleBy: Instant) {
        stage = .disposing
        (disposedAt, checkedAt) = (nil, nil)
        deadlines = [deadline(.settle, due: settleBy, event)]
    }

    private mutating func appeal(_ event: Event, answerBy: Instant) {
        tally.appeals += 1
        if stage == .closed { (closedAt, ending, followUp, joined) = (nil, nil, nil, []) }
        if stage == .rejected {
            stage = .reported
            deadlines = [deadline(.file, due: answerBy, event)]
        } else {
            stage = .disposed
            checkedAt = nil
            deadlines = [deadline(.check, due: answerBy, event)]
        }
    }
}
