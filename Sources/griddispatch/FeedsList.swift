import ArgumentParser
import CountyFiles
import FeedCore
import Governance
import TextFormats

/// `griddispatch feeds list`.
struct FeedsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print the data items that a county takes.")

    @Argument(help: "The county's folder.")
    var county = "Rules/kaihua"

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let feeds = try loadCounty(county).feeds
        guard !json else {
            let items = feeds.items.map { json(of: $0, in: feeds) }
            return print(JSON.object(["items": .array(items)]).text(pretty: true))
        }
        for source in feeds.sources {
            let items = feeds.items.filter { $0.source == source.id }
            print("\(source.id)  \(source.title.chinese) \(source.title.english): \(items.count)")
            for item in items {
                print(
                    "  \(item.id)  \(item.meaning.chinese) \(item.meaning.english)  "
                        + "[\(item.document.format.rawValue), every \(item.interval.short), "
                        + "fresh \(item.freshness.short), \(item.sensitivity.rawValue)]")
            }
        }
        print("\(feeds.items.count) data items from \(feeds.sources.count) sources")
    }

    private func json(of item: DataItem, in feeds: FeedCatalogue) -> JSON {
        [
            "id": .string(item.id.name), "source": .string(item.source.name),
            "address": feeds.address(of: item).map(JSON.string) ?? .null,
            "meaning": item.meaning.json, "owner": item.owner.json,
            "format": .string(item.document.format.rawValue),
            "everySeconds": .integer(item.interval.components.seconds),
            "freshSeconds": .integer(item.freshness.components.seconds),
            "sensitivity": .string(item.sensitivity.rawValue),
            "rules": .array(item.readers.rules.map(JSON.string)),
            "pages": .array(item.readers.pages.map(JSON.string)),
        ]
    }
}

extension LocalizedText {
    fileprivate var json: JSON { ["zh": .string(chinese), "en": .string(english)] }
}

extension Duration {
    /// The duration in the largest unit that it is whole in, such as `5min`.
    fileprivate var short: String {
        let seconds = components.seconds
        for (length, unit): (Int64, String) in [(86_400, "d"), (3_600, "h"), (60, "min")]
        where seconds > 0 && seconds.isMultiple(of: length) {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }
}
