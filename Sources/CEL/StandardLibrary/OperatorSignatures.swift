extension UnaryOperator {
    /// What the operator accepts.
    var signatures: [FunctionDeclaration.Signature] {
        switch self {
        case .not: Self.notSignatures
        case .negate: Self.negateSignatures
        }
    }

    private static let notSignatures = [FunctionDeclaration.Signature(.bool, returning: .bool)]

    private static let negateSignatures = [
        FunctionDeclaration.Signature(.int, returning: .int),
        FunctionDeclaration.Signature(.double, returning: .double),
    ]
}

extension BinaryOperator {
    /// What the operator accepts.
    var signatures: [FunctionDeclaration.Signature] {
        switch self {
        case .equal, .notEqual: Self.equality
        case .less, .lessOrEqual, .greater, .greaterOrEqual: Self.ordering
        case .contained: Self.containment
        case .add: Self.addition
        case .subtract: Self.subtraction
        case .multiply, .divide: Self.multiplication
        case .remainder: Self.remaindering
        }
    }

    private typealias Signature = FunctionDeclaration.Signature

    private static let anything = ValueType.parameter("A")

    private static let equality = [Signature(anything, anything, returning: .bool)]

    private static let ordering =
        ([
            .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration,
        ] as [ValueType]).map { Signature($0, $0, returning: .bool) }

    private static let containment = [
        Signature(anything, .list(anything), returning: .bool),
        Signature(anything, .map(key: anything, value: .parameter("B")), returning: .bool),
    ]

    private static let addition =
        homogeneous([.int, .uint, .double, .string, .bytes, .list(anything), .duration]) + [
            Signature(.timestamp, .duration, returning: .timestamp),
            Signature(.duration, .timestamp, returning: .timestamp),
        ]

    private static let subtraction =
        homogeneous([.int, .uint, .double, .duration]) + [
            Signature(.timestamp, .timestamp, returning: .duration),
            Signature(.timestamp, .duration, returning: .timestamp),
        ]

    private static let multiplication = homogeneous([.int, .uint, .double])

    private static let remaindering = homogeneous([.int, .uint])

    private static func homogeneous(_ types: [ValueType]) -> [Signature] {
        types.map { Signature($0, $0, returning: $0) }
    }
}
