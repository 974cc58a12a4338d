import Governance
public import TextFormats

extension Witness: JSONWritable {
    /// Writes the report as `rules explain` reads it.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("category", report.category)
            object.field("grid", report.area)
            object.field("source", report.source.rawValue)
            object.object("answers") { answers in
                for (name, answer) in report.answers.sorted(by: { $0.key < $1.key }) {
                    answers.field(name, answer)
                }
            }
            object.field("exercise", report.isExercise)
            if !text.isEmpty { object.field("text", text) }
            object.field("at", time.text)
        }
    }

    /// The report on one line, for people.
    public var summary: String {
        let answers = report.answers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        var parts = ["\(report.category)", "\(report.area)", "\(report.source.rawValue)"]
        parts.append("\(time.text)")
        if !answers.isEmpty { parts.append("{\(answers.joined(separator: ", "))}") }
        if report.isExercise { parts.append("exercise") }
        if !text.isEmpty { parts.append("'\(text)'") }
        return parts.joined(separator: ", ")
    }
}

extension LocalTime {
    /// The reading as `2026-01-05 22:00`.
    var text: String {
        func padded(_ number: Int, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(date.year, 4))-\(padded(date.month))-\(padded(date.day)) "
            + "\(padded(hour)):\(padded(minuteOfDay % 60))"
    }
}
