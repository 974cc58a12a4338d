import Foundation
import Glibc

/// A bare connection to a room's port: it sends what it is told and gives back lines as they come.
///
/// The test client waits for whole answers, which a stream without end never gives.
final class EventSocket: Sendable {
    private let descriptor: Int32
    private let lines: AsyncStream<String>

    /// Connects to the port on this machine and asks for `path` with these header lines.
    init(port: Int, path: String, headers: [String] = []) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, size) == 0
            }
        }
        guard descriptor >= 0, isConnected else { throw Refusal.notConnected }
        let head = ["GET \(path) HTTP/1.1", "Host: 127.0.0.1"] + headers + ["", ""]
        let bytes = Array(head.joined(separator: "\r\n").utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            throw Refusal.notConnected
        }
        let (lines, continuation) = AsyncStream<String>.makeStream()
        self.descriptor = descriptor
        self.lines = lines
        // Reading blocks, so it has a thread of its own.
        Thread.detachNewThread { self.read(into: continuation) }
    }

    // The reading thread holds on to the socket, so its number is not used for another before.
    deinit {
        Glibc.close(descriptor)
    }

    enum Refusal: Error { case notConnected }

    /// The lines that the server sends, until it hangs up.
    var received: AsyncStream<String> { lines }

    /// Hangs up.
    func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private func read(into continuation: AsyncStream<String>.Continuation) {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while case let count = Glibc.read(descriptor, &buffer, buffer.count), count > 0 {
            for byte in buffer[..<count] {
                if byte == UInt8(ascii: "\n") {
                    continuation.yield(String(decoding: line, as: UTF8.self))
                    line = []
                } else if byte != UInt8(ascii: "\r") {
                    line.append(byte)
                }
            }
        }
        continuation.finish()
    }
}
