import Engine
import Governance
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the served folder again whenever the process gets SIGHUP.
struct ReloadService: Service {
    let versions: RuleVersions
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) { await reload() }
        }
    }

    private func reload() async {
        do throws(RuleVersionError) {
            let change = try await versions.reload(by: .system, because: "SIGHUP")
            logger.notice(
                "the county was read again", metadata: ["changed": "\(change.isChange)"])
        } catch {
            logger.error(
                "the county was read again and not taken; the former version goes on",
                metadata: ["error": "\(error)"])
        }
    }
}
