import Governance

extension RuleBacktest {
    /// How many reports the page names behind one number, and how many changes it lists.
    private static let maximumListed = 500

    /// The report as one HTML page that needs nothing beside itself, in Chinese and English.
    public func page() -> String {
        var html = """
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>规则回测 Rules back-test</title>
            <style>
            body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
            table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}
            th,td{border-bottom:1px solid #ccc;padding:.35rem .5rem;text-align:left;vertical-align:top}
            td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
            .more{color:#8a3b00}.less{color:#004a8f}
            code{font-size:.85em;overflow-wrap:anywhere}
            details summary{cursor:pointer}
            @media(max-width:40rem){table{display:block;overflow-x:auto}}
            </style></head><body>
            <h1>规则回测 <span lang="en">Rules back-test</span></h1>
            <p>现行版本 <span lang="en">live</span> <code>\(live.short)</code>，\
            候选版本 <span lang="en">candidate</span> <code>\(candidate.short)</code>。</p>
            <p>共 \(reports) 条上报，其中 \(changed) 条处置不同。<br>
            <span lang="en">\(reports) reports, \(changed) of them decided otherwise.</span></p>

            """
        for section in sections { html += Self.html(section) }
        if degraded.live + degraded.candidate > 0 {
            html += "<h2>规则出错的处置 <span lang=\"en\">Decisions with a failed rule</span></h2>\n"
            html += "<p>现行 <span lang=\"en\">live</span> \(degraded.live)，"
            html += "候选 <span lang=\"en\">candidate</span> \(degraded.candidate)。</p>\n"
        }
        if !refused.isEmpty {
            html += "<h2>候选版本不受理 <span lang=\"en\">Not taken by the candidate</span></h2>\n"
            html += "<p>\(Self.codes(refused))</p>\n"
        }
        html += changesHTML()
        return html + "</body></html>\n"
    }

    private static func html(_ section: BacktestSection) -> String {
        var html = "<h2>\(both(section.heading))</h2>\n<table><thead><tr>"
        html += "<th scope=\"col\">名称 <span lang=\"en\">Name</span></th>"
        html += "<th scope=\"col\" class=\"n\">现行 <span lang=\"en\">Live</span></th>"
        html += "<th scope=\"col\" class=\"n\">候选 <span lang=\"en\">Candidate</span></th>"
        html += "<th scope=\"col\" class=\"n\">变化 <span lang=\"en\">Change</span></th>"
        html +=
            "<th scope=\"col\">涉及的上报 <span lang=\"en\">Reports</span></th></tr></thead><tbody>\n"
        for row in section.rows {
            let change = row.tally.candidate - row.tally.live
            let style = change > 0 ? " more" : change < 0 ? " less" : ""
            html += "<tr><th scope=\"row\">\(both(row.name))</th>"
            html +=
                "<td class=\"n\">\(row.tally.live)</td><td class=\"n\">\(row.tally.candidate)</td>"
            html += "<td class=\"n\(style)\">\(change > 0 ? "+" : "")\(change)</td><td>"
            html += list("增加", "gained", row.tally.gained) + list("减少", "lost", row.tally.lost)
            html += "</td></tr>\n"
        }
        return html + "</tbody></table>\n"
    }

    private func changesHTML() -> String {
        var html = "<h2>处置不同的上报 <span lang=\"en\">Reports decided otherwise</span></h2>\n"
        guard !changes.isEmpty else {
            return html + "<p>无 <span lang=\"en\">None</span></p>\n"
        }
        html += "<table><thead><tr><th scope=\"col\">上报 <span lang=\"en\">Report</span></th>"
        html += "<th scope=\"col\">类别、时间 <span lang=\"en\">Category, time</span></th>"
        html += "<th scope=\"col\">现行 <span lang=\"en\">Live</span></th>"
        html += "<th scope=\"col\">候选 <span lang=\"en\">Candidate</span></th></tr></thead><tbody>\n"
        for change in changes.prefix(Self.maximumListed) {
            let report = change.routing
            html += "<tr><td><code>\(Self.escaped(report.name))</code></td>"
            html += "<td>\(Self.escaped(report.report.category.name))<br>\(report.time.text)</td>"
            html +=
                "<td>\(words(of: change.live))</td><td>\(words(of: change.candidate))</td></tr>\n"
        }
        html += "</tbody></table>\n"
        let omitted = changes.count - Self.maximumListed
        guard omitted > 0 else { return html }
        return html + "<p>另有 \(omitted) 条未列出。 <span lang=\"en\">\(omitted) more.</span></p>\n"
    }

    private func words(of decision: RoutingDecision) -> String {
        let roles = decision.roles.map { role in
            Self.both(
                LocalizedText(
                    chinese: title(of: role, in: .chinese), english: title(of: role, in: .english)))
        }
        let numbers = decision.numbers.map { " · \(Self.escaped($0.name)) = \($0.value)" }
        return roles.joined(separator: "、")
            + "<br>\(decision.severity.rawValue) · \(Self.escaped(decision.standard.name))"
            + numbers.joined()
    }

    private static func list(_ chinese: String, _ english: String, _ names: [String]) -> String {
        guard !names.isEmpty else { return "" }
        return "<details><summary>\(chinese) <span lang=\"en\">\(english)</span> \(names.count)"
            + "</summary>\(codes(names))</details>"
    }

    private static func codes(_ names: [String]) -> String {
        let shown = names.prefix(maximumListed).map { "<code>\(escaped($0))</code>" }
        let omitted = names.count - shown.count
        return shown.joined(separator: " ") + (omitted > 0 ? " … +\(omitted)" : "")
    }

    private static func both(_ text: LocalizedText) -> String {
        guard text.chinese != text.english else { return escaped(text.chinese) }
        return "\(escaped(text.chinese)) <span lang=\"en\">\(escaped(text.english))</span>"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
    }
}
