/// The functions on optional values.
///
/// `or` and `orValue` are declared here; a program computes them itself, since they evaluate their
/// argument only where it is needed.
enum OptionalExtensions {
    static let functions: [FunctionDeclaration] = [
        of, ofNonZeroValue, none, hasValue, value, or, orValue, unwrap, unwrapOpt, first, last,
    ]

    /// The functions that evaluate their argument only where the receiver has no value.
    static let alternatives: Set = ["or", "orValue"]

    private static let wrapped = ValueType.parameter("A")
    private static let optional = ValueType.optional(wrapped)

    private static let of = FunctionDeclaration(
        "optional.of", [.init(wrapped, returning: optional)]
    ) { arguments, _ throws(EvaluationFailure) in .optional(arguments[0]) }

    private static let ofNonZeroValue = FunctionDeclaration(
        "optional.ofNonZeroValue", [.init(wrapped, returning: optional)]
    ) { arguments, _ throws(EvaluationFailure) in
        .optional(arguments[0].isZero ? nil : arguments[0])
    }

    private static let none = FunctionDeclaration("optional.none", [.init(returning: optional)]) {
        _, _ throws(EvaluationFailure) in .optional(nil)
    }

    private static let hasValue = FunctionDeclaration(
        "hasValue", [.init(on: optional, returning: .bool)]
    ) { arguments, _ throws(EvaluationFailure) in
        guard case .optional(let wrapped) = arguments[0] else {
            throw EvaluationFailure.noMatchingOverload("hasValue", arguments)
        }
        return .bool(wrapped != nil)
    }

    private static let value = FunctionDeclaration(
        "value", [.init(on: optional, returning: wrapped)]
    ) { arguments, _ throws(EvaluationFailure) in
        guard case .optional(let wrapped) = arguments[0] else {
            throw EvaluationFailure.noMatchingOverload("value", arguments)
        }
        guard let wrapped else {
            throw EvaluationFailure(.absentValue, "optional.none() has no value")
        }
        return wrapped
    }

    private static let or = FunctionDeclaration(
        "or", [.init(on: optional, optional, returning: optional)])

    private static let orValue = FunctionDeclaration(
        "orValue", [.init(on: optional, wrapped, returning: wrapped)])

    private static let unwrap = FunctionDeclaration(
        "optional.unwrap", [.init(.list(optional), returning: .list(wrapped))], values)

    private static let unwrapOpt = FunctionDeclaration(
        "unwrapOpt", [.init(on: .list(optional), returning: .list(wrapped))], values)

    /// The values of those optionals in a list that have one.
    @Sendable
    private static func values(
        _ arguments: [Value], _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        guard case .list(let list) = arguments[0] else {
            throw EvaluationFailure.noMatchingOverload("optional.unwrap", arguments)
        }
        try context.charge(list.count)
        var values: [Value] = []
        for element in list {
            guard case .optional(let wrapped) = element else {
                throw EvaluationFailure.noMatchingOverload("optional.unwrap", [element])
            }
            if let wrapped { values.append(wrapped) }
        }
        return .list(values)
    }

    private static let first = end("first") { $0.first }
    private static let last = end("last") { $0.last }

    private static func end(
        _ name: String, _ element: @escaping @Sendable ([Value]) -> Value?,
    ) -> FunctionDeclaration {
        FunctionDeclaration(name, [.init(on: .list(wrapped), returning: optional)]) {
            arguments, _ throws(EvaluationFailure) in
            guard case .list(let list) = arguments[0] else {
                throw EvaluationFailure.noMatchingOverload(name, arguments)
            }
            return .optional(element(list))
        }
    }
}

extension Value {
    /// Whether the value is the default of its type, such as 0, `''`, `[]` or `null`.
    fileprivate var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let bool): !bool
        case .int(let int): int == 0
        case .uint(let uint): uint == 0
        case .double(let double): double == 0
        case .string(let string): string.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .list(let list): list.isEmpty
        case .map(let map): map.count == 0
        case .timestamp(let timestamp): timestamp.seconds == 0 && timestamp.nanoseconds == 0
        case .duration(let duration): duration.nanoseconds == 0
        case .record(let record): record.values.allSatisfy { $0 == nil }
        case .type, .optional: false
        }
    }
}
