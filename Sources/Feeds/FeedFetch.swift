import Crypto
import FeedCore
import Governance

/// Gets all that a source gives of a data item: its document, those that this one points to, and
/// further pages.
struct FeedFetch: Sendable {
    /// What a source gave.
    enum Haul: Sendable {
        /// Its records, and what to ask for the next ones with.
        case feed(ParsedFeed, FeedClient.Validators)
        /// Nothing has changed since the validators were given.
        case unchanged
        /// Nothing: why, and the moment before which the source must not be asked again.
        case failed(error: String, retryAfter: Instant?)
    }

    /// What is remembered of documents that an index points to, by address.
    typealias Linked = [String: (feed: ParsedFeed, validators: FeedClient.Validators)]

    /// How many linked documents are asked for at once.
    static let linksAtOnce = 8

    let client: FeedClient
    let platform: SourcePlatform
    let address: String
    let document: FeedDocument
    let paging: TimePaging?

    /// Gets a data item, as the catalogue describes it.
    init(_ client: FeedClient, _ item: DataItem, of platform: SourcePlatform) {
        self.init(
            client: client, platform: platform, address: platform.address + (item.path ?? ""),
            document: item.document, paging: item.paging)
    }

    /// Gets what is at an address of a platform.
    init(
        client: FeedClient, platform: SourcePlatform, address: String, document: FeedDocument,
        paging: TimePaging? = nil,
    ) {
        self.client = client
        self.platform = platform
        self.address = address
        self.document = document
        self.paging = paging
    }

    /// Asks the source; `linked` is what is known of linked documents, and then what is known now.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; every other end is an answer.
    func haul(
        knowing known: FeedClient.Validators, _ linked: inout Linked, at now: Instant,
    ) async throws(CancellationError) -> Haul {
        if let paging { return try await pages(paging, at: now) }
        let answer = try await client.ask(
            address, of: platform, knowing: known,
            within: document.limits, at: now)
        switch answer {
        case .unchanged: return .unchanged
        case .failed(let error, let retryAfter):
            return .failed(error: error, retryAfter: retryAfter)
        case .document(let bytes, let charset, let validators):
            var feed = FeedReader(document).records(bytes, charset: charset)
            guard !feed.links.isEmpty else { return .feed(feed, validators) }
            try await follow(&feed, &linked, at: now)
            return .feed(feed, feed.isWhole ? validators : FeedClient.Validators())
        }
    }
}

// Documents that an index points to.
extension FeedFetch {
    /// Adds the records of the linked documents, in the order of the links.
    private func follow(
        _ feed: inout ParsedFeed, _ linked: inout Linked, at now: Instant,
    ) async throws(CancellationError) {
        let links = feed.links.prefix(document.limits.links)
        let known = linked
        let answers = await withTaskGroup(
            of: (Int, Result<FeedClient.Answer, CancellationError>).self
        ) { group in
            var answers: [Int: Result<FeedClient.Answer, CancellationError>] = [:]
            for (index, link) in links.enumerated() {
                if index >= Self.linksAtOnce, let done = await group.next() {
                    answers[done.0] = done.1
                }
                group.addTask { (index, await ask(link, known[link]?.validators, at: now)) }
            }
            for await done in group { answers[done.0] = done.1 }
            return answers
        }
        linked = [:]
        var digests = [feed.digest]
        for (index, link) in links.enumerated() {
            guard let answer = try answers[index]?.get() else { continue }
            let part = self.part(answer, link, known)
            linked[link] = part.known
            digests.append(part.feed.digest)
            feed.append(part.feed)
        }
        for link in feed.links.dropFirst(links.count) {
            feed.append(
                Self.refused(
                    link, "只跟随前 \(links.count) 个链接",
                    "only the first \(links.count) links are followed"))
        }
        feed.links = []
        feed.digest = Self.digest(of: digests)
    }

