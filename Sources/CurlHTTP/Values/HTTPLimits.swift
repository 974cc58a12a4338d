/// How long and how large one exchange may be; each limit ends it with a code of its own.
public struct HTTPLimits: Sendable, Hashable {
    /// The least progress that an answer must make once it has begun.
    public struct Pace: Sendable, Hashable {
        /// Header and body bytes per second, as they are on the wire.
        public var bytesPerSecond: Int
        /// The span over which the pace is measured, again and again.
        public var window: Duration

        /// Asks for a number of bytes per second in every window.
        public init(bytesPerSecond: Int, window: Duration) {
            self.bytesPerSecond = bytesPerSecond
            self.window = window
        }
    }

    /// From the start of an exchange until a connection is ready: name, TCP and TLS together.
    public var connect: Duration
    /// From a ready connection until the first line of the answer; sending the body is in it.
    public var firstByte: Duration
    /// From the call until the last byte: waiting for a turn and every redirect are in it.
    public var whole: Duration
    /// The slowest answer that is still waited for.
    public var pace: Pace
    /// The bytes of all header lines of one answer, interim answers and trailers included.
    public var headerBytes: Int
    /// The bytes of one answer's body on the wire, before it is decompressed.
    public var wireBytes: Int
    /// The bytes of one answer's body after it was decompressed.
    public var bodyBytes: Int
    /// The bytes of the body that is sent.
    public var requestBytes: Int

    /// Sets the limits; what is not given suits a feed polled over the public network.
    public init(
        connect: Duration = .seconds(10), firstByte: Duration = .seconds(20),
        whole: Duration = .seconds(60),
        pace: Pace = Pace(bytesPerSecond: 64, window: .seconds(10)),
        headerBytes: Int = 64 << 10, wireBytes: Int = 16 << 20, bodyBytes: Int = 64 << 20,
        requestBytes: Int = 8 << 20,
    ) {
        self.connect = connect
        self.firstByte = firstByte
        self.whole = whole
        self.pace = pace
        self.headerBytes = headerBytes
        self.wireBytes = wireBytes
        self.bodyBytes = bodyBytes
        self.requestBytes = requestBytes
    }

    var areUsable: Bool {
        [connect, firstByte, whole, pace.window].allSatisfy { $0 > .zero && $0 <= .seconds(86_400) }
            && [pace.bytesPerSecond, headerBytes, wireBytes, bodyBytes, requestBytes]
                .allSatisfy { $0 >= 0 }
    }
}
