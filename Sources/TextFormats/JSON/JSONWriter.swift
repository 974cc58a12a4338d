/// Appends one compact JSON value to a buffer of bytes.
///
/// The same calls give the same bytes. Nothing is made in between: no tree, no strings.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.object {
///     $0.field("category", "dispute")
///     $0.field("text", report.text)  // left out if nil
///     $0.object("position") { $0.field("latitude", 29.137) }
///     $0.array("tags") { $0.append("urgent") }
/// }
/// ```
public struct JSONWriter: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8]

    /// A writer with room for `capacity` bytes before it must grow.
    public init(capacity: Int = 512) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// A writer that appends to `bytes`; pass `consume` or a temporary to avoid a copy.
    public init(appendingTo bytes: consuming [UInt8]) {
        self.bytes = bytes
    }

    /// Forgets what was written and keeps the room for it.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes any value.
    @inlinable
    public mutating func value(_ value: some JSONWritable) {
        value.write(to: &self)
    }

    /// Writes an object with the members that `body` writes.
    ///
    /// The caller must not write a name twice; the writer does not look.
    @inlinable
    public mutating func object<Failure: Error>(
        _ body: (inout JSONObjectWriter) throws(Failure) -> Void,
    ) throws(Failure) {
        var object = openObject()
        defer { close(&object) }
        try body(&object)
    }

    /// Writes an array of the elements that `body` writes.
    @inlinable
    public mutating func array<Failure: Error>(
        _ body: (inout JSONArrayWriter) throws(Failure) -> Void,
    ) throws(Failure) {
        var array = openArray()
        defer { close(&array) }
        try body(&array)
    }

    @usableFromInline
    mutating func openObject() -> JSONObjectWriter {
        bytes.append(ASCII.openBrace)
        return JSONObjectWriter(writer: take())
    }

    @usableFromInline
    mutating func close(_ object: inout JSONObjectWriter) {
        swap(&self, &object.writer)
        bytes.append(ASCII.closeBrace)
    }

    @usableFromInline
    mutating func openArray() -> JSONArrayWriter {
        bytes.append(ASCII.openBracket)
        return JSONArrayWriter(writer: take())
    }

    @usableFromInline
    mutating func close(_ array: inout JSONArrayWriter) {
        swap(&self, &array.writer)
        bytes.append(ASCII.closeBracket)
    }

    /// Moves the buffer into a new writer, so that two never share it, which would copy it.
    private mutating func take() -> JSONWriter {
        var taken = JSONWriter(appendingTo: [])
        swap(&self, &taken)
        return taken
    }
}

extension JSONWriter {
    /// Writes `null`.
    public mutating func null() {
        append("null")
    }

    /// Writes a boolean.
    public mutating func bool(_ value: Bool) {
        append(value ? "true" : "false")
    }

    /// Writes an integer.
    public mutating func integer(_ value: Int64) {
        bytes.append(decimal: value)
    }

    /// Writes the shortest number that reads back the same; `null` if it is not finite.
    public mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        bytes.append(contentsOf: value.description.utf8)
    }

    /// Writes a string with the escapes that it needs and no others.
    public mutating func string(_ value: String) {
        bytes.append(ASCII.quote)
        bytes.append(escaped: value)
        bytes.append(ASCII.quote)
    }

    /// Writes a string of the bytes that `body` appends, which must be UTF-8 and need no escape.
    ///
    /// For ids and times that can spell themselves without a string in between.
    public mutating func string(unescaped body: (inout [UInt8]) -> Void) {
        bytes.append(ASCII.quote)
        body(&bytes)
        bytes.append(ASCII.quote)
    }

    /// Writes `json` as it is; it must be one JSON value, and the writer does not look.
    public mutating func encoded(_ json: some Collection<UInt8>) {
        bytes.append(contentsOf: json)
    }

    private mutating func append(_ word: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    /// Starts a member: a comma unless it is the first, the name and the colon.
    mutating func startMember(_ name: String, isFirst: inout Bool) {
        startElement(isFirst: &isFirst)
        string(name)
        bytes.append(ASCII.colon)
    }

    /// Starts an element: a comma unless it is the first.
    mutating func startElement(isFirst: inout Bool) {
        if isFirst { isFirst = false } else { bytes.append(ASCII.comma) }
    }
}
