import Engine
import EventBus
import Governance
import Hummingbird
import RulesEngine
import TextFormats

/// Why an incident was decided as it was: the rules that fired and those that nearly did.
///
/// The decision is made once more, out of what the log has, by the version that decided, and shown
/// only if it is the very same as the one that was recorded.
struct ExplanationRoutes {
    let versions: RuleVersions
    let log: any EventLog

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("incidents/:incident/explanation", use: explanation)
    }

    @Sendable
    private func explanation(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let id = try incidentID(context)
        let records = try await log.records(of: id)
        guard let first = records.first, case .reportAccepted(let report, _, _) = first.event.kind
        else { throw Problem.noIncident("\(id)") }
        guard let filing = filing(among: records) else {
            return .json {
                $0.null("decision")
                $0.null("tables")
                $0.null("sentences")
            }
        }
        // Only what is filed as it comes is decided with its words at hand.
        let isFiledAsItCame = !report.source.needsVerification && filing.isFirst
        let personal = isFiledAsItCame ? first.event.personal : nil
        let explained = await versions.explained(filing.decision.version)
        let again = explained.map { explained in
            let time = explained.county.timeZone.localTime(at: filing.moment)
            return explained.explainer.explain(report, personal: personal, at: time)
        }
        return .json { object in
            object.field("decision", filing.decision)
            guard let explained, let again, again.decision == filing.decision else {
                object.null("tables")
                object.null("sentences")
                return
            }
            object.field("tables", again.tables)
            object.object("sentences") {
                $0.field("zh", again.sentences(for: explained.county, in: .chinese))
                $0.field("en", again.sentences(for: explained.county, in: .english))
            }
        }
    }

    /// The decision that is in force: the last one, for what was returned is filed anew.
    private func filing(
        among records: [Record],
    ) -> (decision: RoutingDecision, moment: Instant, isFirst: Bool)? {
        var filings: [(decision: RoutingDecision, moment: Instant)] = []
        for record in records {
            if case .incidentFiled(let decision, _, _, _) = record.event.kind {
                filings.append((decision, record.event.recordedAt))
            }
        }
        return filings.last.map { ($0.decision, $0.moment, filings.count == 1) }
    }
}
