/// The functions that every environment has.
enum StandardLibrary {
    static let functions: [FunctionDeclaration] =
        [size, type, dyn] + StringFunctions.functions + Conversions.functions
        + TimeAccessors.functions

    private static let list = ValueType.list(.parameter("A"))

    private static let map = ValueType.map(key: .parameter("A"), value: .parameter("B"))

    private static let size = FunctionDeclaration(
        "size",
        [.string, .bytes, list, map].flatMap {
            [.init($0, returning: .int), .init(on: $0, returning: .int)]
        }
    ) { arguments, context throws(EvaluationFailure) in
        switch arguments[0] {
        case .string(let string):
            try context.charge(bytes: string.utf8.count)
            return .int(Int64(string.unicodeScalars.count))
        case .bytes(let bytes): return .int(Int64(bytes.count))
        case .list(let list): return .int(Int64(list.count))
        case .map(let map): return .int(Int64(map.count))
        default: throw EvaluationFailure.noMatchingOverload("size", arguments)
        }
    }

    private static let type = FunctionDeclaration(
        "type", [.init(.parameter("A"), returning: .type)]
    ) { arguments, _ throws(EvaluationFailure) in .type(arguments[0].typeName) }

    private static let dyn = FunctionDeclaration(
        "dyn", [.init(.parameter("A"), returning: .dyn)]
    ) { arguments, _ throws(EvaluationFailure) in arguments[0] }
}
