public import Governance

/// How hard a channel is tried, and how gently it is treated.
public struct DeliveryPolicy: Hashable, Sendable {
    /// The most messages in a span of time.
    public struct Rate: Hashable, Sendable {
        /// The number.
        public var count: Int
        /// The span.
        public var span: Duration

        /// So many messages in any such span.
        public init(_ count: Int, in span: Duration) {
            self.count = count
            self.span = span
        }
    }

    /// How often a message is tried at most.
    public var attempts: Int
    /// For how long a message is worth being told, from the moment at which it may be sent.
    public var lifetime: Duration
    /// How many attempts may be under way at once.
    public var atOnce: Int
    /// How many messages a minute the other side takes, if it says so.
    public var rate: Rate?
    /// How many deliveries wait in memory; the others wait in the log's database.
    public var window: Int
    /// The pause after the first failure; each further one is twice as long.
    public var firstPause: Duration
    /// The longest pause.
    public var longestPause: Duration
    /// After so many failures in a row the channel counts as dead and is tried with one message
    /// at a time.
    public var failuresUntilDead: Int

    /// A policy; what is not given suits a web service.
    public init(
        attempts: Int = 10, lifetime: Duration = .hours(6), atOnce: Int = 4, rate: Rate? = nil,
        window: Int = 512, firstPause: Duration = .seconds(5),
        longestPause: Duration = .minutes(15), failuresUntilDead: Int = 5,
    ) {
        precondition(
            attempts > 0 && atOnce > 0 && window > 1 && failuresUntilDead > 0
                && firstPause > .zero && longestPause >= firstPause,
            "a channel needs at least one attempt, one place and a pause")
        self.attempts = attempts
        self.lifetime = lifetime
        self.atOnce = atOnce
        self.rate = rate
        self.window = window
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.failuresUntilDead = failuresUntilDead
    }

    /// How long to wait after so many failures: twice as long each time, less up to a half by
    /// chance, so that what failed together is not tried again together.
    func pause(
        afterFailures failures: Int, using generator: inout some RandomNumberGenerator,
    ) -> Duration {
        let doubled = firstPause * (1 << min(max(0, failures - 1), 20))
        return min(doubled, longestPause) * (1 - 0.5 * Double.random(in: 0..<1, using: &generator))
    }
}
