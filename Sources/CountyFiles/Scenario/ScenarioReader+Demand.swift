import Governance
import Simulator

/// What is reported.
extension ScenarioReader {
    /// Where reports can come from.
    private static let demands = ["streams", "reports", "recorded", "log"]

    mutating func demand(_ node: YAMLNode?, _ county: County) -> Demand? {
        let fields = reading.fields(
            node, required: [], optional: Self.demands + ["resample"])
        guard let node, let fields else { return nil }
        let streams = (reading.list(reading.filled(fields["streams"])) ?? []).compactMap {
            self.stream($0, county)
        }
        var listed = (reading.list(reading.filled(fields["reports"])) ?? []).compactMap {
            self.listed($0)
        }
        if let recorded = fields["recorded"] { listed += self.recorded(recorded, county) }
        if let log = fields["log"] { elsewhere.log = reading.text(log).map(path) }
        let resamples = fields["resample"].map { reading.boolean($0) } ?? false
        guard let resamples else { return nil }
        if Self.demands.allSatisfy({ fields[$0] == nil }) {
            reading.addBad(
                node, "nothing is reported: give streams, reports, recorded or log",
                "没有任何上报：请填写 streams、reports、recorded 或 log")
        }
        return Demand(streams: streams, listed: listed, resamples: resamples)
    }

    private mutating func stream(_ node: YAMLNode, _ county: County) -> DemandStream? {
        let fields = reading.fields(
            node, required: ["perHour"],
            optional: [
                "byHour", "byWeekday", "bursts", "categories", "areas", "sources", "yes",
                "otherwiseYes", "scatterMetres",
            ])
        guard let fields else { return nil }
        let rate = reading.number(fields["perHour"], in: 0...1_000_000)
        let categories = self.categories(fields["categories"], county)
        let areas = self.areas(fields["areas"], county)
        let sources = self.sources(fields["sources"])
        guard let rate, let categories, let areas, let sources else { return nil }
        var stream = DemandStream(
            reportsPerHour: rate, categories: categories, areas: areas, sources: sources)
        if let factors = reading.factors(fields["byHour"], count: 24) {
            stream.hourFactors = factors
        }
        if let factors = reading.factors(fields["byWeekday"], count: 7) {
            stream.weekdayFactors = factors
        }
        stream.bursts = (reading.list(fields["bursts"]) ?? []).compactMap { node in
            guard let fields = reading.fields(node, required: ["from", "to", "factor"]),
                let span = reading.span(fields),
                let factor = reading.number(fields["factor"], in: 0...1_000)
            else { return nil }
            return DemandStream.Burst(span: span, factor: factor)
        }
        for (key, value) in reading.mapping(fields["yes"]) ?? [] {
            guard let name = reading.text(key) else { continue }
            reading.names.use(.question, name, at: key.place)
            stream.yes[name] = reading.number(value, in: 0...1)
        }
        if let chance = fields["otherwiseYes"] {
            stream.otherwiseYes = reading.number(chance, in: 0...1) ?? 0
        }
        if let scatter = fields["scatterMetres"] {
            stream.scatter = Metres(reading.number(scatter, in: 0...100_000) ?? 0)
        }
        return stream
    }

    /// Weights by category, or by the beginning of categories' names; all alike without any.
    private mutating func categories(
        _ node: YAMLNode?, _ county: County,
    ) -> WeightedChoice<ReportCategory.ID>? {
        guard let node else { return choice(county.categories.map { ($0.id, 1) }, nil) }
        var weighted: [(ReportCategory.ID, Double)] = []
        for (key, value) in reading.mapping(node) ?? [] {
            guard let name = reading.text(key), let weight = weight(value) else { continue }
            let group = county.categories.map(\.id).filter {
                $0.name == name || $0.name.hasPrefix(name + "/")
            }
            if group.isEmpty { reading.names.use(.category, name, at: key.place) }
            weighted += group.map { ($0, weight / Double(group.count)) }
        }
        return choice(weighted, node)
    }

    /// Weights by area, spread over the grids in it; all grids alike without any.
    private mutating func areas(
        _ node: YAMLNode?, _ county: County,
    ) -> WeightedChoice<AreaCode>? {
        let grids = county.grids.areas(at: .grid)
        let leaves = (grids.isEmpty ? county.grids.areas(at: .community) : grids).map(\.code)
        guard let node else { return choice(leaves.map { ($0, 1) }, nil) }
        var weighted: [(AreaCode, Double)] = []
        for (key, value) in reading.mapping(node) ?? [] {
            guard let code = reading.areaCode(key, at: AreaCode.Level.allCases) else { continue }
            reading.names.use(.area, code.description, at: key.place)
            guard let weight = weight(value) else { continue }
            let inside = leaves.filter(code.contains)
            weighted += inside.map { ($0, weight / Double(inside.count)) }
        }
        return choice(weighted, node)
    }

    private mutating func sources(_ node: YAMLNode?) -> WeightedChoice<Report.Source>? {
        guard let node else { return choice([(.worker, 0.8), (.resident, 0.2)], nil) }
        var weighted: [(Report.Source, Double)] = []
        for (key, value) in reading.mapping(node) ?? [] {
            guard let source = reading.choice(key, of: Report.Source.self) else { continue }
            guard let weight = weight(value) else { continue }
            weighted.append((source, weight))
        }
        return choice(weighted, node)
    }

    private mutating func weight(_ node: YAMLNode) -> Double? {
        reading.number(node, in: 0...1_000_000_000)
    }

    private mutating func choice<Value: Sendable>(
        _ weighted: [(Value, Double)], _ node: YAMLNode?,
    ) -> WeightedChoice<Value>? {
        let choice = WeightedChoice(weighted)
        guard choice == nil, let node else { return choice }
        // Names that are not there have no weights, and fault is found with them by name.
        if case .mapping(let pairs) = node.content, pairs.isEmpty || !weighted.isEmpty {
            reading.addBad(
                node, "at least one weight must be above 0", "至少一个权重应大于 0")
        }
        return choice
    }

    private mutating func listed(_ node: YAMLNode) -> ListedReport? {
        let fields = reading.fields(
            node, required: ["after", "category", "area"],
            optional: ["source", "answers", "place", "text"])
        guard let fields else { return nil }
        let after = reading.simulatedTime(fields["after"])
        let categories: [ReportCategory.ID] = [fields["category"]].compactMap { node in
            guard let id: ReportCategory.ID = reading.identifier(node), let node else { return nil }
            reading.names.use(.category, id.name, at: node.place)
            return id
        }
        let area = reading.areaCode(fields["area"], at: [.community, .grid])
        if let area { reading.names.use(.area, area.description, at: fields.place) }
        let source =
            fields["source"].map { reading.choice($0, of: Report.Source.self) } ?? .worker
        var answers: [String: Bool] = [:]
        for (key, value) in reading.mapping(fields["answers"]) ?? [] {
            guard let name = reading.text(key) else { continue }
            reading.names.use(.question, name, at: key.place)
            answers[name] = reading.boolean(value)
        }
        let place = reading.coordinate(fields["place"], system: .wgs84)
        let text = reading.text(fields["text"])
        guard let after, let category = categories.first, let area, let source else { return nil }
        return ListedReport(
            after: after, category: category, area: area, coordinate: place, source: source,
            answers: answers, text: text)
    }
}
