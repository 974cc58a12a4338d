extension Value {
    /// The value as an error message or an explanation shows it: short, in the syntax of literals.
    public var inspected: String { inspected(elements: 8) }

    private func inspected(elements limit: Int) -> String {
        switch self {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .int(let int): "\(int)"
        case .uint(let uint): "\(uint)u"
        case .double(let double): "\(double)"
        case .string(let string): Self.quoted(string)
        case .bytes(let bytes): "bytes of length \(bytes.count)"
        case .timestamp(let timestamp): "timestamp('\(timestamp)')"
        case .duration(let duration): "duration('\(duration)')"
        case .type(let type): type.name
        case .optional(nil): "optional.none()"
        case .optional(let wrapped?): "optional.of(\(wrapped.inspected(elements: limit / 2)))"
        case .record(let record): record.type.name
        case .list(let list):
            Self.abbreviated(list, limit, "[", "]") { $0.inspected(elements: limit / 2) }
        case .map(let map):
            Self.abbreviated(map.entries, limit, "{", "}") {
                "\($0.key.inspected): \($0.value.inspected(elements: limit / 2))"
            }
        }
    }

    private static func quoted(_ string: String) -> String {
        let shown = string.unicodeScalars.prefix(60)
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
