import Crypto
import Foundation

/// AES-256-GCM as the log uses it: nonce, ciphertext and tag in one piece.
enum Sealing {
    /// Seals `message`; `associated` must be given again to open it.
    static func seal(
        _ message: [UInt8], with key: SymmetricKey, associated: UnsafeRawBufferPointer,
    ) -> Data {
        do {
            let box = try AES.GCM.seal(
                message, using: key, nonce: RandomSource.nonce(), authenticating: associated)
            guard let combined = box.combined else {
                preconditionFailure("AES-GCM with a nonce of 12 bytes has a combined form")
            }
            return combined
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
