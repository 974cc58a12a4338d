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
            Whole numbers of the bindings are int, other numbers double, objects maps; uint(), bytes(), \
            timestamp() and duration() make the rest. Ends with 1 if there is no value.
            """)

    // An expression may begin with a minus sign, as an option does.
    @Argument(parsing: .allUnrecognized, help: "The expression, such as 'a.size() > 2'.")
    var expression: [String]

    @Option(help: "The variables and their values, as a JSON object.")
    var bindings = "{}"

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard expression.count == 1 else {
            throw ValidationError(
                "One expression is needed, in quotation marks; got \(expression.count): "
                    + expression.joined(separator: "  "))
        }
    }

    func run() throws {
        let variables = try variables()
        do throws(EvaluationFault) {
            let value = try value(of: Source(expression[0]), among: variables)
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
        let parsed: JSON
        do {
            parsed = try JSON.parse(bindings)
        } catch {
            throw ValidationError("--bindings is not JSON: \(error)")
        }
        guard let object = parsed.objectValue else {
            throw ValidationError("--bindings must be an object, such as '{\"a\": [1, 2]}'.")
        }
        return object.map { ($0.key, Value($0.value)) }
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
