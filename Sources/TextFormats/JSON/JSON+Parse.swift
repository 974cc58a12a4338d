extension JSON {
    /// The value that `bytes` spell, by RFC 8259 and nothing besides it.
    ///
    /// There may be no byte order mark, no comment, no comma too much, no name twice in one object
    /// (by canonical equivalence, as Swift compares strings) and no byte that is not UTF-8. An
    /// integer that does not fit in 64 bits, and `-0`, become ``JSON/number(_:)``, the nearest
    /// double; one that exceeds the doubles is an error, one that is too near to 0 becomes 0.
    /// - Throws: The first error, with its place.
    public static func parse(
        _ bytes: [UInt8], limits: JSONLimits = .request,
    ) throws(JSONError) -> JSON {
        try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
            try parse(buffer, limits: limits)
        }
    }

    /// The value that `text` spells; see ``parse(_:limits:)-([UInt8],_)``.
    public static func parse(
        _ text: String, limits: JSONLimits = .request,
    ) throws(JSONError) -> JSON {
        try parse(Array(text.utf8), limits: limits)
    }

    /// The value that the bytes of `buffer` spell; see ``parse(_:limits:)-([UInt8],_)``.
    public static func parse(
        _ buffer: UnsafeRawBufferPointer, limits: JSONLimits = .request,
    ) throws(JSONError) -> JSON {
        try buffer.withMemoryRebound(to: UInt8.self) { bytes throws(JSONError) in
            try parse(bytes, limits: limits)
        }
    }

    /// The value that the bytes of `buffer` spell; see ``parse(_:limits:)-([UInt8],_)``.
    public static func parse(
        _ buffer: UnsafeBufferPointer<UInt8>, limits: JSONLimits = .request,
    ) throws(JSONError) -> JSON {
        var parser = JSONParser(buffer, limits: limits)
        do throws(JSONFault) {
            return try parser.parseDocument()
        } catch {
            throw JSONError(error, steps: parser.steps, bytes: buffer, limits: limits)
        }
    }
}
