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
        /// How many bytes are before it.
        let offset: Int
    }

    /// So many characters beyond ASCII in a row are UTF-8 in no text of another encoding.
    private static let telling = 8

    /// The UTF-8 bytes of `bytes`.
    ///
    /// A byte order mark decides. Without one, what is UTF-8 is taken for it, also where it is so
    /// only up to a fault behind some characters: text in GB 18030 is hardly ever well-formed UTF-8.
    ///
    /// - Throws: ``NotText`` if they are text in no encoding that is known, with the place in the
    ///   encoding that goes on longest.
    static func decode(_ bytes: [UInt8]) throws(NotText) -> [UInt8] {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return try TextEncoding.utf16.converted(bytes)
        }
        guard let fault = utf8.firstFault(in: bytes) else { return bytes }
        let characters = bytes.prefix(fault.offset).count { $0 >= 0xC0 }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        if hasMark || characters >= telling { throw fault }
        do {
            return try TextEncoding.gb18030.converted(bytes)
        } catch {
            throw error.offset >= fault.offset ? error : fault
        }
    }

    /// Where the bytes stop to be text in this encoding; nil if all of them are.
    func firstFault(in bytes: [UInt8]) -> NotText? {
        if self == .utf8, String(validating: bytes, as: UTF8.self) != nil { return nil }
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
            throw .unknown
        }
        defer { iconv_close(converter) }
        // No encoding here takes fewer than one byte for what takes three in UTF-8.
        var output = [CChar](repeating: 0, count: bytes.count * 3 + 16)
        var input = bytes.map { CChar(bitPattern: $0) }
        let (count, left) = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output -> (Int, Int) in
                var (next, left) = (input.baseAddress, input.count)
                var (end, room) = (output.baseAddress, output.count)
                // It stops where the next bytes are not of the encoding.
                _ = iconv(converter, &next, &left, &end, &room)
                return (output.count - room, left)
            }
        }
        let converted = output.prefix(count).map { UInt8(bitPattern: $0) }
        guard left == 0 else { throw NotText(behind: converted, offset: bytes.count - left) }
        return converted
    }
}

extension TextEncoding.NotText {
    /// At the beginning, where nothing better is known.
    static let unknown = Self(line: 1, column: 1, offset: 0)

    /// The place behind a text in UTF-8, which was made of so many bytes.
    fileprivate init(behind text: [UInt8], offset: Int) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = text.starts(with: mark) ? text.dropFirst(mark.count) : text[...]
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        line = lines.count
        column = String(decoding: lines.last ?? [], as: UTF8.self).unicodeScalars.count + 1
        self.offset = offset
    }
}
