import Glibc
import Synchronization

/// Random numbers for identifiers, with as few calls of the system as can be: each costs about as much
/// as making the identifier.
///
/// An identifier is no secret, so numbers that are still to be given may lie in memory.
struct IdentifierSource: RandomNumberGenerator {
    /// `getentropy` gives at most 256 bytes at once (POSIX.1-2024).
    private static let pool = Mutex(ContiguousArray<UInt64>())

    /// A number that was never given before.
    mutating func next() -> UInt64 {
        Self.pool.withLock { pool in
            if pool.isEmpty {
                pool = ContiguousArray(repeating: 0, count: 32)
                let result = pool.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) }
                precondition(result == 0, "the system has no random bytes (errno \(errno))")
            }
            return pool.removeLast()
        }
    }
}
