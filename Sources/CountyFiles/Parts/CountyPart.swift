import Governance

/// county.yaml: the county's name, code and time zone.
struct CountyPart {
    let code: AreaCode
    let name: LocalizedText
    let timeZone: CountyTimeZone
    let settings: CountySettings

    init?(_ root: YAMLNode?, _ reading: inout Reading) {
        guard
            let fields = reading.fields(
                root, required: ["code", "name", "timeZone"],
                optional: ["duplicates", "boundary", "positions", "followUp"])
        else { return nil }
        let code = reading.areaCode(fields["code"], at: [.county])
        let name = reading.localizedText(fields["name"])
        let timeZone = Self.timeZone(fields["timeZone"], &reading)
        settings = CountySettings(fields, &reading)
        guard let code, let name, let timeZone else { return nil }
        (self.code, self.name, self.timeZone) = (code, name, timeZone)
    }

    private static func timeZone(
        _ node: YAMLNode?, _ reading: inout Reading,
    ) -> CountyTimeZone? {
        guard let node, let name = reading.text(node) else { return nil }
        guard let zone = CountyTimeZone(named: name) else {
            reading.addBad(
                node, "'\(name)' is not a time zone of the IANA database, such as Asia/Shanghai",
                "“\(name)”不是 IANA 时区数据库中的时区，例如 Asia/Shanghai")
            return nil
        }
        return zone
    }
}
