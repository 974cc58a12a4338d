/// How a CSV text separates its fields.
public struct CSVDialect: Hashable, Sendable {
    /// The byte between two fields.
    public let separator: UInt8

    /// A dialect whose fields are separated by `separator`, an ASCII character that is neither a
    /// quote nor a line break.
    public init(separator: Unicode.Scalar) {
        precondition(
            separator.isASCII && !"\"\r\n".unicodeScalars.contains(separator),
            "Fields cannot be separated by \(separator.escaped(asASCII: true)).")
        self.separator = UInt8(ascii: separator)
    }

    /// Fields separated by commas (RFC 4180).
    public static let commas = CSVDialect(separator: ",")
    /// Fields separated by semicolons, as spreadsheets save them where the comma is the decimal
    /// mark.
    public static let semicolons = CSVDialect(separator: ";")
    /// Fields separated by tabs.
    public static let tabs = CSVDialect(separator: "\t")
}
