/// Swift source whose comments and literals are blanked out, so that words and braces can be found.
///
/// Every byte that is blanked out becomes a space and every line end stays, so that offsets and line
/// numbers are those of the source.
struct SwiftCode {
    /// The source with comments and literals blanked out, as UTF-8.
    private(set) var bytes: [UInt8]
    private var position = 0

    /// The code of `source`.
    init(_ source: String) {
        bytes = Array(source.utf8)
        readCode(untilParenthesis: false)
    }

    /// The lines, without the line ends.
    var lines: [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private func isNext(_ scalars: StaticString, at offset: Int = 0) -> Bool {
        let start = position + offset
        guard start + scalars.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<scalars.utf8CodeUnitCount
        where bytes[start + index] != scalars.utf8Start[index] {
            return false
        }
        return true
    }

    private mutating func blank(_ count: Int = 1) {
        let end = min(position + count, bytes.count)
        while position < end {
            if bytes[position] != UInt8(ascii: "\n") { bytes[position] = UInt8(ascii: " ") }
            position += 1
        }
    }

    /// Reads code to the end, or to the parenthesis that ends an interpolation.
    private mutating func readCode(untilParenthesis: Bool) {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "/") where isNext("//"):
                while position < bytes.count, !isNext("\n") { blank() }
            case UInt8(ascii: "/") where isNext("/*"): readBlockComment()
            case UInt8(ascii: "\""): readString(hashes: 0)
            case UInt8(ascii: "#") where isNext("#\""): readString(hashes: 1)
            case UInt8(ascii: "#") where isNext("##\""): readString(hashes: 2)
            case UInt8(ascii: ")") where untilParenthesis && depth == 0: return
            case let byte:
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                position += 1
            }
        }
    }

    private mutating func readBlockComment() {
        var depth = 0
        repeat {
            if isNext("/*") { depth += 1 }
            if isNext("*/") { depth -= 1 }
            blank(isNext("/*") || isNext("*/") ? 2 : 1)
        } while depth > 0 && position < bytes.count
    }

    private mutating func readString(hashes: Int) {
        let quotes = isNext("\"\"\"", at: hashes) ? 3 : 1
        blank(hashes + quotes)
        while position < bytes.count, !isEnd(quotes, hashes) {
            let isEscape = isNext("\\") && isHash(hashes, at: 1)
            if isEscape, isNext("(", at: 1 + hashes) {
                blank(1 + hashes)
                position += 1
                readCode(untilParenthesis: true)
                position = min(position + 1, bytes.count)
            } else {
                blank(isEscape ? 2 + hashes : 1)
            }
        }
        blank(quotes + hashes)
    }

    private func isEnd(_ quotes: Int, _ hashes: Int) -> Bool {
        (quotes == 3 ? isNext("\"\"\"") : isNext("\"")) && isHash(hashes, at: quotes)
    }

    private func isHash(_ count: Int, at offset: Int) -> Bool {
        (0..<count).allSatisfy { isNext("#", at: offset + $0) }
    }
}
