import DispatchCore
import Engine
import Governance
import Hummingbird
import TextFormats

/// `GET /api/v1/audit`: whether any accepted report was let go of, as the auditor sees it.
struct AuditRoutes {
    let auditor: Auditor?

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("audit", use: report)
    }

    @Sendable
    private func report(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow()
        let report = auditor?.report ?? AuditReport()
        return .json { object in
            object.field("sound", report.isSound)
            object.field("sweeps", report.sweeps)
            object.field("lastSweptAt", report.lastSweptAt)
            object.field("examined", report.lastExamined)
            object.field("failure", report.failure)
            object.field("omitted", report.omitted)
            object.array("findings") { array in
                for finding in report.findings { array.object { write(finding, to: &$0) } }
            }
        }
    }

    private func write(_ finding: AuditReport.Finding, to object: inout JSONObjectWriter) {
        let orphan = finding.orphan
        object.field("code", orphan.problem.rawValue)
        object.field("incident", orphan.incident)
        object.field("number", orphan.number)
        object.field("township", orphan.township)
        object.field("since", orphan.since)
        object.field("detail", orphan.detail)
        object.array("history") { array in
            for event in finding.history {
                array.object {
                    $0.field("type", event.kind.type)
                    $0.field("recordedAt", event.recordedAt)
                    $0.field("data", event.kind)
                }
            }
        }
    }
}
