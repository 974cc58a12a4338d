import Glibc

/// The encodings in which spreadsheet programs save text, and how they are told apart.
enum TextEncoding: String {
    case utf8 = "UTF-8"
    case utf16 = "UTF-16"
    /// What Excel writes in China; it holds GBK and GB 2312.
    case gb18030 = "GB18030"

    /// The UTF-8 bytes of `bytes` and what they were in, or nil if they are text in no encoding
    /// that is known.
    ///
    /// A byte order mark decides; without one, what is UTF-8 is taken for it, since text in GB 18030
    /// is hardly ever well-formed UTF-8 as well.
    static func decode(_ bytes: [UInt8]) -> (bytes: [UInt8], encoding: TextEncoding)? {
        let hasWideMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if !hasWideMark, String(validating: bytes, as: UTF8.self) != nil { return (bytes, .utf8) }
        let encoding: TextEncoding = hasWideMark ? .utf16 : .gb18030
        return encoding.converted(bytes).map { ($0, encoding) }
    }

    /// The bytes as UTF-8, or nil if they are not text in this encoding.
    private func converted(_ bytes: [UInt8]) -> [UInt8]? {
        let converter = iconv_open(Self.utf8.rawValue, rawValue)
        guard let converter, converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        // No encoding here takes fewer than one byte for what takes three in UTF-8.
        var output = [CChar](repeating: 0, count: bytes.count * 3 + 16)
        var input = bytes.map { CChar(bitPattern: $0) }
        let written = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output -> Int? in
                var (next, left) = (input.baseAddress, input.count)
                var (end, room) = (output.baseAddress, output.count)
                // (size_t) -1 says that the bytes are not of the encoding.
                guard iconv(converter, &next, &left, &end, &room) != .max, left == 0 else {
                    return nil
                }
                return output.count - room
            }
        }
        return written.map { count in output.prefix(count).map { UInt8(bitPattern: $0) } }
    }
}
