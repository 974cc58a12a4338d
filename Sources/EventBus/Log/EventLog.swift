public import Governance

/// The truth of the product: what happened, in order, durable before anybody is answered.
///
/// Records are appended and never changed. A log is safe to use from any task.
public protocol EventLog: Sendable {
    /// Writes the events of all requests, in order, and answers each.
    ///
    /// Requests that wait together, from all callers, are committed in one transaction. A request
    /// once taken is written even if the calling task is cancelled.
    ///
    /// - Throws: ``EventLogError`` if nothing of these requests was written. Only after
    ///   ``EventLogError/Code/io`` may it be that they are found written later.
    func append(_ requests: [AppendRequest]) async throws(EventLogError) -> [AppendResult]

    /// At most `limit` records after `offset` that pass `filter`, in order.
    func read(
        after offset: Offset, limit: Int, filter: RecordFilter,
    ) async throws(EventLogError) -> RecordPage

    /// The whole history of an incident, in order.
    func records(of incident: Incident.ID) async throws(EventLogError) -> [Record]

    /// The offset of the last record.
    func head() async throws(EventLogError) -> Offset

    /// The version of a township's or the county's history; 0 while it has none.
    func version(of partition: AreaCode) async throws(EventLogError) -> Int

    /// The answers that were kept under these idempotency keys, by key, all found in one read;
    /// keys without an answer are left out.
    func answers(
        for keys: [String],
    ) async throws(EventLogError) -> [String: IdempotentAnswer]

    /// The records after `offset` that pass `filter`, those to come included, without an end.
    ///
    /// Batches are never empty. A reader that falls behind reads from the disk until it has
    /// caught up; it neither holds up the writer nor grows the memory.
    func subscribe(after offset: Offset, filter: RecordFilter) -> RecordStream

    /// Makes the personal data of an incident unreadable for ever, here and in all attached
    /// stores; what is still appended about the incident is kept without personal data.
    ///
    /// Repeating it is harmless, and needed if it failed half-way.
    func forget(_ incident: Incident.ID) async throws(EventLogError)

    /// The incidents that were forgotten, the first first, after so many of them.
    func forgotten(after count: Int) async throws(EventLogError) -> [Incident.ID]

    /// Has `store` forget an incident whenever the log does.
    func attach(_ store: any PersonalDataStore)

    /// Finishes what was accepted, and takes nothing more.
    func close() async throws(EventLogError)
}

extension EventLog {
    /// The answer that was kept under an idempotency key.
    public func answer(for key: String) async throws(EventLogError) -> IdempotentAnswer? {
        try await answers(for: [key])[key]
    }
}

/// Records that were read, and how far that got.
public struct RecordPage: Hashable, Sendable {
    /// The records, in order.
    public let records: [Record]
    /// Everything up to here has been looked at; the next read starts after it.
    public let through: Offset

    /// A page of records.
    public init(records: [Record], through: Offset) {
        self.records = records
        self.through = through
    }
}

/// Something that keeps what was made of personal data and can take out what is of one incident.
public protocol PersonalDataStore: Sendable {
    /// Removes, durably, whatever was made of the incident's personal data.
    func forget(_ incident: Incident.ID) async throws(EventLogError)
}
