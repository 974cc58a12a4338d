/// Why a stream of content lines cannot be read.
public struct ContentLineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The physical line, from 1.
    public let line: Int
    /// What is wrong.
    public let message: String

    /// What is wrong, and where.
    public var description: String { "line \(line): \(message)" }
}

extension ContentLine {
    /// The most bytes of a stream.
    public static let maximumBytes = 4 * 1_024 * 1_024
    /// The most bytes of an unfolded line.
    static let maximumLength = 65_536

    /// The content lines of a stream, unfolded; lines may end with LF alone.
    ///
    /// - Throws: ``ContentLineError`` for the first line that is none.
    public static func read(_ bytes: [UInt8]) throws(ContentLineError) -> [ContentLine] {
        guard bytes.count <= maximumBytes else {
            throw ContentLineError(
                line: 1, message: "the file is longer than \(maximumBytes) bytes")
        }
        var lines: [ContentLine] = []
        var current: [UInt8] = []
        var (first, number) = (1, 0)
        for piece in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let physical = piece.last == 0x0D ? piece.dropLast() : piece
            if let fold = physical.first, fold == 0x20 || fold == 0x09, !current.isEmpty {
                current += physical.dropFirst()
                guard current.count <= maximumLength else {
                    throw ContentLineError(
                        line: first, message: "the line is longer than \(maximumLength) bytes")
                }
                continue
            }
            if !current.isEmpty { lines.append(try line(current, first)) }
            current = Array(physical)
            first = number
            guard current.count <= maximumLength else {
                throw ContentLineError(
                    line: first, message: "the line is longer than \(maximumLength) bytes")
            }
        }
        if !current.isEmpty { lines.append(try line(current, first)) }
        return lines
    }

    private static func line(
        _ bytes: [UInt8], _ number: Int,
    ) throws(ContentLineError) -> ContentLine {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ContentLineError(line: number, message: "the line is not UTF-8")
        }
        var head: [String] = [""]
        var isQuoted = false
        var rest = Substring(text).unicodeScalars
        while let character = rest.first, isQuoted || character != ":" {
            rest.removeFirst()
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ";", !isQuoted {
                head.append("")
            } else {
                head[head.count - 1].unicodeScalars.append(character)
            }
        }
        guard rest.first == ":", let name = head.first, isName(name) else {
            throw ContentLineError(
                line: number, message: "this is no content line: NAME:VALUE is expected")
        }
        var parameters: [Parameter] = []
        for part in head.dropFirst() {
            let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2, isName(halves[0]) else {
                throw ContentLineError(
                    line: number, message: "'\(part)' is no parameter: NAME=VALUE is expected")
            }
            parameters.append(Parameter(halves[0].uppercased(), halves[1]))
        }
        return ContentLine(
            name.uppercased(), parameters, value: String(rest.dropFirst()), line: number)
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
