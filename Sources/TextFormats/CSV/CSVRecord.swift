/// One record of a CSV text: its fields in order, as texts.
///
/// The fields lie in one buffer; a text is made when it is asked for.
public struct CSVRecord: Hashable, Sendable {
    /// Where a field ends in the buffer and where it started in the text.
    struct Field: Hashable {
        var end: Int
        var start: TextPosition
    }

    private(set) var bytes: [UInt8] = []
    private(set) var fields: [Field] = []

    /// The line where the record starts, from 1.
    public var line: Int { fields.first?.start.line ?? 1 }

    /// Where the field at `index` starts in the text; at its quote if it has one.
    public func position(of index: Int) -> TextPosition {
        fields[index].start
    }

    /// Calls `body` with the UTF-8 bytes of the field at `index`, without making a text of them.
    public func withBytes<Result, Failure: Error>(
        of index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result,
    ) throws(Failure) -> Result {
        let start = index == 0 ? 0 : fields[index - 1].end
        let end = fields[index].end
        return try bytes.withUnsafeBufferPointer { buffer throws(Failure) in
            try body(UnsafeBufferPointer(rebasing: buffer[start..<end]))
        }
    }
}

extension CSVRecord: RandomAccessCollection {
    /// The index of the first field, 0.
    public var startIndex: Int { 0 }
    /// The number of fields.
    public var endIndex: Int { fields.count }
    /// The text of the field at `position`.
    public subscript(position: Int) -> String {
        withBytes(of: position) { String(decoding: $0, as: UTF8.self) }
    }
}

extension CSVRecord {
    /// How many bytes of the field that is not ended yet there are.
    var openByteCount: Int { bytes.count - (fields.last?.end ?? 0) }

    mutating func append(_ run: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: run)
    }

    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func endField(startedAt start: TextPosition) {
        fields.append(Field(end: bytes.count, start: start))
    }

    /// Forgets the fields and keeps the room for them.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
    }
}
