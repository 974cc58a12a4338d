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
        abstract: "Check a county's data items and explain their mappings. 检查数据项并说明映射。",
        discussion: """
            Shows what each expression gives for the first records of a sample: the file \
            samples/ITEM.* or samples/SOURCE.* of the county's folder, or --from. Ends with 1 if an \
            expression has no value for one of them, or a sample cannot be read.
            """)

    @Argument(help: "The county's folder.")
    var county: String

    @Argument(help: "The data item; by default all of them.")
    var id: String?

    @Option(help: "A file or an http or https address with a sample of the data item.")
    var from: String?

    @Option(help: "How many records of a sample are shown; by default 3 of one item, 1 of all.")
    var records: Int?

    func validate() throws {
        guard from == nil || id != nil else {
            throw ValidationError("A sample is one of a data item; name it before --from.")
        }
        guard (1...1_000).contains(records ?? 1) else {
            throw ValidationError("--records must be from 1 to 1000.")
        }
    }

    func run() async throws {
        let feeds = try loadCounty(county).feeds
        let items = try id.map { [try Feeds.item($0, of: feeds)] } ?? feeds.items
        let samples = FeedSamples(ofCounty: county)
        var (explained, isSound) = (0, true)
        for item in items {
            describe(item, in: feeds)
            guard let sample = from ?? samples.path(for: item) else {
                print(Self.noSample(of: item))
                continue
            }
            print("  sample \(sample)")
            let source = FeedSource(
                sample, allowedHosts: feeds.source(of: item)?.access.allowedHosts ?? [])
            let isFine = explain(item, on: try await source.read(item.document, at: .system))
            isSound = isSound && isFine
            explained += 1
        }
        if id == nil {
            print(
                "\(items.count) data items, every mapping compiles, \(explained) explained on a sample"
            )
        }
        guard isSound else { throw ExitCode.failure }
    }

    private static func noSample(of item: DataItem) -> String {
        """
          no sample: put one into \(FeedSamples.folderName)/ as \(item.id).* or \(item.source).*, or name \
        one with --from
          没有样本：请在 \(FeedSamples.folderName)/ 放入 \(item.id).* 或 \(item.source).*，或用 --from 指定
        """
    }

    private func describe(_ item: DataItem, in feeds: FeedCatalogue) {
        print("\(item.id)  \(item.meaning.chinese) \(item.meaning.english)")
        print("  \(feeds.address(of: item) ?? "sent by its source 由来源推送")  ", terminator: "")
        print(item.document.format.rawValue)
        for part in MappingPart.allCases {
            guard let source = item.expressions[part] else { continue }
            print("  \(part.rawValue): \(source.text)")
        }
    }

    /// Shows what the expressions give; false if one has no value, or the sample cannot be read.
    private func explain(_ item: DataItem, on feed: ParsedFeed) -> Bool {
        var isSound = true
        let count = records ?? (id == nil ? 1 : 3)
        for record in feed.records.prefix(count) {
            print("  record \(record.place)")
            for explanation in item.mapping.explanations(for: record) {
                let sign = explanation.isSound ? "=" : "!"
                isSound = isSound && explanation.isSound
                print("    \(explanation.part.rawValue) \(sign) \(explanation.value)")
            }
        }
        for refusal in feed.refusals.prefix(count) { print("  refused \(refusal)") }
        print("  \(feed.records.count) records, \(feed.refusals.count) refused")
        return isSound && !feed.refusals.contains { $0.isOfDocument }
    }
}
