extension CELError {
    /// The stable codes; a code is never renamed and never given a second meaning.
    public enum Code: String, CaseIterable, Sendable {
        // Declarations of an environment.
        case duplicateDeclaration = "cel.declare.duplicate"
        case undeclaredRecord = "cel.declare.unknown_record"
        case invalidName = "cel.declare.invalid_name"

        // Lexical and grammatical errors.
        case unexpectedCharacter = "cel.parse.unexpected_character"
        case unterminatedString = "cel.parse.unterminated_string"
        case invalidEscape = "cel.parse.invalid_escape"
        case invalidNumber = "cel.parse.invalid_number"
        case numberOutOfRange = "cel.parse.number_out_of_range"
        case unexpectedToken = "cel.parse.unexpected_token"
        case reservedWord = "cel.parse.reserved_word"
        case invalidMacro = "cel.parse.invalid_macro"

        // Bounds at compile time.
        case sourceTooLong = "cel.limit.source_too_long"
        case tooManyNodes = "cel.limit.too_many_nodes"
        case tooDeep = "cel.limit.too_deep"
        case tooManyErrors = "cel.limit.too_many_errors"
        case estimateTooHigh = "cel.limit.estimate_too_high"
        case patternsTooLarge = "cel.limit.patterns_too_large"

        // Names and types.
        case undeclaredReference = "cel.check.undeclared_reference"
        case unknownFunction = "cel.check.unknown_function"
        case unknownField = "cel.check.unknown_field"
        case unknownRecord = "cel.check.unknown_record"
        case typeMismatch = "cel.check.type_mismatch"
        case noMatchingSignature = "cel.check.no_matching_overload"
        case unsupported = "cel.check.unsupported"
        case invalidPattern = "cel.check.invalid_pattern"
        case invalidTimeZone = "cel.check.invalid_time_zone"

        // Evaluation.
        case noMatchingOverload = "cel.evaluate.no_matching_overload"
        case noSuchField = "cel.evaluate.no_such_field"
        case noSuchKey = "cel.evaluate.no_such_key"
        case indexOutOfRange = "cel.evaluate.index_out_of_range"
        case overflow = "cel.evaluate.overflow"
        case divisionByZero = "cel.evaluate.division_by_zero"
        case invalidArgument = "cel.evaluate.invalid_argument"
        case duplicateKey = "cel.evaluate.duplicate_key"
        case unsupportedKey = "cel.evaluate.unsupported_key"
        case unboundVariable = "cel.evaluate.unbound_variable"
        case absentValue = "cel.evaluate.absent_value"
        case budgetExceeded = "cel.evaluate.budget_exceeded"
        case valueTooDeep = "cel.evaluate.value_too_deep"
        case hostFunction = "cel.evaluate.host_function"
    }
}
