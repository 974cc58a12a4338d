import Synchronization

/// What the engine has done since it began.
public struct EngineFigures: Hashable, Sendable {
    /// Batches that were kept.
    public internal(set) var batches = 0
    /// Batches that the log could not keep.
    public internal(set) var failedBatches = 0
    /// Commands that were carried out and kept.
    public internal(set) var commands = 0
    /// Deadlines that came and were acted on.
    public internal(set) var deadlines = 0
    /// How many decisions a kept batch holds.
    public internal(set) var batchSizes = Histogram(bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
    /// How long keeping a batch took, in seconds.
    public internal(set) var commitSeconds = Histogram(bounds: Histogram.seconds)

    /// Nothing yet.
    public init() {}

    mutating func add(_ batch: Batch, seconds: Double) {
        guard !batch.entries.isEmpty else { return }
        let commands = batch.entries.count { $0.pending != nil }
        batches += 1
        self.commands += commands
        deadlines += batch.entries.count - commands
        batchSizes.add(Double(batch.entries.count))
        commitSeconds.add(seconds)
    }
}

/// The engine's figures behind a lock, for whoever reads them while it works.
final class EngineMetrics: Sendable {
    private let figures = Mutex(EngineFigures())

    var current: EngineFigures { figures.withLock { $0 } }

    func kept(_ batch: Batch, in duration: Duration) {
        let seconds =
            Double(duration.components.seconds)
            + Double(duration.components.attoseconds) / 1e18
        figures.withLock { $0.add(batch, seconds: seconds) }
    }

    func failed() {
        figures.withLock { $0.failedBatches += 1 }
    }
}
