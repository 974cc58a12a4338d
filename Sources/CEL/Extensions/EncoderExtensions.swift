/// `base64.encode` and `base64.decode`.
enum EncoderExtensions {
    static let functions: [FunctionDeclaration] = [encode, decode]

    private static let encode = FunctionDeclaration(
        "base64.encode", [.init(.bytes, returning: .string)]
    ) { arguments, context throws(EvaluationFailure) in
        guard case .bytes(let bytes) = arguments[0] else {
            throw EvaluationFailure.noMatchingOverload("base64.encode", arguments)
        }
        try context.charge(bytes: bytes.count)
        return .string(Base64.encode(bytes))
    }

    private static let decode = FunctionDeclaration(
        "base64.decode", [.init(.string, returning: .bytes)]
    ) { arguments, context throws(EvaluationFailure) in
        guard case .string(let text) = arguments[0] else {
            throw EvaluationFailure.noMatchingOverload("base64.decode", arguments)
        }
        try context.charge(bytes: text.utf8.count)
        guard let bytes = Base64.decode(text) else {
            throw EvaluationFailure(.invalidArgument, "\(arguments[0].inspected) is not Base64")
        }
        return .bytes(bytes)
    }
}
