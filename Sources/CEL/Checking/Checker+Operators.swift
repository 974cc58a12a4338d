extension Checker {
    mutating func checkUnary(
        _ unary: UnaryOperator, _ operand: SyntaxNode, at range: Range<Int>,
    ) -> CheckedExpression {
        let operand = check(operand)
        let type = result(of: unary.signatures, [operand], isMethod: false)
        if type == nil, checking == .strict {
            report(
                .noMatchingSignature,
                "'\(unary.rawValue)' does not accept \(describe(operand.openType))", at: range)
        }
        return make(.unary(unary, operand), type ?? .dyn, at: range)
    }

    mutating func checkBinary(
        _ binary: BinaryOperator, _ left: SyntaxNode, _ right: SyntaxNode, at range: Range<Int>,
    ) -> CheckedExpression {
        let left = check(left)
        let right = check(right)
        let type = result(of: binary.signatures, [left, right], isMethod: false)
        if type == nil, checking == .strict {
            report(.noMatchingSignature, mismatch(binary, left, right), at: range)
        }
        return make(.binary(binary, left, right), type ?? .dyn, at: range)
    }

    private func mismatch(
        _ binary: BinaryOperator, _ left: CheckedExpression, _ right: CheckedExpression,
    ) -> String {
        let types = [left, right].map { substitution.resolve($0.openType).closed }
        let numbers: Set<ValueType> = [.int, .uint, .double]
        let hint =
            if types.allSatisfy(numbers.contains), types[0] != types[1] {
                "; convert one with int(), uint() or double()"
            } else if types.contains(.null) {
                "; only what may be null can be compared with null"
            } else {
                ""
            }
        return "'\(binary.rawValue)' does not accept \(types[0]) and \(types[1])\(hint)"
    }

    mutating func checkLogical(
        _ logical: LogicalOperator, _ operands: [SyntaxNode], at range: Range<Int>,
    ) -> CheckedExpression {
        let operands = operands.map { check($0) }
        for operand in operands { require(.bool, operand, "an operand of '\(logical.rawValue)'") }
        return make(.logical(logical, operands), .bool, at: range)
    }

    mutating func checkConditional(
        _ condition: SyntaxNode, _ accepted: SyntaxNode, _ rejected: SyntaxNode,
        at range: Range<Int>,
    ) -> CheckedExpression {
        let condition = check(condition)
        let accepted = check(accepted)
        let rejected = check(rejected)
        require(.bool, condition, "the condition of '?:'")
        let type = substitution.join(accepted.openType, rejected.openType)
        if type == .dyn, checking == .strict,
            !substitution.assign(rejected.openType, to: accepted.openType)
        {
            let types = "\(describe(accepted.openType)) and \(describe(rejected.openType))"
            report(
                .typeMismatch, "the branches of '?:' must have one type, but they are \(types)",
                at: range)
        }
        return make(.conditional(condition, accepted, rejected), type, at: range)
    }

    mutating func checkIndex(
        _ operand: SyntaxNode, _ index: SyntaxNode, isOptional: Bool, at range: Range<Int>,
    ) -> CheckedExpression {
        let operand = check(operand)
        let index = check(index)
        if isOptional, !environment.libraries.contains(.optionals) {
            return unresolved(.unsupported, "optional values are not enabled", at: index.range)
        }
        let type = substitution.resolve(operand.openType)
        let container: ValueType = if case .optional(let wrapped) = type { wrapped } else { type }
        var element = elementType(of: container, index, at: range)
        if isOptional || container != type, case .some(let found) = element {
            element = .optional(found)
        }
        return make(.index(operand, index, isOptional: isOptional), element ?? .dyn, at: range)
    }

    private mutating func elementType(
        of container: ValueType, _ index: CheckedExpression, at range: Range<Int>,
    ) -> ValueType? {
        switch substitution.resolve(container).withoutNull {
        case .list(let element):
            require(.int, index, "the index of a list")
            return element
        case .map(let key, let value):
            require(key, index, "the key of \(describe(container))")
            return value
        case .dyn, .unknown: return .dyn
        default:
            if checking == .strict {
                report(
                    .typeMismatch, "type '\(describe(container))' does not support indexing",
                    at: range)
            }
            return nil
        }
    }
}
