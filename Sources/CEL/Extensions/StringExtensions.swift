/// The functions on strings beyond the standard ones; positions count code points from 0.
enum StringExtensions {
    static let functions: [FunctionDeclaration] =
        [
            method("charAt", .string, [.int], charAt),
            method("indexOf", .int, [.string]) { (arguments, _) throws(EvaluationFailure) in
                try index(arguments, last: false)
            },
            method("lastIndexOf", .int, [.string]) { (arguments, _) throws(EvaluationFailure) in
                try index(arguments, last: true)
            },
            method("replace", .string, [.string, .string], replace),
            method("split", .list(.string), [.string], split),
            method("substring", .string, [.int], substring),
            mapping("lowerAscii", \.lowercasedASCII),
            mapping("upperAscii", \.uppercasedASCII),
            mapping("trim", \.trimmed),
            mapping("reverse") { String($0.unicodeScalars.reversed()) },
            join, quote, format,
        ]

    private typealias Method =
        @Sendable ([Value], inout EvaluationContext) throws(EvaluationFailure) -> Value

    /// A method on strings; those with a position or a limit may have it as a last argument.
    private static func method(
        _ name: String, _ result: ValueType, _ parameters: [ValueType], _ body: @escaping Method,
    ) -> FunctionDeclaration {
        var signatures = [FunctionDeclaration.Signature(on: .string, parameters, returning: result)]
        if takesNumber.contains(name) {
            signatures.append(.init(on: .string, parameters + [.int], returning: result))
        }
        let counts = signatures.map { $0.parameters.count + 1 }
        return FunctionDeclaration(name, signatures) {
            arguments, context throws(EvaluationFailure) in
            guard counts.contains(arguments.count) else {
                throw EvaluationFailure.noMatchingOverload(name, arguments)
            }
            for case .string(let string) in arguments { try context.charge(string.utf8.count >> 2) }
            do throws(EvaluationFailure) {
                return try body(arguments, &context)
            } catch {
                throw error == wrongType
                    ? EvaluationFailure.noMatchingOverload(name, arguments) : error
            }
        }
    }

    /// A method without arguments that gives a string of about the same length.
    private static func mapping(
        _ name: String, _ transform: @escaping @Sendable (String) -> String,
    ) -> FunctionDeclaration {
        method(name, .string, []) { (arguments, _) throws(EvaluationFailure) in
            .string(transform(try text(arguments[0])))
        }
    }

    private static let takesNumber: Set = [
        "indexOf", "lastIndexOf", "replace", "split", "substring",
    ]

    private static func text(_ value: Value) throws(EvaluationFailure) -> String {
        guard case .string(let string) = value else { throw wrongType }
        return string
    }

    private static func number(_ value: Value) throws(EvaluationFailure) -> Int64 {
        guard case .int(let int) = value else { throw wrongType }
        return int
    }

    /// What `method` turns into the failure that names the function.
    private static let wrongType = EvaluationFailure(.noMatchingOverload, "")

    private static func scalars(_ value: Value) throws(EvaluationFailure) -> [Unicode.Scalar] {
        Array(try text(value).unicodeScalars)
    }

    private static func outOfRange(_ index: Int64) -> EvaluationFailure {
        EvaluationFailure(.indexOutOfRange, "index out of range: \(index)")
    }

    /// A position from 0 up to the number of code points.
    private static func position(
        _ value: Value, in scalars: [Unicode.Scalar],
    ) throws(EvaluationFailure) -> Int {
        let index = try number(value)
        guard index >= 0, index <= scalars.count else { throw outOfRange(index) }
        return Int(index)
    }

    @Sendable
    private static func charAt(
        _ arguments: [Value], _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        let scalars = try scalars(arguments[0])
        let index = try position(arguments[1], in: scalars)
        return .string(index == scalars.count ? "" : String(Character(scalars[index])))
    }

    @Sendable
    private static func substring(
        _ arguments: [Value], _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        let scalars = try scalars(arguments[0])
        let start = try position(arguments[1], in: scalars)
        let end = arguments.count > 2 ? try position(arguments[2], in: scalars) : scalars.count
        guard start <= end else {
            throw EvaluationFailure(
                .indexOutOfRange, "invalid substring range: start \(start), end \(end)")
        }
        return .string(String(scalars[start..<end]))
    }

    private static func index(
        _ arguments: [Value], last: Bool,
    ) throws(EvaluationFailure) -> Value {
        let scalars = try scalars(arguments[0])
        let wanted = try self.scalars(arguments[1])
        let limit = arguments.count > 2 ? try position(arguments[2], in: scalars) : nil
        let found =
            last
            ? Occurrences.last(of: wanted, in: scalars, startingUpTo: limit)
            : Occurrences.first(of: wanted, in: scalars, from: limit ?? 0)
        return .int(Int64(found ?? -1))
    }

    @Sendable
    private static func replace(
        _ arguments: [Value], _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        let limit = arguments.count > 3 ? try number(arguments[3]) : -1
        let new = try text(arguments[2])
        let parts = Occurrences.parts(
            of: try scalars(arguments[0]), around: try scalars(arguments[1]), limit: limit)
        // The result may be far longer than the arguments, so it is paid for before it is made.
        let (length, overflow) = new.utf8.count.multipliedReportingOverflow(by: parts.count)
        try context.charge(overflow ? .max : parts.count + length >> 4)
        return .string(parts.joined(separator: new))
    }

    @Sendable
    private static func split(
        _ arguments: [Value], _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> Value {
        let limit = arguments.count > 2 ? try number(arguments[2]) : -1
        let parts = Occurrences.split(
            try scalars(arguments[0]), by: try scalars(arguments[1]), limit: limit)
        try context.charge(parts.count)
        return .list(parts.map(Value.string))
    }

    private static let join = FunctionDeclaration(
        "join",
        [
            .init(on: .list(.string), returning: .string),
            .init(on: .list(.string), .string, returning: .string),
        ]
    ) { arguments, context throws(EvaluationFailure) in
        guard case .list(let list) = arguments[0] else {
            throw EvaluationFailure.noMatchingOverload("join", arguments)
        }
        var separator = ""
        if arguments.count > 1 {
            guard case .string(let given) = arguments[1] else {
                throw EvaluationFailure.noMatchingOverload("join", arguments)
            }
            separator = given
        }
        var joined = ""
        for (index, element) in list.enumerated() {
            guard case .string(let string) = element else {
                throw EvaluationFailure.noMatchingOverload("join", arguments)
            }
            try context.charge(1 + (string.utf8.count + separator.utf8.count) >> 4)
            joined += index == 0 ? string : separator + string
        }
        return .string(joined)
    }

    private static let quote = FunctionDeclaration(
        "strings.quote", [.init(.string, returning: .string)]
    ) { arguments, context throws(EvaluationFailure) in
        guard case .string(let string) = arguments[0] else {
            throw EvaluationFailure.noMatchingOverload("strings.quote", arguments)
        }
        try context.charge(string.utf8.count >> 2)
        return .string(string.quoted)
    }

    private static let format = FunctionDeclaration(
        "format", [.init(on: .string, .list(.dyn), returning: .string)]
    ) { arguments, context throws(EvaluationFailure) in
        guard case .string(let pattern) = arguments[0], case .list(let values) = arguments[1] else {
            throw EvaluationFailure.noMatchingOverload("format", arguments)
        }
        return .string(try StringFormatter.format(pattern, values, &context))
    }
}

extension FunctionDeclaration.Signature {
    init(on receiver: ValueType, _ parameters: [ValueType], returning result: ValueType) {
        self.init(receiver: receiver, parameters: parameters, result: result)
    }
}
