import ArgumentParser
import CEL
import CountyFiles
import Engine
import FeedCore
import Feeds
import Governance
import TextFormats

/// `griddispatch feeds poll`.
struct FeedsPoll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poll",
        abstract: "Take one document of a feed and tell what it changed.",
        discussion: """
            Ends with 0 if the document was taken, whether or not single records of it were refused, \
            and with 1 if it was refused as a whole; the counts are printed either way.
            """)

    @Argument(
        help: "The data item of the county; without one, --from and --format say what is polled.")
    var id: String?

    @Option(help: "The county's folder, where the data item is looked up.")
    var county = "Rules/kaihua"

    @Option(help: "A file, which may be compressed with gzip, or an http or https address.")
    var from: String?

    @Option(help: "\(Self.formats).", transform: { try format(named: $0) })
    var format: FeedFormat?

    @Option(help: "The folder in which the feed's items are kept.")
    var state = "feeds-state"

    @Option(help: "Where the list of records is, names separated by '/'.")
    var records: String?

    @Option(help: "The CEL expression of a record's key, such as 'record.number'.")
    var key: String?

    @Option(help: "A host that may be at a private address; may be given again.")
    var allowHost: [String] = []

    @OptionGroup var secrets: SecretOptions

    @Flag(help: "Keep a document out that looks unlike the last one; always so for a data item.")
    var refuseDrift = false

    @Flag(help: "Tell what the poll would change, item by item, and change nothing.")
    var dryRun = false

    @Flag(help: "Print one JSON object.")
    var json = false

    private static let formats = FeedFormat.allCases.map(\.rawValue).joined(separator: ", ")

    private static func format(named name: String) throws -> FeedFormat {
        guard let format = FeedFormat(rawValue: name) else {
            throw ValidationError("'\(name)' is not a format; known are \(formats).")
        }
        return format
    }

    func validate() throws {
        guard id != nil || from != nil && format != nil else {
            throw ValidationError("Name a data item, or give --from and --format.")
        }
    }

    func run() async throws {
        let target = try target()
        let now = Instant.system
        let feed = try await target.source.read(target.document, at: now)
        let folder = FeedStateFolder(state)
        let report: PollReport
        if dryRun {
            var memory = try folder.memory(of: target.name)
            report = target.poll.take(feed, into: &memory, at: now)
        } else {
            report = try folder.update(target.name) { memory in
                target.poll.take(feed, into: &memory, at: now)
            }
        }
        // The document bounds how many there are, and whoever asked wants the reason of each.
        let object = report.json(changes: dryRun, listing: .max)
        print(json ? object.text(pretty: true) : report.text)
        guard !report.isDocumentRefused, !report.isQuarantined else { throw ExitCode.failure }
    }

    /// What is polled, from where, and under which name it is kept.
    private struct Target {
        let name: String
        let source: FeedSource
        let document: FeedDocument
        let poll: FeedPoll
    }

    private func target() throws -> Target {
        let parts = key.map { [MappingPart.key: Source($0, name: "--key")] }
        if let format, let from {
            let document = FeedDocument(format: format, recordPath: records)
            let mapping = try ItemMapping(parts ?? [:])
            return Target(
                name: id ?? format.rawValue, source: FeedSource(from, allowedHosts: allowHost),
                document: document,
                poll: FeedPoll(document, mapping: mapping, refusesDrift: refuseDrift))
        }
        let feeds = try loadCounty(county).feeds
        let item = try Feeds.item(id ?? "", of: feeds)
        guard let platform = feeds.source(of: item) else {
            throw ValidationError("The source of '\(item.id)' is not in the catalogue.")
        }
        let source =
            try from.map {
                FeedSource($0, allowedHosts: allowHost + platform.access.allowedHosts)
            } ?? FeedSource(item, of: platform, secrets: try secrets.store())
        return Target(
            name: item.id.name, source: source, document: item.document,
            poll: FeedPoll(item.document, mapping: item.mapping, refusesDrift: true))
    }
}
