import CommandRoom
import ServiceLifecycle

/// Watches the one drill of a demonstration: tells its address, and ends with it.
struct OnlyDrill: Service {
    let house: DrillHouse
    let id: String
    let announce: @Sendable (String) -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var isTold = false
            while let drill = await house.drills().first(where: { $0.id == id }) {
                if let address = drill.address, !isTold {
                    announce(address)
                    isTold = true
                }
                if drill.state == .ended || drill.state == .failed { return }
                guard (try? await Task.sleep(for: .milliseconds(100))) != nil else { return }
            }
        }
        // Whoever ended it wants to see the score.
        while let drill = await house.drills().first(where: { $0.id == id }),
            drill.state != .ended, drill.state != .failed
        {
            _ = try? await house.control(id, .stop)
            guard (try? await Task.sleep(for: .milliseconds(100))) != nil else { return }
        }
    }
}
