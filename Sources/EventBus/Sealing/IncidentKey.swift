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
        IncidentKey(key: SymmetricKey(size: .bits256))
    }

    private init(key: SymmetricKey) {
        self.key = key
    }

    /// The key in `wrapped`, or nil if it is not one of `incident` under this county key.
    init?(
        unwrapping wrapped: UnsafeRawBufferPointer, of incident: Incident.ID,
        with county: CountyKey,
    ) {
        guard let bytes = Sealing.open(wrapped, with: county.key, associated: incident.bytes) else {
            return nil
        }
        key = SymmetricKey(data: bytes)
    }

    /// The key as it is kept beside the log.
    func wrapped(for incident: Incident.ID, with county: CountyKey) -> [UInt8] {
        let bytes = key.withUnsafeBytes { Array($0) }
        return Sealing.seal(bytes, with: county.key, associated: incident.bytes)
    }

    /// Seals what is personal in the record `id` about `incident`.
    func seal(_ personal: [UInt8], in id: Record.ID, of incident: Incident.ID) -> [UInt8] {
        Sealing.seal(personal, with: key, associated: id.bytes + incident.bytes)
    }

    /// What was sealed, or nil if it was not sealed so.
    func open(
        _ sealed: UnsafeRawBufferPointer, in id: Record.ID, of incident: Incident.ID,
    ) -> [UInt8]? {
        Sealing.open(sealed, with: key, associated: id.bytes + incident.bytes)
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
