/// Writes values one after the other without their names, as ``SnapshotDecoder`` reads them.
///
/// The order is that of the properties in the source, so what was written by another version of the
/// program cannot be read; ``StateSnapshot/version`` guards that. A text that comes again is
/// written as a number.
struct SnapshotEncoder: Encoder {
    let sink: Sink
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// What is written so far.
    final class Sink {
        var bytes: [UInt8] = []
        /// Why it will not be readable.
        var fault: SnapshotFault?
        private var texts: [String: UInt32] = [:]

        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }

        /// Writes a text: a new one in full, a known one by its number.
        func append(_ text: String) {
            if let number = texts[text] { return append(number) }
            let isKept = texts.count < SnapshotTexts.limit
            append(isKept ? SnapshotTexts.new : SnapshotTexts.once)
            if isKept { texts[text] = UInt32(texts.count) }
            append(UInt32(text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        }
    }

    /// The bytes of a value.
    ///
    /// - Throws: ``SnapshotFault`` if it holds something that could not be read back.
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let sink = Sink()
        try value.encode(to: SnapshotEncoder(sink: sink))
        if let fault = sink.fault { throw fault }
        return sink.bytes
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        // Only a dictionary takes any key; without its names it could not be read back.
        if Key(stringValue: "\u{1}") != nil { sink.fault = .unsupported("\(type)") }
        return KeyedEncodingContainer(KeyedSink<Key>(sink: sink))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { ListSink(sink: sink) }

    func singleValueContainer() -> any SingleValueEncodingContainer { ValueSink(sink: sink) }
}

/// How texts are marked in a snapshot.
enum SnapshotTexts {
    /// How many texts are known by a number at most.
    static let limit = 65_536
    /// A text follows, and is known by the next number from now on.
    static let new = UInt32.max
    /// A text follows that gets no number.
    static let once = UInt32.max - 1
}

/// Why a snapshot cannot be written or read.
enum SnapshotFault: Error {
    /// A value whose form has no place in a snapshot.
    case unsupported(String)
    /// The bytes end too early, or say what cannot be.
    case malformed
}

extension SnapshotEncoder.Sink {
    func appendAny<Value: Encodable>(_ value: Value) throws {
        if Value.self == [String: Bool].self, let answers = value as? [String: Bool] {
            append(UInt32(answers.count))
            for (name, answer) in answers.sorted(by: { $0.key < $1.key }) {
                append(name)
                append(UInt8(answer ? 1 : 0))
            }
        } else if Value.self == [Bool?].self, let tests = value as? [Bool?] {
            append(UInt32(tests.count))
            for test in tests { append(UInt8(test.map { $0 ? 1 : 0 } ?? 2)) }
        } else {
            try value.encode(to: SnapshotEncoder(sink: self))
        }
    }
}

private struct ValueSink: SingleValueEncodingContainer {
    let sink: SnapshotEncoder.Sink
    var codingPath: [any CodingKey] { [] }

    func encodeNil() throws { throw SnapshotFault.unsupported("nil") }
    func encode(_ value: Bool) { sink.append(UInt8(value ? 1 : 0)) }
    func encode(_ value: String) { sink.append(value) }
    func encode(_ value: Double) { sink.append(value.bitPattern) }
    func encode(_ value: Float) { sink.append(value.bitPattern) }
    func encode(_ value: Int) { sink.append(Int64(value)) }
    func encode(_ value: Int8) { sink.append(value) }
    func encode(_ value: Int16) { sink.append(value) }
    func encode(_ value: Int32) { sink.append(value) }
    func encode(_ value: Int64) { sink.append(value) }
    func encode(_ value: UInt) { sink.append(UInt64(value)) }
    func encode(_ value: UInt8) { sink.append(value) }
    func encode(_ value: UInt16) { sink.append(value) }
    func encode(_ value: UInt32) { sink.append(value) }
    func encode(_ value: UInt64) { sink.append(value) }
    func encode(_ value: some Encodable) throws { try sink.appendAny(value) }
}

private struct ListSink: UnkeyedEncodingContainer {
    let sink: SnapshotEncoder.Sink
    private let place: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(sink: SnapshotEncoder.Sink) {
        self.sink = sink
        place = sink.bytes.count
        sink.append(UInt32(0))
    }

    /// Notes in front of the elements that there is one more.
    private mutating func grow() {
        count += 1
        for index in 0..<4 {
            sink.bytes[place + index] = UInt8(truncatingIfNeeded: count >> (8 * index))
        }
    }

    mutating func encodeNil() throws { throw SnapshotFault.unsupported("nil") }

    mutating func encode(_ value: some Encodable) throws {
        grow()
        try sink.appendAny(value)
    }

    func nestedContainer<Key: CodingKey>(
        keyedBy type: Key.Type,
    ) -> KeyedEncodingContainer<Key> {
        sink.fault = .unsupported("a nested container")
        return KeyedEncodingContainer(KeyedSink<Key>(sink: sink))
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        sink.fault = .unsupported("a nested container")
        return self
    }

    func superEncoder() -> any Encoder { SnapshotEncoder(sink: sink) }
}

private struct KeyedSink<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sink: SnapshotEncoder.Sink
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) throws { throw SnapshotFault.unsupported("nil") }
    func encode(_ value: Bool, forKey key: Key) { sink.append(UInt8(value ? 1 : 0)) }
    func encode(_ value: String, forKey key: Key) { sink.append(value) }
    func encode(_ value: Double, forKey key: Key) { sink.append(value.bitPattern) }
    func encode(_ value: Int, forKey key: Key) { sink.append(Int64(value)) }
    func encode(_ value: Int64, forKey key: Key) { sink.append(value) }
    func encode(_ value: UInt64, forKey key: Key) { sink.append(value) }

    func encode(_ value: some Encodable, forKey key: Key) throws { try sink.appendAny(value) }

    func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) throws {
        sink.append(UInt8(value == nil ? 0 : 1))
        if let value { try sink.appendAny(value) }
    }

    func encodeIfPresent(_ value: String?, forKey key: Key) {
        sink.append(UInt8(value == nil ? 0 : 1))
        if let value { sink.append(value) }
    }

    func encodeIfPresent(_ value: Int?, forKey key: Key) {
        sink.append(UInt8(value == nil ? 0 : 1))
        if let value { sink.append(Int64(value)) }
    }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        sink.append(UInt8(value == nil ? 0 : 1))
        if let value { sink.append(UInt8(value ? 1 : 0)) }
    }

    func encodeIfPresent(_ value: Double?, forKey key: Key) {
        sink.append(UInt8(value == nil ? 0 : 1))
        if let value { sink.append(value.bitPattern) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key,
    ) -> KeyedEncodingContainer<Nested> {
        sink.fault = .unsupported("a nested container")
        return KeyedEncodingContainer(KeyedSink<Nested>(sink: sink))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        sink.fault = .unsupported("a nested container")
        return ListSink(sink: sink)
    }

    func superEncoder() -> any Encoder { SnapshotEncoder(sink: sink) }
    func superEncoder(forKey key: Key) -> any Encoder { SnapshotEncoder(sink: sink) }
}
