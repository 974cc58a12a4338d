/// A county's areas as a tree: county, townships, communities, grids.
public struct GridTree: Hashable, Sendable {
    /// Why a list of areas is not a tree.
    public enum Fault: Error, Hashable, Sendable {
        /// Two areas have the same code.
        case duplicate(AreaCode)
        /// The area around this one is not in the list.
        case orphan(AreaCode)
        /// The list has no county, or more than one.
        case notOneCounty(count: Int)
    }

    /// The county at the root.
    public let county: Area
    /// Every area, parents directly before what they contain.
    public let areas: [Area]
    private let positions: [AreaCode: Int]
    private let childPositions: [AreaCode: [Int]]

    /// The tree of `areas`, in any order.
    ///
    /// - Throws: ``Fault`` for the first area, by code, that does not fit.
    public init(areas: [Area]) throws(Fault) {
        let sorted = areas.sorted { $0.code < $1.code }
        var positions: [AreaCode: Int] = [:]
        var children: [AreaCode: [Int]] = [:]
        for (position, area) in sorted.enumerated() {
            guard positions.updateValue(position, forKey: area.code) == nil else {
                throw .duplicate(area.code)
            }
            guard let parent = area.code.parent else { continue }
            guard positions[parent] != nil else { throw .orphan(area.code) }
            children[parent, default: []].append(position)
        }
        let counties = sorted.filter { $0.code.level == .county }
        guard let county = counties.first, counties.count == 1 else {
            throw .notOneCounty(count: counties.count)
        }
        self.county = county
        self.areas = sorted
        self.positions = positions
        self.childPositions = children
    }

    /// The area with this code, or nil if the county has none such.
    public subscript(code: AreaCode) -> Area? {
        positions[code].map { areas[$0] }
    }

    /// The areas directly inside `code`, by code.
    public func children(of code: AreaCode) -> [Area] {
        (childPositions[code] ?? []).map { areas[$0] }
    }

    /// The areas at `level`, by code.
    public func areas(at level: AreaCode.Level) -> [Area] {
        areas.filter { $0.code.level == level }
    }

    /// The area and those around it, narrowest first: grid, community, township, county.
    public func chain(from code: AreaCode) -> [Area] {
        var chain: [Area] = []
        var next: AreaCode? = code
        while let code = next, let area = self[code] {
            chain.append(area)
            next = code.parent
        }
        return chain
    }

    /// The full name from wide to narrow below the county, for example 华埠镇溪东村第一网格.
    public func placeName(of code: AreaCode, in language: Language) -> String {
        let names = chain(from: code).dropLast().map { $0.name.text(in: language) }
        guard !names.isEmpty else { return county.name.text(in: language) }
        switch language {
        case .chinese: return names.reversed().joined()
        case .english: return names.joined(separator: ", ")
        }
    }

    /// The nearest stated centre of the area or of one around it.
    public func centre(of code: AreaCode) -> Coordinate? {
        var next: AreaCode? = code
        while let code = next, let position = positions[code] {
            if let centre = areas[position].centre { return centre }
            next = code.parent
        }
        return nil
    }

    /// Whether the county has the area.
    public func contains(_ code: AreaCode) -> Bool { positions[code] != nil }
}
