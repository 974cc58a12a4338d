import Governance
import TextFormats

/// A request in the bytes in which it is written, made by the caller's task so that the one
/// writer has less to do.
///
/// A class, because it is handed on many times and must not be copied each time.
final class PreparedRequest: Sendable {
    let request: AppendRequest
    /// What each event says, in order.
    let parts: [PreparedEvent]
    /// The incident's document, where the request has an incident.
    let document: [UInt8]?

    /// The request in bytes, sealed as far as `keys` has the keys; without keys nothing is sealed.
    ///
    /// - Throws: ``EventLogError/Code/invalidRequest`` if it is beyond the bounds or could not be
    ///   read back.
    init(
        _ request: AppendRequest, limits: LogLimits, keys: KeyRing?,
    ) throws(EventLogError) {
        try request.checkBounds(limits)
        self.request = request
        var parts: [PreparedEvent] = []
        parts.reserveCapacity(request.events.count)
        for event in request.events {
            let part = try PreparedEvent(event, cause: request.cause, keys: keys)
            guard part.longestPart <= limits.bytesPerPart else {
                throw EventLogError(
                    .invalidRequest, "An event is longer than \(limits.bytesPerPart) bytes.")
            }
            parts.append(part)
        }
        self.parts = parts
        document = request.incident.map(RecordCoding.document)
    }
}

/// What one event says, in bytes.
struct PreparedEvent: Sendable {
    /// How far the personal part has come.
    enum Personal: Sendable {
        /// There is none; the body is whole.
        case none
        /// It is to be sealed by the writer, who then ends the body.
        case open([UInt8])
        /// It is sealed in the body with the key that the log keeps for the incident. The clear
        /// bytes are there in case that key is gone by then.
        case sealed([UInt8])
        /// It is sealed in the body with a new key, which is to be kept with the event.
        case sealedWithNewKey([UInt8], IncidentKey, wrapped: [UInt8])
    }

    let body: RecordBody
    let personal: Personal

    /// The longer of the data and the personal part, in bytes.
    var longestPart: Int {
        switch personal {
        case .none: body.data.count
        case .open(let clear), .sealed(let clear), .sealedWithNewKey(let clear, _, _):
            max(body.data.count, clear.count)
        }
    }

    /// About how many bytes a record of it takes in memory.
    var byteCount: Int { body.bytes.count + 512 }

    init(_ event: Event, cause: String?, keys: KeyRing?) throws(EventLogError) {
        let actor = event.actor.description
        guard Actor(actor) == event.actor else {
            throw EventLogError(
                .invalidRequest, "The actor '\(actor)' could not be read back.")
        }
        var body = RecordBody(
            subject: event.incident, occurredAt: event.occurredAt.microsecondsSinceEpoch,
            recordedAt: event.recordedAt.microsecondsSinceEpoch, type: event.kind.type.utf8,
            actor: actor.utf8, cause: cause?.utf8
        ) { bytes in
            RecordCoding.append(event.kind, to: &bytes)
        }
        guard let personal = event.personal, !personal.isEmpty, let incident = event.incident else {
            body.end(sealed: [UInt8]?.none)
            self.body = body
            self.personal = .none
            return
        }
        let clear = RecordCoding.bytes(of: personal)
        self.personal = keys?.seal(clear, of: incident, event.kind, into: &body) ?? .open(clear)
        self.body = body
    }
}
