import Governance

/// The one byte form of what a record says, over which its hash is taken.
///
/// Numbers are big-endian and of fixed width; everything else carries its length before it, so no
/// two different records have the same form. Text and bytes can be read from it in place, so that
/// a record is put together once and then hashed and written without a copy.
///
/// The personal part comes last: what stands before it is known before it is sealed, and sealing
/// binds it to that.
struct RecordBody: Hashable, Sendable {
    /// The form, as far as it has been put together.
    private(set) var bytes: [UInt8] = []
    /// Where the type stands.
    private(set) var type = 0..<0
    /// Where the actor stands.
    private(set) var actor = 0..<0
    /// Where the cause stands, if there is one.
    private(set) var cause: Range<Int>?
    /// Where the data stands.
    private(set) var data = 0..<0
    /// Where the sealed personal part stands, if there is one.
    private(set) var personal: Range<Int>?

    /// Where the subject stands: behind the mark that there is one.
    static let subject = 8..<24
    /// Whether there is a subject.
    let hasSubject: Bool
    /// When it happened, in microseconds.
    let occurredAt: Int64
    /// When it was recorded, in microseconds.
    let recordedAt: Int64

    /// A body that has everything but the personal part.
    init(
        subject: Incident.ID?, occurredAt: Int64, recordedAt: Int64,
        type: some Collection<UInt8>, actor: some Collection<UInt8>,
        cause: (some Collection<UInt8>)?, capacity: Int = 1_024,
        data: (inout [UInt8]) -> Void,
    ) {
        hasSubject = subject != nil
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        bytes.reserveCapacity(capacity)
        append(subject == nil ? 0 : 1)
        append(subject?.high ?? 0)
        append(subject?.low ?? 0)
        append(UInt64(bitPattern: occurredAt))
        append(UInt64(bitPattern: recordedAt))
        self.type = appendPart { $0.append(contentsOf: type) }
        self.actor = appendPart { $0.append(contentsOf: actor) }
        append(cause == nil ? 0 : 1)
        self.cause = cause.map { cause in appendPart { $0.append(contentsOf: cause) } }
        self.data = appendPart(data)
    }

    /// Ends the body with the personal part that `write` appends, sealed.
    mutating func endWithPersonalPart(_ write: (inout [UInt8]) -> Void) {
        append(1)
        personal = appendPart(write)
    }

    /// Ends the body of a record that has no personal part.
    mutating func endWithoutPersonalPart() {
        append(0)
    }

    /// The body as it was before its end.
    var withoutEnd: RecordBody {
        var body = self
        body.bytes.removeSubrange(data.upperBound...)
        body.personal = nil
        return body
    }

    /// Calls `body` with everything before the personal part.
    func withPublicBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<data.upperBound])) }
    }

    private mutating func append(_ value: UInt64) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func appendPart(_ write: (inout [UInt8]) -> Void) -> Range<Int> {
        append(0)
        let start = bytes.count
        write(&bytes)
        let length = UInt64(bytes.count - start).bigEndian
        bytes.withUnsafeMutableBytes {
            $0.storeBytes(of: length, toByteOffset: start - 8, as: UInt64.self)
        }
        return start..<bytes.count
    }
}
