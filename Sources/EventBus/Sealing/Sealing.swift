import Crypto
import Foundation

/// AES-256-GCM as the log uses it: nonce, ciphertext and tag in one piece.
enum Sealing {
    /// Seals `message`; `associated` must be given again to open it.
    static func seal(
        _ message: [UInt8], with key: SymmetricKey, associated: UnsafeRawBufferPointer,
    ) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(message, using: key, authenticating: associated)
            var sealed: [UInt8] = []
            sealed.reserveCapacity(message.count + 28)
            sealed.append(contentsOf: box.nonce)
            sealed.append(contentsOf: box.ciphertext)
            sealed.append(contentsOf: box.tag)
            return sealed
        } catch {
            preconditionFailure("AES-GCM refused a key of \(key.bitCount) bits: \(error)")
        }
    }

    /// The message, or nil if it was not sealed with this key and associated data.
    static func open(
        _ sealed: UnsafeRawBufferPointer, with key: SymmetricKey, associated: UnsafeRawBufferPointer,
    ) -> [UInt8]? {
        guard
            let box = try? AES.GCM.SealedBox(combined: Data(sealed)),
            let message = try? AES.GCM.open(box, using: key, authenticating: associated)
        else { return nil }
        return Array(message)
    }
}
