import ArgumentParser
import CountyFiles
import FeedCore
import Governance

/// `griddispatch feeds`.
struct Feeds: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Governance data of other systems. 外部数据接入。",
        subcommands: [FeedsList.self, FeedsCheck.self, FeedsPoll.self, FeedsSimulate.self])

    /// The data item of that name.
    static func item(_ id: String, of catalogue: FeedCatalogue) throws -> DataItem {
        guard let item = DataItem.ID(id).flatMap({ catalogue.item($0) }) else {
            throw ValidationError("There is no data item '\(id)'; see 'griddispatch feeds list'.")
        }
        return item
    }
}
