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
        return """
            <!doctype html>
            <html lang="zh-CN">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(HTML.escaped(title.chinese)) · GridDispatch</title>
            <style>\(Self.style)</style>
            <h1>\(HTML.escaped(title.chinese)) <small>\(HTML.escaped(title.english))</small></h1>
            <p>重复 \(replications.count) 次，种子 \(scenario.seed)，县版本 \(county.version.short)。\
            百分位取自全部样本；区间为各次重复均值的 95% 置信区间。<br>
            \(replications.count) replications, seed \(scenario.seed), county version \
            \(county.version.short). Percentiles are those of all samples; intervals are 95% \
            confidence intervals of the mean over replications.</p>
            \(HTML.table(heading + figures))
            \(charts.map { section($0, isDrawn: vega != nil) }.joined())
            \(vega.map { $0.elements + Self.drawing } ?? "")
            </html>

            """
    }

    private func section(_ chart: Chart, isDrawn: Bool) -> String {
        let id = HTML.escaped(chart.id)
        let figure =
            isDrawn
            ? """
            <div class="chart" id="\(id)" role="img" aria-label="\(HTML.escaped(chart.title.english))"></div>
            <script type="application/json" data-chart="\(id)">\(HTML.script(chart.spec))</script>
            <details><summary>数据 data</summary>\(HTML.table(chart.rows))</details>
            """ : HTML.table(chart.rows)
        return """
            <section>
            <h2>\(HTML.escaped(chart.title.chinese)) <small>\(HTML.escaped(chart.title.english))</small></h2>
            \(figure)
            </section>

            """
    }

    private static let drawing = """
        <script>
        for (const element of document.querySelectorAll("script[data-chart]")) {
          const spec = JSON.parse(element.textContent);
          new vega.View(vega.parse(spec, null, { ast: true }), {
            expr: vega.expressionInterpreter, renderer: "svg",
            container: document.getElementById(element.dataset.chart), hover: false,
          }).runAsync();
        }
        </script>
        """

    private static let style = """
        body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:760px;margin:2em auto;\
        padding:0 1em;color:#222;background:#fff}
        h1 small,h2 small{font-weight:normal;font-size:.7em;color:#555}
        table{border-collapse:collapse;margin:.5em 0}
        td,th{border-bottom:1px solid #ddd;padding:.15em .7em;text-align:left}
        td:nth-last-child(-n+2){text-align:right;font-variant-numeric:tabular-nums}
        .chart{overflow-x:auto}
        """
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
