import CEL

/// What a fault that a decision keeps says in Chinese: it is kept as it was told, in English.
enum FaultWords {
    static func chinese(_ fault: String) -> String {
        for (beginning, words) in conflicts where fault.hasPrefix(beginning) {
            return words + fault.dropFirst(beginning.count)
        }
        guard let code = code(of: fault), let (rule, message) = parts(of: fault) else {
            return fault
        }
        var told = message.dropLast(code.rawValue.count + "[]".count)
        while told.last == " " || told.last == ":" { told.removeLast() }
        return "规则“\(rule)”：\(code.chinese)" + (told.isEmpty ? "" : "（\(told)）")
    }

    /// How faults of a whole table begin.
    private static let conflicts = [
        ("more than one rule holds: ", "多条规则同时成立："),
        ("the rules that hold do not agree: ", "成立的规则结论不一致："),
    ]

    /// The code of the expression language at the end, in brackets.
    private static func code(of fault: String) -> CELError.Code? {
        guard fault.hasSuffix("]"), let start = fault.lastIndex(of: "[") else { return nil }
        return CELError.Code(rawValue: String(fault[fault.index(after: start)...].dropLast()))
    }

    /// The rule's name, and what follows it.
    private static func parts(of fault: String) -> (rule: Substring, message: Substring)? {
        guard let end = fault.firstRange(of: ": ") else { return nil }
        return (fault[..<end.lowerBound], fault[end.upperBound...])
    }
}
