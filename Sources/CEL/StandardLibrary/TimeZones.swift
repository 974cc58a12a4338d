/// The time zones of an environment: UTC, fixed offsets and what the host brings along.
struct TimeZones: Sendable {
    let provider: TimeZoneProvider?

    /// The offset from UTC in seconds that a zone has at a time; nil if there is no such zone.
    func offset(of zone: String, at secondsSinceEpoch: Int64) -> Int64? {
        if zone.isEmpty || zone == "UTC" || zone == "Z" { return 0 }
        if let fixed = Self.fixedOffset(zone) { return fixed }
        return provider?.offset(zone, secondsSinceEpoch)
    }

    /// The offset that a zone such as `+08:00`, `-08:00` or `08:00` spells.
    private static func fixedOffset(_ zone: String) -> Int64? {
        let signed = zone.utf8.first?.isDigit == true ? "+\(zone)" : zone
        guard signed.utf8.first == UInt8(ascii: "+") || signed.utf8.first == UInt8(ascii: "-")
        else { return nil }
        var scanner = DigitScanner(signed)
        let offset = scanner.zoneOffset()
        return scanner.isAtEnd ? offset : nil
    }
}
