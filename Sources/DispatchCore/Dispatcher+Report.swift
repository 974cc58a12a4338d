import Governance
import RulesEngine

/// From a report to the roles that are called.
extension Dispatcher {
    /// Takes a report, and files it at once where nobody must verify it first.
    func accept(
        _ report: Report, _ command: Command, in state: borrowing TownshipState, at now: Instant,
        _ context: RoutingContext,
    ) throws(Rejection) -> Outcome {
        guard state[command.incident] == nil, !state.isClosed(command.incident) else {
            throw .incidentExists(command.incident)
        }
        try validate(report)
        try requirePhoto(.report, of: report, command.personal)
        let fileBy = moment(county.defaultStandard.acknowledge, from: now)
        var draft = Draft(
            accepting: report, number: state.lastNumber + 1,
            fileBy: report.source.needsVerification ? fileBy : nil, for: command, at: now)
        if let boundaries { noteBoundary(&draft, boundaries) }
        let ladder = ladder(for: state, at: now)
        if !report.source.needsVerification {
            let decision = rules.route(
                report, personal: command.personal, at: ladder.time, in: context)
            draft.conclude(filing(decision, at: now))
            dispatch(decision, &draft, ladder)
        }
        if !state.mediated.isEmpty { noteRecurrence(&draft, in: state) }
        return outcome(of: draft, ladder)
    }

    /// Files a report that somebody has verified (核实).
    ///
    /// The words of the report are sealed in the log and not at hand here, so the rules decide by
    /// everything else; the words of whoever files it are kept.
    func file(
        _ draft: inout Draft, personal: PersonalData?, _ ladder: Ladder,
        _ context: RoutingContext,
    ) throws(Rejection) {
        try admit(.file, draft)
        let decision = rules.route(
            draft.incident.report, personal: nil, at: ladder.time, in: context)
        draft.record(filing(decision, at: draft.now), personal: personal)
        dispatch(decision, &draft, ladder)
    }

    /// 立案: what the rules decided, and the limits that begin with it.
    private func filing(_ decision: RoutingDecision, at now: Instant) -> Event.Kind {
        let standard = county[decision.standard] ?? county.defaultStandard
        return .incidentFiled(
            decision, arriveBy: moment(standard.arrive, from: now),
            settleBy: moment(standard.settle, from: now), warnBefore: standard.warn)
    }

    /// 派遣: the first responder of each role is asked; where nobody must come, all is done.
    private func dispatch(_ decision: RoutingDecision, _ draft: inout Draft, _ ladder: Ladder) {
        let standard = county[decision.standard] ?? county.defaultStandard
        if decision.isDegraded {
            let failed = decision.tables.filter { !$0.faults.isEmpty }.map(\.table)
            draft.conclude(.rulesFailed(tables: failed))
        }
        doubt(.arrive, standard.arrive, &draft)
        doubt(.settle, standard.settle, &draft)
        call(decision.roles, &draft, ladder)
        disposeIfComplete(&draft)
    }

    /// How far the clock of a reporter's device may run ahead of this one.
    static let clockTolerance = Duration.minutes(5)
    /// How long ago a matter may have happened that is reported now.
    static let oldestReport = Duration.hours(366 * 24)

    /// The report with what can be reckoned with in place of what cannot be so.
    ///
    /// None is refused for it: a device may be wrong, and what it tells true all the same.
    func examined(_ report: Report, at now: Instant) -> Report {
        var doubts: [Report.Doubt] = []
        var (place, moment) = (report.coordinate, report.occurredAt)
        if let given = place, county.grids.contains(report.area),
            !extent.holds(report.ground ?? given)
        {
            doubts.append(.position(given))
            place = county.grids.centre(of: report.area)
        }
        if moment - now > Self.clockTolerance || now - moment > Self.oldestReport {
            doubts.append(.occurredAt(moment))
            moment = now
        }
        guard !doubts.isEmpty else { return report }
        return report.reckoned(at: place, occurredAt: moment, doubting: report.doubts + doubts)
    }

    private func validate(_ report: Report) throws(Rejection) {
        guard let category = county[report.category] else {
            throw .unknownCategory(report.category)
        }
        guard report.area.level >= .community, county.grids.contains(report.area) else {
            throw .unknownArea(report.area)
        }
        for name in report.answers.keys.sorted()
        where !category.questions.contains(where: { $0.name == name }) {
            throw .unknownQuestion(name)
        }
    }
}
