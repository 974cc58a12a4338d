extension Checker {
    mutating func checkCall(_ call: SyntaxNode.Call, at range: Range<Int>) -> CheckedExpression {
        if let macro = checkMacro(call, at: range) { return macro }
        guard let target = call.target else {
            let name = call.function.text
            let candidates = environment.candidates(for: name, isRooted: call.isRooted)
            guard let function = candidates.compactMap({ environment.functions[$0] }).first else {
                return unknownFunction(name, call, isRooted: call.isRooted, at: range)
            }
            return checkFunction(function, nil, call, at: range)
        }
        // A function is looked for before the variables, so that a local one hides no namespace.
        if let (prefix, isRooted) = target.qualifiedName {
            let name = "\(prefix).\(call.function.text)"
            let candidates = environment.candidates(for: name, isRooted: isRooted)
            if let function = candidates.compactMap({ environment.functions[$0] }).first {
                return checkFunction(function, nil, call, at: range)
            }
            if isNamespace(prefix, of: name), !isDeclared(prefix, isRooted: isRooted) {
                return unknownFunction(name, call, isRooted: isRooted, at: range)
            }
        }
        guard let function = environment.functions[call.function.text] else {
            _ = check(target)
            return unknownFunction(call.function.text, call, isMethod: true, at: range)
        }
        return checkFunction(function, target, call, at: range)
    }

    /// Whether functions or macros have names that begin with a dotted name, or would have in
    /// other implementations.
    private func isNamespace(_ prefix: String, of name: String) -> Bool {
        environment.functions.keys.contains { $0.hasPrefix("\(prefix).") }
            || Macro.names(in: environment.libraries).contains { $0.hasPrefix("\(prefix).") }
            || Unsupported.message(function: name, isMethod: false) != nil
    }

    private mutating func unknownFunction(
        _ name: String, _ call: SyntaxNode.Call, isRooted: Bool = false, isMethod: Bool = false,
        at range: Range<Int>,
    ) -> CheckedExpression {
        let place = call.function.range
        let libraries = environment.libraries
        let count = call.arguments.count
        if let message = Macro.misuse(name, count, isMethod: isMethod, in: libraries) {
            return unresolved(.invalidMacro, message, at: place)
        }
        if let message = Unsupported.message(function: name, isMethod: isMethod) {
            return unresolved(.unsupported, message, at: place)
        }
        for argument in call.arguments { _ = check(argument) }
        let dot = isRooted ? "." : ""
        let names = Array(environment.functions.keys) + Macro.names(in: libraries)
        let hint = Suggestion.didYouMean(name, among: names, dot: dot)
        return unresolved(
            .unknownFunction, "undeclared reference to the function '\(dot)\(name)'\(hint)",
            at: place)
    }

    private mutating func checkFunction(
        _ function: FunctionDeclaration, _ target: SyntaxNode?, _ call: SyntaxNode.Call,
        at range: Range<Int>,
    ) -> CheckedExpression {
        let arguments = (target.map { [$0] } ?? []) + call.arguments
        let checked = arguments.map { check($0) }
        let isMethod = target != nil
        if let failure = precheck(function, checked, isMethod: isMethod) {
            return unresolved(failure.code, failure.message, at: failure.range ?? range)
        }
        if isExtremum(function), !isMethod {
            return checkExtremum(function, checked, call, at: range)
        }
        guard let type = result(of: function.signatures, checked, isMethod: isMethod) else {
            return mismatch(function, checked, call, isMethod: isMethod, at: range)
        }
        return make(
            .call(function: function.name, arguments: checked, isMethod: isMethod), type,
            at: range)
    }

    private mutating func mismatch(
        _ function: FunctionDeclaration, _ arguments: [CheckedExpression],
        _ call: SyntaxNode.Call, isMethod: Bool, at range: Range<Int>,
    ) -> CheckedExpression {
        let types = arguments.map { describe($0.openType) }
        let given =
            isMethod
            ? "\(types[0]).\(function.name)(\(types.dropFirst().joined(separator: ", ")))"
            : "\(function.name)(\(types.joined(separator: ", ")))"
        let signatures = function.signatures.prefix(6).map { $0.description(of: function.name) }
        let styleExists = function.signatures.contains {
            ($0.receiver != nil) == isMethod && $0.allParameters.count == arguments.count
        }
        guard checking == .strict || !styleExists else {
            return make(
                .call(function: function.name, arguments: arguments, isMethod: isMethod), .dyn,
                at: range)
        }
        let message =
            "no matching overload for \(given); there is \(signatures.joined(separator: ", "))"
        return unresolved(mismatchCode, message, at: call.function.range)
    }

    /// The code of a call without a matching signature, which deferred checking meets at run time.
    private var mismatchCode: CELError.Code {
        checking == .strict ? .noMatchingSignature : .noMatchingOverload
    }

    private func isExtremum(_ function: FunctionDeclaration) -> Bool {
        environment.libraries.contains(.math) && MathExtensions.extrema.contains(function.name)
    }

    /// `math.greatest` and `math.least`, which take any number of numbers, or a list of them.
    private mutating func checkExtremum(
        _ function: FunctionDeclaration, _ arguments: [CheckedExpression],
        _ call: SyntaxNode.Call, at range: Range<Int>,
    ) -> CheckedExpression {
        guard !arguments.isEmpty else {
            return unresolved(
                mismatchCode, "\(function.name) needs at least one argument",
                at: call.function.range)
        }
        var type: ValueType?
        for argument in arguments {
            var argumentType = substitution.resolve(argument.openType)
            if arguments.count == 1, case .list(let element) = argumentType {
                argumentType = element
            }
            let isNumber = [.int, .uint, .double, .dyn].contains(argumentType.closed)
            if !isNumber, checking == .strict {
                return unresolved(
                    .noMatchingSignature,
                    "\(function.name) compares numbers, not \(argumentType.closed)",
                    at: argument.range)
            }
            type = type.map { substitution.join($0, argumentType) } ?? argumentType
        }
        return make(
            .call(function: function.name, arguments: arguments, isMethod: false), type ?? .dyn,
            at: range)
    }

    /// The type of a call; nil if no signature accepts the arguments.
    ///
    /// Where `dyn` lets several signatures match, the type is theirs if they agree, else `dyn`.
    mutating func result(
        of signatures: [FunctionDeclaration.Signature], _ arguments: [CheckedExpression],
        isMethod: Bool,
    ) -> ValueType? {
        let candidates = signatures.filter {
            ($0.receiver != nil) == isMethod && $0.allParameters.count == arguments.count
        }
        var matches: [FunctionDeclaration.Signature] = []
        var types: Set<ValueType> = []
        for signature in candidates {
            let mark = substitution.mark
            if let type = apply(signature, to: arguments) {
                matches.append(signature)
                types.insert(type.closed)
            }
            substitution.rollBack(to: mark)
        }
        guard let match = matches.first else { return nil }
        guard matches.count > 1 else { return apply(match, to: arguments) }
        return types.count == 1 ? types.first : .dyn
    }

    /// The result type of a signature if it accepts the arguments, with what that says about type
    /// variables.
    private mutating func apply(
        _ signature: FunctionDeclaration.Signature, to arguments: [CheckedExpression],
    ) -> ValueType? {
        var variables: [String: ValueType] = [:]
        for (argument, parameter) in zip(arguments, signature.allParameters) {
            let wanted = substitution.instantiate(parameter, &variables)
            guard substitution.assign(argument.openType, to: wanted) else { return nil }
        }
        let type = substitution.instantiate(signature.result, &variables)
        return substitution.resolve(type)
    }
}

extension FunctionDeclaration.Signature {
    /// The signature as a person writes a call, such as `string.startsWith(string)`.
    func description(of name: String) -> String {
        let parameters = parameters.map(\.description).joined(separator: ", ")
        return (receiver.map { "\($0)." } ?? "") + "\(name)(\(parameters))"
    }
}
