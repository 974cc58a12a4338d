import CCurl

/// One exchange on libcurl's side: an easy handle, what has come so far, and why it was stopped.
///
/// Lives on the loop's thread only, from `init` to `deinit`.
final class Transfer {
    typealias Instant = TransferClock.Instant

    /// What an ended hop leads to.
    enum Outcome {
        case next(Hop)
        case answer(HTTPResponse)
        case failure(HTTPFailure)
    }

    let submission: Mailbox.Submission
    let configuration: HTTPClient.Configuration
    let easy: UnsafeMutableRawPointer
    private(set) var hop: Hop
    private(set) var clock: TransferClock
    private var collector: ResponseCollector
    /// Why one of the callbacks ended the hop.
    private var stopped: HTTPFailure?
    private var connections = ConnectionAttempts()
    private var timesSent = 0
    /// What came of the body before its connection was lost.
    private(set) var partial: PartialBody?
    /// The fields of the hop; libcurl reads them until it is over.
    var fieldList: UnsafeMutablePointer<curl_slist>?
    let errorText = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    var request: HTTPRequest { submission.request }

    /// Makes the handle, or nil when there is no memory for it.
    init?(_ submission: Mailbox.Submission, _ configuration: HTTPClient.Configuration) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.submission = submission
        self.configuration = configuration
        hop = submission.hop
        clock = TransferClock(limits: submission.request.limits, submitted: submission.submitted)
        collector = ResponseCollector(limits: submission.request.limits)
        errorText.initialize(repeating: 0)
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(fieldList)
        errorText.deallocate()
    }

    /// The transfer that a handle belongs to.
    static func of(_ easy: UnsafeMutableRawPointer?) -> Transfer? {
        Transfer.of(context: ccurl_get_context(easy))
    }

    static func of(context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Readies the handle for a hop that begins now.
    ///
    /// - Throws: `addressRefused`, `tlsFiles` or `internalError`.
    func prepare(_ hop: Hop, at now: Instant) throws(HTTPFailure) {
        self.hop = hop
        clock.hopStarted(at: now)
        var limits = request.limits
        limits.bodyBytes -= partial?.bytes.count ?? 0
        collector = ResponseCollector(limits: limits)
        connections = ConnectionAttempts()
        timesSent = 0
        errorText.update(repeating: 0)
        if request.proxy != nil, !request.addresses.allowsBehindProxy(host: hop.target.host) {
            throw .addressRefused(hop.target, "it is not public")
        }
        try setOptions()
    }

    /// What the end of a hop means.
    func outcome(_ code: CURLcode, at now: Instant) -> Outcome {
        if let stopped { return .failure(stopped) }
        guard code == CURLE_OK else { return resumption(code) ?? .failure(failure(code)) }
        let wireBytes = Int(ccurl_get_offset(easy, CURLINFO_SIZE_DOWNLOAD_T))
        guard wireBytes <= request.limits.wireBytes else { return .failure(tooLargeOnWire) }
        let location = RedirectPolicy.location(status: collector.status, headers: collector.headers)
        if let broken = brokenResumption { return .failure(broken) }
        guard let location else { return .answer(response(wireBytes: wireBytes, at: now)) }
        do {
            return .next(
                try request.redirects.hop(
                    after: hop, first: submission.hop, status: collector.status,
                    location: location))
        } catch {
            return .failure(error)
        }
    }

    /// Judges a time limit that may have passed.
    func expired(at now: Instant) -> HTTPFailure? {
        guard now >= clock.deadline else { return nil }
        let bytes = Int(ccurl_get_offset(easy, CURLINFO_SIZE_DOWNLOAD_T)) + collector.headerBytes
        return clock.expired(at: now, bytes: bytes).map { limitFailure($0) }
    }

    private func failure(_ code: CURLcode) -> HTTPFailure {
        if code == CURLE_COULDNT_CONNECT, let refused = connections.onlyRefused {
            return .addressRefused(hop.target, "\(refused) is \(refused.kind.words)")
        }
        let report = CurlReport(
            code: code, systemError: Int32(ccurl_get_long(easy, CURLINFO_OS_ERRNO)),
            verifyResult: ccurl_get_long(easy, CURLINFO_SSL_VERIFYRESULT),
            text: errorText.baseAddress.map { String(cString: $0) } ?? "", phase: clock.phase,
            usesProxy: request.proxy != nil,
            proxyStatus: ccurl_get_long(easy, CURLINFO_HTTP_CONNECTCODE))
        if let limit = report.limit { return limitFailure(limit) }
        return report.failure(origin: hop.target.origin, hiding: request.secrets)
    }

    private func response(wireBytes: Int, at now: Instant) -> HTTPResponse {
        let address = ccurl_get_text(easy, CURLINFO_PRIMARY_IP).map { String(cString: $0) }
        return HTTPResponse(
            status: partial == nil || collector.status != 206 ? collector.status : 200,
            version: collector.version, headers: collector.headers,
            body: wholeBody, effectiveURL: hop.target.url, redirects: hop.index,
            wireBytes: wireBytes, remoteAddress: address.flatMap { IPAddress($0) },
            isConnectionReused: ccurl_get_long(easy, CURLINFO_NUM_CONNECTS) == 0,
            timings: timings(at: now))
    }

    private func timings(at now: Instant) -> HTTPTimings {
        HTTPTimings(
            waiting: clock.waited,
            resolving: .microseconds(ccurl_get_offset(easy, CURLINFO_NAMELOOKUP_TIME_T)),
            connecting: clock.started.duration(to: clock.connected),
            answering: clock.connected.duration(to: clock.answered),
            receiving: clock.answered.duration(to: now),
            total: clock.submitted.duration(to: now))
    }
}

