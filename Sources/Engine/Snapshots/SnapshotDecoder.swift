/// Reads what ``SnapshotEncoder`` wrote.
struct SnapshotDecoder: Decoder {
    let source: Source
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// What is left to be read.
    final class Source {
        private let bytes: [UInt8]
        private var position = 0
        private var texts: [String] = []

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        var isAtEnd: Bool { position == bytes.count }

        func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws -> Value {
            let end = position + MemoryLayout<Value>.size
            guard end <= bytes.count else { throw SnapshotFault.malformed }
            defer { position = end }
            return bytes.withUnsafeBytes {
                Value(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self))
            }
        }

        func text() throws -> String {
            let mark: UInt32 = try integer()
            guard mark == SnapshotTexts.new || mark == SnapshotTexts.once else {
                guard mark < texts.count else { throw SnapshotFault.malformed }
                return texts[Int(mark)]
            }
            let end = position + Int(try integer(UInt32.self)) + 4
            guard end <= bytes.count else { throw SnapshotFault.malformed }
            defer { position = end }
            let text = String(decoding: bytes[position..<end], as: UTF8.self)
            if mark == SnapshotTexts.new { texts.append(text) }
            return text
        }

        func flag() throws -> Bool {
            switch try integer(UInt8.self) {
            case 0: return false
            case 1: return true
            default: throw SnapshotFault.malformed
            }
        }

        func any<Value: Decodable>(_ type: Value.Type) throws -> Value {
            if type == [String: Bool].self {
                var answers: [String: Bool] = [:]
                for _ in 0..<(try integer(UInt32.self)) {
                    let name = try text()
                    answers[name] = try flag()
                }
                guard let value = answers as? Value else { throw SnapshotFault.malformed }
                return value
            }
            if type == [Bool?].self {
                var tests: [Bool?] = []
                for _ in 0..<(try integer(UInt32.self)) {
                    let mark: UInt8 = try integer()
                    guard mark <= 2 else { throw SnapshotFault.malformed }
                    tests.append(mark == 2 ? nil : mark == 1)
                }
                guard let value = tests as? Value else { throw SnapshotFault.malformed }
                return value
            }
            return try Value(from: SnapshotDecoder(source: self))
        }
    }

    /// The value that `bytes` are.
    ///
    /// - Throws: ``SnapshotFault``, or an error of a value that refuses what it reads.
    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        let source = Source(bytes)
        let value = try Value(from: SnapshotDecoder(source: source))
        guard source.isAtEnd else { throw SnapshotFault.malformed }
        return value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(KeyedSource<Key>(source: source))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        ListSource(source: source, count: Int(try source.integer(UInt32.self)))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { ValueSource(source: source) }
}

private struct ValueSource: SingleValueDecodingContainer {
    let source: SnapshotDecoder.Source
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) throws -> Bool { try source.flag() }
    func decode(_ type: String.Type) throws -> String { try source.text() }
    func decode(_ type: Double.Type) throws -> Double {
        Double(bitPattern: try source.integer())
    }
    func decode(_ type: Float.Type) throws -> Float { Float(bitPattern: try source.integer()) }
    func decode(_ type: Int.Type) throws -> Int { Int(try source.integer(Int64.self)) }
    func decode(_ type: Int8.Type) throws -> Int8 { try source.integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try source.integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try source.integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try source.integer() }
    func decode(_ type: UInt.Type) throws -> UInt { UInt(try source.integer(UInt64.self)) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try source.integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try source.integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try source.integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try source.integer() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try source.any(type) }
}

private struct ListSource: UnkeyedDecodingContainer {
    let source: SnapshotDecoder.Source
    let count: Int?
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { currentIndex >= count ?? 0 }

    init(source: SnapshotDecoder.Source, count: Int) {
        self.source = source
        self.count = count
    }

    func decodeNil() -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard !isAtEnd else { throw SnapshotFault.malformed }
        currentIndex += 1
        return try source.any(type)
    }

    func nestedContainer<Key: CodingKey>(
        keyedBy type: Key.Type,
    ) throws -> KeyedDecodingContainer<Key> { throw SnapshotFault.malformed }

    func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw SnapshotFault.malformed
    }

    func superDecoder() -> any Decoder { SnapshotDecoder(source: source) }
}

private struct KeyedSource<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let source: SnapshotDecoder.Source
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try source.flag() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try source.text() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        Double(bitPattern: try source.integer())
    }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        Int(try source.integer(Int64.self))
    }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try source.integer() }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try source.integer() }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try source.any(type)
    }

    func decodeIfPresent<Value: Decodable>(
        _ type: Value.Type, forKey key: Key,
    ) throws -> Value? { try source.flag() ? try source.any(type) : nil }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try source.flag() ? try source.text() : nil
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try source.flag() ? Int(try source.integer(Int64.self)) : nil
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try source.flag() ? try source.flag() : nil
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try source.flag() ? Double(bitPattern: try source.integer()) : nil
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key,
    ) throws -> KeyedDecodingContainer<Nested> { throw SnapshotFault.malformed }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw SnapshotFault.malformed
    }

    func superDecoder() -> any Decoder { SnapshotDecoder(source: source) }
    func superDecoder(forKey key: Key) -> any Decoder { SnapshotDecoder(source: source) }
}
