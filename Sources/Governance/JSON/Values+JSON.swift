public import TextFormats

// How the small values of the vocabulary are spelled in JSON: ids and codes as their text, moments
// as RFC 3339 in UTC, enumerations by their raw values.

extension EntityID: JSONWritable {
    /// Writes the UUID text.
    public func write(to writer: inout JSONWriter) {
        writer.string(unescaped: appendText)
    }

    /// Appends the lower-case UUID text, 36 bytes, without making a string.
    public func appendText(to bytes: inout [UInt8]) {
        let digits: StaticString = "0123456789abcdef"
        for position in 0..<16 {
            if position == 4 || position == 6 || position == 8 || position == 10 {
                bytes.append(UInt8(ascii: "-"))
            }
            let word = position < 8 ? high : low
            let byte = UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64(position & 7)))
            bytes.append(digits.utf8Start[Int(byte >> 4)])
            bytes.append(digits.utf8Start[Int(byte & 15)])
        }
    }
}

extension AreaCode: JSONWritable {
    /// Writes the digits.
    public func write(to writer: inout JSONWriter) {
        writer.string(description)
    }
}

extension Instant: JSONWritable {
    /// Writes the moment in UTC.
    public func write(to writer: inout JSONWriter) {
        writer.string { appendText(to: &$0) }
    }
}

extension NamedID {
    /// Writes the name.
    public func write(to writer: inout JSONWriter) {
        writer.string(name)
    }
}

extension Role.ID: JSONWritable {}
extension Responder.ID: JSONWritable {}
extension ReportCategory.ID: JSONWritable {}
extension ResponseStandard.ID: JSONWritable {}
extension Skill: JSONWritable {}

extension AreaCode.Level {
    /// The level's name for programs.
    public var name: String {
        switch self {
        case .county: "county"
        case .township: "township"
        case .community: "community"
        case .grid: "grid"
        }
    }

    /// The level of that name.
    public init?(_ name: String) {
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }
}

extension CountyVersion: JSONWritable {
    /// Writes the digits.
    public func write(to writer: inout JSONWriter) {
        writer.string(description)
    }
}

extension Coordinate: JSONWritable {
    /// Writes latitude, longitude and system.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("latitude", latitude)
            $0.field("longitude", longitude)
            $0.field("system", system.rawValue)
        }
    }
}
