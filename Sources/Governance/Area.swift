/// A county, township, community or grid, with its name and, where known, its centre.
public struct Area: Hashable, Sendable {
    /// The code, which also tells the level and the areas around it.
    public let code: AreaCode
    /// The name, without the names of the areas around it.
    public let name: LocalizedText
    /// The centre, used where nothing nearer is known.
    public let centre: Coordinate?
    /// The corners of its outline in order, the last joined to the first; empty if not known.
    public let outline: [Coordinate]

    /// How many corners an outline may have.
    public static let maximumCorners = 1_000

    /// An area as the county's folder states it.
    public init(
        code: AreaCode, name: LocalizedText, centre: Coordinate? = nil, outline: [Coordinate] = [],
    ) {
        self.outline = outline
        self.code = code
        self.name = name
        self.centre = centre
    }
}
