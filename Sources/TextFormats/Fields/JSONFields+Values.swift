extension JSONFields {
    /// A text; its length counts Unicode code points.
    public mutating func string(
        _ name: String, _ presence: Presence = .required, minimumLength: Int = 0,
        maximumLength: Int = 256,
    ) -> String? {
        guard let json = take(name, presence) else { return nil }
        guard case .string(let value) = json else {
            return refused(name, .wrongType(expected: .string, found: json))
        }
        if let fault = FieldFault.length(of: value, minimum: minimumLength, maximum: maximumLength)
        {
            return refused(name, fault)
        }
        return value
    }

    /// A whole number; `3.0` is one.
    public mutating func integer(
        _ name: String, _ presence: Presence = .required, in range: ClosedRange<Int> = .min ... .max,
    ) -> Int? {
        guard let json = take(name, presence) else { return nil }
        guard let value = json.integerValue.flatMap(Int.init(exactly:)) else {
            return refused(name, .wrongType(expected: .integer, found: json))
        }
        return range.contains(value) ? value : refused(name, .outOfRange(range))
    }

    /// A number.
    public mutating func number(
        _ name: String, _ presence: Presence = .required,
        in range: ClosedRange<Double> = -Double.infinity...Double.infinity,
    ) -> Double? {
        guard let json = take(name, presence) else { return nil }
        guard let value = json.numberValue else {
            return refused(name, .wrongType(expected: .number, found: json))
        }
        return range.contains(value) ? value : refused(name, .outOfRange(range))
    }

    /// A boolean.
    public mutating func bool(_ name: String, _ presence: Presence = .required) -> Bool? {
        guard let json = take(name, presence) else { return nil }
        return json.boolValue ?? refused(name, .wrongType(expected: .boolean, found: json))
    }

    /// Any value but `null`.
    public mutating func json(_ name: String, _ presence: Presence = .required) -> JSON? {
        take(name, presence)
    }

    /// A text that `parse` takes; the two expectations complete "Expected …" and "应为…".
    public mutating func value<Value>(
        _ name: String, _ presence: Presence = .required, expecting expectation: String,
        chinese: String, maximumLength: Int = 256, _ parse: (String) -> Value?,
    ) -> Value? {
        guard let text = string(name, presence, maximumLength: maximumLength) else { return nil }
        return parse(text)
            ?? refused(name, .invalidValue(expecting: expectation, chinese: chinese))
    }

    /// A text that is one of `names`.
    public mutating func choice(
        _ name: String, _ presence: Presence = .required, among names: [String],
    ) -> String? {
        guard let text = string(name, presence) else { return nil }
        return names.contains(text)
            ? text : refused(name, .unknownValue(text, known: names))
    }

    /// A text that is the raw value of a case of `type`.
    public mutating func enumeration<Value: RawRepresentable & CaseIterable>(
        _ name: String, _ presence: Presence = .required, _ type: Value.Type = Value.self,
    ) -> Value? where Value.RawValue == String {
        guard let text = string(name, presence) else { return nil }
        return Value(rawValue: text)
            ?? refused(name, .unknownValue(text, known: type.allCases.map(\.rawValue)))
    }
}
