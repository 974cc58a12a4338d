import Governance
import Simulator
import TextFormats

extension SimulationResult {
    /// One page with everything in it, Chinese and English; without `vega` it has tables only.
    public func page(vega: VegaLibrary?) -> String {
        let figures = figures.compactMap { figure -> [String]? in
            guard let overall = figure.overall else { return nil }
            let unit = figure.measure.unit
            let interval = figure.estimate?.interval.map {
                "\(unit.text($0.lowerBound)) – \(unit.text($0.upperBound))"
            }
            return [
                figure.measure.title.chinese, figure.measure.title.english, unit.text(overall),
                interval ?? "",
            ]
        }
        let heading = [["指标", "measure", "值 value", "95%"]]
        let introduction = """
            <p>重复 \(replications.count) 次，种子 \(scenario.seed)，县版本 \(county.version.short)。\
            百分位取自全部样本；区间为各次重复均值的 95% 置信区间。<br>
            \(replications.count) replications, seed \(scenario.seed), county version \
            \(county.version.short). Percentiles are those of all samples; intervals are 95% \
            confidence intervals of the mean over replications.</p>
            \(HTML.table(heading + figures))
            """
        return HTML.page(title: title, introduction: introduction, charts: charts, vega: vega)
    }
}

/// Text within a page.
enum HTML {
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    /// JSON within a script element, which ends at no "<".
    static func script(_ json: JSON) -> String {
        json.text().replacing("<", with: "\\u003c")
    }

    /// A table whose first row names the columns.
    static func table(_ rows: [[String]]) -> String {
        let lines = rows.enumerated().map { index, row in
            let tag = index == 0 ? "th" : "td"
            return "<tr>" + row.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() + "</tr>"
        }
        return "<table>\n\(lines.joined(separator: "\n"))\n</table>"
    }
}
