/// Takes an answer line by line and piece by piece, and says when it grows past a limit.
///
/// A plain value without I/O. Interim answers (1xx), and the answer of a proxy to `CONNECT`, are
/// dropped when the next status line comes, but their bytes stay counted.
struct ResponseCollector: Sendable, Equatable {
    let limits: HTTPLimits
    private(set) var status = 0
    private(set) var version = ""
    private(set) var headers = HTTPHeaders()
    private(set) var headerBytes = 0
    private(set) var body: [UInt8] = []

    /// A body that is announced is made room for, but not on the word of the server alone.
    private static let trustedReservation = 256 << 10

    init(limits: HTTPLimits) {
        self.limits = limits
    }

    /// Takes one line of a header with its line end, or returns the limit that it would pass.
    mutating func take(line: UnsafeRawBufferPointer) -> HTTPFailure.Code? {
        headerBytes += line.count
        guard headerBytes <= limits.headerBytes else { return .headerTooLarge }
        let text = String(decoding: line.trimmingSpace, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            takeStatus(text)
        } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
            let value = text.utf8[text.utf8.index(after: colon)...]
            let name = text.utf8[..<colon]
            headers.append(String(Substring(name)), String(Substring(value.trimmingSpace)))
        }
        return nil
    }

    /// Takes a piece of the decompressed body, or returns the limit that it would pass.
    mutating func take(body piece: UnsafeRawBufferPointer) -> HTTPFailure.Code? {
        guard piece.count <= limits.bodyBytes - body.count else { return .bodyTooLarge }
        if body.isEmpty { reserveAnnounced() }
        body.append(contentsOf: piece)
        return nil
    }

    private mutating func takeStatus(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 2)
        version = String(parts[0])
        status = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        headers = HTTPHeaders()
    }

    private mutating func reserveAnnounced() {
        guard let announced = headers["content-length"].flatMap({ Int($0) }), announced > 0 else {
            return
        }
        body.reserveCapacity(
            min(announced, limits.bodyBytes, ResponseCollector.trustedReservation))
    }
}

extension BidirectionalCollection<UInt8> {
    /// Without the spaces, tabs and line ends at both ends.
    fileprivate var trimmingSpace: SubSequence {
        let front = drop(while: \.isSpace)
        guard let last = front.lastIndex(where: { !$0.isSpace }) else { return front }
        return front[...last]
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
}
