/// A county, township, community or grid, with its name and, where known, its centre.
public struct Area: Hashable, Sendable {
    /// The code, which also tells the level and the areas around it.
    public let code: AreaCode
    /// The name, without the names of the areas around it.
    public let name: LocalizedText
    /// The centre, used where nothing nearer is known.
    public let centre: Coordinate?

    /// An area as the county's folder states it.
    public init(code: AreaCode, name: LocalizedText, centre: Coordinate? = nil) {
        self.code = code
        self.name = name
        self.centre = centre
    }
}
