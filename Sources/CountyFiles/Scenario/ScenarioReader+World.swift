import Governance
import Simulator

/// How people travel, and what does not work.
extension ScenarioReader {
    mutating func travel(_ node: YAMLNode, _ county: County) -> TravelModel? {
        let fields = reading.fields(
            node, required: [],
            optional: [
                "detour", "speed", "speeds", "byHour", "slowdowns", "least", "spread",
                "unknownMetres", "matrix", "osrm", "time",
            ])
        guard let fields else { return nil }
        var travel = TravelModel()
        if let detour = reading.number(fields["detour"], in: 1...10) { travel.detour = detour }
        if let speed = speed(fields["speed"]) { travel.speedMetresPerSecond = speed }
        for (key, value) in reading.mapping(fields["speeds"]) ?? [] {
            guard let role = role(key), let speed = self.speed(value) else { continue }
            travel.speedsMetresPerSecond[role] = speed
        }
        if let node = fields["byHour"], let factors = reading.factors(node, count: 24) {
            if factors.contains(0) {
                reading.addBad(node, "at speed 0 nobody arrives", "速度系数不能为 0")
            }
            travel.hourFactors = factors
        }
        travel.slowdowns = (reading.list(fields["slowdowns"]) ?? []).compactMap { node in
            guard let fields = reading.fields(node, required: ["from", "to", "factor"]),
                let span = reading.span(fields),
                let factor = reading.number(fields["factor"], in: 0.01...1_000)
            else { return nil }
            return TravelModel.Slowdown(span: span, factor: factor)
        }
        if let least = reading.simulatedTime(fields["least"]) { travel.least = least }
        if let spread = reading.number(fields["spread"], in: 0...10) { travel.spread = spread }
        if let metres = reading.number(fields["unknownMetres"], in: 0...1_000_000) {
            travel.unknownDistance = Metres(metres)
        }
        if let node = fields["time"] { travel.time = reading.distribution(node) }
        if let node = fields["matrix"] { travel.matrix = matrix(node, county) }
        if let node = fields["osrm"] { elsewhere.roads = roads(node) }
        if fields["osrm"] != nil, fields["matrix"] != nil {
            reading.addBad(
                node, "travel times come from matrix or from osrm, not from both",
                "行程时间只能来自 matrix 或 osrm 之一")
        }
        return travel
    }

    private mutating func roads(_ node: YAMLNode) -> ScenarioElsewhere.RoadServer? {
        guard
            let fields = reading.fields(node, required: ["url"], optional: ["profile"]),
            let url = reading.text(fields["url"]),
            let profile = fields["profile"].map({ reading.text($0) }) ?? "driving"
        else { return nil }
        guard ["http://", "https://"].contains(where: url.hasPrefix), !url.contains("?") else {
            reading.addBad(
                fields["url"] ?? node,
                "'\(url)' is no address of a server, such as http://127.0.0.1:5000",
                "“\(url)”不是服务器地址，例如 http://127.0.0.1:5000")
            return nil
        }
        let isName = profile.utf8.allSatisfy { byte in
            let character = Character(Unicode.Scalar(byte))
            return character.isASCII && (character.isLetter || character.isNumber)
        }
        guard isName else {
            reading.addBad(
                fields["profile"] ?? node,
                "'\(profile)' is no profile, such as driving, cycling or foot",
                "“\(profile)”不是出行方式，例如 driving、cycling 或 foot")
            return nil
        }
        return .init(url: String(url.reversed().drop { $0 == "/" }.reversed()), profile: profile)
    }

    /// A speed in km/h.
    private mutating func speed(_ node: YAMLNode?) -> Double? {
        reading.number(node, in: 0.1...1_000).map { $0 / 3.6 }
    }

    mutating func fault(_ node: YAMLNode) -> Fault? {
        let kinds = ["deadZone", "phonesOff", "channelOutage", "feedOutage"]
        let fields = reading.fields(
            node, required: ["from", "to"], optional: kinds + ["role"])
        guard let fields, let span = reading.span(fields) else { return nil }
        let given = kinds.filter { fields[$0] != nil }
        guard let name = given.first, given.count == 1, let value = fields[name] else {
            reading.addBad(
                node, "a fault is one of \(kinds.joined(separator: ", "))",
                "故障应为 \(kinds.joined(separator: "、")) 之一")
            return nil
        }
        return kind(name, value, fields).map { Fault($0, span: span) }
    }

    private mutating func kind(
        _ name: String, _ value: YAMLNode, _ fields: Fields,
    ) -> Fault.Kind? {
        switch name {
        case "deadZone":
            let areas = (reading.list(value) ?? []).compactMap { node -> AreaCode? in
                guard let code = reading.areaCode(node, at: AreaCode.Level.allCases) else {
                    return nil
                }
                reading.names.use(.area, code.description, at: node.place)
                return code
            }
            return .deadZone(areas)
        case "phonesOff":
            guard let share = reading.number(value, in: 0...1) else { return nil }
            return .phonesOff(fields["role"].flatMap { self.role($0) }, share: share)
        case "feedOutage":
            let sources = (reading.list(value) ?? []).compactMap {
                reading.choice($0, of: Report.Source.self)
            }
            return .feedOutage(sources)
        default:
            guard let isOut = reading.boolean(value) else { return nil }
            if !isOut {
                reading.addBad(
                    value, "leave the fault out where there is none", "没有故障时请删去此项")
            }
            return .channelOutage
        }
    }
}
