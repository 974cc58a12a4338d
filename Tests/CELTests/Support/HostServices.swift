import CEL

extension RegexEngine {
    /// The regular expressions of the Swift library, whose syntax holds RE2's common part.
    static let swiftRegex = RegexEngine { (pattern) throws(PatternError) in
        guard (try? Regex(pattern)) != nil else {
            throw PatternError("cannot read '\(pattern)'")
        }
        // A `Regex` cannot be shared between threads, so each match makes its own.
        return Pattern(size: pattern.utf8.count) { text in
            guard let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar) else {
                return false
            }
            return text.firstMatch(of: regex) != nil
        }
    }
}

extension TimeZoneProvider {
    /// The zones that the tests name, without their summer times.
    static let fewZones = TimeZoneProvider { zone, _ in
        ["Asia/Shanghai": 28_800, "America/Phoenix": -25_200][zone]
    }
}
