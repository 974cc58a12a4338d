extension Value {
    /// The value as an error message or an explanation shows it: short, in the syntax of literals.
    public var inspected: String {
        var inspection = Inspection(characters: 60)
        return inspection.text(of: self, elements: 8)
    }

    /// The value in the syntax of literals; beyond about 1 MiB "…" stands for the rest.
    ///
    /// A short expression can make a value that is far larger than the memory that it takes, since
    /// parts may be shared.
    public var written: String {
        var inspection = Inspection(characters: .max)
        return inspection.text(of: self, elements: .max)
    }

    /// Writes one value.
    private struct Inspection {
        /// The longest text that is shown in full.
        let characters: Int
        /// How many bytes may still be written.
        private var bytesLeft = 1 << 20

        init(characters: Int) {
            self.characters = characters
        }

        mutating func text(of value: Value, elements limit: Int) -> String {
            let inner = limit == .max ? .max : limit / 2
            switch value {
            case .optional(let wrapped?):
                return "optional.of(\(text(of: wrapped, elements: inner)))"
            case .list(let list):
                return abbreviated(list, limit, "[", "]") { $0.text(of: $1, elements: inner) }
            case .map(let map):
                return abbreviated(map.entries, limit, "{", "}") {
                    $0.text(of: $1.key, elements: inner) + ": "
                        + $0.text(of: $1.value, elements: inner)
                }
            case .string(let string):
                let shown = min(string.utf8.count, characters)
                return spend(shown) ? Value.quoted(string, characters) : "…"
            case .bytes(let bytes) where characters == .max:
                return spend(4 * bytes.count) ? Value.quoted(bytes) : "…"
            default:
                let text = value.inspectedAlone
                return spend(text.utf8.count) ? text : "…"
            }
        }

        private mutating func abbreviated<Element>(
            _ elements: [Element], _ limit: Int, _ open: String, _ close: String,
            _ inspect: (inout Inspection, Element) -> String,
        ) -> String {
            var shown: [String] = []
            for element in elements.prefix(limit) {
                // Two for the brackets or the comma around what may be empty itself.
                guard spend(2) else { break }
                shown.append(inspect(&self, element))
            }
            if shown.count < elements.count { shown.append("…") }
            return open + shown.joined(separator: ", ") + close
        }

        /// Takes bytes from those that are left; false if they do not suffice, and nothing after.
        private mutating func spend(_ bytes: Int) -> Bool {
            bytesLeft = bytes <= bytesLeft ? bytesLeft - bytes : -1
            return bytesLeft >= 0
        }
    }

    /// A value without parts.
    private var inspectedAlone: String {
        switch self {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .int(let int): int.description
        case .uint(let uint): "\(uint)u"
        case .double(let double): "\(double)"
        case .bytes(let bytes): "bytes of length \(bytes.count)"
        case .timestamp(let timestamp): "timestamp('\(timestamp)')"
        case .duration(let duration): "duration('\(duration)')"
        case .type(let type): type.name
        case .record(let record): record.type.name
        case .optional: "optional.none()"
        case .string, .list, .map: "…"
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
            case _ where scalar.properties.generalCategory == .control:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return shown.endIndex == string.unicodeScalars.endIndex ? "'\(text)'" : "'\(text)…'"
    }
}

extension Value: CustomStringConvertible {
    /// The same text as `inspected`.
    public var description: String { inspected }
}
