extension AppendRequest {
    /// Checks what can be checked before anything is encoded.
    func checkBounds(_ limits: LogLimits) throws(EventLogError) {
        guard events.count <= limits.eventsPerRequest else {
            throw EventLogError(
                .invalidRequest,
                "A request holds \(events.count) events; at most \(limits.eventsPerRequest) go "
                    + "together.")
        }
        if let cause, cause.utf8.count > LogLimits.causeBytes {
            throw EventLogError(
                .invalidRequest, "A cause is longer than \(LogLimits.causeBytes) bytes.")
        }
        try idempotency?.checkBounds(limits)
    }
}

extension IdempotentAnswer {
    fileprivate func checkBounds(_ limits: LogLimits) throws(EventLogError) {
        guard (1...LogLimits.keyBytes).contains(key.utf8.count) else {
            throw EventLogError(
                .invalidRequest,
                "An idempotency key has \(key.utf8.count) bytes; 1 to \(LogLimits.keyBytes) are "
                    + "allowed.")
        }
        guard fingerprint.count == LogLimits.fingerprintBytes else {
            throw EventLogError(
                .invalidRequest,
                "A fingerprint has \(fingerprint.count) bytes instead of "
                    + "\(LogLimits.fingerprintBytes).")
        }
        guard answer.count <= limits.bytesPerPart else {
            throw EventLogError(
                .invalidRequest, "An answer is longer than \(limits.bytesPerPart) bytes.")
        }
    }
}
