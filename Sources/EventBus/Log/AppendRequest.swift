public import Governance

/// Events to be written together, or not at all.
public struct AppendRequest: Hashable, Sendable {
    /// The township, or the county, whose history grows.
    public let partition: AreaCode
    /// The version that the history must have before; nil takes any.
    public let expectedVersion: Int?
    /// What happened, in order; may be empty where only an answer is to be kept.
    public let events: [Event]
    /// What brought it about, for example the identifier of a request; at most 256 bytes.
    public let cause: String?
    /// The answer to be given again if the same request comes again.
    public let idempotency: IdempotentAnswer?
    /// The incident after the events, for the read models.
    public let document: IncidentDocument?

    /// A request to append `events` to the history of `partition`.
    public init(
        partition: AreaCode, expectedVersion: Int? = nil, events: [Event], cause: String? = nil,
        idempotency: IdempotentAnswer? = nil, document: IncidentDocument?,
    ) {
        self.partition = partition
        self.expectedVersion = expectedVersion
        self.events = events
        self.cause = cause
        self.idempotency = idempotency
        self.document = document
    }

    /// A request whose incident has no document yet.
    public init(
        partition: AreaCode, expectedVersion: Int? = nil, events: [Event], cause: String? = nil,
        idempotency: IdempotentAnswer? = nil, incident: Incident? = nil,
    ) {
        self.init(
            partition: partition, expectedVersion: expectedVersion, events: events, cause: cause,
            idempotency: idempotency, document: incident.map { IncidentDocument($0) })
    }
}

/// An incident and the JSON that stands for it, written once for all who need it.
///
/// A class only so that they share it.
public final class IncidentDocument: Sendable {
    /// The incident.
    public let incident: Incident
    /// Its JSON, as the API shows it.
    public let bytes: [UInt8]

    /// The document of `incident`.
    public init(_ incident: Incident) {
        self.incident = incident
        bytes = RecordCoding.document(of: incident)
    }
}

extension IncidentDocument: Hashable {
    /// Whether two documents are of the same incident as it stood at the same time.
    public static func == (left: IncidentDocument, right: IncidentDocument) -> Bool {
        left === right || left.incident == right.incident && left.bytes == right.bytes
    }

    /// Hashes the incident.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(incident)
    }
}

/// What a client gets again when it sends a request twice.
///
/// The answer is kept as it is given here, in the clear, so it must hold no personal data.
public struct IdempotentAnswer: Hashable, Sendable {
    /// The client's key, 1 to 128 bytes.
    public let key: String
    /// A digest of the request, 32 bytes, by which another request under the same key is told.
    public let fingerprint: [UInt8]
    /// The answer to the first request.
    public let answer: [UInt8]

    /// An answer to be kept under `key`.
    public init(key: String, fingerprint: [UInt8], answer: [UInt8]) {
        self.key = key
        self.fingerprint = fingerprint
        self.answer = answer
    }
}

/// What became of one request; each is judged alone.
public enum AppendResult: Hashable, Sendable {
    /// The events are durable at these offsets (nil if there were none), and the partition has
    /// this version.
    case appended(offsets: ClosedRange<Offset>?, version: Int)
    /// The partition has another version than was expected; nothing was written.
    case conflict(actual: Int)
    /// The key was used before: the first answer and the digest of the first request.
    case repeated(answer: [UInt8], fingerprint: [UInt8])
}
