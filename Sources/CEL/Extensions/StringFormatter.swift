/// The method `format` on strings: `%s`, `%d`, `%f`, `%e`, `%x`, `%X`, `%o`, `%b` and `%%`.
struct StringFormatter {
    /// More decimals than any double needs would only fill the text with zeros.
    private static let maximumPrecision = 1_100

    private static let defaultPrecision = 6

    private let pattern: [Unicode.Scalar]
    private let values: [Value]
    private var position = 0
    private var used = 0

    /// Replaces the clauses of a pattern by values in their order.
    static func format(
        _ pattern: String, _ values: [Value], _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> String {
        var formatter = StringFormatter(
            pattern: Array(pattern.unicodeScalars), values: values)
        return try formatter.run(&context)
    }

    private init(pattern: [Unicode.Scalar], values: [Value]) {
        self.pattern = pattern
        self.values = values
    }

    private mutating func run(
        _ context: inout EvaluationContext
    ) throws(EvaluationFailure) -> String {
        try context.charge(pattern.count >> 2)
        var text = String.UnicodeScalarView()
        while position < pattern.count {
            let scalar = pattern[position]
            position += 1
            guard scalar == "%" else {
                text.append(scalar)
                continue
            }
            if position < pattern.count, pattern[position] == "%" {
                position += 1
                text.append("%")
                continue
            }
            let clause = try formatClause(&context)
            try context.charge(bytes: clause.utf8.count)
            text.append(contentsOf: clause.unicodeScalars)
        }
        return String(text)
    }

    private mutating func formatClause(
        _ context: inout EvaluationContext
    ) throws(EvaluationFailure) -> String {
        let precision = try readPrecision()
        guard position < pattern.count else {
            throw Self.failure("the pattern ends in the middle of a formatting clause")
        }
        let clause = pattern[position]
        position += 1
        guard "sdfexXob".unicodeScalars.contains(clause) else {
            throw Self.failure("unrecognized formatting clause '\(clause)'")
        }
        guard precision == nil || clause == "f" || clause == "e" else {
            throw Self.failure("the clause '%\(clause)' takes no precision")
        }
        guard used < values.count else {
            throw Self.failure("index \(used) out of range: the pattern needs more values")
        }
        let value = values[used]
        used += 1
        switch clause {
        case "s": return try Self.text(of: value, &context)
        case "d": return try Self.decimal(value)
        case "f", "e":
            // A double has up to 1,075 digits, whatever is shown of them.
            try context.charge(64)
            let precision = precision ?? Self.defaultPrecision
            return clause == "f"
                ? try Self.fixed(value, precision) : try Self.scientific(value, precision)
        case "x": return try Self.hexadecimal(value)
        case "X": return try Self.hexadecimal(value).uppercasedASCII
        case "o": return try Self.octal(value)
        default: return try Self.binary(value)
        }
    }

    private mutating func readPrecision() throws(EvaluationFailure) -> Int? {
        guard position < pattern.count, pattern[position] == "." else { return nil }
        position += 1
        var digits = ""
        while position < pattern.count, ("0"..."9").contains(pattern[position]) {
            digits.unicodeScalars.append(pattern[position])
            position += 1
        }
        guard let precision = Int(digits), precision <= Self.maximumPrecision else {
            throw Self.failure(
                "a precision is a number up to \(Self.maximumPrecision) behind the '.'")
        }
        return precision
    }

    static func failure(_ message: String) -> EvaluationFailure {
        EvaluationFailure(.invalidArgument, message)
    }

    static func wrongType(_ what: String, _ value: Value) -> EvaluationFailure {
        failure("\(what), not \(value.typeName.name)")
    }
}
