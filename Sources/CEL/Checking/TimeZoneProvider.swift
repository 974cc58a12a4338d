/// The named time zones, which a host brings along; UTC and offsets such as `+08:00` are built in.
public struct TimeZoneProvider: Sendable {
    /// The offset from UTC in seconds that a zone, such as `Asia/Shanghai`, has at a time given in
    /// seconds since 1970; nil if there is no such zone.
    public let offset: @Sendable (_ zone: String, _ secondsSinceEpoch: Int64) -> Int64?

    /// Makes a provider.
    public init(
        offset: @escaping @Sendable (_ zone: String, _ secondsSinceEpoch: Int64) -> Int64?
    ) {
        self.offset = offset
    }
}
