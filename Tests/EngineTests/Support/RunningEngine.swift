import DispatchCore
import EventBus
import Governance
import GridTesting
import Logging

@testable import Engine

extension Engine {
    /// An engine of the small county; whatever the test does not care about is ordinary.
    static func make(
        on log: any EventLog, clock: any EngineClock = ManualClock(SmallCounty.morning),
        dispatcher: Dispatcher = SmallCounty.dispatcher,
        hasInbox: Bool = false, limits: Limits = Limits(), snapshot: StateSnapshot? = nil,
        servedFolder: CountyVersion? = nil,
    ) -> Engine {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return Engine(
            dispatcher: dispatcher, log: log, clock: clock, hasInbox: hasInbox,
            limits: limits, snapshot: snapshot, servedFolder: servedFolder, logger: logger)
    }

    /// Runs the engine while `body` works with it, and stops it after that.
    func whileRunning<Value: Sendable>(
        _ body: (Engine) async throws -> Value,
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.run() }
            _ = await snapshot()
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(self))
            } catch {
                result = .failure(error)
            }
            stop()
            try await group.waitForAll()
            return try result.get()
        }
    }

    /// The state between two batches; deadlines that have come are met before it is taken.
    func snapshot() async -> Snapshot? {
        await inspect { Snapshot($0) }
    }

    /// Waits until the log has an event of this type.
    static func wait(for type: String, in log: any EventLog) async throws {
        let filter = RecordFilter(typePrefix: type)
        for try await _ in log.subscribe(after: .start, filter: filter) { return }
    }
}

/// All that an engine remembers, as a value to compare.
struct Snapshot: Hashable, Sendable {
    struct Township: Hashable, Sendable {
        let incidents: [Incident.ID: Incident]
        let lastNumber: Int
        let loads: [Responder.ID: Int]
        let nextDeadline: Instant?
    }

    let townships: [AreaCode: Township]
    let versions: [AreaCode: Int]

    init(_ state: borrowing CountyState) {
        // A township that was touched and put back is as good as one without history.
        townships = state.townships.filter { $0.value.lastNumber > 0 }.mapValues { township in
            var township = township
            return Township(
                incidents: township.incidents, lastNumber: township.lastNumber,
                loads: township.loads, nextDeadline: township.nextDeadline())
        }
        versions = state.versions.filter { $0.value > 0 }
    }

    /// The open incidents of all townships.
    var incidents: [Incident.ID: Incident] {
        townships.values.reduce(into: [:]) { $0.merge($1.incidents) { one, _ in one } }
    }
}

extension Command {
    /// A report as the incident with that serial number.
    static func submit(
        _ serial: UInt64, _ category: ReportCategory.ID = .elderSupport,
        in area: AreaCode = .qiaotouFirst,
    ) -> Command {
        .example(
            .submit(.example(category, in: area, serial: serial)),
            on: SmallCounty.incident(serial), by: .worker("li"))
    }

    /// An assignment's own responder acknowledges.
    static func acknowledge(
        _ number: Int, by responder: Responder.ID, on serial: UInt64 = 1,
    ) -> Command {
        .example(
            .acknowledge(number), on: SmallCounty.incident(serial), by: .responder(responder))
    }
}
