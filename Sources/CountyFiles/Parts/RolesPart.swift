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
            node, required: ["id", "title"], optional: ["substitutes", "ladder", "together"])
        guard let fields else { return nil }
        let id: Role.ID? = reading.definition(fields["id"], .role)
        let title = reading.localizedText(fields["title"])
        let substitutes: [Role.ID] = reading.references(fields["substitutes"], .role)
        guard let id, let title else { return nil }
        if let own = fields["substitutes"], substitutes.contains(id) {
            reading.addBad(
                own, "the role '\(id)' cannot be its own substitute", "角色“\(id)”不能顶替自己")
        }
        return Role(
            id: id, title: title, substitutes: substitutes,
            rungs: rungs(fields["ladder"], &reading),
            together: together(fields["together"], &reading))
    }

    /// The rungs of the role's ladder, in their fixed order; all of them if none are stated.
    private static func rungs(
        _ node: YAMLNode?, _ reading: inout Reading,
    ) -> [SelectionReason.Rung] {
        guard let node else { return SelectionReason.Rung.ladder }
        let known = SelectionReason.Rung.ladder
        var stated: Set<SelectionReason.Rung> = []
        for item in reading.list(reading.filled(node)) ?? [] {
            guard let text = reading.text(item) else { continue }
            guard let rung = known.first(where: { $0.rawValue == text }) else {
                let names = known.map(\.rawValue)
                reading.addBad(
                    item, "'\(text)' is not a rung: \(names.joined(separator: ", "))",
                    "“\(text)”不是递补层级：\(names.joined(separator: "、"))")
                continue
            }
            stated.insert(rung)
        }
        return known.filter(stated.contains)
    }

    /// How many are asked at once, by severity, such as `{1: 3, 2: 2}`.
    private static func together(
        _ node: YAMLNode?, _ reading: inout Reading,
    ) -> [Severity: Int] {
        var together: [Severity: Int] = [:]
        for (key, value) in reading.mapping(node) ?? [] {
            let severity = reading.integer(key, in: 1...4).flatMap(Severity.init)
            let count = reading.integer(value, in: 1...Role.maximumTogether)
            if let severity, let count { together[severity] = count }
        }
        return together
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
