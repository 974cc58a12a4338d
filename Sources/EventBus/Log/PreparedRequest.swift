import Governance

/// A request in the bytes in which it is written, made by the caller's task so that the one
/// writer has less to do.
struct PreparedRequest: Sendable {
    /// One event in bytes; the personal part is not sealed yet.
    struct Part: Sendable {
        let type: String
        let actor: String
        let data: [UInt8]
        let personal: [UInt8]?

        var byteCount: Int { data.count + (personal?.count ?? 0) + 200 }
    }

    let request: AppendRequest
    let parts: [Part]
    /// The incident's document, where the request has an incident.
    let document: [UInt8]?

    /// The request in bytes.
    ///
    /// - Throws: ``EventLogError/Code/invalidRequest`` if it is beyond the bounds.
    init(_ request: AppendRequest, limits: LogLimits) throws(EventLogError) {
        try request.checkBounds(limits)
        self.request = request
        var parts: [Part] = []
        parts.reserveCapacity(request.events.count)
        for event in request.events {
            guard Actor(event.actor.description) == event.actor else {
                throw EventLogError(
                    .invalidRequest, "The actor '\(event.actor)' could not be read back.")
            }
            let part = Part(event)
            guard max(part.data.count, part.personal?.count ?? 0) <= limits.bytesPerPart else {
                throw EventLogError(
                    .invalidRequest, "An event is longer than \(limits.bytesPerPart) bytes.")
            }
            parts.append(part)
        }
        self.parts = parts
        document = request.incident.map(RecordCoding.document)
    }
}

extension PreparedRequest.Part {
    init(_ event: Event) {
        type = event.kind.type
        actor = event.actor.description
        data = RecordCoding.data(of: event.kind)
        personal = event.personal.flatMap { $0.isEmpty ? nil : RecordCoding.bytes(of: $0) }
    }
}
