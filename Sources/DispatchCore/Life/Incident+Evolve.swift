public import Governance

extension Incident {
    /// The incident after `event`.
    ///
    /// Events are facts: they are taken as they stand, and nothing is decided here. The first
    /// event of an incident makes it (``made(by:)``); all others change it.
    public mutating func evolve(_ event: Event) {
        version += 1
        switch event.kind {
        case .incidentFiled(let decision, let arriveBy, let settleBy, let warnBefore):
            self.warnBefore = warnBefore
            file(decision, event, arriveBy: arriveBy, settleBy: settleBy)
        case .respondersRequested(let requests):
            request(requests, at: event.recordedAt)
        case .respondersNotified(let numbers, _):
            for number in numbers { step(number, .notify, at: event.effectiveAt) }
        case .assignmentAcknowledged(let number):
            step(number, .acknowledge, at: event.effectiveAt)
        case .assignmentDeclined(let number, _):
            step(number, .decline, at: event.effectiveAt)
        case .assignmentTimedOut(let number):
            step(number, .timeOut, at: event.effectiveAt)
        case .responderEnRoute(let number):
            step(number, .depart, at: event.effectiveAt)
        case .responderOnScene(let number, _):
            step(number, .arrive, at: event.effectiveAt)
            arrived()
        case .assignmentDone(let number):
            step(number, .finish, at: event.effectiveAt)
        case .assignmentReleased(let number, let reason):
            step(number, .release, at: event.effectiveAt)
            if assignments.indices.contains(number - 1) {
                assignments[number - 1].releaseReason = reason
            }
        case .roleUnfilled(let role, let fillBy):
            if !unfilledRoles.contains(role) { unfilledRoles.append(role) }
            setDeadline(.fill, due: fillBy)
        case .roleWaived(let role):
            waive(role)
        case .incidentDisposed(let checkBy):
            dispose(event, checkBy: checkBy)
        case .incidentChecked(let closeBy):
            stage = .checked
            checkedAt = event.effectiveAt
            deadlines = [deadline(.close, due: closeBy, event)]
        case .incidentClosed:
            switch stage {
            case .rejected: end(.rejected, event)
            case .joined: end(.joined, event)
            default: end(.settled, event)
            }
        case .deadlineMissed(let kind, let remindAt):
            remind(kind, at: remindAt)
        case .countyActivated, .rulesChanged, .reportAccepted:
            break
        default: evolveBesideTheMainPath(event)
        }
    }

    /// The incident that a first event makes, or nil if `event` is not a first event.
    public static func made(by event: Event) -> Incident? {
        guard
            case .reportAccepted(let report, let number, let fileBy) = event.kind,
            let id = event.incident
        else { return nil }
        var incident = Incident(
            id: id, number: number, report: report, acceptedAt: event.recordedAt)
        if let fileBy { incident.setDeadline(.file, due: fileBy) }
        return incident
    }

    private mutating func file(
        _ decision: RoutingDecision, _ event: Event, arriveBy: Instant, settleBy: Instant,
    ) {
        stage = .dispatching
        filedAt = event.effectiveAt
        self.decision = decision
        requiredRoles = decision.roles
        // Whose it is may still be asked.
        deadlines.removeAll { $0.kind != .place }
        deadlines.insert(deadline(.settle, due: settleBy, event), at: 0)
        if !requiredRoles.isEmpty, fullAssignment == nil {
            deadlines.append(deadline(.arrive, due: arriveBy, event))
        }
    }

    mutating func dispose(_ event: Event, checkBy: Instant) {
        stage = .disposed
        disposedAt = event.recordedAt
        unfilledRoles = []
        deadlines = [deadline(.check, due: checkBy, event)]
    }

    mutating func end(_ ending: Ending, _ event: Event) {
        stage = .closed
        self.ending = ending
        closedAt = event.recordedAt
        deadlines = followUp.map { [Deadline(kind: .follow, due: $0.until)] } ?? []
    }

    /// A deadline with its warning, where there is still time for one.
    func deadline(_ kind: Deadline.Kind, due: Instant, _ event: Event) -> Deadline {
        let warnAt = warnBefore.map { due - $0 }.flatMap { $0 > event.recordedAt ? $0 : nil }
        return Deadline(kind: kind, due: due, warnAt: warnAt)
    }

    private mutating func request(_ requests: [AssignmentRequest], at instant: Instant) {
        for request in requests {
            assignments.append(Assignment(request, requestedAt: instant))
            fill(request.role)
        }
        guard stage == .disposed else { return }
        stage = .disposing
        disposedAt = nil
    }

    private mutating func step(_ number: Int, _ step: AssignmentStep, at instant: Instant) {
        guard number > 0, number <= assignments.count else { return }
        assignments[number - 1].evolve(step, at: instant)
        // A late answer fills a role that was given up.
        if assignments[number - 1].state.isLive { fill(assignments[number - 1].role) }
    }

    private mutating func fill(_ role: Role.ID) {
        unfilledRoles.removeAll { $0 == role }
        if unfilledRoles.isEmpty { clearDeadline(.fill) }
    }

    private mutating func arrived() {
        if stage == .dispatching { stage = .disposing }
        if fullAssignment != nil { clearDeadline(.arrive) }
    }

    private mutating func waive(_ role: Role.ID) {
        requiredRoles.removeAll { $0 == role }
        reworkRoles?.removeAll { $0 == role }
        fill(role)
        if requiredRoles.isEmpty || fullAssignment != nil { clearDeadline(.arrive) }
    }

    private mutating func remind(_ kind: Deadline.Kind, at instant: Instant) {
        guard let position = deadlines.firstIndex(where: { $0.kind == kind }) else { return }
        deadlines[position].due = instant
        deadlines[position].misses += 1
        deadlines[position].warnAt = nil
    }

    private mutating func setDeadline(_ kind: Deadline.Kind, due: Instant) {
        clearDeadline(kind)
        deadlines.append(Deadline(kind: kind, due: due))
    }

    private mutating func clearDeadline(_ kind: Deadline.Kind) {
        deadlines.removeAll { $0.kind == kind }
    }
}

extension Assignment {
    /// The assignment after `step`, which the transition table allows.
    mutating func evolve(_ step: AssignmentStep, at instant: Instant) {
        guard let transition = state.transition(for: step), transition != .nothingNew else {
            return
        }
        if case .move(let next) = transition { state = next }
        switch step {
        case .notify: notifiedAt = notifiedAt ?? instant
        case .acknowledge: acknowledgedAt = acknowledgedAt ?? instant
        case .depart: enRouteAt = enRouteAt ?? instant
        case .arrive: onSceneAt = onSceneAt ?? instant
        case .finish: doneAt = doneAt ?? instant
        case .decline, .timeOut, .release: break
        }
    }
}
