extension Value {
    /// The value as an error message or an explanation shows it: short, in the syntax of literals.
    public var inspected: String { inspected(elements: 8, characters: 60) }

    /// The whole value in the syntax of literals, whatever its size.
    ///
    /// - Complexity: O(*n*) in the parts of the value, which may be far more than the memory that it
    ///   takes, since parts may be shared.
    public var written: String { inspected(elements: .max, characters: .max) }

    private func inspected(elements limit: Int, characters: Int) -> String {
        let inner = limit == .max ? .max : limit / 2
        return switch self {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .int(let int): int.description
        case .uint(let uint): "\(uint)u"
        case .double(let double): "\(double)"
        case .string(let string): Self.quoted(string, characters)
        case .bytes(let bytes):
            characters == .max ? Self.quoted(bytes) : "bytes of length \(bytes.count)"
        case .timestamp(let timestamp): "timestamp('\(timestamp)')"
        case .duration(let duration): "duration('\(duration)')"
        case .type(let type): type.name
        case .optional(nil): "optional.none()"
        case .optional(let wrapped?):
            "optional.of(\(wrapped.inspected(elements: inner, characters: characters)))"
        case .record(let record): record.type.name
        case .list(let list):
            Self.abbreviated(list, limit, "[", "]") {
                $0.inspected(elements: inner, characters: characters)
            }
        case .map(let map):
            Self.abbreviated(map.entries, limit, "{", "}") {
                $0.key.inspected(elements: inner, characters: characters) + ": "
                    + $0.value.inspected(elements: inner, characters: characters)
            }
        }
    }

    private static func quoted(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return "b'" + bytes.map { "\\x\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
            + "'"
    }

    /// Whether a text is shown as it is.
    private static func isPlain(_ text: String, _ limit: Int) -> Bool {
        let bytes = text.utf8
        return bytes.count <= limit
            && bytes.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x27 && $0 != 0x5C }
    }

    private static func quoted(_ string: String, _ limit: Int) -> String {
        if isPlain(string, limit) { return "'" + string + "'" }
        let shown = string.unicodeScalars.prefix(limit)
        var text = ""
        for scalar in shown {
            switch scalar {
            case "'", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return shown.endIndex == string.unicodeScalars.endIndex ? "'\(text)'" : "'\(text)…'"
    }

    private static func abbreviated<Element>(
        _ elements: [Element], _ limit: Int, _ open: String, _ close: String,
        _ inspect: (Element) -> String,
    ) -> String {
        let shown = elements.prefix(limit).map(inspect)
        let rest = elements.count > limit ? ["…"] : []
        return open + (shown + rest).joined(separator: ", ") + close
    }
}

extension Value: CustomStringConvertible {
    /// The same text as `inspected`.
    public var description: String { inspected }
}
