import Governance
import RulesEngine

/// From a report to the roles that are called.
extension Dispatcher {
    /// Takes a report, and files it at once where nobody must verify it first.
    func accept(
        _ report: Report, _ command: Command, in state: borrowing TownshipState, at now: Instant,
    ) throws(Rejection) -> Outcome {
        guard state.incidents[command.incident] == nil else {
            throw .incidentExists(command.incident)
        }
        try validate(report)
        let fileBy = county.defaultStandard.acknowledge.deadline(from: now)
        var draft = Draft(
            accepting: report, number: state.lastNumber + 1,
            fileBy: report.source.needsVerification ? fileBy : nil, for: command, at: now)
        if !report.source.needsVerification {
            route(&draft, personal: command.personal, ladder(for: state, at: now))
        }
        return draft.outcome
    }

    /// Files a report that somebody has verified (核实).
    func file(
        _ draft: inout Draft, personal: PersonalData?, _ ladder: Ladder,
    ) throws(Rejection) {
        try require(.file, draft)
        route(&draft, personal: personal, ladder, filedBySomebody: true)
    }

    /// 立案 and 派遣: the rules decide, and the first responder of each role is asked.
    private func route(
        _ draft: inout Draft, personal: PersonalData?, _ ladder: Ladder,
        filedBySomebody: Bool = false,
    ) {
        let decision = rules.route(draft.incident.report, personal: personal, at: ladder.time)
        let standard = county[decision.standard] ?? county.defaultStandard
        let filed = Event.Kind.incidentFiled(
            decision, arriveBy: standard.arrive.deadline(from: draft.now),
            settleBy: standard.settle.deadline(from: draft.now))
        if filedBySomebody { draft.record(filed) } else { draft.conclude(filed) }
        call(decision.roles, &draft, ladder)
        disposeIfComplete(&draft)
    }

    private func validate(_ report: Report) throws(Rejection) {
        guard let category = county[report.category] else {
            throw .unknownCategory(report.category)
        }
        guard report.area.level >= .community, county.grids[report.area] != nil else {
            throw .unknownArea(report.area)
        }
        for name in report.answers.keys.sorted()
        where !category.questions.contains(where: { $0.name == name }) {
            throw .unknownQuestion(name)
        }
    }
}
