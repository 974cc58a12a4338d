import Governance

/// The one byte form of a record's columns, over which its hash is taken.
///
/// Fixed-width numbers are big-endian; everything else carries its length before it, so no two
/// different rows have the same form. The form is built in a buffer that is used again for the
/// next record, and the columns that are bytes or text can be read from it in place.
struct CanonicalRecord {
    private(set) var bytes: [UInt8] = []
    private(set) var type = 0..<0
    private(set) var actor = 0..<0
    private(set) var cause: Range<Int>?
    private(set) var data = 0..<0
    private(set) var personal: Range<Int>?

    /// The columns of fixed width.
    struct Header {
        let offset: Offset
        let id: Record.ID
        let partition: Int64
        let version: Int64
        let subject: Incident.ID?
        let occurredAt: Int64
        let recordedAt: Int64
    }

    init() {
        bytes.reserveCapacity(4_096)
    }

    /// Starts a record that follows `previous` in its partition.
    mutating func begin(_ header: Header, after previous: ChainHash) {
        bytes.removeAll(keepingCapacity: true)
        previous.withUnsafeBytes { bytes.append(contentsOf: $0) }
        append(UInt64(bitPattern: header.offset.value))
        append(header.id.high)
        append(header.id.low)
        append(UInt64(bitPattern: header.partition))
        append(UInt64(bitPattern: header.version))
        append(header.subject == nil ? 0 : 1)
        append(header.subject?.high ?? 0)
        append(header.subject?.low ?? 0)
        append(UInt64(bitPattern: header.occurredAt))
        append(UInt64(bitPattern: header.recordedAt))
        cause = nil
        personal = nil
    }

    mutating func append(type value: some Sequence<UInt8>) { type = appendPart(value) }

    mutating func append(actor value: some Sequence<UInt8>) { actor = appendPart(value) }

    mutating func append(cause value: (some Sequence<UInt8>)?) {
        append(value == nil ? 0 : 1)
        cause = value.map { appendPart($0) }
    }

    mutating func append(data value: some Sequence<UInt8>) { data = appendPart(value) }

    mutating func append(personal value: (some Sequence<UInt8>)?) {
        append(value == nil ? 0 : 1)
        personal = value.map { appendPart($0) }
    }

    /// The hash of the finished record.
    var hash: ChainHash {
        bytes.withUnsafeBytes { ChainHash(hashing: $0) }
    }

    private mutating func append(_ value: UInt64) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func appendPart(_ value: some Sequence<UInt8>) -> Range<Int> {
        append(0)
        let start = bytes.count
        bytes.append(contentsOf: value)
        let length = UInt64(bytes.count - start).bigEndian
        withUnsafeBytes(of: length) { source in
            bytes.withUnsafeMutableBytes { target in
                target[(start - 8)..<start].copyBytes(from: source)
            }
        }
        return start..<bytes.count
    }
}
