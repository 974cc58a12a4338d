import Governance
import Simulator

/// How people travel, and what does not work.
extension ScenarioReader {
    mutating func travel(_ node: YAMLNode, _ county: County) -> TravelModel? {
        let fields = reading.fields(
            node, required: [],
            optional: [
                "detour", "speed", "speeds", "byHour", "slowdowns", "least", "spread",
                "unknownMetres", "matrix", "time",
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
        return travel
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
