import Foundation
import Glibc
import Synchronization

/// A server on loopback that does to each connection what its handler says; one thread for each.
package final class FaultServer: Sendable {
    /// The port that the system gave.
    package let port: Int
    private let listener: Int32
    private let accepts: Bool
    private let accepted = Mutex(0)

    /// Listens on a free port.
    ///
    /// - Parameters:
    ///   - backlog: How many connections the system may take before they are accepted.
    ///   - accepts: Whether connections are ever accepted.
    ///   - handler: Called on a thread of its own with each connection, which it owns.
    package init(
        backlog: Int32 = 512, accepts: Bool = true,
        handler: @escaping @Sendable (FaultConnection) -> Void = { $0.close() },
    ) {
        self.accepts = accepts
        // Closed in child processes: a copy there would keep a connection open that is closed here.
        listener = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            let raw = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
            return bind(listener, raw, length) == 0 && listen(listener, backlog) == 0
                && getsockname(listener, raw, &length) == 0
        }
        precondition(isListening, "no port on loopback: errno \(errno)")
        port = Int(UInt16(bigEndian: address.sin_port))
        if accepts {
            Thread.detachNewThread { [self] in acceptAll(handler) }
        }
    }

    /// How many connections were accepted so far.
    package var connectionCount: Int { accepted.withLock { $0 } }

    /// The server's address, without a path.
    package var origin: String { "http://127.0.0.1:\(port)" }

    /// Takes no more connections, and lets the port go.
    package func stop() {
        // Whoever accepts closes: its number may belong to another server as soon as it is closed.
        shutdown(listener, Int32(SHUT_RDWR))
        if !accepts { close(listener) }
    }

    private func acceptAll(_ handler: @escaping @Sendable (FaultConnection) -> Void) {
        defer { close(listener) }
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { return }
            accepted.withLock { $0 += 1 }
            Thread.detachNewThread { handler(FaultConnection(descriptor)) }
        }
    }
}
