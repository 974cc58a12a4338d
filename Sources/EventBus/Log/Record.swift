public import Governance

/// One event as it stands in the log, with its place there.
public struct Record: Hashable, Sendable {
    /// Identifies a record; identifiers increase with the offsets of a log.
    public typealias ID = EntityID<Record>

    /// The place in the whole log.
    public let offset: Offset
    /// The identifier, made at the time at which the event was recorded.
    public let id: ID
    /// The township, or the county, whose ordered history it belongs to.
    public let partition: AreaCode
    /// The place in that history, from 1.
    public let version: Int
    /// What happened; its personal part is nil once the incident has been forgotten.
    public let event: Event
    /// What brought it about, for example the identifier of a request.
    public let cause: String?
    /// The hash over this record and all before it in its partition.
    public let hash: ChainHash

    /// The record with these parts.
    public init(
        offset: Offset, id: ID, partition: AreaCode, version: Int, event: Event, cause: String?,
        hash: ChainHash,
    ) {
        self.offset = offset
        self.id = id
        self.partition = partition
        self.version = version
        self.event = event
        self.cause = cause
        self.hash = hash
    }

    /// The same record without its personal part.
    public var withoutPersonalData: Record {
        guard event.personal != nil else { return self }
        let bare = Event(
            subject: event.subject, occurredAt: event.occurredAt, recordedAt: event.recordedAt,
            actor: event.actor, kind: event.kind)
        return Record(
            offset: offset, id: id, partition: partition, version: version, event: bare,
            cause: cause, hash: hash)
    }
}
