/// Writes the members of an object.
public struct JSONObjectWriter: Sendable {
    @usableFromInline var writer: JSONWriter
    private var isFirst = true

    init(writer: consuming JSONWriter) {
        self.writer = writer
    }

    /// Writes a member.
    @inlinable
    public mutating func field(_ name: String, _ value: some JSONWritable) {
        start(name)
        value.write(to: &writer)
    }

    /// Writes a member, or nothing if `value` is nil.
    @inlinable
    public mutating func field(_ name: String, _ value: (some JSONWritable)?) {
        guard let value else { return }
        start(name)
        value.write(to: &writer)
    }

    /// Writes a member that is `null`.
    public mutating func null(_ name: String) {
        start(name)
        writer.null()
    }

    /// Writes a member that is an object with the members that `body` writes.
    @inlinable
    public mutating func object<Failure: Error>(
        _ name: String, _ body: (inout JSONObjectWriter) throws(Failure) -> Void,
    ) throws(Failure) {
        start(name)
        try writer.object(body)
    }

    /// Writes a member that is an array of the elements that `body` writes.
    @inlinable
    public mutating func array<Failure: Error>(
        _ name: String, _ body: (inout JSONArrayWriter) throws(Failure) -> Void,
    ) throws(Failure) {
        start(name)
        try writer.array(body)
    }

    /// Writes a member that is a string of the bytes that `body` appends; see
    /// ``JSONWriter/string(unescaped:)``.
    public mutating func string(_ name: String, unescaped body: (inout [UInt8]) -> Void) {
        start(name)
        writer.string(unescaped: body)
    }

    /// Writes a member whose value `json` is JSON already; see ``JSONWriter/encoded(_:)``.
    public mutating func encoded(_ name: String, _ json: some Collection<UInt8>) {
        start(name)
        writer.encoded(json)
    }

    @usableFromInline
    mutating func start(_ name: String) {
        writer.startMember(name, isFirst: &isFirst)
    }
}
