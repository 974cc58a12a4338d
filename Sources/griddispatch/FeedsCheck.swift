import ArgumentParser
import CEL
import CountyFiles
import Engine
import FeedCore
import Feeds
import Governance

/// `griddispatch feeds check`.
struct FeedsCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a county's data items and explain their mappings.",
        discussion: """
            With a data item and a sample, shows what each expression gives for the sample's first \
            records. Ends with 1 if an expression has no value for one of them.
            """)

    @Argument(help: "The county's folder.")
    var county: String

    @Argument(help: "The data item; by default all of them.")
    var id: String?

    @Option(help: "A file or an http or https address with a sample of the data item.")
    var from: String?

    @Option(help: "How many records of the sample are shown.")
    var records = 3

    func validate() throws {
        guard from == nil || id != nil else {
            throw ValidationError("A sample is one of a data item; name it before --from.")
        }
        guard (1...1_000).contains(records) else {
            throw ValidationError("--records must be from 1 to 1000.")
        }
    }

    func run() async throws {
        let feeds = try loadCounty(county).feeds
        let items = try id.map { [try Feeds.item($0, of: feeds)] } ?? feeds.items
        for item in items { explain(item, in: feeds) }
        guard let from, let item = items.first else {
            return print("\(items.count) data items, every mapping compiles")
        }
        let source = FeedSource(
            from, allowedHosts: feeds.source(of: item)?.access.allowedHosts ?? [])
        try explain(item, on: try await source.read(item.document, at: .system))
    }

    private func explain(_ item: DataItem, in feeds: FeedCatalogue) {
        print("\(item.id)  \(item.meaning.chinese) \(item.meaning.english)")
        print("  \(feeds.address(of: item) ?? "")  \(item.document.format.rawValue)")
        for part in MappingPart.allCases {
            guard let source = item.expressions[part] else { continue }
            print("  \(part.rawValue): \(source.text)")
        }
    }

    private func explain(_ item: DataItem, on feed: ParsedFeed) throws {
        var isSound = true
        for record in feed.records.prefix(records) {
            print("record \(record.place)")
            for explanation in item.mapping.explanations(for: record) {
                let sign = explanation.isSound ? "=" : "!"
                isSound = isSound && explanation.isSound
                print("  \(explanation.part.rawValue) \(sign) \(explanation.value)")
            }
        }
        for refusal in feed.refusals.prefix(records) { print("refused \(refusal)") }
        print("\(feed.records.count) records, \(feed.refusals.count) refused")
        guard isSound, !feed.refusals.contains(where: { $0.isOfDocument }) else {
            throw ExitCode.failure
        }
    }
}
