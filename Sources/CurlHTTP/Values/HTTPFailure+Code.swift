extension HTTPFailure {
    /// Every way in which an exchange ends without an answer; a code is never given a new meaning.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case requestInvalid = "http.request_invalid"
        case cancelled = "http.cancelled"
        case queueFull = "http.queue_full"
        case shutDown = "http.shut_down"
        case nameUnresolved = "http.name_unresolved"
        case connectRefused = "http.connect_refused"
        case connectFailed = "http.connect_failed"
        case proxyFailed = "http.proxy_failed"
        case addressRefused = "http.address_refused"
        case redirectRefused = "http.redirect_refused"
        case tooManyRedirects = "http.too_many_redirects"
        case timeoutWaiting = "http.timeout.waiting"
        case timeoutConnect = "http.timeout.connect"
        case timeoutFirstByte = "http.timeout.first_byte"
        case timeoutWhole = "http.timeout.whole"
        case tooSlow = "http.too_slow"
        case headerTooLarge = "http.header_too_large"
        case bodyTooLarge = "http.body_too_large"
        case bodyIncomplete = "http.body_incomplete"
        case connectionLost = "http.connection_lost"
        case responseInvalid = "http.response_invalid"
        case encodingInvalid = "http.encoding_invalid"
        case tlsNameMismatch = "http.tls.name_mismatch"
        case tlsExpired = "http.tls.expired"
        case tlsUntrusted = "http.tls.untrusted"
        case tlsHandshake = "http.tls.handshake"
        case tlsFiles = "http.tls.files"
        case internalError = "http.internal"

        /// Whether the same request may do better later, without anybody changing anything.
        public var isRetryable: Bool {
            switch self {
            case .queueFull, .nameUnresolved, .connectRefused, .connectFailed, .proxyFailed,
                .timeoutWaiting, .timeoutConnect, .timeoutFirstByte, .timeoutWhole, .tooSlow,
                .bodyIncomplete, .connectionLost, .responseInvalid, .encodingInvalid,
                .tlsHandshake:
                true
            case .requestInvalid, .cancelled, .shutDown, .addressRefused, .redirectRefused,
                .tooManyRedirects, .headerTooLarge, .bodyTooLarge, .tlsNameMismatch, .tlsExpired,
                .tlsUntrusted, .tlsFiles, .internalError:
                false
            }
        }
    }
}
