import HTTPTypes
import Hummingbird

/// Headers that every answer carries: no foreign content, no framing, no guessing of types.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    @concurrent
    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response,
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] =
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
            + "frame-ancestors 'none'; form-action 'self'"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        return response
    }
}

extension HTTPField.Name {
    static let referrerPolicy = trusted("Referrer-Policy")
    static let idempotencyKey = trusted("Idempotency-Key")
    static let idempotencyReplayed = trusted("Idempotency-Replayed")
    static let actor = trusted("Actor")
    static let lastEventID = trusted("Last-Event-ID")

    /// A header name written in this source, which is well formed.
    private static func trusted(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else {
            preconditionFailure("bad header name \(name)")
        }
        return name
    }
}
