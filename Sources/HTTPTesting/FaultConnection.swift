import Glibc
import Synchronization

/// One connection of the fault server, blocking, with a guard against a test that never ends.
package struct FaultConnection: Sendable {
    /// What a client sent.
    package struct Request: Sendable, Equatable {
        /// The first line.
        package var line = ""
        /// The fields, by name in lower case.
        package var fields: [String: String] = [:]
        /// The body.
        package var body: [UInt8] = []

        /// A request with this first line, empty unless told.
        package init(line: String = "") {
            self.line = line
        }

        /// The path that is asked for, query included.
        package var path: String {
            line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        }
    }

    /// A descriptor that is closed once: its number may then be another connection's.
    private final class Socket: Sendable {
        let number: Mutex<Int32>

        init(_ number: Int32) {
            self.number = Mutex(number)
        }

        func close() {
            number.withLock { number in
                if number >= 0 { Glibc.close(number) }
                number = -1
            }
        }
    }

    private let socket: Socket
    private var descriptor: Int32 { socket.number.withLock { $0 } }

    init(_ descriptor: Int32) {
        socket = Socket(descriptor)
        var guardTime = timeval(tv_sec: 50, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &guardTime, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &guardTime, size)
        var on: Int32 = 1
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Reads one request, or returns nil when the client has gone; clients here never send ahead.
    package func readRequest() -> Request? {
        var bytes: [UInt8] = []
        let blank = Array("\r\n\r\n".utf8)
        while bytes.firstRange(of: blank) == nil {
            guard let more = readSome() else { return nil }
            bytes += more
        }
        guard let end = bytes.firstRange(of: blank) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(
            separator: "\r\n")
        var request = Request(line: lines.first.map(String.init) ?? "")
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            request.fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        request.body = Array(bytes[end.upperBound...])
        while request.body.count < Int(request.fields["content-length"] ?? "") ?? 0 {
            guard let more = readSome() else { return nil }
            request.body += more
        }
        return request
    }

    /// Answers request after request until the client has gone.
    package func serve(_ answer: (Request) -> [UInt8]) {
        while let request = readRequest() {
            guard send(answer(request)) else { break }
        }
        close()
    }

    /// Sends a text; false when the client has gone.
    @discardableResult
    package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends bytes; false when the client has gone.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    descriptor, buffer.baseAddress?.advanced(by: sent), bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Sends the same bytes again and again and returns how many went out before the client left.
    package func sendForever(_ bytes: [UInt8], atMost limit: Int = 10_000_000_000) -> Int {
        var sent = 0
        while sent < limit, send(bytes) { sent += bytes.count }
        return sent
    }

    /// Sends one byte in every interval until the text or the client is at its end.
    package func drip(_ text: String, everyMilliseconds interval: Int32) {
        for byte in text.utf8 {
            guard send([byte]), !isClosed(within: interval) else { return }
        }
    }

    /// Returns when the client has gone.
    package func waitForClose() {
        while readSome() != nil {}
        close()
    }

    /// Closes the connection.
    package func close() { socket.close() }

    /// Closes with a reset in place of an end.
    package func reset() {
        var now = linger(l_onoff: 1, l_linger: 0)
        let size = socklen_t(MemoryLayout<linger>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, size)
        close()
    }

    private func isClosed(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    func readByte() -> UInt8? {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, 0) == 1 ? byte : nil
    }

    private func readSome() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }
}
