public import Governance
import Simulator
public import TextFormats

extension Counterfactual {
    /// How many incidents are told one by one.
    private static let mostTold = 20

    /// What was found, for people.
    public func text(in language: Language) -> String {
        let isChinese = language == .chinese
        var lines = [
            isChinese
                ? "\(past.reports.count) 件上报照原样到来；未立案或属演练而略去 \(past.leftOut) 件；"
                    + "\(past.unusual) 件另有模型没有的操作。"
                : "\(past.reports.count) reports as they came; \(past.leftOut) left out that were "
                    + "never filed or are exercises; \(past.unusual) in which somebody did what "
                    + "no model does.",
            faithfulness(in: language),
        ]
        lines += comparison.table(in: language).split(separator: "\n").map(String.init)
        lines.append(
            isChinese
                ? "\(incidents) 件中有 \(changes.count) 件不同："
                : "\(changes.count) of \(incidents) incidents differ:")
        let rows = changes.prefix(Self.mostTold).map { row($0, in: language) }
        lines += TextColumns.text(rows).split(separator: "\n").map { "  \($0)" }
        if changes.count > Self.mostTold { lines.append("  … \(changes.count - Self.mostTold)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The measure that matters most, as recorded and as replayed without the change.
    private func faithfulness(in language: Language) -> String {
        let id = "full_assignment_p90"
        let unit = Measure.Unit.seconds
        let figures = [recorded, comparison.before].map { result in
            result.figures.first { $0.measure.id == id }?.overall.map(unit.text) ?? "–"
        }
        return language == .chinese
            ? "全员到场第 90 百分位：记录为 \(figures[0])，不作改动重放为 \(figures[1])。"
            : "Full assignment, p90: \(figures[0]) as recorded, \(figures[1]) replayed without "
                + "the change."
    }

    private func row(_ change: Change, in language: Language) -> [String] {
        let unit = Measure.Unit.seconds
        let county = recorded.county
        let people = [change.peopleBefore, change.peopleAfter].map { people in
            people.map(\.name).joined(separator: " ")
        }
        return [
            "\(county.grids.placeName(of: change.area, in: language)) #\(change.number)",
            change.category.name, change.before.map(unit.text) ?? "–",
            change.after.map(unit.text) ?? "–", change.difference.map(unit.text) ?? "",
            people[0] == people[1] ? "" : "\(people[0]) → \(people[1])",
        ]
    }

    /// What was found, for programs; times in seconds.
    public var json: JSON {
        var recordedFigures = JSONObject()
        for figure in recorded.figures {
            recordedFigures[figure.measure.id] = .rounded(figure.overall)
        }
        return [
            "reports": .integer(Int64(past.reports.count)),
            "left_out": .integer(Int64(past.leftOut)),
            "unusual": .integer(Int64(past.unusual)),
            "recorded": .object(recordedFigures),
            "comparison": comparison.json,
            "incidents": .integer(Int64(incidents)),
            "changed": .integer(Int64(changes.count)),
            "changes": .array(changes.prefix(10_000).map(\.json)),
        ]
    }
}

extension Counterfactual.Change {
    fileprivate var json: JSON {
        [
            "incident": .string("\(incident)"), "number": .integer(Int64(number)),
            "category": .string(category.name), "area": .string("\(area)"),
            "a": .rounded(before), "b": .rounded(after), "difference": .rounded(difference),
            "people_a": .array(peopleBefore.map { .string($0.name) }),
            "people_b": .array(peopleAfter.map { .string($0.name) }),
        ]
    }
}
