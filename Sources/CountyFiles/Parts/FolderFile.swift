/// The files of a county's folder, in the order in which they are read.
enum FolderFile: String, CaseIterable {
    case county = "county.yaml"
    case grids = "grids.yaml"
    case roles = "roles.yaml"
    case roster = "roster.yaml"
    case categories = "categories.yaml"
    case calendar = "calendar.yaml"
    case standards = "standards.yaml"
    case routing = "routing.yaml"
    case routingTests = "routing.tests.yaml"
    case feeds = "feeds.yaml"
    case dispatch = "dispatch.yaml"
    case channels = "channels.yaml"

    /// Whether a folder may do without the file.
    var isOptional: Bool { [.calendar, .feeds, .dispatch, .channels].contains(self) }

    /// The kinds of names that the file defines.
    var defines: [NameKind] {
        switch self {
        case .county, .calendar, .dispatch: []
        case .grids: [.area]
        case .roles: [.role]
        case .roster: [.shift, .responder]
        case .categories: [.question, .category]
        case .standards: [.standard]
        case .routing: [.table, .rule]
        case .routingTests: [.routingCase]
        case .feeds: [.source, .dataItem]
        case .channels: [.channel, .contact]
        }
    }
}

extension Reading {
    /// The items of a part's main list; without it, names of the kinds cannot be judged.
    mutating func mainList(_ node: YAMLNode?, defining kinds: NameKind...) -> [YAMLNode] {
        if let items = list(node) { return items }
        for kind in kinds { names.markUnreadable(kind) }
        return []
    }
}
