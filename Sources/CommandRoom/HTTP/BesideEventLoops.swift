import HTTPTypes
import Hummingbird

/// Has all requests answered beside the event loops, but those that are known to be short: an event
/// loop has many connections, and none of them should wait until, say, rules have been analysed.
struct BesideEventLoops<Context: RequestContext>: RouterMiddleware {
    @concurrent
    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response,
    ) async throws -> Response {
        guard !Self.isShort(request.method, request.uri.path) else {
            return try await next(request, context)
        }
        return try await withTaskExecutorPreference(globalConcurrentExecutor) {
            try await next(request, context)
        }
    }

    /// Whether a request is answered without much reckoning: reports, which come most often, and the
    /// probe.
    static func isShort(_ method: HTTPRequest.Method, _ path: String) -> Bool {
        switch path {
        case "/api/v1/reports": method == .post
        case "/healthz": true
        default: false
        }
    }
}
