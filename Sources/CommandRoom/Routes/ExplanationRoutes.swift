import Engine
import EventBus
import Governance
import Hummingbird
import RulesEngine
import TextFormats

/// Why an incident was decided as it was: the rules that fired and those that nearly did.
///
/// The explanation is made of what the decision has kept, by the rules of the version that decided.
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
        guard !records.isEmpty else { throw Problem.noIncident("\(id)") }
        guard let decision = decision(among: records) else {
            return .json {
                $0.null("decision")
                $0.null("tables")
                $0.null("sentences")
            }
        }
        let explained = await versions.explained(decision.version)
        return .json { object in
            object.field("decision", decision)
            guard let explained else {
                object.null("tables")
                object.null("sentences")
                return
            }
            let explanation = explained.explainer.explanation(of: decision)
            object.field("tables", explanation.tables)
            object.object("sentences") {
                $0.field("zh", explanation.sentences(for: explained.county, in: .chinese))
                $0.field("en", explanation.sentences(for: explained.county, in: .english))
            }
        }
    }

    /// The decision that is in force: the last one, for what was returned is filed anew.
    private func decision(among records: [Record]) -> RoutingDecision? {
        for record in records.reversed() {
            if case .incidentFiled(let decision, _, _, _) = record.event.kind { return decision }
        }
        return nil
    }
}
