import Governance

/// roles.yaml: who can be called, who may stand in for whom, and who is the last to be asked.
struct RolesPart {
    private(set) var roles: [Role] = []
    let supervisor: Role.ID?

    init(_ root: YAMLNode?, _ reading: inout Reading) {
        let fields = reading.fields(root, required: ["supervisor", "roles"])
        supervisor = reading.reference(fields?["supervisor"], .role)
        for node in reading.mainList(fields?["roles"], defining: .role) {
            if let role = Self.role(node, &reading) { roles.append(role) }
        }
    }

    private static func role(_ node: YAMLNode, _ reading: inout Reading) -> Role? {
        let fields = reading.fields(
            node, required: ["id", "title"], optional: ["substitutes"])
        guard let fields else { return nil }
        let id: Role.ID? = reading.definition(fields["id"], .role)
        let title = reading.localizedText(fields["title"])
        let substitutes: [Role.ID] = reading.references(fields["substitutes"], .role)
        guard let id, let title else { return nil }
        if let own = fields["substitutes"], substitutes.contains(id) {
            reading.addBad(
                own, "the role '\(id)' cannot be its own substitute", "角色“\(id)”不能顶替自己")
        }
        return Role(id: id, title: title, substitutes: substitutes)
    }
}

extension Reading {
    /// A name that is defined here.
    mutating func definition<ID: NamedID>(_ node: YAMLNode?, _ kind: NameKind) -> ID? {
        guard let node, let id: ID = identifier(node) else { return nil }
        define(kind, id.name, at: node.place)
        return id
    }

    /// A name that must be defined somewhere.
    mutating func reference<ID: NamedID>(_ node: YAMLNode?, _ kind: NameKind) -> ID? {
        guard let node, let id: ID = identifier(node) else { return nil }
        names.use(kind, id.name, at: node.place)
        return id
    }

    /// A list of different names that must be defined somewhere; empty if there is no list.
    mutating func references<ID: NamedID>(_ node: YAMLNode?, _ kind: NameKind) -> [ID] {
        var ids: [ID] = []
        for item in list(node) ?? [] {
            guard let id: ID = reference(item, kind) else { continue }
            guard !ids.contains(id) else {
                add(
                    .duplicate, at: item.place, "'\(id)' stands in this list already",
                    "“\(id)”在此列表中重复")
                continue
            }
            ids.append(id)
        }
        return ids
    }
}
