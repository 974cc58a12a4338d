/// A whole answer.
public struct HTTPResponse: Sendable, Hashable {
    /// The status code; every number that a server sends is an answer, not a failure.
    public let status: Int
    /// The protocol as the status line wrote it, such as `HTTP/1.1` or `HTTP/2`.
    public let version: String
    /// The fields of the final answer, and of its trailer.
    public let headers: HTTPHeaders
    /// The body, decompressed.
    public let body: [UInt8]
    /// The address that answered after all redirects; it may hold secrets of the request.
    public let effectiveURL: String
    /// How many redirects were followed.
    public let redirects: Int
    /// The size of the body on the wire, before it was decompressed.
    public let wireBytes: Int
    /// The network address that answered, the proxy's if there was one.
    public let remoteAddress: IPAddress?
    /// Whether the connection had already served another request.
    public let isConnectionReused: Bool
    /// Where the time went.
    public let timings: HTTPTimings
}

/// Where the time of one exchange went; the parts are of the last hop, the total is of all.
public struct HTTPTimings: Sendable, Hashable {
    /// Waiting for a turn.
    public let waiting: Duration
    /// Finding the address; zero when it was known.
    public let resolving: Duration
    /// From the start of the hop until the connection was ready, `resolving` included.
    public let connecting: Duration
    /// From a ready connection until the first line of the answer.
    public let answering: Duration
    /// From the first line until the last byte.
    public let receiving: Duration
    /// From the call until the end.
    public let total: Duration
}
