import CCurl

extension HTTPFailure {
    static let noMemory = HTTPFailure(
        .internalError, "libcurl could not start the request; is memory exhausted?")

    static func multi(_ code: CURLMcode) -> HTTPFailure {
        HTTPFailure(.internalError, "libcurl's event loop failed with its code \(code.rawValue).")
    }

    static func waitedTooLong(_ submission: Mailbox.Submission) -> HTTPFailure {
        let origin = submission.hop.target.origin
        return .limit(.timeoutWaiting, origin: origin, limits: submission.request.limits)
    }

    static func addressRefused(_ target: RequestTarget, _ reason: String) -> HTTPFailure {
        HTTPFailure(
            .addressRefused,
            "\(target.origin) may not be reached: \(reason). Allow the host if that is meant.")
    }

    static func sentOnceOnly(_ hop: Hop) -> HTTPFailure {
        HTTPFailure(
            .connectionLost,
            """
            \(hop.target.origin): the connection ended before the answer. \
            The \(hop.method.rawValue) was not sent again; it may have arrived.
            """)
    }

    /// A limit of the request that was reached.
    static func limit(_ code: Code, origin: String, limits: HTTPLimits) -> HTTPFailure {
        let what =
            switch code {
            case .timeoutWaiting: "the request had no turn within \(limits.whole)"
            case .timeoutConnect: "no connection within \(limits.connect)"
            case .timeoutFirstByte: "no answer within \(limits.firstByte) of the request"
            case .timeoutWhole: "the exchange was not over within \(limits.whole)"
            case .tooSlow:
                "less than \(limits.pace.bytesPerSecond) bytes per second over \(limits.pace.window)"
            case .headerTooLarge: "a header of over \(limits.headerBytes) bytes"
            case .bodyTooLarge:
                "a body of over \(limits.bodyBytes) bytes, or \(limits.wireBytes) on the wire"
            default: "a limit was reached"
            }
        return HTTPFailure(code, "\(origin): \(what).")
    }
}

extension IPAddress.Kind {
    /// What the kind is, for a sentence.
    var words: String {
        switch self {
        case .global: "public"
        case .unspecified: "no address of a host"
        case .loopback: "this machine itself"
        case .linkLocal: "on the local link"
        case .privateNetwork: "in a private network"
        case .carrierNetwork: "in a carrier's own network"
        case .metadata: "a cloud's metadata service"
        case .multicast: "a multicast group"
        case .documentation: "kept for documentation"
        case .reserved: "reserved"
        }
    }
}
