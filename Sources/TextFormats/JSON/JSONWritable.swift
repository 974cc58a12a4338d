/// A value that can write itself as JSON.
public protocol JSONWritable {
    /// Writes the value as exactly one JSON value.
    func write(to writer: inout JSONWriter)
}

extension JSON: JSONWritable {
    /// Writes the value and all in it.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): value.write(to: &writer)
        case .integer(let value): value.write(to: &writer)
        case .number(let value): value.write(to: &writer)
        case .string(let value): value.write(to: &writer)
        case .array(let elements): elements.write(to: &writer)
        case .object(let object): object.write(to: &writer)
        }
    }
}

extension JSONObject: JSONWritable {
    /// Writes an object with the members in their order.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            for member in members { object.field(member.key, member.value) }
        }
    }
}

extension Array: JSONWritable where Element: JSONWritable {
    /// Writes an array of the elements.
    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.array { array in
            for element in self { array.append(element) }
        }
    }
}

extension Bool: JSONWritable {
    /// Writes `true` or `false`.
    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.bool(self)
    }
}

extension Int: JSONWritable {
    /// Writes an integer.
    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.integer(Int64(self))
    }
}

extension Int64: JSONWritable {
    /// Writes an integer.
    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.integer(self)
    }
}

extension Double: JSONWritable {
    /// Writes the shortest number that reads back the same; `null` if it is not finite.
    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.number(self)
    }
}

extension String: JSONWritable {
    /// Writes a string.
    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.string(self)
    }
}
