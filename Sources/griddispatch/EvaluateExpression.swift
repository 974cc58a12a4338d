import ArgumentParser
import CEL
import CELHost
import TextFormats

/// `griddispatch cel eval`.
struct EvaluateExpression: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Compute the value of an expression. 计算一个表达式。",
        discussion: """
            Whole numbers of the bindings are int, or uint where they are too large, other numbers double, \
            objects maps; uint(), bytes(), timestamp() and duration() make the rest. Ends with 1 if there is \
            no value.
            """)

    // An expression may begin with a minus sign, as an option does.
    @Argument(parsing: .allUnrecognized, help: "The expression, such as 'a.size() > 2'.")
    var expression: [String]

    /// The expression; `--`, which ends the options, may stand before it.
    private var expressions: ArraySlice<String> {
        expression.first == "--" ? expression.dropFirst() : expression[...]
    }

    @Option(help: "The variables and their values, as a JSON object.")
    var bindings = "{}"

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        if let argument = RawArguments.firstInvalid() {
            throw ValidationError("An argument is not UTF-8: \(argument.harmless)")
        }
        guard expressions.count == 1 else {
            throw ValidationError(
                "One expression is needed, in quotation marks; got \(expressions.count): "
                    + expressions.joined(separator: "  ").harmless)
        }
    }

    func run() throws {
        let variables = try variables()
        do throws(EvaluationFault) {
            let value = try value(of: Source(expressions.joined()), among: variables)
            let written = try Self.json(value)
            guard json else { return print(value.written) }
            print(JSON.object(["value": written, "type": .string(value.typeName.name)]).text())
        } catch {
            if json {
                print(JSON.object(["errors": .array(error.errors.map(Self.json))]).text())
            } else {
                printToStandardError(error.text)
            }
            throw ExitCode.failure
        }
    }

    private func variables() throws -> [(name: String, value: Value)] {
        let parsed: Value
        do throws(Value.TextError) {
            parsed = try Value(jsonText: bindings)
        } catch {
            switch error {
            case .invalid(let error): throw ValidationError("--bindings is not JSON: \(error)")
            case .numberOutOfRange(let number):
                throw ValidationError(
                    "--bindings: \(number.prefix(100)) is beyond the whole numbers of 64 bits; write "
                        + "it as a double, such as 1e20, or as a text.")
            }
        }
        guard case .map(let map) = parsed else {
            throw ValidationError("--bindings must be an object, such as '{\"a\": [1, 2]}'.")
        }
        return map.entries.compactMap { entry in
            if case .string(let name) = entry.key { (name, entry.value) } else { nil }
        }
    }

    private func value(
        of source: Source, among variables: [(name: String, value: Value)],
    ) throws(EvaluationFault) -> Value {
        let environment = try EvaluationFault.wrapping(source) { () throws(CELError) in
            try Environment(
                variables: variables.map { .init($0.name, .dyn) },
                regexEngine: .re2, timeZones: .system)
        }
        var activation = environment.makeActivation()
        for (slot, variable) in variables.enumerated() { activation[slot] = variable.value }
        let program: Program
        do throws(CompilationFailure) {
            program = try environment.compile(source)
        } catch {
            throw EvaluationFault(errors: error.errors, text: error.rendered)
        }
        return try EvaluationFault.wrapping(source) { () throws(CELError) in
            try program.evaluate(activation)
        }
    }

    private static func json(_ value: Value) throws(EvaluationFault) -> JSON {
        do throws(Value.TooLarge) {
            return try value.json()
        } catch {
            let fault = CELError(code: .valueTooDeep, message: error.message)
            throw EvaluationFault(errors: [fault], text: "\(fault)")
        }
    }

    private static func json(_ error: CELError) -> JSON {
        var object = JSONObject()
        object["code"] = .string(error.code.rawValue)
        object["message"] = .string(error.message)
        if let location = error.location {
            object["line"] = .integer(Int64(location.line))
            object["column"] = .integer(Int64(location.column))
        }
        return .object(object)
    }
}

/// Why there is no value.
private struct EvaluationFault: Error {
    let errors: [CELError]
    /// The errors for people, each with its caret line.
    let text: String

    /// Runs `body` and gives its error the caret line.
    static func wrapping<Result>(
        _ source: Source, _ body: () throws(CELError) -> Result,
    ) throws(EvaluationFault) -> Result {
        do throws(CELError) {
            return try body()
        } catch {
            throw EvaluationFault(errors: [error], text: error.rendered(in: source))
        }
    }
}
