import Governance
import Simulator

extension StaffingPlan {
    /// The curve and the places as pictures.
    public var charts: [Chart] { [curveChart, map] }

    private var curveChart: Chart {
        .bars(
            "compliance-by-cost",
            LocalizedText(chinese: "每日在岗小时与及时率", english: "Share in time by hours of duty a day"),
            curve.map { ("\($0.hours)", $0.compliance) }, axis: "", format: ".0%",
            table: curveTable(in: .english), maximum: 1)
    }

    private var map: Chart {
        let counts = Dictionary(grouping: posts, by: \.community)
        let points = counts.sorted { $0.key < $1.key }.compactMap { community, here in
            county.grids.centre(of: community).map {
                MapPoint(
                    name: county.grids.placeName(of: community, in: .chinese), place: $0,
                    share: best.compliance, count: here.count)
            }
        }
        return .map(
            "posts", LocalizedText(chinese: "站位", english: "Where people stand"), points,
            table: [["role", "place", "hours", "n"]] + postRows(in: .english))
    }

    /// One page with everything in it, Chinese and English; without `vega` it has tables only.
    public func page(vega: VegaLibrary?) -> String {
        let boundLines = bounds.sorted { $0.key < $1.key }.map { role, bound in
            "\(name(of: role, in: .chinese)) \(name(of: role, in: .english)): "
                + (bound.map(String.init) ?? "∞")
        }
        let introduction = """
            <p>\(HTML.escaped(target.description))</p>
            <p>\(HTML.escaped(verdict(in: .chinese)))<br>\(HTML.escaped(verdict(in: .english)))</p>
            <p>覆盖下界 coverage bound: \(HTML.escaped(boundLines.joined(separator: "; ")))</p>
            \(HTML.table(table(in: .chinese)))
            """
        return HTML.page(title: title, introduction: introduction, charts: charts, vega: vega)
    }
}
