/// The arithmetic operators on values; what does not fit is an error, never a wrapped number.
enum Arithmetic {
    /// An operator on two values.
    typealias Operation =
        @Sendable (Value, Value, inout EvaluationContext) throws(EvaluationFailure) -> Value

    /// What a binary operator computes; nil for comparisons.
    static func operation(_ binary: BinaryOperator) -> Operation? {
        switch binary {
        case .add: add
        case .subtract: subtract
        case .multiply: multiply
        case .divide: divide
        case .remainder: remainder
        default: nil
        }
    }

    @Sendable
    private static func add(
        _ left: Value, _ right: Value, _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try checked(left.addingReportingOverflow(right)))
        case (.uint(let left), .uint(let right)):
            return .uint(try checked(left.addingReportingOverflow(right)))
        case (.double(let left), .double(let right)): return .double(left + right)
        case (.string(let left), .string(let right)):
            try context.charge(bytes: left.utf8.count + right.utf8.count)
            return .string(left + right)
        case (.bytes(let left), .bytes(let right)):
            try context.charge(bytes: left.count + right.count)
            return .bytes(left + right)
        case (.list(let left), .list(let right)):
            try context.charge(left.count + right.count)
            return .list(left + right)
        case (.duration(let left), .duration(let right)):
            let sum = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
            return .duration(Timespan(nanoseconds: try checked(sum)))
        case (.timestamp(let time), .duration(let span)),
            (.duration(let span), .timestamp(let time)):
            return .timestamp(try inRange(time.advanced(by: span)))
        default: throw EvaluationFailure.noMatchingOverload("+", [left, right])
        }
    }

    @Sendable
    private static func subtract(
        _ left: Value, _ right: Value, _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try checked(left.subtractingReportingOverflow(right)))
        case (.uint(let left), .uint(let right)):
            return .uint(try checked(left.subtractingReportingOverflow(right)))
        case (.double(let left), .double(let right)): return .double(left - right)
        case (.duration(let left), .duration(let right)):
            let difference = left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)
            return .duration(Timespan(nanoseconds: try checked(difference)))
        case (.timestamp(let left), .timestamp(let right)):
            return .duration(try inRange(left.timespan(since: right)))
        case (.timestamp(let time), .duration(let span)):
            let back = Timespan(
                nanoseconds: try checked(Int64(0).subtractingReportingOverflow(span.nanoseconds)))
            return .timestamp(try inRange(time.advanced(by: back)))
        default: throw EvaluationFailure.noMatchingOverload("-", [left, right])
        }
    }

    @Sendable
    private static func multiply(
        _ left: Value, _ right: Value, _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            .int(try checked(left.multipliedReportingOverflow(by: right)))
        case (.uint(let left), .uint(let right)):
            .uint(try checked(left.multipliedReportingOverflow(by: right)))
        case (.double(let left), .double(let right)): .double(left * right)
        default: throw EvaluationFailure.noMatchingOverload("*", [left, right])
        }
    }

    @Sendable
    private static func divide(
        _ left: Value, _ right: Value, _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            guard right != 0 else { throw divisionByZero }
            return .int(try checked(left.dividedReportingOverflow(by: right)))
        case (.uint(let left), .uint(let right)):
            guard right != 0 else { throw divisionByZero }
            return .uint(left / right)
        case (.double(let left), .double(let right)): return .double(left / right)
        default: throw EvaluationFailure.noMatchingOverload("/", [left, right])
        }
    }

    @Sendable
    private static func remainder(
        _ left: Value, _ right: Value, _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            guard right != 0 else { throw modulusByZero }
            return .int(try checked(left.remainderReportingOverflow(dividingBy: right)))
        case (.uint(let left), .uint(let right)):
            guard right != 0 else { throw modulusByZero }
            return .uint(left % right)
        default: throw EvaluationFailure.noMatchingOverload("%", [left, right])
        }
    }

    /// Unary minus.
    static func negate(_ value: Value) throws(EvaluationFailure) -> Value {
        switch value {
        case .int(let int): .int(try checked(Int64(0).subtractingReportingOverflow(int)))
        case .double(let double): .double(-double)
        default: throw EvaluationFailure.noMatchingOverload("-", [value])
        }
    }

    private static let divisionByZero = EvaluationFailure(.divisionByZero, "division by zero")

    private static let modulusByZero = EvaluationFailure(.divisionByZero, "modulus by zero")

    private static func checked<Number>(
        _ result: (partialValue: Number, overflow: Bool)
    ) throws(EvaluationFailure) -> Number {
        guard !result.overflow else {
            throw EvaluationFailure(.overflow, "the result is out of the range of its type")
        }
        return result.partialValue
    }

    private static func inRange<Time>(_ result: Time?) throws(EvaluationFailure) -> Time {
        guard let result else {
            throw EvaluationFailure(.overflow, "the result is out of the range of its type")
        }
        return result
    }
}
