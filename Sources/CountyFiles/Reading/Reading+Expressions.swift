import CEL
import Governance
import RulesEngine

extension SourceText {
    /// The text for the compiler of expressions.
    var source: Source {
        Source(text, name: file, firstLine: start.line, firstColumn: start.column)
    }
}

extension Reading {
    /// Finds fault with an expression.
    mutating func add(_ failure: CompilationFailure, in text: SourceText) {
        for fault in failure.errors {
            let range = fault.location?.range ?? 0..<text.text.utf8.count
            let place = text.place(of: range)
            add(
                code: fault.code.rawValue,
                message: LocalizedText(
                    chinese: "表达式有误，\(fault.code.chinese)：\(fault.message)",
                    english: fault.message),
                at: Place(place.position, width: place.width))
        }
    }
}
