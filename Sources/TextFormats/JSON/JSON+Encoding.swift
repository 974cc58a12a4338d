extension JSON {
    /// The value as JSON; compact, or with a line per member and two spaces per level.
    public func encoded(pretty: Bool = false) -> [UInt8] {
        if pretty {
            var bytes: [UInt8] = []
            appendPretty(to: &bytes, indentation: 0)
            return bytes
        }
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// The value as JSON text; see ``encoded(pretty:)``.
    public func text(pretty: Bool = false) -> String {
        String(decoding: encoded(pretty: pretty), as: UTF8.self)
    }

    private func appendPretty(to bytes: inout [UInt8], indentation: Int) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            Self.appendPretty(elements, between: "[", "]", to: &bytes, indentation: indentation) {
                $0.appendPretty(to: &$1, indentation: indentation + 1)
            }
        case .object(let object) where !object.isEmpty:
            Self.appendPretty(object, between: "{", "}", to: &bytes, indentation: indentation) {
                $1.append(contentsOf: JSON.string($0.key).encoded())
                $1.append(contentsOf: ": ".utf8)
                $0.value.appendPretty(to: &$1, indentation: indentation + 1)
            }
        default: bytes.append(contentsOf: encoded())
        }
    }

    private static func appendPretty<Items: Collection>(
        _ items: Items, between open: String, _ close: String, to bytes: inout [UInt8],
        indentation: Int, item: (Items.Element, inout [UInt8]) -> Void,
    ) {
        bytes.append(contentsOf: open.utf8)
        for (index, element) in items.enumerated() {
            bytes.append(contentsOf: index == 0 ? "\n".utf8 : ",\n".utf8)
            bytes.append(contentsOf: repeatElement(ASCII.space, count: 2 * (indentation + 1)))
            item(element, &bytes)
        }
        bytes.append(ASCII.lineFeed)
        bytes.append(contentsOf: repeatElement(ASCII.space, count: 2 * indentation))
        bytes.append(contentsOf: close.utf8)
    }
}

extension JSON: CustomStringConvertible {
    /// The value as compact JSON.
    public var description: String { text() }
}
