import CCurl
import Glibc

extension IPAddress {
    /// Takes the address out of a socket's.
    ///
    /// - Parameters:
    ///   - address: The start of a socket address of any family.
    ///   - length: How many bytes are there.
    init?(_ address: UnsafePointer<sockaddr>, length: Int) {
        let bytes = UnsafeRawBufferPointer(start: address, count: length)
        switch Int32(address.pointee.sa_family) {
        case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
            let value = bytes.loadUnaligned(as: sockaddr_in.self)
            self = .v4(UInt32(bigEndian: value.sin_addr.s_addr))
        case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
            let value = bytes.loadUnaligned(as: sockaddr_in6.self)
            self = .v6(withUnsafeBytes(of: value.sin6_addr, IPAddress.number))
        default:
            return nil
        }
    }
}
