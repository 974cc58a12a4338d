extension ContentLine {
    /// The most bytes of a physical line, without its end (RFC 5545 §3.1).
    static let foldedLength = 75

    /// The lines as a stream: folded at 75 bytes, never within a character, each ended by CR LF.
    public static func stream(_ lines: [ContentLine]) -> String {
        var bytes: [UInt8] = []
        for line in lines { line.append(to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(to bytes: inout [UInt8]) {
        var unfolded = name
        for parameter in parameters {
            let needsQuotes = parameter.value.contains { ":;,".contains($0) }
            let value = parameter.value.replacing("\"", with: "'")
            unfolded += ";\(parameter.name)=" + (needsQuotes ? "\"\(value)\"" : value)
        }
        unfolded += ":" + value
        var length = 0
        for character in unfolded.unicodeScalars {
            let encoded = Array(String(character).utf8)
            if length + encoded.count > Self.foldedLength {
                bytes += [0x0D, 0x0A, 0x20]
                length = 1
            }
            bytes += encoded
            length += encoded.count
        }
        bytes += [0x0D, 0x0A]
    }
}
