import Governance

extension HTML {
    /// A page that needs nothing else: an introduction, then charts; without `vega` their tables.
    static func page(
        title: LocalizedText, introduction: String, charts: [Chart], vega: VegaLibrary?,
    ) -> String {
        """
        <!doctype html>
        <html lang="zh-CN">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>\(escaped(title.chinese)) · GridDispatch</title>
        <style>\(style)</style>
        <h1>\(escaped(title.chinese)) <small>\(escaped(title.english))</small></h1>
        \(introduction)
        \(charts.map { section($0, isDrawn: vega != nil) }.joined())
        \(vega.map { $0.elements + drawing } ?? "")
        </html>

        """
    }

    private static func section(_ chart: Chart, isDrawn: Bool) -> String {
        let id = escaped(chart.id)
        let figure =
            isDrawn
            ? """
            <div class="chart" id="\(id)" role="img" aria-label="\(escaped(chart.title.english))"></div>
            <script type="application/json" data-chart="\(id)">\(script(chart.spec))</script>
            <details><summary>数据 data</summary>\(table(chart.rows))</details>
            """ : table(chart.rows)
        return """
            <section>
            <h2>\(escaped(chart.title.chinese)) <small>\(escaped(chart.title.english))</small></h2>
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
