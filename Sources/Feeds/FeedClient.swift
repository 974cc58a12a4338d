public import CurlHTTP
public import FeedCore
public import Governance

/// Asks a source for the document of a feed, and says what the answer means for the schedule.
public struct FeedClient: Sendable {
    /// What a source answered.
    public enum Answer: Sendable, Hashable {
        /// A document, and what to ask for the next one with.
        case document(bytes: [UInt8], charset: String?, validators: Validators)
        /// Nothing has changed since the validators were given.
        case unchanged
        /// No document: why, and the moment before which the source must not be asked again.
        case failed(error: String, retryAfter: Instant?)
    }

    /// What tells a source which version of a document is known already (RFC 9110 §13).
    public struct Validators: Sendable, Hashable {
        /// The entity tag.
        public var tag: String?
        /// The date of the last change.
        public var date: String?

        /// Knows no version unless told.
        public init(tag: String? = nil, date: String? = nil) {
            self.tag = tag
            self.date = date
        }
    }

    /// How often the rest of a document is asked for after its connection was lost.
    static let resumptions = 3

    private let http: HTTPClient
    private let requests: SourceRequests
    private let limits: HTTPLimits

    /// A client that sends its requests through `http` and takes secrets from `secrets`.
    public init(
        _ http: HTTPClient, secrets: SecretStore = SecretStore(),
        limits: HTTPLimits = HTTPLimits(),
    ) {
        self.http = http
        self.limits = limits
        requests = SourceRequests(http, secrets: secrets)
    }

    /// Asks for a document.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; every other end is an answer.
    public func ask(
        _ address: String, of platform: SourcePlatform, knowing known: Validators = Validators(),
        within limits: FeedLimits, at now: Instant,
    ) async throws(CancellationError) -> Answer {
        do throws(SourceFault) {
            var response = try await send(address, platform, known, limits, now)
            // A token may be called back before its time; a new one is asked for once.
            if response.status == 401, await requests.forgetToken(of: platform) {
                response = try await send(address, platform, known, limits, now)
            }
            return answer(to: response, at: now)
        } catch {
            guard !error.isCancellation else { throw CancellationError() }
            return .failed(error: error.description, retryAfter: nil)
        }
    }

    private func send(
        _ address: String, _ platform: SourcePlatform, _ known: Validators, _ limits: FeedLimits,
        _ now: Instant,
    ) async throws(SourceFault) -> HTTPResponse {
        var request = try await requests.request(for: address, of: platform, at: now)
        if let tag = known.tag { request.headers.append("If-None-Match", tag) }
        if let date = known.date { request.headers.append("If-Modified-Since", date) }
        request.limits = self.limits
        request.limits.bodyBytes = limits.bytes
        request.resumptions = Self.resumptions
        do throws(HTTPFailure) {
            return try await http.send(request)
        } catch {
            throw error.code == .cancelled
                ? .cancelled : SourceFault(description: error.description)
        }
    }

    private func answer(to response: HTTPResponse, at now: Instant) -> Answer {
        switch response.status {
        case 200:
            return .document(
                bytes: response.body,
                charset: FeedSource.charset(of: response.headers["Content-Type"]),
                validators: Validators(
                    tag: response.headers["ETag"], date: response.headers["Last-Modified"]))
        case 304: return .unchanged
        case 401, 403:
            return .failed(
                error: "the source answered with status \(response.status): it does not let us in; "
                    + "check the secrets that its 'auth' names",
                retryAfter: nil)
        default:
            return .failed(
                error: "the source answered with status \(response.status)",
                retryAfter: response.headers["Retry-After"].flatMap { Self.moment($0, at: now) })
        }
    }

    /// The moment of a `Retry-After`: a number of seconds, or a date (RFC 9110 §10.2.3).
    static func moment(_ text: String, at now: Instant) -> Instant? {
        if let seconds = Int(text) {
            return seconds >= 0 ? now + .seconds(min(seconds, 365 * 86_400)) : nil
        }
        return FeedTime().instant(text)
    }
}
