import HTTPTypes
import Hummingbird

/// Answers only requests that name this machine as their host.
///
/// A web page from elsewhere whose name was made to point here could otherwise read and report
/// through the browser of whoever sits at this machine.
struct LoopbackHosts<Context: RequestContext>: RouterMiddleware {
    @concurrent
    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response,
    ) async throws -> Response {
        guard Self.isLoopback(request.head.authority ?? "localhost") else {
            throw Problem(
                .misdirectedRequest, "host.not_loopback", "只接受以本机回环地址访问的请求",
                "Only requests to a loopback address of this machine are answered")
        }
        return try await next(request, context)
    }

    /// Whether a host, with or without a port, is a loopback address or `localhost`.
    static func isLoopback(_ authority: String) -> Bool {
        var host = Substring(authority)
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            host = host[host.index(after: host.startIndex)..<end]
        } else if let colon = host.lastIndex(of: ":") {
            host = host[..<colon]
        }
        return (try? LoopbackAddress(host: String(host), port: 0)) != nil
    }
}
