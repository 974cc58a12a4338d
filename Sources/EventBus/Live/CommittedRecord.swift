import Governance

/// A record that was just written, in the form in which the writer has it at hand.
///
/// It becomes a ``Record`` only when somebody reads it, which spares the writer the copy.
struct CommittedRecord: Sendable {
    let request: PreparedRequest
    /// The position of the event within the request.
    let index: Int
    let place: RecordPlace
    let hash: ChainHash
    /// Whether the personal part was kept, and has not been forgotten since.
    var hasPersonalData: Bool

    /// About how many bytes it takes in memory.
    var byteCount: Int { request.byteCount / request.events.count }

    /// The incident that it is about, if it is about one.
    var incident: Incident.ID? { request.events[index].event.incident }

    /// The record.
    var record: Record { record(withPersonalData: true) }

    /// The record as a reader gets it, or nil if it is not wanted.
    func record(for filter: RecordFilter) -> Record? {
        guard filter.admits(request.events[index].event, of: request.partition) else { return nil }
        return record(withPersonalData: filter.includesPersonalData)
    }

    private func record(withPersonalData isWanted: Bool) -> Record {
        let record = Record(
            offset: place.offset, id: place.id, partition: request.partition,
            version: Int(place.version), event: request.events[index].event,
            cause: request.cause, hash: hash)
        return isWanted && hasPersonalData ? record : record.withoutPersonalData
    }
}