    /// One digest for several documents.
    private static func digest(of digests: [String]) -> String {
        SHA256.hash(data: Array(digests.joined(separator: "\n").utf8)).hex
    }

    private func ask(
        _ link: String, _ known: FeedClient.Validators?, at now: Instant,
    ) async -> Result<FeedClient.Answer, CancellationError> {
        do throws(CancellationError) {
            return .success(
                try await client.ask(
                    Self.absolute(link, at: address), of: platform,
                    knowing: known ?? FeedClient.Validators(), within: document.limits,
                    at: now))
        } catch {
            return .failure(error)
        }
    }

    private func part(
        _ answer: FeedClient.Answer, _ link: String, _ known: Linked,
    ) -> (feed: ParsedFeed, known: Linked.Value?) {
        switch answer {
        case .unchanged: return (known[link]?.feed ?? ParsedFeed(), known[link])
        case .failed(let error, _): return (Self.refused(link, error, error), nil)
        case .document(let bytes, let charset, let validators):
            var part = FeedReader(document).records(bytes, charset: charset)
                .asPart(named: link)
            guard part.links.isEmpty else {
                return (
                    Self.refused(link, "它又是一个索引", "it is an index itself"), nil
                )
            }
            // Which alert a document that cannot be read stands for is not known.
            part.isWhole = part.refusals.allSatisfy { $0.key != nil }
            return (part, part.isWhole ? (part, validators) : nil)
        }
    }

    private static func refused(
        _ link: String, _ chinese: String, _ english: String,
    ) -> ParsedFeed {
        var feed = ParsedFeed(
            refused: Refusal(
                .link, name: link, place: link,
                LocalizedText(chinese: chinese, english: english)))
        feed.isWhole = false
        return feed
    }

    /// A link with the origin of the document that it stands in, if it has none itself.
    static func absolute(_ link: String, at base: String) -> String {
        guard !link.contains("://"), let scheme = base.firstRange(of: "://") else { return link }
        let rest = base[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
        let origin = base[..<scheme.upperBound] + rest.prefix { $0 != "/" }
        if link.hasPrefix("/") { return origin + link }
        let folder = rest.lastIndex(of: "/").map { base[..<$0] } ?? origin[...]
        return "\(folder)/\(link)"
    }
}

// Pages by time.
extension FeedFetch {
    private func pages(
        _ paging: TimePaging, at now: Instant,
    ) async throws(CancellationError) -> Haul {
        var feed = ParsedFeed()
        var seen: Set<String> = []
        var digests: [String] = []
        let start = now - paging.window
        var end = now
        for _ in 0..<TimePaging.maximumPages {
            let page = paging.address(address, from: start, to: end)
            let answer = try await client.ask(
                page, of: platform, within: document.limits, at: now)
            switch answer {
            case .unchanged:
                return .failed(error: "status 304 to an unconditional request", retryAfter: nil)
            case .failed(let error, let retryAfter):
                return .failed(error: error, retryAfter: retryAfter)
            case .document(let bytes, let charset, _):
                var page = FeedReader(document).records(bytes, charset: charset)
                let count = page.records.count + page.refusals.count
                let oldest = page.records.compactMap(\.standard.time).min()
                // A page begins where the one before it ended, so some records come twice.
                page.records.removeAll { record in
                    record.standard.id.map { !seen.insert($0).inserted } ?? false
                }
                let isNew = !page.records.isEmpty
                feed.append(page)
                digests.append(page.digest)
                if page.refusals.contains(where: \.isOfDocument) || count < paging.size {
                    feed.digest = Self.digest(of: digests)
                    return .feed(feed, FeedClient.Validators())
                }
                guard isNew, let oldest, oldest <= end else {
                    return .failed(
                        error: "a full page of \(paging.size) leads no further back than \(end)",
                        retryAfter: nil)
                }
                end = oldest
            }
        }
        return .failed(
            error: "there are more than \(TimePaging.maximumPages) pages; make the window shorter",
            retryAfter: nil)
    }
}
