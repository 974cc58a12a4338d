extension HTTPClient {
    /// How much a client does at once.
    public struct Configuration: Sendable, Hashable {
        /// The most requests under way at once.
        public var maximumConcurrent: Int
        /// The most requests under way at once to one origin: scheme, host and port.
        public var maximumPerOrigin: Int
        /// The most requests that wait for a turn; one more fails with `queueFull`.
        public var maximumWaiting: Int
        /// The most open connections that are kept for later, over all hosts.
        public var maximumIdleConnections: Int
        /// What a connection may be idle for and still be used again, in whole seconds.
        public var maximumIdleSeconds: Int
        /// The `User-Agent` of requests that do not set their own.
        public var userAgent: String

        /// Sets the sizes; what is not given suits a few hundred sources.
        public init(
            maximumConcurrent: Int = 256, maximumPerOrigin: Int = 16, maximumWaiting: Int = 1024,
            maximumIdleConnections: Int = 256, maximumIdleSeconds: Int = 60,
            userAgent: String = "GridDispatch",
        ) {
            precondition(
                maximumConcurrent > 0 && maximumPerOrigin > 0 && maximumWaiting >= 0
                    && maximumIdleConnections > 0 && maximumIdleSeconds > 0,
                "a client needs room for at least one request, connection and second")
            self.maximumConcurrent = maximumConcurrent
            self.maximumPerOrigin = maximumPerOrigin
            self.maximumWaiting = maximumWaiting
            self.maximumIdleConnections = maximumIdleConnections
            self.maximumIdleSeconds = maximumIdleSeconds
            self.userAgent = userAgent
        }
    }
}
