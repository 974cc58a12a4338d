import CEL
import Testing

/// Every function with every kind of argument: where types are `dyn`, anything may come.
struct RobustnessTests {
    private static let methods = [
        "size", "startsWith", "endsWith", "contains", "matches", "getFullYear", "getMonth",
        "getDayOfMonth", "getDate", "getDayOfWeek", "getDayOfYear", "getHours", "getMinutes",
        "getSeconds", "getMilliseconds", "charAt", "indexOf", "lastIndexOf", "replace", "split",
        "substring", "lowerAscii", "upperAscii", "trim", "reverse", "join", "format", "hasValue",
        "value", "or", "orValue", "unwrapOpt", "first", "last",
    ]

    private static let functions = [
        "size", "matches", "type", "dyn", "bool", "int", "uint", "double", "string", "bytes",
        "timestamp", "duration", "optional.of", "optional.ofNonZeroValue", "optional.none",
        "optional.unwrap", "math.greatest", "math.least", "math.abs", "math.sign", "math.sqrt",
        "math.ceil", "math.floor", "math.round", "math.trunc", "math.isNaN", "math.isInf",
        "math.isFinite", "math.bitAnd", "math.bitOr", "math.bitXor", "math.bitNot",
        "math.bitShiftLeft", "math.bitShiftRight", "base64.encode", "base64.decode",
        "strings.quote",
    ]

    private static let operators = [
        "==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%", "&&", "||",
    ]

    private static let values: [Value] = [
        .null, .bool(false), .bool(true), .int(0), .int(-1), .int(.min), .int(.max), .uint(0),
        .uint(.max), .double(0), .double(-0.5), .double(.nan), .double(.infinity), .double(1e300),
        .string(""), .string("%s%d%x"), .string("é🐱"), .bytes([]), .bytes([0xFF]), .list([]),
        .list([.string("a")]), .list([.optional(.int(1))]), .map(MapValue()),
        .map(MapValue(["a": .int(1)])), .timestamp(.epoch), .duration(Timespan(nanoseconds: .min)),
        .type(TypeName("int")), .optional(nil), .optional(.string("a")), County.gridValue,
    ]

    private static let environment = makeEnvironment(
        [.init("a", .dyn), .init("b", .dyn), .init("c", .dyn)], records: [County.grid])

    /// The codes with which a function may refuse an argument.
    private static let refusals: Set<CELError.Code> = [
        .noMatchingOverload, .noSuchField, .noSuchKey, .indexOutOfRange, .overflow,
        .divisionByZero, .invalidArgument, .duplicateKey, .unsupportedKey, .absentValue,
    ]

    /// Evaluates an expression with random values and expects a value or a refusal.
    private func expectSense(
        _ text: String, _ generator: inout SeededGenerator, rounds: Int = 60,
    ) throws {
        let program = try Self.environment.compile(Source(text), checking: .deferred)
        for _ in 0..<rounds {
            var activation = Self.environment.makeActivation()
            for slot in 0..<3 {
                let choice = Int.random(in: 0..<Self.values.count, using: &generator)
                activation[slot] = Self.values[choice]
            }
            do {
                _ = try program.evaluate(activation).inspected
            } catch  where Self.refusals.contains(error.code) {
                continue
            } catch {
                Issue.record("seed \(generator.seed): \(text): \(error)")
            }
        }
    }

    @Test(arguments: methods)
    func `a method takes or refuses any argument`(name: String) throws {
        var generator = SeededGenerator(seed: 4_711)
        for arguments in ["", "b", "b, c"] {
            let text = "a.\(name)(\(arguments))"
            guard
                result(of: text, in: Self.environment, checking: .deferred)
                    != "cel.evaluate.no_matching_overload"
            else { continue }
            try expectSense(text, &generator, rounds: 200)
        }
    }

    @Test(arguments: functions)
    func `a function takes or refuses any argument`(name: String) throws {
        var generator = SeededGenerator(seed: 4_712)
        for arguments in ["", "a", "a, b"] {
            let text = "\(name)(\(arguments))"
            guard
                result(of: text, in: Self.environment, checking: .deferred)
                    != "cel.evaluate.no_matching_overload"
            else { continue }
            try expectSense(text, &generator, rounds: 150)
        }
    }

    @Test(arguments: operators)
    func `an operator takes or refuses any operand`(name: String) throws {
        var generator = SeededGenerator(seed: 4_713)
        try expectSense("a \(name) b", &generator, rounds: 800)
    }

    @Test(
        arguments: [
            "!a", "-a", "a ? b : c", "a[b]", "a[?b]", "a.f", "a.?f", "has(a.f)", "a.township",
            "a.all(x, x == b)", "a.exists(x, b)", "a.exists_one(x, x == b)", "a.map(x, x + b)",
            "a.filter(x, b)", "a.all(i, x, x == i)", "a.transformMap(k, v, v)",
            "a.transformMapEntry(k, v, {v: k})", "a.transformMapEntry(k, v, b)", "a.optMap(x, x)",
            "a.optFlatMap(x, b)", "{a: b}", "{?'a': a}", "[?a]", "Grid{township: a}",
            "Grid{?township: a}", "cel.bind(x, a, x == b)", "a in [1, 'a', true]",
        ])
    func `a construction takes or refuses any operand`(text: String) throws {
        var generator = SeededGenerator(seed: 4_714)
        try expectSense(text, &generator, rounds: 300)
    }
}
