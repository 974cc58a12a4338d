/// `!` or unary `-`.
public enum UnaryOperator: String, Sendable {
    case not = "!"
    case negate = "-"
}

/// `&&` or `||`.
public enum LogicalOperator: String, Sendable {
    case and = "&&"
    case or = "||"
}

/// A binary operator other than `&&` and `||`.
public enum BinaryOperator: String, CaseIterable, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contained = "in"
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"

    /// How strongly the operator binds; a larger number binds more strongly.
    var precedence: Int {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained: 1
        case .add, .subtract: 2
        case .multiply, .divide, .remainder: 3
        }
    }
}
