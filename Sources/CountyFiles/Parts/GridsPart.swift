import Governance

/// grids.yaml: the county's townships, their communities and villages, and the grids in those.
struct GridsPart {
    /// How many areas a county may have.
    static let maximumAreas = 200_000
    /// How many grids a community may be divided into by a mere count.
    static let maximumGrids = 99

    private(set) var areas: [Area] = []
    private var system = Coordinate.System.wgs84
    private var isFull = false

    init(_ root: YAMLNode?, in county: CountyPart?, _ reading: inout Reading) {
        let fields = reading.fields(
            root, required: ["system", "townships"], optional: ["centre"])
        system = reading.choice(fields?["system"], of: Coordinate.System.self) ?? .wgs84
        let centre = reading.coordinate(fields?["centre"], system: system)
        if let county {
            // county.yaml is read first, so nothing can have taken the code before.
            _ = reading.names.define(.area, county.code.description, at: fields?.place ?? .nowhere)
            areas.append(Area(code: county.code, name: county.name, centre: centre))
        } else {
            reading.names.markUnreadable(.area)
        }
        for node in reading.mainList(fields?["townships"], defining: .area) {
            readTownship(node, in: county?.code, &reading)
        }
    }

    private mutating func readTownship(
        _ node: YAMLNode, in county: AreaCode?, _ reading: inout Reading,
    ) {
        let fields = reading.fields(
            node, required: ["code", "name", "communities"], optional: ["centre", "outline"])
        guard let fields else { return }
        let code = readArea(fields, at: .township, in: county, &reading)
        for node in reading.list(fields["communities"]) ?? [] {
            readCommunity(node, in: code, &reading)
        }
    }

    private mutating func readCommunity(
        _ node: YAMLNode, in township: AreaCode?, _ reading: inout Reading,
    ) {
        let fields = reading.fields(
            node, required: ["code", "name", "grids"], optional: ["centre", "outline"])
        guard let fields else { return }
        let code = readArea(fields, at: .community, in: township, &reading)
        guard let grids = fields["grids"] else { return }
        switch grids.content {
        case .sequence(let items):
            for item in items { readGrid(item, in: code, &reading) }
        case .scalar, .mapping:
            let range = 1...Self.maximumGrids
            guard let count = reading.integer(grids, in: range), let code else { return }
            for number in 1...count { addGrid(number, in: code, at: grids.place, &reading) }
        }
    }

    private mutating func readGrid(
        _ node: YAMLNode, in community: AreaCode?, _ reading: inout Reading,
    ) {
        let fields = reading.fields(
            node, required: ["code", "name"], optional: ["centre", "outline"])
        guard let fields else { return }
        _ = readArea(fields, at: .grid, in: community, &reading)
    }

    /// Takes one area; its code counts as defined even if something else about it is wrong.
    private mutating func readArea(
        _ fields: Fields, at level: AreaCode.Level, in parent: AreaCode?,
        _ reading: inout Reading,
    ) -> AreaCode? {
        let code = reading.areaCode(fields["code"], at: [level])
        let name = reading.localizedText(fields["name"])
        let centre = reading.coordinate(fields["centre"], system: system)
        guard let code, let place = fields["code"]?.place else { return nil }
        reading.define(.area, code.description, at: place)
        if let parent, !parent.contains(code) {
            reading.add(
                .badValue, at: place, "the code does not begin like that of \(parent) around it",
                "代码与其上级 \(parent) 的代码不一致")
            return nil
        }
        let outline = outline(fields["outline"], &reading)
        if let name {
            add(
                Area(code: code, name: name, centre: centre, outline: outline), at: place,
                &reading)
        }
        return code
    }

    /// The corners of an outline, each a point; nothing if the area states none.
    private func outline(_ node: YAMLNode?, _ reading: inout Reading) -> [Coordinate] {
        guard let node, let items = reading.list(node) else { return [] }
        guard (3...Area.maximumCorners).contains(items.count) else {
            reading.addBad(
                node, "an outline has 3 to \(Area.maximumCorners) corners",
                "轮廓应有 3 到 \(Area.maximumCorners) 个角点")
            return []
        }
        return items.compactMap { reading.coordinate($0, system: system) }
    }

    /// Takes one of the grids that a count stands for.
    private mutating func addGrid(
        _ number: Int, in community: AreaCode, at place: Place, _ reading: inout Reading,
    ) {
        let serial = String(1_000 + number).dropFirst()
        guard let code = AreaCode("\(community)\(serial)") else { return }
        // A community that is defined twice is found at its own code.
        _ = reading.names.define(.area, code.description, at: place)
        let name = LocalizedText(
            chinese: "第\(ChineseNumeral.text(number))网格", english: "Grid \(number)")
        add(Area(code: code, name: name), at: place, &reading)
    }

    private mutating func add(_ area: Area, at place: Place, _ reading: inout Reading) {
        guard areas.count >= Self.maximumAreas else {
            areas.append(area)
            return
        }
        guard !isFull else { return }
        isFull = true
        reading.add(
            .tooMany, at: place, "the county has more than \(Self.maximumAreas) areas",
            "全县区域超过 \(Self.maximumAreas) 个")
    }
}

/// Numbers as Chinese writes them.
enum ChineseNumeral {
    /// A number from 1 to 99, for example 二十三.
    static func text(_ number: Int) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        let (tens, ones) = (number / 10, number % 10)
        guard tens > 0 else { return digits[ones] }
        return (tens == 1 ? "" : digits[tens]) + "十" + digits[ones]
    }
}
