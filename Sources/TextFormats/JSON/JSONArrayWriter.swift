/// Writes the elements of an array.
public struct JSONArrayWriter: Sendable {
    @usableFromInline var writer: JSONWriter
    private var isFirst = true

    init(writer: consuming JSONWriter) {
        self.writer = writer
    }

    /// Writes an element.
    @inlinable
    public mutating func append(_ value: some JSONWritable) {
        start()
        value.write(to: &writer)
    }

    /// Writes an element that is `null`.
    public mutating func null() {
        start()
        writer.null()
    }

    /// Writes an element that is an object with the members that `body` writes.
    @inlinable
    public mutating func object<Failure: Error>(
        _ body: (inout JSONObjectWriter) throws(Failure) -> Void,
    ) throws(Failure) {
        start()
        try writer.object(body)
    }

    /// Writes an element that is an array of the elements that `body` writes.
    @inlinable
    public mutating func array<Failure: Error>(
        _ body: (inout JSONArrayWriter) throws(Failure) -> Void,
    ) throws(Failure) {
        start()
        try writer.array(body)
    }

    /// Writes an element that is a string of the bytes that `body` appends; see
    /// ``JSONWriter/string(unescaped:)``.
    public mutating func string(unescaped body: (inout [UInt8]) -> Void) {
        start()
        writer.string(unescaped: body)
    }

    /// Writes an element `json` that is JSON already; see ``JSONWriter/encoded(_:)``.
    public mutating func encoded(_ json: some Collection<UInt8>) {
        start()
        writer.encoded(json)
    }

    @usableFromInline
    mutating func start() {
        writer.startElement(isFirst: &isFirst)
    }
}
