/// Files and functions that are too long to be read at a go.
enum SizeChecks {
    /// The most lines that a file may have.
    static let linesPerFile = 500
    /// The most lines that a function may have, from its keyword to its closing brace.
    static let linesPerFunction = 70

    /// What is wrong with the length of `file`.
    static func file(_ file: Tree.File) -> [Finding] {
        let count = file.text.hasSuffix("\n") ? file.lines.count - 1 : file.lines.count
        guard count > linesPerFile else { return [] }
        return [
            Finding(
                path: file.path, line: linesPerFile + 1,
                sentence: "the file has \(count) lines; split it at \(linesPerFile)")
        ]
    }

    /// What is wrong with the lengths of the functions in `file`.
    static func functions(_ file: Tree.File) -> [Finding] {
        functionLengths(file.code).filter { $0.lines > linesPerFunction }.map {
            Finding(
                path: file.path, line: $0.line,
                sentence: "the function has \($0.lines) lines; at most \(linesPerFunction)")
        }
    }

    /// The line on which each function with a body begins, and how many lines it has.
    static func functionLengths(_ code: SwiftCode) -> [(line: Int, lines: Int)] {
        let bytes = code.bytes
        var lengths: [(line: Int, lines: Int)] = []
        var (line, start) = (1, 0)
        for (index, byte) in bytes.enumerated() where !isPartOfWord(byte) {
            if keywords.contains(where: { $0.elementsEqual(bytes[start..<index]) }),
                let end = body(in: bytes, after: index)
            {
                let newlines = bytes[index...end].count { $0 == UInt8(ascii: "\n") }
                lengths.append((line, newlines + 1))
            }
            start = index + 1
            if byte == UInt8(ascii: "\n") { line += 1 }
        }
        return lengths
    }

    private static let keywords = ["func", "init", "deinit", "subscript"].map { Array($0.utf8) }

    /// Whether a byte continues a word; a member such as `.init` counts as one, so that it is none of
    /// the keywords.
    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...:
            true
        default: false
        }
    }

    /// The offset of the brace that ends the body of the declaration whose keyword ends before
    /// `start`, or nil if it has none, as in a protocol.
    private static func body(in code: [UInt8], after start: Int) -> Int? {
        var (depth, index) = (0, start)
        while index < code.count, depth >= 0 {
            switch code[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: return end(of: index, in: code)
            case UInt8(ascii: "}") where depth == 0: return nil
            case UInt8(ascii: "\n") where depth == 0:
                if endsWithoutBody(code, after: index) { return nil }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Whether the line after this line end begins something else than the rest of a signature.
    private static func endsWithoutBody(_ code: [UInt8], after index: Int) -> Bool {
        let rest = code[(index + 1)...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        let continuations = ["{", "->", "where ", "throws", "async", "rethrows"]
        return !continuations.contains { rest.starts(with: $0.utf8) }
    }

    private static func end(of open: Int, in code: [UInt8]) -> Int? {
        var depth = 0
        for index in open..<code.count {
            if code[index] == UInt8(ascii: "{") { depth += 1 }
            if code[index] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }
}
