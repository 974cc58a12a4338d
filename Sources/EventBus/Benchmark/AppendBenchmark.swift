import Foundation
import Governance
import Synchronization

/// Measures how many events a log makes durable in a second.
///
/// Producers in this process each append one event, wait until it is durable, and append the next.
/// The log is a file of its own in a folder of the caller's choice, on the disk to be measured,
/// and is deleted afterwards.
public struct AppendBenchmark: Sendable {
    /// What is left out or added, to see what it costs.
    public struct Variant: Hashable, Sendable {
        /// Chain the records with hashes.
        public var chains = true
        /// Seal the personal part.
        public var seals = true
        /// Bring the read models up to date.
        public var readModels = false
        /// Begin a new incident with each event, instead of after ten.
        public var newIncidents = false

        /// Chain and sealing on, read models off, ten events for each incident.
        public init() {}
    }

    /// The folder in which the log is made.
    public var folder: String
    /// How many append at the same time.
    public var producers = 512
    /// How long is measured, after a fifth of it to warm up.
    public var duration: Duration = .seconds(5)
    /// The bytes of an event: its data and its personal part.
    public var eventBytes = 600
    /// What is left out or added.
    public var variant = Variant()

    /// A measurement with a log in `folder`.
    public init(folder: String) {
        self.folder = folder
    }

    /// Measures.
    ///
    /// - Throws: ``EventLogError`` if the log cannot be made or written.
    public func run() async throws(EventLogError) -> AppendMeasurement {
        let path = folder + "/append-benchmark-\(getpid()).log"
        defer { Self.delete(path) }
        Self.delete(path)
        var costs = WriterCosts.all
        if !variant.chains { costs.remove(.chain) }
        if !variant.seals { costs.remove(.sealing) }
        let log = try SQLiteEventLog(
            SQLiteEventLog.Configuration(path: path, countyKey: .random()), costs: costs)
        let flushes = FlushCounter(path: folder)
        let course = Course(warmUp: duration / 5, duration: duration)
        let all = await withTaskGroup(of: Result<Tally, EventLogError>.self) { group in
            for producer in 0..<producers {
                group.addTask { await produce(producer, log, course, flushes) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var total = Tally()
        for result in all { total.add(try result.get()) }
        let ends = course.marks
        try await log.close()
        return AppendMeasurement(
            appends: total.latencies.count, seconds: duration.inSeconds,
            commits: ends.last.commits - ends.first.commits,
            flushes: ends.last.flushes.flatMap { last in
                ends.first.flushes.map { last - $0 }
            },
            latencies: total.latencies.sorted())
    }

    private func produce(
        _ producer: Int, _ log: SQLiteEventLog, _ course: Course, _ flushes: FlushCounter?,
    ) async -> Result<Tally, EventLogError> {
        var source = EventSource(producer: producer, eventBytes: eventBytes, variant: variant)
        var tally = Tally()
        do throws(EventLogError) {
            while true {
                let start = ContinuousClock.now
                guard course.isRunning(at: start, log, flushes) else { return .success(tally) }
                _ = try await log.append([source.next()])
                let end = ContinuousClock.now
                if course.counts(end) { tally.latencies.append(end - start) }
            }
        } catch {
            return .failure(error)
        }
    }

    private static func delete(_ path: String) {
        for suffix in ["", "-wal", "-shm", ".lock"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}

/// What a measurement gave.
public struct AppendMeasurement: Sendable {
    /// Appends that were answered while it was measured.
    public let appends: Int
    /// How long was measured.
    public let seconds: Double
    /// Transactions in that time.
    public let commits: Int
    /// Flushes that the disk completed in that time, for whomever; nil if the system does not tell.
    public let flushes: Int?
    /// How long each append took, shortest first.
    public let latencies: [Duration]

    /// Durable appends in a second.
    public var rate: Double { Double(appends) / seconds }

    /// The latency that a share of the appends did not exceed; `share` is 0 to 1.
    public func latency(_ share: Double) -> Duration {
        guard !latencies.isEmpty else { return .zero }
        let rank = Int((share * Double(latencies.count)).rounded(.up))
        return latencies[min(max(rank, 1), latencies.count) - 1]
    }
}

/// What one producer has done.
private struct Tally {
    var latencies: [Duration] = []

    mutating func add(_ other: Tally) {
        latencies += other.latencies
    }
}

/// When the measured time begins and ends, and what the counters said then.
private final class Course: Sendable {
    struct Mark {
        var commits = 0
        var flushes: Int?
    }

    private let start: ContinuousClock.Instant
    private let end: ContinuousClock.Instant
    private let state = Mutex<(first: Mark?, last: Mark?)>((nil, nil))

    init(warmUp: Duration, duration: Duration) {
        start = .now + warmUp
        end = start + duration
    }

    var marks: (first: Mark, last: Mark) {
        state.withLock { ($0.first ?? Mark(), $0.last ?? Mark()) }
    }

    func counts(_ instant: ContinuousClock.Instant) -> Bool {
        instant >= start && instant < end
    }

    func isRunning(
        at instant: ContinuousClock.Instant, _ log: SQLiteEventLog, _ flushes: FlushCounter?,
    ) -> Bool {
        guard instant >= start else { return true }
        state.withLock { state in
            if state.first == nil {
                state.first = Mark(commits: log.statistics.commits, flushes: flushes?.count)
            }
            if state.last == nil, instant >= end {
                state.last = Mark(commits: log.statistics.commits, flushes: flushes?.count)
            }
        }
        return instant < end
    }
}
