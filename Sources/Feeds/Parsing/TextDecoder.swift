import FeedCore
import Glibc
import Governance

/// Makes UTF-8 of what a source sends, by its byte order mark, its own declaration or its bytes.
enum TextDecoder {
    private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The text in UTF-8 without a byte order mark.
    ///
    /// A mark goes before `charset`, which HTTP says, and that before what XML declares. Text that
    /// says nothing is UTF-8 or, if it cannot be, GB 18030, which spreadsheets in China save.
    ///
    /// - Throws: The refusal of text in an encoding that is not known, or that breaks it.
    static func utf8(
        _ bytes: [UInt8], format: FeedFormat, charset: String?, limits: FeedLimits,
    ) throws(Refusal) -> [UInt8] {
        if bytes.starts(with: utf8Mark) { return Array(bytes.dropFirst(3)) }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return try decode(Array(bytes.dropFirst(2)), from: "UTF-16LE", limits)
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return try decode(Array(bytes.dropFirst(2)), from: "UTF-16BE", limits)
        }
        let isMarkup = bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "<")
        let declared = isMarkup ? declaredEncoding(of: bytes) : nil
        if let name = charset ?? declared {
            guard !isUTF8(name) else { return bytes }
            return try decode(bytes, from: name, limits)
        }
        // JSON and XML say their encoding or are UTF-8; their parsers tell where they are not.
        guard format == .csv, !isValid(bytes) else { return bytes }
        return try decode(bytes, from: "GB18030", limits)
    }

    private static func isUTF8(_ name: String) -> Bool {
        ["utf-8", "utf8", "us-ascii", "ascii"].contains(name.lowercased())
    }

    private static func isValid(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    /// The encoding in an XML declaration, which is ASCII in every encoding taken here.
    private static func declaredEncoding(of bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(200).map { $0 & 0x7F }, as: UTF8.self)
        guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>") else { return nil }
        guard let name = head[..<end.lowerBound].firstRange(of: "encoding") else { return nil }
        let rest = head[name.upperBound..<end.lowerBound].drop { " \t\r\n=".contains($0) }
        guard let quote = rest.first, "\"'".contains(quote) else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }

    private static func decode(
        _ bytes: [UInt8], from name: String, _ limits: FeedLimits,
    ) throws(Refusal) -> [UInt8] {
        // GB 18030 holds all of GB 2312 and GBK, and sources often name the smaller one.
        let isChinese = ["gb2312", "gbk", "gb_2312-80", "cp936"].contains(name.lowercased())
        guard name.utf8.count <= 40, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }),
            let converter = Converter(from: isChinese ? "GB18030" : name)
        else {
            throw refusal(
                "the encoding '\(name.prefix(40))' is not known", "未知的编码“\(name.prefix(40))”")
        }
        return try converter.convert(bytes, name: name, limit: limits.bytes)
    }

    fileprivate static func refusal(_ english: String, _ chinese: String) -> Refusal {
        Refusal(
            .encoding, name: "document", place: "/",
            LocalizedText(chinese: chinese, english: english))
    }
}

/// One conversion to UTF-8 by the C library's `iconv`.
private final class Converter {
    private let descriptor: iconv_t

    init?(from name: String) {
        guard let descriptor = iconv_open("UTF-8", name), Int(bitPattern: descriptor) != -1 else {
            return nil
        }
        self.descriptor = descriptor
    }

    deinit {
        iconv_close(descriptor)
    }

    func convert(_ bytes: [UInt8], name: String, limit: Int) throws(Refusal) -> [UInt8] {
        var input = bytes
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var offset = 0
        while offset < input.count {
            let step = step(&input, from: offset, into: &buffer)
            output.append(contentsOf: buffer[..<step.produced])
            offset += step.consumed
            guard output.count <= limit else { throw Refusal.tooLarge(limit) }
            guard !step.isInvalid, step.consumed > 0 || step.produced > 0 else {
                throw TextDecoder.refusal(
                    "byte \(offset) is not text in the encoding '\(name)'",
                    "第 \(offset) 字节不是“\(name)”编码的文字")
            }
        }
        return output
    }

    private func step(
        _ input: inout [UInt8], from offset: Int, into buffer: inout [UInt8],
    ) -> (consumed: Int, produced: Int, isInvalid: Bool) {
        let available = input.count - offset
        let capacity = buffer.count
        return input.withUnsafeMutableBytes { source in
            buffer.withUnsafeMutableBytes { target in
                var from = source.baseAddress?.advanced(by: offset)
                    .assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = available
                var room = capacity
                let result = iconv(descriptor, &from, &left, &to, &room)
                let isInvalid = result == UInt.max && errno != E2BIG
                return (available - left, capacity - room, isInvalid)
            }
        }
    }
}