// MARK: Asking for the rest of a body

extension Transfer {
    /// The same hop again for the rest of the body, if that is worth trying.
    private func resumption(_ code: CURLcode) -> Outcome? {
        guard code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR || code == CURLE_HTTP2_STREAM,
            let next = PartialBody(collector, after: partial, of: request, method: hop.method)
        else { return nil }
        partial = next
        return .next(hop)
    }

    /// A part of the body that does not go on where the first one ended.
    private var brokenResumption: HTTPFailure? {
        guard let partial, collector.status == 206, !partial.continues(collector.headers) else {
            return nil
        }
        return HTTPFailure(
            .responseInvalid,
            "\(hop.target.origin): the rest of the body is not the part that was asked for.")
    }

    private var wholeBody: [UInt8] {
        guard let partial, collector.status == 206 else { return collector.body }
        return partial.bytes + collector.body
    }
}

// MARK: What the callbacks report; false ends the hop

extension Transfer {
    func mayConnect(to address: IPAddress?) -> Bool {
        // A proxy is at an address that the configuration named.
        let isAllowed =
            request.proxy != nil
            || address.map { request.addresses.allows($0, for: hop.target.host) } ?? false
        connections.note(address, isAllowed: isAllowed)
        return isAllowed
    }

    /// A connection, new or kept from another request, is about to carry this one.
    func maySend(to address: IPAddress?) -> Bool {
        guard mayConnect(to: address) else {
            let words = address.map { "\($0) is \($0.kind.words)" } ?? "its address is unknown"
            stopped = .addressRefused(hop.target, words)
            return false
        }
        timesSent += 1
        guard timesSent == 1 || hop.method.isIdempotent else {
            stopped = .sentOnceOnly(hop)
            return false
        }
        clock.connectionReady(at: .now)
        return true
    }

    func take(line: UnsafeRawBufferPointer) -> Bool {
        clock.answerCame(at: .now)
        stopped = collector.take(line: line).map { limitFailure($0) }
        return stopped == nil
    }

    func take(body piece: UnsafeRawBufferPointer) -> Bool {
        stopped = collector.take(body: piece).map { limitFailure($0) }
        return stopped == nil
    }

    /// The body's size on the wire so far, also while nothing comes out of the decompressor.
    func progressed(wireBytes: Int) -> Bool {
        guard wireBytes > request.limits.wireBytes else { return true }
        stopped = tooLargeOnWire
        return false
    }

    private var tooLargeOnWire: HTTPFailure {
        HTTPFailure(
            .bodyTooLarge,
            "\(hop.target.origin): a body of over \(request.limits.wireBytes) bytes on the wire.")
    }

    private func limitFailure(_ code: HTTPFailure.Code) -> HTTPFailure {
        .limit(code, origin: hop.target.origin, limits: request.limits)
    }
}

/// The addresses that a hop tried.
struct ConnectionAttempts {
    private var allowed = 0
    private var refused: IPAddress?

    /// The first refused address, if none was allowed.
    var onlyRefused: IPAddress? { allowed == 0 ? refused : nil }

    mutating func note(_ address: IPAddress?, isAllowed: Bool) {
        if isAllowed { allowed += 1 } else if refused == nil { refused = address }
    }
}
