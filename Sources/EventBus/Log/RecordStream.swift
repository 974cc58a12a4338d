/// The records of a log from an offset on, in batches, without an end.
///
/// Each iterator keeps only its place in the log: what it has not taken yet waits in the log's own
/// bounded tail or on the disk. The iteration ends when the task is cancelled, and throws when
/// the log is closed or cannot be read.
public struct RecordStream: AsyncSequence, Sendable {
    /// Records in order, at least one.
    public typealias Element = [Record]
    /// What ends the iteration before its time.
    public typealias Failure = EventLogError

    let source: any RecordSource
    let start: Offset
    let filter: RecordFilter

    /// An iterator that begins after the offset of the subscription.
    public func makeAsyncIterator() -> Iterator {
        Iterator(source: source, filter: filter, position: start)
    }

    /// A reader's place in the log.
    public struct Iterator: AsyncIteratorProtocol {
        let source: any RecordSource
        let filter: RecordFilter
        /// The offset up to which everything has been delivered or passed over.
        public private(set) var position: Offset

        /// The next batch, waited for if need be, or nil once the task is cancelled.
        public mutating func next() async throws(EventLogError) -> [Record]? {
            try await advance()
        }

        /// The next batch, waited for if need be, or nil once the task is cancelled.
        public mutating func next(
            isolation actor: isolated (any Actor)?,
        ) async throws(EventLogError) -> [Record]? {
            try await advance()
        }

        private mutating func advance() async throws(EventLogError) -> [Record]? {
            do throws(EventLogError) {
                while !Task.isCancelled {
                    let page = try await source.page(after: position, filter: filter)
                    position = Swift.max(position, page.through)
                    if !page.records.isEmpty { return page.records }
                    guard try await source.waitForRecords(after: position) else { return nil }
                }
            } catch {
                // A read that was given up because of the cancellation is no failure.
                if !Task.isCancelled { throw error }
            }
            return nil
        }
    }
}

/// What a stream of records draws from.
protocol RecordSource: Sendable {
    /// Records after `offset`, from the tail in memory if they are there, else from the disk.
    func page(
        after offset: Offset, filter: RecordFilter,
    ) async throws(EventLogError) -> RecordPage

    /// Returns true once there is a record after `offset`, or false if the task is cancelled.
    func waitForRecords(after offset: Offset) async throws(EventLogError) -> Bool
}
