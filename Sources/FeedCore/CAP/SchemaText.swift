import Governance

/// The lexical forms of XML Schema (W3C, XML Schema Part 2) that CAP uses.
enum SchemaText {
    /// Whether a text is an `xs:dateTime`; a strict one has no fraction and a numeric offset.
    static func isMoment(_ text: String, isStrict: Bool) -> Bool {
        let bytes = Array(text.trimmed.utf8)
        guard bytes.count >= 19, matches(bytes.prefix(19), "0000-00-00T00:00:00") else {
            return false
        }
        func number(_ range: Range<Int>) -> Int {
            bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 }
        }
        let date = CivilDate(year: number(0..<4), month: number(5..<7), day: number(8..<10))
        let time = (hour: number(11..<13), minute: number(14..<16), second: number(17..<19))
        let isEndOfDay = time == (24, 0, 0)
        guard date != nil, number(0..<4) > 0, time.minute < 60, time.second < 60,
            time.hour < 24 || isEndOfDay
        else { return false }
        var rest = bytes.dropFirst(19)
        if !isStrict, rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (48...57).contains($0) }
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(1 + digits.count)
        }
        return isOffset(rest, isRequired: isStrict)
    }

    private static func isOffset(_ bytes: ArraySlice<UInt8>, isRequired: Bool) -> Bool {
        if !isRequired, bytes.isEmpty || Array(bytes) == [UInt8(ascii: "Z")] { return true }
        let bytes = Array(bytes)
        guard matches(bytes[...], "+00:00") || matches(bytes[...], "-00:00") else { return false }
        let hours = Int(bytes[1] - 48) * 10 + Int(bytes[2] - 48)
        let minutes = Int(bytes[4] - 48) * 10 + Int(bytes[5] - 48)
        return hours < 14 && minutes < 60 || (hours, minutes) == (14, 0)
    }

    /// Whether bytes are like a pattern, in which `0` stands for any digit.
    private static func matches(_ bytes: ArraySlice<UInt8>, _ pattern: String) -> Bool {
        bytes.count == pattern.utf8.count
            && zip(bytes, pattern.utf8).allSatisfy { byte, model in
                model == UInt8(ascii: "0") ? (48...57).contains(byte) : byte == model
            }
    }

    /// Whether a text is an `xs:language`, such as `zh-CN`.
    static func isLanguage(_ text: String) -> Bool {
        let parts = text.trimmed.split(separator: "-", omittingEmptySubsequences: false)
        return parts.enumerated().allSatisfy { index, part in
            (1...8).contains(part.utf8.count)
                && part.utf8.allSatisfy { byte in
                    let isLetter = (65...90).contains(byte) || (97...122).contains(byte)
                    return isLetter || index > 0 && (48...57).contains(byte)
                }
        }
    }

    /// Whether a text is an `xs:decimal` or, without a point, an `xs:integer`.
    static func isDecimal(_ text: String, mayHavePoint: Bool) -> Bool {
        var digits = text.trimmed[...]
        if let sign = digits.first, "+-".contains(sign) { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= (mayHavePoint ? 2 : 1) else { return false }
        return parts.contains { !$0.isEmpty }
            && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    }

    /// Whether a text is an `xs:anyURI`: a reference of RFC 3986 once all that it may not hold is
    /// escaped, as spaces and letters beyond ASCII.
    static func isAddress(_ text: String) -> Bool {
        let bytes = Array(text.trimmed.utf8)
        guard hasWholeEscapes(bytes) else { return false }
        let parts = bytes.split(
            separator: UInt8(ascii: "#"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.dropFirst().allSatisfy({ !$0.contains(where: isBracket) })
        else { return false }
        let halves = parts[0].split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.dropFirst().allSatisfy({ !$0.contains(where: isBracket) }) else {
            return false
        }
        var path = halves[0]
        let colon = path.firstIndex(of: UInt8(ascii: ":"))
        let slash = path.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
        if let colon, colon < slash {
            guard isScheme(path[..<colon]) else { return false }
            path = path[(colon + 1)...]
        }
        guard path.starts(with: Array("//".utf8)) else { return !path.contains(where: isBracket) }
        let rest = path.dropFirst(2)
        let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        return isAuthority(rest[..<end]) && !rest[end...].contains(where: isBracket)
    }

    /// Whether each `%` is followed by two hexadecimal digits.
    private static func hasWholeEscapes(_ bytes: [UInt8]) -> Bool {
        bytes.indices.allSatisfy { index in
            bytes[index] != UInt8(ascii: "%")
                || index + 2 < bytes.count
                    && bytes[(index + 1)...(index + 2)].allSatisfy {
                        (48...57).contains($0) || (97...102).contains($0 | 0x20)
                    }
        }
    }

    private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, (97...122).contains(first | 0x20) else { return false }
        return bytes.allSatisfy {
            (97...122).contains($0 | 0x20) || (48...57).contains($0) || "+-.".utf8.contains($0)
        }
    }

    /// Whether bytes are a host, perhaps with a user before it and a port behind it.
    private static func isAuthority(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.split(
            separator: UInt8(ascii: "@"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count <= 2, let host = parts.last,
            !(parts.count == 2 && parts[0].contains(where: isBracket))
        else { return false }
        var port = host
        if host.first == UInt8(ascii: "[") {
            guard let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
            port = host[(end + 1)...]
            guard port.isEmpty || port.first == UInt8(ascii: ":") else { return false }
        } else {
            port = host.drop { $0 != UInt8(ascii: ":") }
            guard !host.contains(where: isBracket) else { return false }
        }
        return port.dropFirst().allSatisfy { (48...57).contains($0) }
    }

    private static func isBracket(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
    }
}
