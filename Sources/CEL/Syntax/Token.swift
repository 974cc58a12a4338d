/// A lexical element and where it stands.
struct Token: Equatable {
    enum Kind: Equatable {
        case identifier(String)
        /// A field name in backticks.
        case quotedIdentifier(String)
        /// The magnitude of an integer literal; a sign is the parser's matter.
        case int(UInt64)
        case uint(UInt64)
        case double(Double)
        case string(String)
        case bytes([UInt8])
        /// An operator, a bracket, a comma and the like.
        case symbol(Symbol)
        case end
    }

    let kind: Kind
    let range: Range<Int>

    /// The token as an error message names it.
    func name(in source: Source) -> String {
        switch kind {
        case .end: "the end of the expression"
        default: "'\(source.text(in: range))'"
        }
    }
}

/// The punctuation of the language.
enum Symbol: String, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case and = "&&"
    case or = "||"
    case less = "<"
    case greater = ">"
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case percent = "%"
    case not = "!"
    case question = "?"
    case colon = ":"
    case dot = "."
    case comma = ","
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
}
