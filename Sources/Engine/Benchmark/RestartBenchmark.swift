public import DispatchCore
import EventBus
import Foundation
import Governance
import Logging

/// Measures how long an engine takes to serve again: from nothing, and from a snapshot.
///
/// The log is made by the core itself: incidents that go their whole way, and others that stay open
/// after everybody was asked. It is deleted afterwards.
public struct RestartBenchmark: Sendable {
    /// What was measured.
    public struct Measurement: Hashable, Sendable {
        /// How many records the log has.
        public internal(set) var records = 0
        /// How many incidents are open, and how many were closed.
        public internal(set) var open = 0, closed = 0
        /// How long SQLite takes to read every byte of every record.
        public internal(set) var reading = Duration.zero
        /// How long the engine takes to fold the whole log.
        public internal(set) var folding = Duration.zero
        /// How long it takes to write a snapshot, and to read it and fold the rest.
        public internal(set) var keeping = Duration.zero, restoring = Duration.zero
        /// How large the snapshot is.
        public internal(set) var snapshotBytes = 0
        /// By how much the process has grown for each open incident that was folded.
        public internal(set) var bytesPerOpenIncident = 0
        /// Whether both ways led to the same state.
        public internal(set) var isEqual = false
    }

    private let dispatcher: Dispatcher
    private let folder: String
    private let records: Int
    private let open: Int
    private let logger = Logger(label: "griddispatch.bench")

    /// A measurement with a log of about so many records and so many open incidents in `folder`.
    public init(_ dispatcher: Dispatcher, in folder: String, records: Int, open: Int) {
        self.dispatcher = dispatcher
        self.folder = folder
        self.records = records
        self.open = open
    }

    /// Measures.
    public func run() async throws -> Measurement {
        let path = folder + "/restart-benchmark-\(getpid()).db"
        defer { Self.delete(path) }
        Self.delete(path)
        var measurement = Measurement()
        let configuration = SQLiteEventLog.Configuration(path: path, countyKey: .random())
        try await fill(configuration, &measurement)
        let reader = try LogFileReader(path: path)
        // Once to warm the caches, once to measure.
        _ = try await reader.readEveryByte()
        measurement.reading = try await ContinuousClock().measure {
            measurement.records = try await reader.readEveryByte().records
        }
        let log = try SQLiteEventLog(configuration)
        let snapshot = StateSnapshot(path: path + ".state")
        let (folded, restored) = (engine(log, nil), engine(log, snapshot))
        let before = Self.residentBytes
        var states: [CountyState] = []
        measurement.folding = try await ContinuousClock().measure {
            states.append(try await folded.recover())
        }
        measurement.bytesPerOpenIncident = (Self.residentBytes - before) / max(1, open)
        measurement.keeping = try await ContinuousClock().measure {
            try await snapshot.keep(states[0], of: log)
        }
        measurement.snapshotBytes =
            FileManager.default.contents(atPath: path + ".state")?.count ?? 0
        measurement.restoring = try await ContinuousClock().measure {
            states.append(try await restored.recover())
        }
        measurement.open = states[0].openCount
        measurement.isEqual = states[0].equals(states[1])
        try await log.close()
        return measurement
    }

    private func engine(_ log: any EventLog, _ snapshot: StateSnapshot?) -> Engine {
        Engine(
            dispatcher: dispatcher, log: log, clock: WallClock(), snapshot: snapshot,
            logger: logger)
    }

    /// Writes the log, township after township in turn.
    private func fill(
        _ configuration: SQLiteEventLog.Configuration, _ measurement: inout Measurement,
    ) async throws {
        let log = try SQLiteEventLog(configuration)
        var story = RestartStory(dispatcher)
        var requests: [AppendRequest] = []
        while story.records < records || story.open < open {
            // Those that stay open are spread over the whole log.
            let share = Double(story.records) / Double(records)
            let staysOpen = Double(story.open) < Double(open) * min(1, share) + 1
                && story.open < open
            requests += try story.incident(staysOpen: staysOpen)
            guard requests.count >= 512 else { continue }
            _ = try await log.append(requests)
            requests = []
        }
        if !requests.isEmpty { _ = try await log.append(requests) }
        measurement.closed = story.closed
        try await log.close()
    }

    /// The memory of this process that is in use, in bytes.
    private static var residentBytes: Int {
        let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = text?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    private static func delete(_ path: String) {
        for suffix in ["", "-wal", "-shm", ".lock", ".state"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}

extension CountyState {
    /// Whether both are the same state, as far as anybody can tell from outside.
    fileprivate func equals(_ other: CountyState) -> Bool {
        versions == other.versions
            && townships.mapValues(\.incidents) == other.townships.mapValues(\.incidents)
            && townships.mapValues(\.loads) == other.townships.mapValues(\.loads)
            && townships.mapValues(\.lastNumber) == other.townships.mapValues(\.lastNumber)
    }
}
