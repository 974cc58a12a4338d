public import CurlHTTP
public import FeedCore
import Glibc

/// Where the documents of a feed come from: a file, or an address.
public struct FeedSource: Sendable {
    /// What a source gave.
    public struct Document: Sendable {
        /// The bytes.
        public let bytes: [UInt8]
        /// The encoding that HTTP says, if it says one.
        public let charset: String?
    }

    /// Why a source gave nothing.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// What failed, and what to do.
        public let description: String
    }

    private let location: String
    private let allowedHosts: [String]
    private let token: Secret?
    private let limit: Int

    /// The source at a path or an http or https address; private addresses only of these hosts.
    public init(
        _ location: String, allowedHosts: [String] = [], token: Secret? = nil,
        limit: Int = FeedLimits().bytes,
    ) {
        self.token = token
        self.location = location
        self.allowedHosts = allowedHosts
        self.limit = limit
    }

    /// The token that a platform wants, from the environment; nil if it wants none.
    public static func token(for platform: SourcePlatform) throws(Failure) -> Secret? {
        guard let name = platform.tokenVariable else { return nil }
        guard let value = getenv(name), value.pointee != 0 else {
            throw Failure(
                description: "the source '\(platform.id)' wants a token; set \(name) in the "
                    + "environment")
        }
        return Secret(String(cString: value))
    }

    /// Gets the document.
    public func fetch() async throws(Failure) -> Document {
        guard location.hasPrefix("http://") || location.hasPrefix("https://") else {
            return Document(bytes: try file(), charset: nil)
        }
        let response: HTTPResponse
        do throws(HTTPFailure) {
            let client = try HTTPClient()
            response = try await client.send(request)
            await client.shutdown()
        } catch {
            throw Failure(description: "\(error)")
        }
        guard response.status == 200 else {
            throw Failure(description: "the source answered with status \(response.status)")
        }
        return Document(
            bytes: response.body, charset: Self.charset(of: response.headers["Content-Type"]))
    }

    private var request: HTTPRequest {
        HTTPRequest(
            url: location, limits: HTTPLimits(bodyBytes: limit),
            addresses: AddressPolicy(allowedHosts: allowedHosts),
            authentication: token.map { .bearer($0) } ?? .none)
    }

    /// The parameter `charset` of a media type.
    static func charset(of mediaType: String?) -> String? {
        for parameter in (mediaType ?? "").split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmingSpaces.lowercased() == "charset" else {
                continue
            }
            let name = parts[1].trimmingSpaces.filter { $0 != "\"" }
            return name.isEmpty ? nil : name
        }
        return nil
    }

    private func file() throws(Failure) -> [UInt8] {
        let descriptor = open(location, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("\(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw failure("it is not a regular file")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("\(String(cString: strerror(errno)))") }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
            guard bytes.count <= limit else { throw failure("it is longer than \(limit) bytes") }
        }
    }

    private func failure(_ reason: String) -> Failure {
        Failure(description: "cannot read \(location): \(reason)")
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
