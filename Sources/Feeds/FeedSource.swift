public import CurlHTTP
public import FeedCore
import Glibc
public import Governance

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
    private let limit: Int

    /// The source at a path or an http or https address; private addresses only of these hosts.
    ///
    /// An address is asked as anybody would, without a secret.
    public init(
        _ location: String, allowedHosts: [String] = [], limit: Int = FeedLimits().bytes,
    ) {
        self.location = location
        self.allowedHosts = allowedHosts
        self.limit = limit
    }

    /// Whether the source is an address and not a file.
    public var isAddress: Bool {
        location.hasPrefix("http://") || location.hasPrefix("https://")
    }

    /// Gets the document.
    public func fetch(at now: Instant) async throws(Failure) -> Document {
        guard isAddress else { return Document(bytes: try file(), charset: nil) }
        let text = LocalizedText(chinese: location, english: location)
        let platform = SourcePlatform(
            id: SourcePlatform.ID(trusted: "address"), title: text, address: location,
            access: SourceAccess(allowedHosts: allowedHosts))
        return try await Self.document(
            location, of: platform, secrets: SecretStore(), limits: FeedLimits(bytes: limit),
            at: now)
    }

    /// Gets the document at an address of a platform, which is told who asks.
    public static func document(
        _ address: String, of platform: SourcePlatform, secrets: SecretStore,
        limits: FeedLimits, at now: Instant,
    ) async throws(Failure) -> Document {
        let answer: FeedClient.Answer
        do {
            let http = try HTTPClient()
            answer = try await FeedClient(http, secrets: secrets)
                .ask(address, of: platform, within: limits, at: now)
            await http.shutdown()
        } catch {
            throw Failure(description: "\(error)")
        }
        switch answer {
        case .document(let bytes, let charset, _): return Document(bytes: bytes, charset: charset)
        case .unchanged: throw Failure(description: "the source says that nothing has changed")
        case .failed(let error, _): throw Failure(description: error)
        }
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
