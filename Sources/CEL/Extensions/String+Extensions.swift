extension String {
    /// The text with `A` to `Z` made small, other letters as they are.
    var lowercasedASCII: String { mapASCII { ("A"..."Z").contains($0) ? $0.value + 32 : nil } }

    /// The text with `a` to `z` made large, other letters as they are.
    var uppercasedASCII: String { mapASCII { ("a"..."z").contains($0) ? $0.value - 32 : nil } }

    private func mapASCII(_ transform: (Unicode.Scalar) -> UInt32?) -> String {
        String(unicodeScalars.map { transform($0).flatMap(Unicode.Scalar.init) ?? $0 })
    }

    /// The text without white space (Unicode's property) at its ends.
    var trimmed: String {
        var rest = Substring(self).unicodeScalars
        while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// The text in double quotes, with escape sequences for quotes, backslashes and control
    /// characters that have one.
    var quoted: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            if let letter = Self.escapes[scalar] {
                quoted += "\\\(letter)"
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static let escapes: [Unicode.Scalar: Character] = [
        "\u{07}": "a", "\u{08}": "b", "\u{0C}": "f", "\n": "n", "\r": "r", "\t": "t",
        "\u{0B}": "v", "\\": "\\", "\"": "\"",
    ]

    /// The text of bytes, with one replacement character for each run of invalid ones.
    init(repairing bytes: [UInt8]) {
        var scalars = String.UnicodeScalarView()
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var isBroken = false
        decoding: while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                scalars.append(scalar)
                isBroken = false
            case .error:
                if !isBroken { scalars.append("\u{FFFD}") }
                isBroken = true
            case .emptyInput: break decoding
            }
        }
        self.init(scalars)
    }
}
