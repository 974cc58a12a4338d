public import TextFormats

extension JSON {
    /// The value as bytes that are equal for equal contents, in whatever order members stand.
    public var canonicalBytes: [UInt8] {
        var writer = JSONWriter()
        writeSorted(to: &writer)
        return writer.bytes
    }

    private func writeSorted(to writer: inout JSONWriter) {
        switch self {
        case .null, .bool, .integer, .number, .string: write(to: &writer)
        case .array(let elements):
            writer.array { array in
                for element in elements { array.append(Sorted(element)) }
            }
        case .object(let object):
            writer.object { writer in
                for member in Self.sorted(object) {
                    writer.field(member.key, Sorted(member.value))
                }
            }
        }
    }

    private static func sorted(_ object: JSONObject) -> [JSONObject.Member] {
        object.members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    /// A value that is written with its members in order.
    private struct Sorted: JSONWritable {
        let value: JSON

        init(_ value: JSON) {
            self.value = value
        }

        func write(to writer: inout JSONWriter) { value.writeSorted(to: &writer) }
    }
}
