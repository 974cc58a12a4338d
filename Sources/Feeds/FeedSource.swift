public import CurlHTTP
public import FeedCore
import Glibc
public import Governance

/// Where the document of a feed comes from, asked for once: a file, or an address.
public struct FeedSource: Sendable {
    /// Why a source gave nothing.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// What failed, and what to do.
        public let description: String
    }

    private let location: String
    private let platform: SourcePlatform
    private let paging: TimePaging?
    private let secrets: SecretStore

    /// The source at a path or an http or https address; private addresses only of these hosts.
    ///
    /// An address is asked as anybody would, without a secret.
    public init(_ location: String, allowedHosts: [String] = []) {
        self.location = location
        platform = SourcePlatform(
            id: SourcePlatform.ID(trusted: "address"),
            title: LocalizedText(chinese: location, english: location), address: location,
            access: SourceAccess(allowedHosts: allowedHosts))
        paging = nil
        secrets = SecretStore()
    }

    /// The source of a data item, which is told who asks; at the platform's own address for one that
    /// has none.
    public init(_ item: DataItem, of platform: SourcePlatform, secrets: SecretStore) {
        location = platform.address + (item.path ?? "")
        self.platform = platform
        paging = item.paging
        self.secrets = secrets
    }

    /// The records of the source, and of what it points to if it is an address.
    public func read(
        _ document: FeedDocument, at now: Instant,
    ) async throws(Failure) -> ParsedFeed {
        guard location.hasPrefix("http://") || location.hasPrefix("https://") else {
            return FeedReader(document).records(try file(limit: document.limits.bytes))
        }
        let haul: FeedFetch.Haul
        do {
            let http = try HTTPClient()
            let fetch = FeedFetch(
                client: FeedClient(http, secrets: secrets), platform: platform,
                address: location, document: document, paging: paging)
            var linked: FeedFetch.Linked = [:]
            haul = try await fetch.haul(knowing: FeedClient.Validators(), &linked, at: now)
            await http.shutdown()
        } catch {
            throw Failure(description: "\(error)")
        }
        switch haul {
        case .feed(let feed, _): return feed
        case .unchanged: throw Failure(description: "the source says that nothing has changed")
        case .failed(let error, _): throw Failure(description: error)
        }
    }

    /// The parameter `charset` of a media type.
    public static func charset(of mediaType: String?) -> String? {
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

    private func file(limit: Int) throws(Failure) -> [UInt8] {
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
