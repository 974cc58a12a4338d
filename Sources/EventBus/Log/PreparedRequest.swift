import Governance

/// A request in the bytes in which it is written, made by the caller's task so that the one
/// writer has less to do.
///
/// A class, because it is handed on many times and must not be copied each time.
final class PreparedRequest: Sendable {
    let partition: AreaCode
    let expectedVersion: Int?
    let cause: String?
    let idempotency: IdempotentAnswer?
    /// The events, in order.
    let events: [PreparedEvent]
    /// The incident's document, where the request has an incident.
    let document: IncidentDocument?
    /// About how many bytes the request takes in memory.
    let byteCount: Int

    /// The request in bytes, sealed as far as `keys` has the keys; without keys nothing is sealed.
    ///
    /// - Throws: ``EventLogError/Code/invalidRequest`` if it is beyond the bounds or could not be
    ///   read back.
    init(
        _ request: AppendRequest, limits: LogLimits, keys: KeyRing?,
    ) throws(EventLogError) {
        try request.checkBounds(limits)
        partition = request.partition
        expectedVersion = request.expectedVersion
        cause = request.cause
        idempotency = request.idempotency
        document = request.document
        var events: [PreparedEvent] = []
        events.reserveCapacity(request.events.count)
        for event in request.events {
            events.append(
                try PreparedEvent(event, cause: request.cause, limits: limits, keys: keys))
        }
        self.events = events
        byteCount =
            1_024 + events.reduce(0) { $0 + $1.byteCount } + 2 * (document?.bytes.count ?? 0)
            + (idempotency?.answer.count ?? 0)
    }

    /// When the last event was recorded.
    var lastRecordedAt: Instant? { events.last?.event.recordedAt }
}

/// What one event says, in bytes; a class for the same reason.
final class PreparedEvent: Sendable {
    /// How far the personal part has come.
    enum Personal: Sendable {
        /// There is none; the body is whole.
        case none
        /// It is to be sealed by the writer, who then ends the body.
        case open
        /// It is sealed in the body with the key that the log keeps for the incident.
        case sealed
        /// It is sealed in the body with a new key, which is to be kept with the event.
        case sealedWithNewKey(IncidentKey, wrapped: [UInt8])
    }

    let event: Event
    let body: RecordBody
    let personal: Personal
    /// About how many bytes the event takes in memory, as a value and as it is written.
    let byteCount: Int

    init(
        _ event: Event, cause: String?, limits: LogLimits, keys: KeyRing?,
    ) throws(EventLogError) {
        guard event.actor.isReadable else {
            throw EventLogError(
                .invalidRequest, "The actor '\(event.actor)' could not be read back.")
        }
        self.event = event
        var body = RecordBody(
            subject: event.incident, occurredAt: event.occurredAt.microsecondsSinceEpoch,
            recordedAt: event.recordedAt.microsecondsSinceEpoch, type: event.kind.type.utf8,
            actor: event.actor.description.utf8, cause: cause?.utf8
        ) { bytes in
            RecordCoding.append(event.kind, to: &bytes)
        }
        var clearCount = 0
        if let personal = event.personalPart, let incident = event.incident {
            let clear = RecordCoding.bytes(of: personal)
            clearCount = clear.count
            self.personal = keys?.seal(clear, of: incident, event.kind, into: &body) ?? .open
        } else {
            body.endWithoutPersonalPart()
            self.personal = .none
        }
        guard max(body.data.count, clearCount) <= limits.bytesPerPart else {
            throw EventLogError(
                .invalidRequest, "An event is longer than \(limits.bytesPerPart) bytes.")
        }
        byteCount = 512 + 2 * (body.data.upperBound + clearCount)
        self.body = body
    }
}

extension Event {
    /// The personal data that is to be kept: that of an incident, if there is anything in it.
    var personalPart: PersonalData? {
        guard let personal, !personal.isEmpty, incident != nil else { return nil }
        return personal
    }
}

extension Actor {
    /// Whether the actor's text is read back as the same actor.
    fileprivate var isReadable: Bool {
        switch self {
        case .worker(let name), .operator(let name): !name.isEmpty
        case .responder(let id): Responder.ID(id.name) == id
        case .system: true
        }
    }
}
