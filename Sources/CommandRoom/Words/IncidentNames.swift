public import Governance

/// What people call an incident by, for the search: its place, its number and its kind.
public struct IncidentNames: Sendable {
    private let county: County

    /// The names in this county.
    public init(_ county: County) {
        self.county = county
    }

    /// The names of its areas up to the township, its number, and its category, in both languages.
    public func words(for report: Report, number: Int) -> String {
        var areas: [Area] = []
        for level in [AreaCode.Level.township, .community, .grid] {
            guard let code = report.area.ancestor(at: level), let area = county.grids[code] else {
                continue
            }
            if !areas.contains(where: { $0.code == code }) { areas.append(area) }
        }
        let category = county[report.category]?.title
        return
            (areas.flatMap { [$0.name.chinese, $0.name.english] }
            + ["\(number) 号"] + [category?.chinese, category?.english].compactMap(\.self))
            .joined(separator: " ")
    }
}
