import Glibc

extension LoopbackAddress {
    /// Nobody can listen here now.
    public struct Unavailable: Error, CustomStringConvertible {
        /// The port that was asked for.
        public let port: Int
        /// What the system says, in `errno`'s numbers.
        public let reason: Int32

        /// What is wrong with the port, in the numbers of `errno`.
        public init(port: Int, reason: Int32) {
            self.port = port
            self.reason = reason
        }

        /// Whether another program listens there.
        public var isInUse: Bool { reason == EADDRINUSE }

        /// Names the fault to programs; never renamed.
        public var code: String { isInUse ? "server.port_in_use" : "server.port_unavailable" }

        /// The code, and in English and Chinese what is wrong and what to do.
        public var description: String {
            isInUse
                ? """
                \(code): Port \(port) is in use. End the program that uses it, or give another with \
                --port.
                端口 \(port) 已被占用，请结束占用它的程序，或用 --port 另选端口。
                """
                : """
                \(code): Nobody can listen on port \(port): \(String(cString: strerror(reason))). Give \
                another with --port, or another address with --host.
                无法监听端口 \(port)，请用 --port 另选端口，或用 --host 另选地址。
                """
        }
    }

    /// Looks whether a server could listen here, before anything else is begun.
    ///
    /// - Throws: ``Unavailable`` if it could not.
    public func requireFree() throws(Unavailable) {
        guard port > 0 else { return }
        let isVersion6 = host.contains(":")
        let probe = socket(isVersion6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard probe >= 0 else { throw Unavailable(port: port, reason: errno) }
        defer { close(probe) }
        // As the server does: connections that have ended just now are in nobody's way.
        var isOn: Int32 = 1
        setsockopt(
            probe, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout.size(ofValue: isOn)))
        guard (isVersion6 ? bind6(probe) : bind4(probe)) == 0 else {
            throw Unavailable(port: port, reason: errno)
        }
    }

    private func bind4(_ probe: Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return Self.bind(probe, &address)
    }

    private func bind6(_ probe: Int32) -> Int32 {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = in_port_t(port).bigEndian
        inet_pton(AF_INET6, host, &address.sin6_addr)
        return Self.bind(probe, &address)
    }

    private static func bind<Address>(_ probe: Int32, _ address: inout Address) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(probe, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
