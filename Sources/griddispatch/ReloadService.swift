import CountyFiles
import Engine
import Governance
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the served folder again whenever the process gets SIGHUP.
struct ReloadService: Service {
    let versions: RuleVersions
    let logger: Logger

    private static let pause = Duration.milliseconds(500)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) { await reload() }
        }
    }

    /// Whoever sent the signal is not there to send it again, so a change under way is waited for.
    private func reload() async {
        do throws(RuleVersionError) {
            var change: RuleVersions.Change?
            while change == nil {
                do throws(RuleVersionError) {
                    change = try await versions.reload(by: .system, because: "SIGHUP")
                } catch {
                    guard case .busy = error, (try? await Task.sleep(for: Self.pause)) != nil
                    else { throw error }
                }
            }
            guard let change else { return }
            logger.notice(
                "the county was read again", metadata: ["changed": "\(change.isChange)"])
        } catch {
            var reason = "\(error)"
            if case .broken(let faults) = error {
                printToStandardError(faults.map { $0.rendered() }.joined(separator: "\n"))
                reason = "\(faults.count) faults"
            }
            logger.error(
                "the county was read again and not taken; the former version goes on",
                metadata: ["reason": "\(reason)"])
        }
    }
}
