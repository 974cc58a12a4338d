import CCurl

/// Sends requests over HTTP; one thread does all of the work, for any number of callers.
///
/// Connections are kept and shared by all requests of one client. A client ends with `shutdown()`,
/// or at once when nobody holds it any more.
public final class HTTPClient: Sendable {
    private let mailbox: Mailbox

    /// Starts the thread.
    ///
    /// - Throws: `internalError` when the system gives no memory, descriptors or thread.
    public init(configuration: Configuration = Configuration()) throws(HTTPFailure) {
        mailbox = try LoopThread.start(configuration)
    }

    deinit {
        mailbox.drain(until: .now)
    }

    /// Sends a request and returns the whole answer, whatever its status.
    ///
    /// When the calling task is cancelled the transfer is taken down before this throws. A request
    /// whose method is not idempotent goes out at most once.
    ///
    /// - Throws: An `HTTPFailure`; each of its codes says what happened.
    public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let hop = try request.firstHop()
        let id = try mailbox.reserve()
        let submitted = TransferClock.Instant.now
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.submit(
                    Mailbox.Submission(
                        id: id, request: request, hop: hop, submitted: submitted,
                        continuation: continuation))
            }
        } onCancel: {
            mailbox.cancel(id)
        }
        return try result.get()
    }

    /// Ends the client and returns when its thread has ended.
    ///
    /// New and waiting requests fail with `shutDown` at once. Requests under way may finish within
    /// the grace; then they fail with `shutDown` too. Calling it again is harmless.
    public func shutdown(grace: Duration = .seconds(5)) async {
        mailbox.drain(until: .now + grace)
        await mailbox.stopped()
    }
}
