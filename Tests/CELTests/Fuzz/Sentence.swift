/// An expression of whole numbers and conditions, with a meaning of its own to compare CEL with.
indirect enum Sentence {
    case number(Int64)
    case truth(Bool)
    case numberVariable
    case truthVariable
    case sum(Sentence, Sentence)
    case difference(Sentence, Sentence)
    case product(Sentence, Sentence)
    case quotient(Sentence, Sentence)
    case negation(Sentence)
    case both(Sentence, Sentence)
    case either(Sentence, Sentence)
    case not(Sentence)
    case less(Sentence, Sentence)
    case equal(Sentence, Sentence)
    case choice(Sentence, Sentence, Sentence)
    /// Whether the body holds for some number of a list, by which it may read `i`.
    case exists([Int64], Sentence)
    case all([Int64], Sentence)
    case element

    /// The sentence in CEL, with as few parentheses as its precedences allow.
    var text: String { text(inside: 0) }

    private func text(inside outer: Int) -> String {
        let (text, precedence) = textAndPrecedence
        return precedence < outer ? "(\(text))" : text
    }

    private var textAndPrecedence: (String, Int) {
        switch self {
        case .number(let number): (String(number), number < 0 ? 6 : 8)
        case .truth(let truth): (String(truth), 8)
        case .numberVariable: ("n", 8)
        case .truthVariable: ("b", 8)
        case .element: ("i", 8)
        case .choice(let test, let accepted, let rejected):
            (
                "\(test.text(inside: 1)) ? \(accepted.text(inside: 1)) : \(rejected.text(inside: 0))",
                0
            )
        case .either(let left, let right): (Self.infix(left, "||", right, 1), 1)
        case .both(let left, let right): (Self.infix(left, "&&", right, 2), 2)
        case .less(let left, let right): (Self.infix(left, "<", right, 3), 3)
        case .equal(let left, let right): (Self.infix(left, "==", right, 3), 3)
        case .sum(let left, let right): (Self.infix(left, "+", right, 4), 4)
        case .difference(let left, let right): (Self.infix(left, "-", right, 4), 4)
        case .product(let left, let right): (Self.infix(left, "*", right, 5), 5)
        case .quotient(let left, let right): (Self.infix(left, "/", right, 5), 5)
        case .negation(let operand): ("-\(operand.text(inside: 8))".replacing("--", with: "- -"), 6)
        case .not(let operand): ("!\(operand.text(inside: 8))", 6)
        case .exists(let range, let body): ("\(range).exists(i, \(body.text))", 8)
        case .all(let range, let body): ("\(range).all(i, \(body.text))", 8)
        }
    }

    private static func infix(
        _ left: Sentence, _ symbol: String, _ right: Sentence, _ precedence: Int,
    ) -> String {
        "\(left.text(inside: precedence)) \(symbol) \(right.text(inside: precedence + 1))"
    }
}
