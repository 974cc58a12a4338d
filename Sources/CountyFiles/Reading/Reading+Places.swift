import Governance
import RulesEngine

/// Places: codes of areas and coordinates.
extension Reading {
    /// The code of an area at one of the levels.
    mutating func areaCode(_ node: YAMLNode?, at levels: [AreaCode.Level]) -> AreaCode? {
        guard let node, let text = text(node) else { return nil }
        guard let code = AreaCode(text) else {
            addBad(
                node, "'\(text)' is not an area code: 12 digits, or 15 for a grid",
                "“\(text)”不是区划代码：应为 12 位数字，网格为 15 位")
            return nil
        }
        guard levels.contains(code.level) else {
            let needed = levels.map(\.english).joined(separator: " or ")
            addBad(
                node,
                "'\(text)' is the code of a \(code.level.english); needed is that of a \(needed)",
                "“\(text)”是\(code.level.chinese)的代码；此处应为"
                    + "\(levels.map(\.chinese).joined(separator: "或"))的代码")
            return nil
        }
        return code
    }

    /// A point, in the reference system of its file.
    mutating func coordinate(
        _ node: YAMLNode?, system: Coordinate.System,
    ) -> Coordinate? {
        guard let node else { return nil }
        guard let fields = fields(node, required: ["latitude", "longitude"]) else { return nil }
        let latitude = degrees(fields["latitude"], within: 90)
        let longitude = degrees(fields["longitude"], within: 180)
        guard let latitude, let longitude else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude, system: system)
    }

    private mutating func degrees(_ node: YAMLNode?, within limit: Double) -> Double? {
        guard let node, let text = text(node) else { return nil }
        guard let value = Double(text), abs(value) <= limit else {
            addBad(
                node, "'\(text)' is not a number of degrees from -\(Int(limit)) to \(Int(limit))",
                "“\(text)”不是 -\(Int(limit)) 到 \(Int(limit)) 之间的度数")
            return nil
        }
        return value
    }
}

extension AreaCode.Level {
    /// The word for the level in English.
    var english: String {
        switch self {
        case .county: "county"
        case .township: "township"
        case .community: "community"
        case .grid: "grid"
        }
    }

    /// The word for the level in Chinese.
    var chinese: String {
        switch self {
        case .county: "县"
        case .township: "乡镇"
        case .community: "村社"
        case .grid: "网格"
        }
    }
}
