/// The bounds of what a CSV parser takes; they bound its memory too, since it holds one record.
public struct CSVLimits: Hashable, Sendable {
    /// The length of a field in bytes.
    public var fieldBytes: Int
    /// The length of a record in bytes, without quotes and separators.
    public var recordBytes: Int
    /// How many fields a record may have.
    public var fields: Int

    /// Fields of 64 KiB, records of 1 MiB and 1,024 fields, unless told otherwise.
    public init(fieldBytes: Int = 1 << 16, recordBytes: Int = 1 << 20, fields: Int = 1_024) {
        self.fieldBytes = fieldBytes
        self.recordBytes = recordBytes
        self.fields = fields
    }

    /// The limits that serve most files.
    public static let standard = CSVLimits()
}
