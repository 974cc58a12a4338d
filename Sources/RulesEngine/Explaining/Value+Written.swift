import CEL

extension Value {
    /// The value that was written so: what ``written`` makes of it, read again; nil for a text that
    /// is not a value of the type, and for types that no fact has.
    init?(written text: String, of type: ValueType) {
        switch type {
        case .bool: self.init(Bool(text)) { .bool($0) }
        case .int: self.init(Int64(text)) { .int($0) }
        case .double: self.init(Double(text)) { .double($0) }
        case .string: self.init(Self.unquoted(text)) { .string($0) }
        default: return nil
        }
    }

    private init?<Content>(_ content: Content?, _ wrap: (Content) -> Value) {
        guard let content else { return nil }
        self = wrap(content)
    }

    /// The text between the quotes, its escapes undone.
    private static func unquoted(_ text: String) -> String? {
        guard text.count >= 2, text.hasPrefix("'"), text.hasSuffix("'") else { return nil }
        var rest = text.unicodeScalars.dropFirst().dropLast()
        var plain = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                plain.append(scalar)
                continue
            }
            switch rest.popFirst() {
            case "n": plain.append("\n")
            case "r": plain.append("\r")
            case "t": plain.append("\t")
            case let escaped?: plain.append(escaped)
            case nil: return nil
            }
        }
        return String(plain)
    }
}
