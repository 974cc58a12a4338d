import CEL

/// The environment of tests that need no variables.
let plainEnvironment: Environment = makeEnvironment([])

/// An environment with everything that the tests bring along.
func makeEnvironment(
    _ variables: [Environment.Variable], records: [RecordType] = [],
    functions: [FunctionDeclaration] = [], container: String = "", limits: Limits = Limits(),
) -> Environment {
    do {
        return try Environment(
            variables: variables, records: records, functions: functions, container: container,
            limits: limits, regexEngine: .swiftRegex, timeZones: .fewZones)
    } catch {
        preconditionFailure("the declarations of a test are wrong: \(error)")
    }
}

/// The value of an expression, or the code of its error, as one comparable text.
///
/// A value is shown as ``Value/inspected`` does, an error as its stable code.
func result(
    of text: String, in environment: Environment = plainEnvironment,
    _ values: [String: Value] = [:], checking: Environment.Checking = .strict, budget: Int = 100_000,
) -> String {
    do {
        let program = try environment.compile(Source(text), checking: checking)
        var activation = environment.makeActivation()
        for (name, value) in values { try activation.set(name, to: value) }
        return try program.evaluate(activation, budget: budget).inspected
    } catch let error as CELError {
        return error.code.rawValue
    } catch let failure as CompilationFailure {
        return failure.errors.map(\.code.rawValue).joined(separator: " ")
    } catch {
        return "unexpected error: \(error)"
    }
}

/// The rendered errors of an expression that must not compile.
func rendering(
    of source: Source, in environment: Environment = plainEnvironment,
    expecting type: ValueType? = nil,
) -> String {
    do {
        return "it compiles, to \(try environment.compile(source, expecting: type).resultType)"
    } catch {
        return error.rendered
    }
}

/// The type of an expression, or the codes of its errors.
func type(of text: String, in environment: Environment = plainEnvironment) -> String {
    do {
        return try environment.check(Source(text)).type.description
    } catch {
        return error.errors.map(\.code.rawValue).joined(separator: " ")
    }
}
