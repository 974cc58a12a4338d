extension JSON: ExpressibleByNilLiteral {
    /// `null`.
    public init(nilLiteral: ()) {
        self = .null
    }
}

extension JSON: ExpressibleByBooleanLiteral {
    /// A boolean written in Swift.
    public init(booleanLiteral value: Bool) {
        self = .bool(value)
    }
}

extension JSON: ExpressibleByIntegerLiteral {
    /// An integer written in Swift.
    public init(integerLiteral value: Int64) {
        self = .integer(value)
    }
}

extension JSON: ExpressibleByFloatLiteral {
    /// A number written in Swift.
    public init(floatLiteral value: Double) {
        self = .number(value)
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// A text written in Swift.
    public init(stringLiteral value: String) {
        self = .string(value)
    }
}

extension JSON: ExpressibleByArrayLiteral {
    /// An array written in Swift.
    public init(arrayLiteral elements: JSON...) {
        self = .array(elements)
    }
}

extension JSON: ExpressibleByDictionaryLiteral {
    /// An object written in Swift; a name written twice is a programmer's mistake and traps.
    public init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(JSONObject(literal: members))
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object written in Swift; a name written twice is a programmer's mistake and traps.
    public init(dictionaryLiteral members: (String, JSON)...) {
        self.init(literal: members)
    }

    fileprivate init(literal members: [(key: String, value: JSON)]) {
        self.init()
        for (key, value) in members {
            precondition(self[key] == nil, "The literal has two members '\(key)'.")
            self[key] = value
        }
    }
}
