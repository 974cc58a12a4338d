import Glibc

/// An address on which only this machine can reach the server.
///
/// There are no accounts yet, so whoever reaches the server may do everything: any other address is
/// refused.
public struct LoopbackAddress: Sendable {
    /// Why an address was refused.
    public struct Refusal: Error, CustomStringConvertible {
        /// The address as it was given.
        public let host: String

        /// What is wrong and what to do, in English and Chinese.
        public var description: String {
            """
            '\(host)' is not a loopback address. There are no accounts yet, so the server listens on \
            this machine only: use 127.0.0.1, ::1 or localhost.
            “\(host)”不是本机回环地址。系统尚无账号,只能在本机监听:请用 127.0.0.1、::1 或 localhost。
            """
        }
    }

    /// The numeric address.
    public let host: String
    /// The port; 0 lets the system choose.
    public let port: Int

    /// The address, if it is one of 127.0.0.0/8, `::1` or `localhost`.
    ///
    /// - Throws: ``Refusal`` for any other, also for names that might resolve to a loopback address.
    public init(host: String, port: Int) throws(Refusal) {
        self.port = port
        if host == "localhost" {
            self.host = "127.0.0.1"
            return
        }
        var version4 = in_addr()
        var version6 = in6_addr()
        // C would read the text up to its first NUL only.
        guard !host.utf8.contains(0) else { throw Refusal(host: host) }
        if inet_pton(AF_INET, host, &version4) == 1 {
            guard UInt32(bigEndian: version4.s_addr) >> 24 == 127 else {
                throw Refusal(host: host)
            }
        } else if inet_pton(AF_INET6, host, &version6) == 1 {
            let bytes = withUnsafeBytes(of: version6) { Array($0) }
            guard bytes == [UInt8](repeating: 0, count: 15) + [1] else {
                throw Refusal(host: host)
            }
        } else {
            throw Refusal(host: host)
        }
        self.host = host
    }
}

extension LoopbackAddress {
    /// The address as it stands in a URL.
    public var shown: String {
        host.contains(":") ? "[\(host)]" : host
    }
}
