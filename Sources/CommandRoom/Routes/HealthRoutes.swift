import Engine
import Hummingbird
import TextFormats

/// Whether the process answers (`/healthz`), and whether reports can be taken (`/readyz`).
struct HealthRoutes {
    let engine: Engine
    let auditor: Auditor?

    func add(to router: Router<CommandRoomContext>) {
        router.get("healthz", use: alive)
        router.get("readyz", use: ready)
    }

    @Sendable
    private func alive(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        Response(status: .ok)
    }

    @Sendable
    private func ready(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let health = engine.health
        if case .logFailing(let error) = health { throw Problem(error) }
        let open = health.isServing ? await engine.openCount() : nil
        return .json(status: health.isServing ? .ok : .serviceUnavailable) {
            $0.field("ready", health.isServing)
            if let open { $0.field("openIncidents", open) } else { $0.null("openIncidents") }
            // Told and no reason to send reports elsewhere: they are taken all the same.
            if let report = auditor?.report {
                $0.field("orphans", report.findings.count + report.omitted)
            }
        }
    }
}
