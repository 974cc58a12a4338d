import Glibc

extension FaultConnection {
    /// Asks the server at a port on loopback what this client has asked, and sends its answer on, or
    /// so many bytes of it; what is beyond them is lost on the way.
    package func relay(_ request: Request, toPort port: Int, atMost limit: Int = .max) {
        let descriptor = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { Glibc.close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return }
        let fields = request.fields.filter { $0.key != "connection" }
            .map { "\($0.key): \($0.value)\r\n" }.joined()
        let sent =
            Array("\(request.line)\r\n\(fields)Connection: close\r\n\r\n".utf8) + request.body
        guard Glibc.send(descriptor, sent, sent.count, Int32(MSG_NOSIGNAL)) == sent.count else {
            return
        }
        var left = limit
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            let passed = min(count, left)
            guard passed == 0 || send(Array(buffer[..<passed])) else { return }
            left -= passed
        }
    }
}
