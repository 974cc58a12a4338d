/// The functions of the `math` namespace that work on bits.
enum BitExtensions {
    static let functions: [FunctionDeclaration] = [
        combining("math.bitAnd", { $0 & $1 }),
        combining("math.bitOr", { $0 | $1 }),
        combining("math.bitXor", { $0 ^ $1 }),
        not,
        shifting("math.bitShiftLeft", { $0 << $1 }),
        shifting("math.bitShiftRight", { $0 >> $1 }),
    ]

    private static func combining(
        _ name: String, _ combine: @escaping @Sendable (UInt64, UInt64) -> UInt64,
    ) -> FunctionDeclaration {
        FunctionDeclaration(
            name, [.init(.int, .int, returning: .int), .init(.uint, .uint, returning: .uint)]
        ) { arguments, _ throws(EvaluationFailure) in
            switch (arguments[0], arguments[1]) {
            case (.int(let left), .int(let right)):
                let bits = combine(UInt64(bitPattern: left), UInt64(bitPattern: right))
                return .int(Int64(bitPattern: bits))
            case (.uint(let left), .uint(let right)): return .uint(combine(left, right))
            default: throw EvaluationFailure.noMatchingOverload(name, arguments)
            }
        }
    }

    private static let not = FunctionDeclaration(
        "math.bitNot", [.init(.int, returning: .int), .init(.uint, returning: .uint)]
    ) { arguments, _ throws(EvaluationFailure) in
        switch arguments[0] {
        case .int(let int): return .int(~int)
        case .uint(let uint): return .uint(~uint)
        default: throw EvaluationFailure.noMatchingOverload("math.bitNot", arguments)
        }
    }

    /// A shift of the bits as they are: to the right, zeros come in from the left for an `int` too.
    private static func shifting(
        _ name: String, _ shift: @escaping @Sendable (UInt64, Int64) -> UInt64,
    ) -> FunctionDeclaration {
        FunctionDeclaration(
            name, [.init(.int, .int, returning: .int), .init(.uint, .int, returning: .uint)]
        ) { arguments, _ throws(EvaluationFailure) in
            guard case .int(let count) = arguments[1] else {
                throw EvaluationFailure.noMatchingOverload(name, arguments)
            }
            guard count >= 0 else {
                throw EvaluationFailure(
                    .invalidArgument, "\(name) cannot shift by the negative number \(count)")
            }
            switch arguments[0] {
            case .int(let int):
                return .int(Int64(bitPattern: shift(UInt64(bitPattern: int), count)))
            case .uint(let uint): return .uint(shift(uint, count))
            default: throw EvaluationFailure.noMatchingOverload(name, arguments)
            }
        }
    }
}
