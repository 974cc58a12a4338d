public import Governance

extension AreaCode {
    /// 清溪县.
    public static let qingxi = code("339900000000")
    /// 东溪镇, with Qiaotou and Xibian.
    public static let dongxi = code("339900101000")
    /// 桥头社区.
    public static let qiaotou = code("339900101001")
    /// 桥头社区第一网格.
    public static let qiaotouFirst = code("339900101001001")
    /// 溪边村.
    public static let xibian = code("339900101002")
    /// 西岭镇, with Lingxia.
    public static let xiling = code("339900102000")
    /// 岭下村.
    public static let lingxia = code("339900102001")

    static func code(_ text: String) -> AreaCode {
        SmallCounty.wellFormed(AreaCode(text), "area code \(text)")
    }
}

extension SmallCounty {
    /// The county, its townships, communities and grids; communities have a centre.
    public static let areas: [Area] =
        [
            area(.qingxi, "清溪县", "Qingxi"),
            area(.dongxi, "东溪镇", "Dongxi"),
            area(.qiaotou, "桥头社区", "Qiaotou", centre: place(north: 0)),
            area(.xibian, "溪边村", "Xibian", centre: place(north: 3_000)),
            area(.xiling, "西岭镇", "Xiling"),
            area(.lingxia, "岭下村", "Lingxia", centre: place(north: 9_000)),
        ] + [AreaCode.qiaotou, .xibian, .lingxia].flatMap(grids)

    /// The point so many metres north of the centre of Qiaotou, in WGS-84.
    public static func place(north metres: Double) -> Coordinate {
        wellFormed(
            Coordinate(latitude: 29.1 + metres / 111_195.08, longitude: 118.4), "coordinate")
    }

    private static func grids(of community: AreaCode) -> [Area] {
        [
            area(.code("\(community)001"), "第一网格", "Grid 1"),
            area(.code("\(community)002"), "第二网格", "Grid 2"),
        ]
    }

    private static func area(
        _ code: AreaCode, _ chinese: String, _ english: String, centre: Coordinate? = nil,
    ) -> Area {
        Area(code: code, name: LocalizedText(chinese: chinese, english: english), centre: centre)
    }
}
