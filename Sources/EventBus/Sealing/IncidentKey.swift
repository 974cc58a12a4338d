import Crypto
import Foundation
import Governance

/// The key of one incident, under which all personal data about it is sealed.
///
/// AES-256-GCM with random nonces; NIST SP 800-38D allows 2³² of them per key, far more than one
/// incident has records.
struct IncidentKey: Sendable {
    /// The length of a key as it is kept: nonce, key, tag.
    static let wrappedByteCount = 12 + 32 + 16

    private let key: SymmetricKey

    /// A new random key.
    static func random() -> IncidentKey {
        IncidentKey(key: RandomSource.key())
    }

    private init(key: SymmetricKey) {
        self.key = key
    }

    /// The key in `wrapped`, or nil if it is not one of `incident` under this county key.
    init?(
        unwrapping wrapped: UnsafeRawBufferPointer, of incident: Incident.ID,
        with county: CountyKey,
    ) {
        let bytes = incident.bytes.withUnsafeBytes {
            Sealing.open(wrapped, with: county.key, associated: $0)
        }
        guard let bytes else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The key as it is kept beside the log.
    func wrapped(for incident: Incident.ID, with county: CountyKey) -> [UInt8] {
        let bytes = key.withUnsafeBytes { Array($0) }
        return incident.bytes.withUnsafeBytes {
            Array(Sealing.seal(bytes, with: county.key, associated: $0))
        }
    }

    /// Seals what is personal in a record, bound to all else that the record says, and ends the
    /// record's body with it.
    func seal(_ personal: [UInt8], into body: inout RecordBody) {
        let sealed = body.withPublicBytes { Sealing.seal(personal, with: key, associated: $0) }
        body.endWithPersonalPart { $0.append(contentsOf: sealed) }
    }

    /// What was sealed in a record that says `body`, or nil if it was not sealed so.
    func open(_ sealed: UnsafeRawBufferPointer, boundTo body: RecordBody) -> [UInt8]? {
        body.withPublicBytes { Sealing.open(sealed, with: key, associated: $0) }
    }
}

extension EntityID {
    /// The 16 bytes of the identifier, high byte first.
    var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }

    /// The identifier with these 16 bytes, or nil if there are not so many.
    init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
}
