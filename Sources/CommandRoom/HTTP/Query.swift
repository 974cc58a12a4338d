import Governance
import HTTPTypes
import Hummingbird

/// Reads what stands behind the question mark, naming whatever is wrong with it.
enum Query {
    static func area(_ text: String, _ name: String) throws(Problem) -> AreaCode {
        guard let code = AreaCode(text) else {
            throw .wrongField(
                "?\(name)", "field.wrong_type", "应为 12 或 15 位区划代码",
                "an area code has 12 or 15 digits")
        }
        return code
    }

    static func instant(_ text: String, _ name: String) throws(Problem) -> Instant {
        // A plus sign of a zone arrives as a space when a client forgets to escape it.
        guard let instant = Instant(text.replacing(" ", with: "+")) else {
            throw .wrongField(
                "?\(name)", "field.wrong_type", "应为带时区的时间,如 2026-11-21T14:03:00+08:00",
                "a time with a zone is expected, such as 2026-11-21T14:03:00+08:00")
        }
        return instant
    }

    static func number(
        _ text: String, _ name: String, in range: ClosedRange<Int>,
    ) throws(Problem) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw .wrongField(
                "?\(name)", "field.out_of_range",
                "应为 \(range.lowerBound) 到 \(range.upperBound) 的整数",
                "a whole number from \(range.lowerBound) to \(range.upperBound) is expected")
        }
        return number
    }

    static func flag(_ text: String, _ name: String) throws(Problem) -> Bool {
        guard let flag = Bool(text) else {
            throw .wrongField("?\(name)", "field.wrong_type", "应为 true 或 false", "true or false")
        }
        return flag
    }

    static func choices<Choice: RawRepresentable>(
        _ text: String, _ name: String, _ make: (Substring) -> Choice?,
    ) throws(Problem) -> [Choice] {
        var choices: [Choice] = []
        for part in text.split(separator: ",") {
            guard let choice = make(part) else {
                throw .wrongField(
                    "?\(name)", "field.unknown_value", "没有“\(part)”", "there is no '\(part)'")
            }
            choices.append(choice)
        }
        return choices
    }
}

extension Request {
    /// Refuses a query that asks for something that is not known here, rather than answer another
    /// question than was asked.
    func allow(_ names: String...) throws(Problem) {
        for parameter in uri.queryParameters where !names.contains(String(parameter.key)) {
            throw .wrongField(
                "?\(parameter.key.prefix(64))", "field.unknown",
                "没有这个查询参数,可用的有:\(names.joined(separator: "、"))",
                "there is no such parameter; known are \(names.joined(separator: ", "))")
        }
    }
}
