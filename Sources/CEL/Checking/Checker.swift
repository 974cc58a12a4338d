/// Resolves names, expands macros and deduces types, collecting every error.
struct Checker {
    let environment: Environment
    let source: Source
    let checking: Environment.Checking
    var substitution = Substitution()
    var errors: [Diagnostic] = []
    var locals: [Local] = []
    var patterns = LiteralPatterns()
    /// How many local variables live at once at most.
    private(set) var localCount = 0
    private var nextID = 0

    /// A variable of a macro that is in scope.
    struct Local {
        let variable: CheckedExpression.LocalVariable
        let type: ValueType
    }

    init(environment: Environment, source: Source, checking: Environment.Checking) {
        self.environment = environment
        self.source = source
        self.checking = checking
    }

    /// Checks a whole expression and, in strict checking, the type of its value.
    mutating func checkRoot(
        _ syntax: SyntaxNode, expecting expected: ValueType?,
    ) -> CheckedExpression {
        let root = check(syntax)
        if let expected, !agrees(root, with: expected) {
            report(
                .typeMismatch,
                "the expression must be \(expected), but it is \(describe(root.openType))",
                at: root.range)
        }
        return CheckedExpression(
            id: root.id, range: root.range, kind: root.kind,
            openType: substitution.resolve(root.openType))
    }

    /// Checks a node and what is below it.
    mutating func check(_ syntax: SyntaxNode) -> CheckedExpression {
        switch syntax.kind {
        case .literal(let value):
            return make(.literal(value), value.staticType, at: syntax.range)
        case .identifier, .select: return checkName(syntax)
        case .index(let operand, let index, let isOptional):
            return checkIndex(operand, index, isOptional: isOptional, at: syntax.range)
        case .call(let call): return checkCall(call, at: syntax.range)
        case .unary(let unary, let operand):
            return checkUnary(unary, operand, at: syntax.range)
        case .binary(let binary, let left, let right):
            return checkBinary(binary, left, right, at: syntax.range)
        case .logical(let logical, let operands):
            return checkLogical(logical, operands, at: syntax.range)
        case .conditional(let condition, let accepted, let rejected):
            return checkConditional(condition, accepted, rejected, at: syntax.range)
        case .list(let elements): return checkList(elements, at: syntax.range)
        case .map(let entries): return checkMap(entries, at: syntax.range)
        case .record(let literal): return checkRecord(literal, at: syntax.range)
        }
    }

    // MARK: Making nodes

    mutating func make(
        _ kind: CheckedExpression.Kind, _ type: ValueType, at range: Range<Int>,
    ) -> CheckedExpression {
        defer { nextID += 1 }
        return CheckedExpression(
            id: nextID, range: range, kind: kind,
            openType: substitution.resolve(substitution.bounded(type)))
    }

    /// Reports an error of a name or a type; in deferred checking it becomes a node that fails.
    mutating func unresolved(
        _ code: CELError.Code, _ message: String, at range: Range<Int>,
    ) -> CheckedExpression {
        if checking == .strict { report(code, message, at: range) }
        let failure = EvaluationFailure(code, message, at: range)
        return make(.unresolved(failure), .dyn, at: range)
    }

    mutating func report(_ code: CELError.Code, _ message: String, at range: Range<Int>) {
        errors.append(Diagnostic(code: code, message: message, range: range))
    }

    // MARK: Types

    /// Whether a node's value may be of a type; deferred checking leaves that to the evaluation.
    mutating func agrees(_ node: CheckedExpression, with wanted: ValueType) -> Bool {
        substitution.assign(node.openType, to: wanted) || checking == .deferred
    }

    /// Reports a node whose type is not the one that its place wants.
    mutating func require(_ wanted: ValueType, _ node: CheckedExpression, _ place: String) {
        guard !agrees(node, with: wanted) else { return }
        report(
            .typeMismatch,
            "\(place) must be \(describe(wanted)), but it is \(describe(node.openType))",
            at: node.range)
    }

    /// A type as an error message shows it.
    func describe(_ type: ValueType) -> String { substitution.resolve(type).closed.description }

    // MARK: Scopes

    /// Runs a check with new local variables in scope.
    mutating func withLocals<Result>(
        _ declared: [(name: String, type: ValueType)],
        _ body: (inout Checker, [CheckedExpression.LocalVariable]) -> Result,
    ) -> Result {
        let outer = locals.count
        for (name, type) in declared {
            let variable = CheckedExpression.LocalVariable(name: name, slot: locals.count)
            locals.append(Local(variable: variable, type: type))
        }
        localCount = max(localCount, locals.count)
        defer { locals.removeSubrange(outer...) }
        return body(&self, locals[outer...].map(\.variable))
    }

    func local(named name: String) -> Local? { locals.last { $0.variable.name == name } }
}

extension Value {
    /// The type of a literal.
    fileprivate var staticType: ValueType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        default: .dyn
        }
    }
}
