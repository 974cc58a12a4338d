import Glibc

/// The encodings in which spreadsheet programs save text, and how they are told apart.
enum TextEncoding: String {
    case utf8 = "UTF-8"
    case utf16 = "UTF-16"
    /// What Excel writes in China; it holds GBK and GB 2312.
    case gb18030 = "GB18030"

    /// The place of the first byte that belongs to no text in an encoding.
    struct NotText: Error, Hashable {
        /// From 1.
        let line: Int
        /// From 1, in code points.
        let column: Int
    }

    /// The UTF-8 bytes of `bytes` and what they were in.
    ///
    /// A byte order mark decides; without one, what is UTF-8 is taken for it, since text in GB 18030
    /// is hardly ever well-formed UTF-8 as well.
    ///
    /// - Throws: ``NotText`` if they are text in no encoding that is known.
    static func decode(_ bytes: [UInt8]) throws(NotText) -> [UInt8] {
        let hasWideMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if !hasWideMark, String(validating: bytes, as: UTF8.self) != nil { return bytes }
        return try (hasWideMark ? TextEncoding.utf16 : .gb18030).converted(bytes)
    }

    /// Where the bytes stop to be text in this encoding; nil if all of them are.
    func firstFault(in bytes: [UInt8]) -> NotText? {
        do {
            _ = try converted(bytes)
            return nil
        } catch {
            return error
        }
    }

    /// The bytes as UTF-8.
    private func converted(_ bytes: [UInt8]) throws(NotText) -> [UInt8] {
        let converter = iconv_open(Self.utf8.rawValue, rawValue)
        guard let converter, converter != iconv_t(bitPattern: -1) else {
            throw NotText(line: 1, column: 1)
        }
        defer { iconv_close(converter) }
        // No encoding here takes fewer than one byte for what takes three in UTF-8.
        var output = [CChar](repeating: 0, count: bytes.count * 3 + 16)
        var input = bytes.map { CChar(bitPattern: $0) }
        let (count, isText) = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output -> (Int, Bool) in
                var (next, left) = (input.baseAddress, input.count)
                var (end, room) = (output.baseAddress, output.count)
                // (size_t) -1 says that the next bytes are not of the encoding.
                let isText = iconv(converter, &next, &left, &end, &room) != .max && left == 0
                return (output.count - room, isText)
            }
        }
        let converted = output.prefix(count).map { UInt8(bitPattern: $0) }
        guard isText else { throw NotText(behind: converted) }
        return converted
    }
}

extension TextEncoding.NotText {
    /// The place behind a text in UTF-8.
    fileprivate init(behind text: [UInt8]) {
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        line = lines.count
        column = String(decoding: lines.last ?? [], as: UTF8.self).unicodeScalars.count + 1
    }
}
