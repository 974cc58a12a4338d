public import FeedCore

/// Sample documents of data items, kept beside the catalogue: `samples/` in the county's folder.
///
/// A sample is named after its data item, or after the source platform whose items all look alike,
/// with any ending. Nothing is decided by them; they show what mappings do without a network.
public struct FeedSamples: Sendable {
    /// The name of the folder within a county's.
    public static let folderName = "samples"

    private let folder: String
    private let names: [String]

    /// The samples of the county whose folder is at `path`; none if it has none.
    public init(ofCounty path: String) {
        folder = "\(path)/\(Self.folderName)"
        names = DirectoryListing.names(in: folder)
    }

    /// The path of a sample of the item: its own, or else that of its source.
    public func path(for item: DataItem) -> String? {
        for wanted in [item.id.name, item.source.name] {
            let found = names.first { name in
                name.lastIndex(of: ".").map { name[..<$0] == wanted } ?? (name == wanted)
            }
            if let found { return "\(folder)/\(found)" }
        }
        return nil
    }
}
