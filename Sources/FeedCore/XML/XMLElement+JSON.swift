import TextFormats

extension XMLElement {
    /// The element as JSON, for mappings and for comparing contents.
    ///
    /// An element without attributes and children is its text. Others are objects: attributes
    /// under `@name`, text under `#text`, children under their names as written; what occurs more
    /// than once is a list. Comments, prefixes' declarations and space around text are left out.
    var json: JSON {
        let own = text.trimmed
        guard !attributes.isEmpty || !children.isEmpty else { return .string(own) }
        var members: [(key: String, values: [JSON])] = []
        var indices: [String: Int] = [:]
        func add(_ key: String, _ value: JSON) {
            if let index = indices[key] {
                members[index].values.append(value)
            } else {
                indices[key] = members.count
                members.append((key, [value]))
            }
        }
        for attribute in attributes { add("@\(attribute.name.written)", .string(attribute.value)) }
        if !own.isEmpty { add("#text", .string(own)) }
        for child in children { add(child.name.written, child.json) }
        var object = JSONObject()
        for (key, values) in members {
            object[key] = values.count == 1 ? values[0] : .array(values)
        }
        return .object(object)
    }
}
