import Glibc

/// An IPv4 or IPv6 address as a number, most significant byte first.
public enum IPAddress: Sendable, Hashable {
    case v4(UInt32)
    case v6(UInt128)

    /// Reads the usual notation: four decimal numbers, or IPv6 without brackets and zone.
    public init?(_ text: String) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            self = .v4(UInt32(bigEndian: v4.s_addr))
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            self = .v6(withUnsafeBytes(of: v6, IPAddress.number))
        } else {
            return nil
        }
    }

    static func number(_ bytes: UnsafeRawBufferPointer) -> UInt128 {
        bytes.reduce(0) { $0 << 8 | UInt128($1) }
    }
}

extension IPAddress: CustomStringConvertible {
    /// The usual notation.
    public var description: String {
        switch self {
        case .v4(let number):
            return [24, 16, 8, 0].map { "\(number >> UInt32($0) & 0xFF)" }.joined(separator: ".")
        case .v6(let number):
            var bytes = number.bigEndian
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            inet_ntop(AF_INET6, &bytes, &text, socklen_t(text.count))
            let used = text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
            return String(decoding: used, as: UTF8.self)
        }
    }
}
