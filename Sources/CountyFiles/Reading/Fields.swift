/// The values of a mapping by key.
struct Fields {
    /// Where the mapping begins.
    let place: Place
    private let values: [String: YAMLNode]

    init(place: Place, values: [String: YAMLNode]) {
        self.place = place
        self.values = values
    }

    /// The value of `key`, or nil if the mapping lacks it.
    subscript(key: String) -> YAMLNode? { values[key] }
}

extension Reading {
    /// The values of a mapping; unknown and missing keys are faults.
    mutating func fields(
        _ node: YAMLNode?, required: [String], optional: [String] = [],
    ) -> Fields? {
        guard let node else { return nil }
        guard let pairs = mapping(node) else { return nil }
        var values: [String: YAMLNode] = [:]
        for (key, value) in pairs {
            guard case .scalar(let name, _) = key.content else {
                expected("a word as the key", "键应为单词", key)
                continue
            }
            guard required.contains(name) || optional.contains(name) else {
                addUnknownKey(name, at: key.place, known: required + optional)
                continue
            }
            guard value.isNull else {
                values[name] = value
                continue
            }
            // A required key without a value counts as missing.
            if optional.contains(name) { addEmptyKey(name, at: key.place) }
        }
        addMissingKeys(required.filter { values[$0] == nil }, at: node.place)
        return Fields(place: node.place, values: values)
    }

    /// The pairs of a mapping whose keys are names.
    mutating func mapping(_ node: YAMLNode?) -> [(key: YAMLNode, value: YAMLNode)]? {
        guard let node else { return nil }
        guard case .mapping(let pairs) = node.content else {
            expected("a mapping", "应为键值映射", node)
            return nil
        }
        return pairs
    }

    /// The items of a list.
    mutating func list(_ node: YAMLNode?) -> [YAMLNode]? {
        guard let node else { return nil }
        guard case .sequence(let items) = node.content else {
            expected("a list", "应为列表", node)
            return nil
        }
        return items
    }

    /// Finds fault with a value of the wrong kind.
    mutating func expected(_ english: String, _ chinese: String, _ node: YAMLNode) {
        let found: (english: String, chinese: String) =
            switch node.content {
            case .scalar where node.isNull: ("nothing", "空值")
            case .scalar: ("text", "文本")
            case .sequence: ("a list", "列表")
            case .mapping: ("a mapping", "键值映射")
            }
        add(
            .wrongType, at: node.place, "expected \(english), found \(found.english)",
            "\(chinese)，实为\(found.chinese)")
    }

    private mutating func addEmptyKey(_ name: String, at place: Place) {
        add(
            .badValue, at: place, "the key '\(name)' has no value; give one or leave the key out",
            "键“\(name)”没有值；请填写或删去此键")
    }

    private mutating func addMissingKeys(_ keys: [String], at place: Place) {
        guard !keys.isEmpty else { return }
        let listed = keys.map { "'\($0)'" }.joined(separator: ", ")
        add(
            .missingKey, at: place,
            keys.count == 1 ? "the key \(listed) is missing" : "the keys \(listed) are missing",
            "缺少键" + keys.map { "“\($0)”" }.joined(separator: "、"))
    }

    private mutating func addUnknownKey(_ name: String, at place: Place, known: [String]) {
        let closest = Suggestion.closest(to: name, among: known)
        add(
            .unknownKey, at: place,
            "unknown key '\(name)'; "
                + (closest.map { "did you mean '\($0)'?" }
                    ?? "known are \(known.map { "'\($0)'" }.joined(separator: ", "))"),
            "未知的键“\(name)”；"
                + (closest.map { "是否应为“\($0)”？" }
                    ?? "可用的键：\(known.joined(separator: "、"))"))
    }
}
