import Governance

/// What people decide about an incident beside its main path.
extension Dispatcher {
    /// How often one incident may be put aside, extended and so on.
    static let maximumRepeats = 32
    /// How far away a moment may lie that somebody states.
    static let farthestMoment = Duration.hours(366 * 24)

    /// Carries out a command that is not of the main path.
    func live(
        _ command: Command, _ draft: inout Draft, _ ladder: Ladder,
    ) throws(Rejection) {
        let personal = command.personal
        switch command.action {
        case .verify(let finding): try verify(finding, &draft, personal)
        case .reject: try reject(&draft, personal)
        case .handleSelf: try handleSelf(&draft, personal)
        case .sendBack: try sendBack(&draft, personal)
        case .void:
            try admit(.void, draft, personal: personal)
            guard draft.incident.joined.isEmpty else { throw .joinForbidden(.hasJoined) }
            standDown(&draft)
            draft.record(.incidentVoided, personal: personal)
        case .suspend(let until): try suspend(until: until, &draft, personal)
        case .resume:
            try admit(.resume, draft)
            resume(&draft, ladder, personal)
        case .extend(let kind, let moment): try extend(kind, to: moment, &draft, personal)
        case .supervise:
            try admit(.supervise, draft)
            try limit(draft.incident.tally.supervisions, .supervise)
            draft.record(.supervisionOrdered(nil), personal: personal)
        case .rework(let roles): try rework(roles, &draft, ladder, personal)
        case .appeal: try appeal(&draft, personal)
        case .callBack(let result):
            try admit(.callBack, draft)
            draft.record(.reporterCalledBack(result), personal: personal)
        case .hearFromSource(let note): try hear(note, &draft, personal)
        case .answerBoundary(let area): try answerBoundary(area, &draft, ladder, personal)
        case .recordMediation(let result, let parties, let acts):
            try mediate(result, parties: parties, acts, &draft, personal)
        case .settleAct(let number, let isKept):
            try settleAct(number, kept: isKept, &draft, personal)
        case .override(let override): try self.override(override, &draft, ladder, personal)
        case .submit, .file, .request, .confirmNotified, .acknowledge, .decline, .depart, .arrive,
            .finish, .waive, .check, .close, .join, .part:
            preconditionFailure("\(command.action) is of the main path")
        }
    }

    /// 核实.
    private func verify(
        _ finding: Incident.Verification, _ draft: inout Draft, _ personal: PersonalData?,
    ) throws(Rejection) {
        try admit(.verify, draft)
        guard draft.incident.verification != finding else { return }
        draft.record(.reportVerified(finding), personal: personal)
    }

    /// 不予立案; it is closed once nobody has appealed for as long as a check may take.
    private func reject(_ draft: inout Draft, _ personal: PersonalData?) throws(Rejection) {
        try admit(.reject, draft, personal: personal)
        let limit = standard(of: draft.incident).check
        draft.record(
            .incidentRejected(appealBy: moment(limit, from: draft.now)), personal: personal)
        doubt(.appeal, limit, &draft)
    }

    /// 自行处置; the result is checked like any other.
    private func handleSelf(_ draft: inout Draft, _ personal: PersonalData?) throws(Rejection) {
        try admit(.handleSelf, draft, personal: personal)
        try requirePhoto(.settle, of: draft.incident.report, personal)
        standDown(&draft)
        let limit = standard(of: draft.incident).check
        draft.record(
            .incidentSelfHandled(checkBy: moment(limit, from: draft.now)), personal: personal)
        doubt(.check, limit, &draft)
    }

    /// 回退.
    private func sendBack(_ draft: inout Draft, _ personal: PersonalData?) throws(Rejection) {
        try admit(.sendBack, draft, personal: personal)
        try limit(draft.incident.tally.returns, .sendBack)
        standDown(&draft)
        let limit = county.defaultStandard.acknowledge
        draft.record(
            .incidentReturned(fileBy: moment(limit, from: draft.now)), personal: personal)
    }

    /// 挂账: nobody is expected any more, and every limit stands still.
    private func suspend(
        until: Instant, _ draft: inout Draft, _ personal: PersonalData?,
    ) throws(Rejection) {
        try admit(.suspend, draft, personal: personal)
        try limit(draft.incident.tally.suspensions, .suspend)
        try requireNear(until, after: draft.now, draft)
        standDown(&draft)
        draft.record(.incidentSuspended(until: until), personal: personal)
    }

