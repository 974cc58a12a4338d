/// How one attempt to deliver a message ended.
public enum DeliveryOutcome: Hashable, Sendable {
    /// The channel has taken it; its answer in a few words.
    case delivered(String)
    /// It did not work this time, and may the next.
    case failed(Failure)
    /// The channel will never take it.
    case refused(String)
    /// What it would say does not hold any more, or there is nobody to say it to.
    case obsolete(String)

    /// Why an attempt did not work.
    public struct Failure: Hashable, Sendable {
        /// What happened, in words that hold nothing personal.
        public let reason: String
        /// Whether the message may have arrived although nobody said so.
        public let isInDoubt: Bool
        /// How long the channel wants to be left alone, if it said so.
        public let retryAfter: Duration?

        /// A failure.
        public init(_ reason: String, isInDoubt: Bool = false, retryAfter: Duration? = nil) {
            self.reason = reason
            self.isInDoubt = isInDoubt
            self.retryAfter = retryAfter
        }
    }
}
