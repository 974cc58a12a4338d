/// All that a county takes from other systems.
public struct FeedCatalogue: Sendable {
    /// The platforms, in the order of the file.
    public let sources: [SourcePlatform]
    /// The data items, in the order of the file.
    public let items: [DataItem]
    private let places: [DataItem.ID: Int]

    /// A catalogue whose items come from its platforms.
    public init(sources: [SourcePlatform] = [], items: [DataItem] = []) {
        self.sources = sources
        self.items = items
        places = Dictionary(
            items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The data item of that name.
    public func item(_ id: DataItem.ID) -> DataItem? { places[id].map { items[$0] } }

    /// The platform that an item comes from.
    ///
    /// - Complexity: O(n) in the number of platforms.
    public func source(of item: DataItem) -> SourcePlatform? {
        sources.first { $0.id == item.source }
    }

    /// The address of an item; nil for one that is never asked for.
    public func address(of item: DataItem) -> String? {
        guard let path = item.path, let source = source(of: item) else { return nil }
        return source.address + path
    }
}
