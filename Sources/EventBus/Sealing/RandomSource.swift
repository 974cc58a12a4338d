import Crypto
import Foundation
import Synchronization

/// Random bytes from the system for keys and nonces, with as few calls as can be: each call costs
/// about as much as sealing a short text.
enum RandomSource {
    private static let nonceByteCount = 12
    // `getentropy` gives at most 256 bytes at once (POSIX.1-2024): 21 nonces.
    private static let poolByteCount = 21 * nonceByteCount

    /// Nonces that are still to be given; they are no secret, so they may lie in memory.
    private static let pool = Mutex<[UInt8]>([])

    /// A new key of 256 bits.
    static func key() -> SymmetricKey {
        var bytes: [UInt8] = Array(repeating: 0, count: 32)
        fill(&bytes)
        return SymmetricKey(data: bytes)
    }

    /// A nonce for AES-GCM that was never given before.
    static func nonce() -> AES.GCM.Nonce {
        let bytes = pool.withLock { pool in
            if pool.isEmpty {
                pool = Array(repeating: 0, count: poolByteCount)
                fill(&pool)
            }
            defer { pool.removeLast(nonceByteCount) }
            return Array(pool.suffix(nonceByteCount))
        }
        do {
            return try AES.GCM.Nonce(data: bytes)
        } catch {
            preconditionFailure("\(nonceByteCount) bytes are a nonce: \(error)")
        }
    }

    private static func fill(_ bytes: inout [UInt8]) {
        let result = getentropy(&bytes, bytes.count)
        precondition(result == 0, "the system has no random bytes (errno \(errno))")
    }
}
