import CommandRoom
import CountyFiles
import Foundation
import Governance
import Logging
import ServiceLifecycle

/// Holds drills, a few at a time, each as dispatch of its own.
actor DrillHouse: DrillHall, Service {
    /// So many are held at once.
    static let most = 3
    /// So many are remembered, those that have ended included.
    private static let mostRemembered = 50

    /// The scenarios that were found in the folder at the start.
    nonisolated let scenarios: [DrillScenario]
    private nonisolated let folder: String
    private let logger: Logger
    private let address: LoopbackAddress?
    private let orders: AsyncStream<Drill>
    private let ordering: AsyncStream<Drill>.Continuation
    private var all: [Drill] = []
    private var lastNumber = 0

    /// A house whose drills are the scenarios in `folder`.
    ///
    /// With an address the first drill is there; otherwise each takes a free port.
    init(scenariosIn folder: String, logger: Logger, at address: LoopbackAddress? = nil) {
        self.address = address
        self.folder = folder
        self.logger = logger
        (orders, ordering) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.most))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        scenarios = names.sorted().compactMap { name in
            (try? ScenarioFolder.load("\(folder)/\(name)")).map {
                DrillScenario(name: name, title: $0.title)
            }
        }
    }

    /// Holds the drills that are ordered until graceful shutdown.
    func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                for await drill in orders { group.addTask { await drill.run() } }
                for drill in all { await drill.stop() }
            }
        } onGracefulShutdown: {
            self.ordering.finish()
        }
    }

    func drills() async -> [DrillStatus] {
        var statuses: [DrillStatus] = []
        for drill in all.reversed() { statuses.append(await drill.status) }
        return statuses
    }

    func start(_ order: DrillOrder) async throws(DrillRefusal) -> DrillStatus {
        guard let scenario = scenarios.first(where: { $0.name == order.scenario }) else {
            throw .unknownScenario(order.scenario)
        }
        let loaded: LoadedScenario
        do {
            loaded = try await ScenarioFolder.load("\(folder)/\(scenario.name)").completed()
        } catch let error as CountyFileErrors {
            throw .brokenScenario(error.rendered())
        } catch {
            throw .brokenScenario("\(error)")
        }
        for name in order.byHand {
            guard let role = Role.ID(name), loaded.county.county[role] != nil else {
                throw .unknownRole(name)
            }
        }
        var held = 0
        for drill in all where await drill.isHeld { held += 1 }
        guard held < Self.most else { throw .tooMany(Self.most) }
        lastNumber += 1
        let drill = Drill(
            id: "drill-\(lastNumber)", scenario, loaded, order, hall: self,
            at: lastNumber == 1 ? address : nil, logger: logger)
        all.append(drill)
        if all.count > Self.mostRemembered { all.removeFirst() }
        guard case .enqueued = ordering.yield(drill) else { throw .tooMany(Self.most) }
        return await drill.status
    }

    func control(
        _ id: String, _ control: DrillControl,
    ) async throws(DrillRefusal) -> DrillStatus {
        guard let drill = all.first(where: { $0.id == id }) else { throw .unknownDrill(id) }
        guard await drill.isHeld else { throw .ended }
        await drill.obey(control)
        return await drill.status
    }
}