    /// Takes up again what was put aside, with what was left of each limit then.
    func resume(_ draft: inout Draft, _ ladder: Ladder, _ personal: PersonalData? = nil) {
        guard let suspension = draft.incident.suspension else { return }
        let dues = suspension.paused.map { deadline in
            Incident.Due(
                deadline.kind, at: due(deadline, since: suspension.since, draft))
        }
        draft.record(.incidentResumed(dues), personal: personal)
        callAgain(draft.incident.rolesToComplete, &draft, ladder)
    }

    /// When a deadline comes that stood still: in working time where its limit runs in it.
    private func due(_ deadline: Incident.Deadline, since: Instant, _ draft: Draft) -> Instant {
        let standard = standard(of: draft.incident)
        let limit = deadline.kind == .arrive ? standard.arrive : standard.settle
        guard limit.needsCalendar, deadline.misses == 0 else {
            return draft.now + max(deadline.due - since, .zero)
        }
        let left = county.calendar.workingTime(from: since, to: deadline.due)
        return county.calendar.deadline(from: draft.now, workingTime: left).at
    }

    /// 延期.
    private func extend(
        _ kind: Incident.Deadline.Kind, to moment: Instant, _ draft: inout Draft,
        _ personal: PersonalData?,
    ) throws(Rejection) {
        try admit(.extend, draft, personal: personal)
        try limit(draft.incident.tally.extensions, .extend)
        let open = draft.incident.deadlines.first { $0.kind == kind && kind != .fill }
        guard let open else { throw .deadlineNotOpen(kind) }
        try requireNear(moment, after: max(open.limit, draft.now), draft)
        draft.record(.deadlineExtended(kind, to: moment), personal: personal)
    }

    /// 返工: the roles come again, first of all those who came before.
    private func rework(
        _ roles: [Role.ID], _ draft: inout Draft, _ ladder: Ladder, _ personal: PersonalData?,
    ) throws(Rejection) {
        try admit(.rework, draft, personal: personal)
        try limit(draft.incident.tally.reworks, .rework)
        for role in roles where county[role] == nil { throw .unknownRole(role) }
        let roles = county.inOrder(roles.isEmpty ? draft.incident.requiredRoles : roles)
        guard !roles.isEmpty else { throw .rolesMissing }
        standDown(&draft)
        let limit = standard(of: draft.incident).settle
        draft.record(
            .reworkOrdered(roles, settleBy: moment(limit, from: draft.now)), personal: personal)
        doubt(.settle, limit, &draft)
        call(roles, &draft, ladder)
    }

    /// 申诉: a rejected report waits to be filed again, a checked result to be checked again.
    private func appeal(_ draft: inout Draft, _ personal: PersonalData?) throws(Rejection) {
        try admit(.appeal, draft, personal: personal)
        if draft.incident.stage == .closed { try requireAppealTime(draft) }
        try limit(draft.incident.tally.appeals, .appeal)
        let isRejected = draft.incident.stage == .rejected
        let standard = standard(of: draft.incident)
        let limit = isRejected ? county.defaultStandard.acknowledge : standard.check
        draft.record(.appealLodged(answerBy: moment(limit, from: draft.now)), personal: personal)
        doubt(isRejected ? .file : .check, limit, &draft)
    }

    /// Releases everybody who is still expected to act, and those whose late answer could bring
    /// them back for work that is not asked for any more.
    func standDown(_ draft: inout Draft) {
        for assignment in draft.incident.assignments
        where assignment.state.transition(for: .release) != nil {
            draft.conclude(.assignmentReleased(assignment.number))
        }
    }

    func limit(_ count: Int, _ step: IncidentStep) throws(Rejection) {
        guard count < Self.maximumRepeats else { throw .tooOften(step) }
    }

    func requireNear(
        _ moment: Instant, after earliest: Instant, _ draft: Draft,
    ) throws(Rejection) {
        guard moment > earliest, moment - draft.now <= Self.farthestMoment else {
            throw .momentOutOfRange
        }
    }
}
