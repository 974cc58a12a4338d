import CEL

/// One of the conditions that `&&` joins in a rule, as far as the index understands it.
enum Conjunct: Sendable {
    /// Holds always, or never.
    case constant(Bool)
    /// Depends on one cell alone.
    case test(CellTest, cell: Int)
    /// Holds where the list in the cell contains the text.
    case contains([UInt8], cell: Int)
    /// Only the evaluation can tell.
    case opaque

    /// How many alternatives of one rule are told apart.
    static let maximumAlternatives = 8

    /// The alternatives that `||` joins in an expression, each with the conditions that `&&` joins.
    ///
    /// If all conditions of an alternative hold, the expression holds, whatever fails elsewhere in it;
    /// if each alternative has a condition that does not hold, neither does the expression. In all
    /// other cases only the evaluation can tell.
    static func alternatives(
        of expression: CheckedExpression, in layout: FactLayout,
    ) -> [[Conjunct]] {
        let whole = Conjunct(expression, in: layout)
        guard case .opaque = whole, case .logical(let logical, let operands) = expression.kind
        else {
            return [[whole]]
        }
        var all: [[Conjunct]] = logical == .and ? [[]] : []
        for operand in operands {
            var more = alternatives(of: operand, in: layout)
            switch logical {
            case .or:
                all += more
            case .and:
                if all.count * more.count > maximumAlternatives { more = [[.opaque]] }
                all = all.flatMap { former in more.map { former + $0 } }
            }
        }
        return all.count > maximumAlternatives ? [[.opaque]] : all
    }

    private init(_ expression: CheckedExpression, in layout: FactLayout) {
        if case .binary(.contained, let element, let list) = expression.kind,
            case .literal(.string(let text)) = element.kind, list.type == .list(.string),
            let cell = layout.cell(readBy: list)
        {
            self = .contains(Array(text.utf8), cell: cell)
            return
        }
        var reader = CellTestReader(layout: layout)
        switch (reader.test(expression), reader.cell) {
        case (let test?, let cell?): self = .test(test, cell: cell)
        case (let test?, nil): self = .constant(test.outcome(for: nil) == .yes)
        case (nil, _): self = .opaque
        }
    }
}

/// Reads an expression as a condition about one cell.
private struct CellTestReader {
    let layout: FactLayout
    /// The one cell that was met so far.
    var cell: Int?

    /// The condition; nil if it reads another cell too, or is of a form that is not tabulated.
    mutating func test(_ node: CheckedExpression) -> CellTest? {
        switch node.kind {
        case .literal(.bool(let bool)): return .constant(bool)
        case .presence(let operand, let name):
            return meet(layout.cell(named: name, of: operand)) ? .isPresent : nil
        case .unary(.not, let operand): return test(operand).map { .not($0) }
        case .logical(let logical, let operands):
            var tests: [CellTest] = []
            for operand in operands {
                guard let test = test(operand) else { return nil }
                tests.append(test)
            }
            return logical == .and ? .all(tests) : .any(tests)
        case .binary(let binary, let left, let right): return comparison(binary, left, right)
        case .call("startsWith", let arguments, isMethod: true):
            guard arguments.count == 2, case .literal(.string(let prefix)) = arguments[1].kind,
                arguments[0].type == .string, meet(layout.cell(readBy: arguments[0]))
            else { return nil }
            return .hasPrefix(Array(prefix.utf8))
        case .variable, .field:
            return node.type == .bool && meet(layout.cell(readBy: node)) ? .isTrue : nil
        default: return nil
        }
    }

    private mutating func comparison(
        _ binary: BinaryOperator, _ left: CheckedExpression, _ right: CheckedExpression,
    ) -> CellTest? {
        switch binary {
        case .add, .subtract, .multiply, .divide, .remainder: return nil
        case .contained:
            guard case .list(let elements) = right.kind else { return nil }
            var keys: Set<CellKey> = []
            for element in elements {
                guard !element.isOptional, let key = Self.key(element.value),
                    element.value.type == left.type
                else { return nil }
                keys.insert(key)
            }
            return meet(layout.cell(readBy: left)) ? .isOneOf(keys) : nil
        default:
            // Only literals of the cell's own type: 3 is also less than 3.5 and than 4u.
            guard left.type == right.type else { return nil }
            if let key = Self.key(right), meet(layout.cell(readBy: left)) {
                return .compares(binary, key)
            }
            if let key = Self.key(left), meet(layout.cell(readBy: right)) {
                return .compares(binary.mirrored, key)
            }
            return nil
        }
    }

    /// Whether the cell is the only one so far.
    private mutating func meet(_ found: Int?) -> Bool {
        guard let found, cell == nil || cell == found else { return false }
        cell = found
        return true
    }

    private static func key(_ node: CheckedExpression) -> CellKey? {
        switch node.kind {
        case .literal(let value): CellKey(value)
        case .unary(.negate, let operand):
            if case .literal(.int(let integer)) = operand.kind, integer != .min {
                .integer(-integer)
            } else {
                nil
            }
        default: nil
        }
    }
}

extension BinaryOperator {
    /// The operator with which the operands may change places.
    fileprivate var mirrored: BinaryOperator {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: self
        }
    }
}
