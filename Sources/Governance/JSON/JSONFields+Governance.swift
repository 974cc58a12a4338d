import TextFormats

// The getters of the vocabulary's own types. Each gives nil only after it has kept a fault, or
// where an optional field is not there.

extension JSONFields {
    mutating func entityID<Entity>(
        _ name: String, _ presence: Presence = .required,
    ) -> EntityID<Entity>? {
        value(name, presence, expecting: "a UUID", chinese: " UUID") { EntityID($0) }
    }

    mutating func areaCode(_ name: String) -> AreaCode? {
        value(name, expecting: "an area code of 12 or 15 digits", chinese: " 12 或 15 位区划代码") {
            AreaCode($0)
        }
    }

    mutating func instant(_ name: String, _ presence: Presence = .required) -> Instant? {
        value(
            name, presence, expecting: "an RFC 3339 date-time with a zone",
            chinese: "带时区的 RFC 3339 时间"
        ) { Instant($0) }
    }

    mutating func namedID<ID: NamedID>(_ name: String, _ type: ID.Type = ID.self) -> ID? {
        value(name, expecting: "a name of a-z, 0-9, '-', '_', '.', '/'", chinese: "小写名称") {
            ID($0)
        }
    }

    mutating func countyVersion(_ name: String) -> CountyVersion? {
        value(name, expecting: "64 lower-case hex digits", chinese: " 64 位小写十六进制数") {
            CountyVersion($0)
        }
    }

    mutating func coordinate(_ name: String) -> Coordinate? {
        object(name, .optional) { position in
            let latitude = position.number("latitude", in: -90...90)
            let longitude = position.number("longitude", in: -180...180)
            let system: Coordinate.System? = position.enumeration("system")
            guard let latitude, let longitude, let system else { return nil }
            return Coordinate(latitude: latitude, longitude: longitude, system: system)
        }
    }

    mutating func roles(_ name: String) -> [Role.ID]? {
        guard let names = strings(name, maximumCount: 256, maximumLength: Role.ID.maximumLength)
        else { return nil }
        let roles = names.compactMap { Role.ID($0) }
        guard roles.count == names.count else {
            refuse(
                name, message: "Expected names of a-z, 0-9, '-', '_', '.', '/'.",
                chineseMessage: "应为小写名称。")
            return nil
        }
        return roles
    }

    /// An array of whole numbers.
    mutating func integers(_ name: String) -> [Int]? {
        guard let elements = array(name, maximumCount: 4_096) else { return nil }
        let numbers = elements.compactMap { $0.integerValue.flatMap(Int.init(exactly:)) }
        guard numbers.count == elements.count else {
            refuse(
                name, .wrongType, message: "Expected whole numbers.", chineseMessage: "应为整数。")
            return nil
        }
        return numbers
    }

    /// An object of booleans by name.
    mutating func booleans(_ name: String) -> [String: Bool]? {
        guard let object = object(name, maximumCount: 256) else { return nil }
        var values: [String: Bool] = [:]
        for member in object {
            guard let value = member.value.boolValue else {
                refuse(
                    name, .wrongType, message: "Expected true or false for every name.",
                    chineseMessage: "每一项应为 true 或 false。")
                return nil
            }
            values[member.key] = value
        }
        return values
    }
}
