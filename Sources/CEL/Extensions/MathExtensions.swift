/// The functions of the `math` namespace that work on numbers as a whole.
enum MathExtensions {
    static let functions: [FunctionDeclaration] =
        [greatest, least, abs, sign, sqrt] + roundings + tests + BitExtensions.functions

    /// The functions that take any number of numbers, or a list of them.
    static let extrema: Set = ["math.greatest", "math.least"]

    private static let numbers: [ValueType] = [.int, .uint, .double]

    // MARK: Extremes

    private static let extremeSignatures: [FunctionDeclaration.Signature] =
        (numbers + [.dyn]).flatMap {
            [.init($0, returning: $0), .init(.list($0), returning: $0)]
        }

    private static let greatest = FunctionDeclaration("math.greatest", extremeSignatures) {
        arguments, context throws(EvaluationFailure) in
        try extreme("math.greatest", arguments, replacing: .less, &context)
    }

    private static let least = FunctionDeclaration("math.least", extremeSignatures) {
        arguments, context throws(EvaluationFailure) in
        try extreme("math.least", arguments, replacing: .greater, &context)
    }

    /// The first of the numbers that none of the others surpasses.
    private static func extreme(
        _ name: String, _ arguments: [Value], replacing surpassed: Ordering,
        _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        var numbers = arguments
        if arguments.count == 1, case .list(let list) = arguments[0] { numbers = list }
        try context.charge(numbers.count)
        guard var best = numbers.first else {
            throw EvaluationFailure(.invalidArgument, "\(name) needs at least one number")
        }
        guard best.isNumber else { throw EvaluationFailure.noMatchingOverload(name, [best]) }
        for number in numbers.dropFirst() {
            guard number.isNumber, let ordering = Ordering(of: best, number) else {
                throw EvaluationFailure.noMatchingOverload(name, [number])
            }
            guard ordering != .unordered else {
                throw EvaluationFailure(.invalidArgument, "\(name) cannot order NaN")
            }
            if ordering == surpassed { best = number }
        }
        return best
    }

    // MARK: Sign and roots

    private static let abs = FunctionDeclaration(
        "math.abs", numbers.map { .init($0, returning: $0) }
    ) { arguments, _ throws(EvaluationFailure) in
        switch arguments[0] {
        case .int(.min):
            throw EvaluationFailure(.overflow, "the result is out of the range of int")
        case .int(let int): return .int(Swift.abs(int))
        case .uint: return arguments[0]
        case .double(let double): return .double(double.magnitude)
        default: throw EvaluationFailure.noMatchingOverload("math.abs", arguments)
        }
    }

    private static let sign = FunctionDeclaration(
        "math.sign", numbers.map { .init($0, returning: $0) }
    ) { arguments, _ throws(EvaluationFailure) in
        switch arguments[0] {
        case .int(let int): return .int(int.signum())
        case .uint(let uint): return .uint(uint == 0 ? 0 : 1)
        case .double(let double):
            return .double(double > 0 ? 1 : double < 0 ? -1 : double)
        default: throw EvaluationFailure.noMatchingOverload("math.sign", arguments)
        }
    }

    private static let sqrt = FunctionDeclaration(
        "math.sqrt", numbers.map { .init($0, returning: .double) }
    ) { arguments, _ throws(EvaluationFailure) in
        switch arguments[0] {
        case .int(let int): return .double(Double(int).correctSquareRoot)
        case .uint(let uint): return .double(Double(uint).correctSquareRoot)
        case .double(let double): return .double(double.correctSquareRoot)
        default: throw EvaluationFailure.noMatchingOverload("math.sqrt", arguments)
        }
    }

    // MARK: Doubles

    private static let roundings: [FunctionDeclaration] = [
        onDouble("math.ceil", returning: .double) { .double($0.roundedUp) },
        onDouble("math.floor", returning: .double) { .double($0.roundedDown) },
        onDouble("math.round", returning: .double) { .double($0.roundedToNearest) },
        onDouble("math.trunc", returning: .double) { .double($0.truncated) },
    ]

    private static let tests: [FunctionDeclaration] = [
        onDouble("math.isNaN", returning: .bool) { .bool($0.isNaN) },
        onDouble("math.isInf", returning: .bool) { .bool($0.isInfinite) },
        onDouble("math.isFinite", returning: .bool) { .bool($0.isFinite) },
    ]

    private static func onDouble(
        _ name: String, returning result: ValueType,
        _ compute: @escaping @Sendable (Double) -> Value,
    ) -> FunctionDeclaration {
        FunctionDeclaration(name, [.init(.double, returning: result)]) {
            arguments, _ throws(EvaluationFailure) in
            guard case .double(let double) = arguments[0] else {
                throw EvaluationFailure.noMatchingOverload(name, arguments)
            }
            return compute(double)
        }
    }
}

extension Value {
    fileprivate var isNumber: Bool {
        switch self {
        case .int, .uint, .double: true
        default: false
        }
    }
}
