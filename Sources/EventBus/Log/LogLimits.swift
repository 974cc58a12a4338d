/// The bounds of a log; at each the log answers with a clear error or goes on in a bounded way.
public struct LogLimits: Hashable, Sendable {
    /// Requests that may wait to be written; more are refused as overloaded.
    public var waitingRequests = 16_384
    /// Bytes that waiting requests may take in memory; more are refused as overloaded.
    public var waitingBytes = 268_435_456
    /// Requests that one transaction takes at most; one call's requests stay together.
    public var requestsPerCommit = 4_096
    /// Bytes that the requests of one transaction take in memory, beyond which no more are added.
    public var bytesPerCommit = 67_108_864
    /// Events of one request.
    public var eventsPerRequest = 1_024
    /// Bytes of one event's data, and of its personal part, and of an answer.
    public var bytesPerPart = 1_048_576
    /// Records kept in memory for live subscribers.
    public var tailRecords = 4_096
    /// Bytes of records kept in memory for live subscribers.
    public var tailBytes = 16_777_216
    /// Records that one read or one batch of a subscription holds at most.
    public var recordsPerPage = 1_024
    /// Subscribers that may wait at the same time.
    public var subscribers = 4_096
    /// How long answers to idempotent requests are kept, by the time of the events.
    public var answerRetention: Duration = .seconds(7 * 86_400)

    /// The usual bounds.
    public init() {}

    /// The longest idempotency key, in bytes.
    public static let keyBytes = 128
    /// The longest cause, in bytes.
    public static let causeBytes = 256
    /// The length of a request's fingerprint, in bytes.
    public static let fingerprintBytes = 32
}
