/// The functions that convert a value to another type.
enum Conversions {
    static let functions: [FunctionDeclaration] = [
        conversion("bool", to: .bool, from: [.bool, .string], bool),
        conversion("int", to: .int, from: [.int, .uint, .double, .string, .timestamp], int),
        conversion("uint", to: .uint, from: [.uint, .int, .double, .string], uint),
        conversion("double", to: .double, from: [.double, .int, .uint, .string], double),
        conversion(
            "string", to: .string,
            from: [.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration], string),
        conversion("bytes", to: .bytes, from: [.bytes, .string], bytes),
        conversion("timestamp", to: .timestamp, from: [.timestamp, .string, .int], timestamp),
        conversion("duration", to: .duration, from: [.duration, .string], duration),
    ]

    private static func conversion(
        _ name: String, to result: ValueType, from types: [ValueType],
        _ convert: @escaping @Sendable (Value) throws(EvaluationFailure) -> Value?,
    ) -> FunctionDeclaration {
        FunctionDeclaration(name, types.map { .init($0, returning: result) }) {
            arguments, context throws(EvaluationFailure) in
            switch arguments[0] {
            case .string(let string): try context.charge(bytes: string.utf8.count)
            case .bytes(let bytes): try context.charge(bytes: bytes.count)
            default: break
            }
            guard let converted = try convert(arguments[0]) else {
                throw EvaluationFailure.noMatchingOverload(name, arguments)
            }
            return converted
        }
    }

    @Sendable
    private static func bool(_ value: Value) throws(EvaluationFailure) -> Value? {
        switch value {
        case .bool: return value
        case .string(let string):
            switch string {
            case "true", "True", "TRUE", "t", "1": return .bool(true)
            case "false", "False", "FALSE", "f", "0": return .bool(false)
            default: throw cannotConvert(value, to: "bool")
            }
        default: return nil
        }
    }

    @Sendable
    private static func int(_ value: Value) throws(EvaluationFailure) -> Value? {
        switch value {
        case .int: return value
        case .uint(let uint):
            guard let int = Int64(exactly: uint) else { throw outOfRange(value, "int") }
            return .int(int)
        case .double(let double):
            // The bounds themselves are excluded, since they are not exact in a double.
            guard double > -0x1p63, double < 0x1p63 else { throw outOfRange(value, "int") }
            return .int(Int64(double))
        case .string(let string):
            guard let int = Int64(string) else {
                throw cannotConvert(value, to: "int")
            }
            return .int(int)
        case .timestamp(let timestamp): return .int(timestamp.seconds)
        default: return nil
        }
    }

    @Sendable
    private static func uint(_ value: Value) throws(EvaluationFailure) -> Value? {
        switch value {
        case .uint: return value
        case .int(let int):
            guard let uint = UInt64(exactly: int) else { throw outOfRange(value, "uint") }
            return .uint(uint)
        case .double(let double):
            guard double >= 0, double < 0x1p64 else {
                throw outOfRange(value, "uint")
            }
            return .uint(UInt64(double))
        case .string(let string):
            // Swift would also read a sign.
            guard string.utf8.first?.isDigit == true, let uint = UInt64(string) else {
                throw cannotConvert(value, to: "uint")
            }
            return .uint(uint)
        default: return nil
        }
    }

    @Sendable
    private static func double(_ value: Value) throws(EvaluationFailure) -> Value? {
        switch value {
        case .double: return value
        case .int(let int): return .double(Double(int))
        case .uint(let uint): return .double(Double(uint))
        case .string(let string):
            guard let double = DoubleText.parse(string) else {
                throw cannotConvert(value, to: "double")
            }
            guard double.isFinite || !string.utf8.contains(where: \.isDigit) else {
                throw outOfRange(value, "double")
            }
            return .double(double)
        default: return nil
        }
    }

    @Sendable
    private static func string(_ value: Value) throws(EvaluationFailure) -> Value? {
        switch value {
        case .string: return value
        case .bool(let bool): return .string(bool ? "true" : "false")
        case .int(let int): return .string(String(int))
        case .uint(let uint): return .string(String(uint))
        case .double(let double): return .string(DoubleText.shortest(double))
        case .bytes(let bytes):
            guard let string = String(validating: bytes, as: UTF8.self) else {
                throw EvaluationFailure(.invalidArgument, "the bytes are not valid UTF-8")
            }
            return .string(string)
        case .timestamp(let timestamp): return .string(timestamp.description)
        case .duration(let duration): return .string(duration.description)
        default: return nil
        }
    }

    @Sendable
    private static func bytes(_ value: Value) throws(EvaluationFailure) -> Value? {
        switch value {
        case .bytes: return value
        case .string(let string): return .bytes(Array(string.utf8))
        default: return nil
        }
    }

    @Sendable
    private static func timestamp(_ value: Value) throws(EvaluationFailure) -> Value? {
        switch value {
        case .timestamp: return value
        case .int(let seconds):
            guard let timestamp = Timestamp(seconds: seconds) else {
                throw outOfRange(value, "timestamp")
            }
            return .timestamp(timestamp)
        case .string(let string):
            guard let timestamp = Timestamp(rfc3339: string) else {
                throw cannotConvert(value, to: "timestamp")
            }
            return .timestamp(timestamp)
        default: return nil
        }
    }

    @Sendable
    private static func duration(_ value: Value) throws(EvaluationFailure) -> Value? {
        switch value {
        case .duration: return value
        case .string(let string):
            guard let duration = Timespan(parsing: string) else {
                throw cannotConvert(value, to: "duration")
            }
            return .duration(duration)
        default: return nil
        }
    }

    private static func cannotConvert(_ value: Value, to type: String) -> EvaluationFailure {
        EvaluationFailure(.invalidArgument, "cannot convert \(value.inspected) to \(type)")
    }

    private static func outOfRange(_ value: Value, _ type: String) -> EvaluationFailure {
        EvaluationFailure(.overflow, "\(value.inspected) is out of the range of \(type)")
    }
}
