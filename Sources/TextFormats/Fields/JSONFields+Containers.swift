extension JSONFields {
    /// What `body` makes of the fields of an object.
    public mutating func object<Value>(
        _ name: String, _ presence: Presence = .required, _ body: (inout JSONFields) -> Value?,
    ) -> Value? {
        guard let object = object(name, presence, maximumCount: .max) else { return nil }
        var inner = JSONFields(object)
        let value = inner.finish(body)
        refuse(name, inner.faults)
        return value
    }

    /// An object whose names the sender chooses.
    public mutating func object(
        _ name: String, _ presence: Presence = .required, maximumCount: Int,
    ) -> JSONObject? {
        guard let json = take(name, presence) else { return nil }
        guard case .object(let object) = json else {
            return refused(name, .wrongType(expected: .object, found: json))
        }
        guard object.count <= maximumCount else {
            return refused(name, .tooMany(maximum: maximumCount))
        }
        return object
    }

    /// An array of any values.
    public mutating func array(
        _ name: String, _ presence: Presence = .required, maximumCount: Int,
    ) -> [JSON]? {
        guard let json = take(name, presence) else { return nil }
        guard case .array(let elements) = json else {
            return refused(name, .wrongType(expected: .array, found: json))
        }
        guard elements.count <= maximumCount else {
            return refused(name, .tooMany(maximum: maximumCount))
        }
        return elements
    }

    /// An array of objects, of which `body` makes a value each.
    public mutating func objects<Value>(
        _ name: String, _ presence: Presence = .required, maximumCount: Int,
        _ body: (inout JSONFields) -> Value?,
    ) -> [Value]? {
        elements(name, presence, maximumCount: maximumCount) { json, faults in
            do throws(FieldFaults) {
                return try JSONFields.decode(json, body)
            } catch {
                faults = error
                return nil
            }
        }
    }

    /// An array of texts; the lengths count Unicode code points.
    public mutating func strings(
        _ name: String, _ presence: Presence = .required, maximumCount: Int,
        maximumLength: Int = 256,
    ) -> [String]? {
        elements(name, presence, maximumCount: maximumCount) { json, faults in
            guard case .string(let value) = json else {
                faults.append(.wrongType(expected: .string, found: json))
                return nil
            }
            let fault = FieldFault.length(of: value, minimum: 0, maximum: maximumLength)
            guard let fault else { return value }
            faults.append(fault)
            return nil
        }
    }

    /// The values of all elements, or nil if one of them has a fault.
    private mutating func elements<Value>(
        _ name: String, _ presence: Presence, maximumCount: Int,
        _ element: (JSON, inout FieldFaults) -> Value?,
    ) -> [Value]? {
        guard let array = array(name, presence, maximumCount: maximumCount) else { return nil }
        var all = FieldFaults()
        var values: [Value] = []
        for (index, json) in array.enumerated() {
            var faults = FieldFaults()
            if let value = element(json, &faults) { values.append(value) }
            all.append(faults, under: .index(index))
        }
        refuse(name, all)
        return all.isEmpty ? values : nil
    }
}
