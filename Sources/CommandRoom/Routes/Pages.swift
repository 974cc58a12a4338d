import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The pages of the product, read into memory at the start.
struct Pages: Sendable {
    private struct Page {
        let bytes: [UInt8]
        let type: String
        let tag: String
    }

    private let pages: [String: Page]

    /// Where Debian keeps the JavaScript libraries.
    static let systemJavaScript = "/usr/share/javascript"

    /// The pages of this module's resources.
    init() throws {
        let root = Bundle.module.bundleURL.appending(path: "Pages").resolvingSymlinksInPath()
        var pages: [String: Page] = [:]
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard let type = Self.types[file.pathExtension] else { continue }
            let bytes = [UInt8](try Data(contentsOf: file))
            let path = file.resolvingSymlinksInPath().path.dropFirst(root.path.count)
            let page = Page(bytes: bytes, type: type, tag: Self.tag(bytes))
            pages[String(path)] = page
            // A page is known without its ending; index.html is the root.
            if path.hasSuffix(".html") { pages[String(path.dropLast(5))] = page }
        }
        pages["/"] = pages["/index.html"]
        self.pages = pages
    }

    /// The page that a request asks for, or nil if there is none.
    func response(for request: Request) -> Response? {
        guard request.method == .get || request.method == .head else { return nil }
        return response(to: request, with: request.uri.path)
    }

    /// The page at `path`, wherever the request came in, or nil if there is none.
    func response(to request: Request, with path: String) -> Response? {
        guard let page = pages[path] else { return nil }
        var headers: HTTPFields = [.contentType: page.type]
        headers[.eTag] = page.tag
        headers[.cacheControl] = "no-cache"
        if request.headers[.ifNoneMatch] == page.tag {
            return Response(status: .notModified, headers: headers)
        }
        let response = Response(
            status: .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: page.bytes)))
        return request.method == .head ? response.createHeadResponse() : response
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "json": "application/json; charset=utf-8",
        "svg": "image/svg+xml", "png": "image/png", "webmanifest": "application/manifest+json",
    ]

    /// FNV-1a (Fowler, Noll, Vo), 64 bits: tells two versions of a page apart.
    private static func tag(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return "\"\(String(hash, radix: 16))\""
    }
}

/// Serves the pages where no route answers.
struct PagesMiddleware<Context: RequestContext>: RouterMiddleware {
    let pages: Pages

    @concurrent
    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response,
    ) async throws -> Response {
        if let response = pages.response(for: request) { return response }
        return try await next(request, context)
    }
}
