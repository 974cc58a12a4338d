/// `cel.block([a, b, …], result)`: values that later ones and the result name by their index.
///
/// It is meant for programs that write expressions, not for people: variables have numbers in
/// place of names, `cel.index(0)` for the first value and `cel.iterVar(0, 0)` for a macro's variable.
extension Checker {
    /// The most values of one block; each is a level of nesting.
    private static let maximumValues = 100

    /// Checks a call that belongs to blocks; nil if it does not.
    mutating func checkBlockMacro(
        _ call: SyntaxNode.Call, at range: Range<Int>,
    ) -> CheckedExpression? {
        guard environment.libraries.contains(.blocks),
            case ("cel", _)? = call.target?.qualifiedName
        else { return nil }
        if call.function.text == "block", call.arguments.count == 2 {
            return checkBlock(call.arguments, at: range)
        }
        guard let name = Self.numberedName(call) else { return nil }
        if let local = local(named: name) {
            return make(.local(local.variable), local.type, at: range)
        }
        return unresolved(
            .undeclaredReference, "there is no such variable of a block or a macro here", at: range)
    }

    /// The name behind `cel.index(0)`, `cel.iterVar(0, 1)` or `cel.accuVar(0, 1)`, which no identifier
    /// can be; nil for other calls.
    static func numberedName(_ call: SyntaxNode.Call) -> String? {
        guard case ("cel", _)? = call.target?.qualifiedName else { return nil }
        var numbers: [Int64] = []
        for argument in call.arguments {
            guard case .literal(.int(let number)) = argument.kind, number >= 0 else { return nil }
            numbers.append(number)
        }
        switch (call.function.text, numbers.count) {
        case ("index", 1), ("iterVar", 2), ("accuVar", 2):
            return "@\(call.function.text):\(numbers)"
        default: return nil
        }
    }

    private mutating func checkBlock(
        _ arguments: [SyntaxNode], at range: Range<Int>,
    ) -> CheckedExpression {
        guard case .list(let elements) = arguments[0].kind,
            !elements.contains(where: \.isOptional), elements.count <= Self.maximumValues
        else {
            report(
                .invalidMacro,
                "cel.block() takes a list literal of at most \(Self.maximumValues) values",
                at: arguments[0].range)
            return make(.literal(.null), .dyn, at: range)
        }
        return checkBlock(elements[...], result: arguments[1], at: range)
    }

    private mutating func checkBlock(
        _ elements: ArraySlice<SyntaxNode.Element>, result: SyntaxNode, at range: Range<Int>,
    ) -> CheckedExpression {
        guard let element = elements.first else { return check(result) }
        let value = check(element.value)
        let name = "@index:[\(elements.startIndex)]"
        return withLocals([(name, value.openType)]) { checker, variables in
            let body = checker.checkBlock(elements.dropFirst(), result: result, at: range)
            return checker.make(
                .bind(variables[0], value, body: body), body.openType, at: range)
        }
    }
}
