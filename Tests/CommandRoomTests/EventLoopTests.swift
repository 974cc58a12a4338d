import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import NIOCore
import Testing

@testable import CommandRoom

struct EventLoopTests {
    private struct Context: RequestContext {
        var coreContext: CoreRequestContextStorage
        let loop: any EventLoop

        init(source: ApplicationRequestContextSource) {
            coreContext = CoreRequestContextStorage(source: source)
            loop = source.channel.eventLoop
        }
    }

    @Test(arguments: [("/healthz", true), ("/api/v1/reports", false), ("/api/v1/stats", false)])
    func `a short request is answered on its connection's event loop, any other beside it`(
        path: String, isOnLoop: Bool,
    ) async throws {
        let router = Router(context: Context.self)
        router.addMiddleware { BesideEventLoops() }
        router.get(RouterPath(path)) { _, context in "\(context.loop.inEventLoop)" }
        let application = Application(
            router: router,
            server: HTTPServerBuilder { EventLoopChannel(HTTP1Channel(responder: $0)) })
        try await application.test(.live) { client in
            let answer = try await client.execute(uri: path, method: .get)
            #expect(String(buffer: answer.body) == "\(isOnLoop)")
        }
    }

    @Test func `handing in a report is short`() {
        #expect(BesideEventLoops<Context>.isShort(.post, "/api/v1/reports"))
        #expect(!BesideEventLoops<Context>.isShort(.post, "/api/v1/rules/check"))
    }
}
