import CEL
import Testing

struct EnvironmentTests {
    private func code(_ make: () throws -> Environment) -> String {
        do {
            _ = try make()
            return "no error"
        } catch let error as CELError {
            return error.description
        } catch {
            return "unexpected error: \(error)"
        }
    }

    @Test func `a name is declared once`() {
        #expect(
            code { try Environment(variables: [.init("a", .int), .init("a", .string)]) }
                == "the variable 'a' is declared twice [cel.declare.duplicate]")
        let record = RecordType("R", fields: [.init("x", .int), .init("x", .int)])
        #expect(
            code { try Environment(records: [record]) }
                == "the record type 'R' declares a field twice [cel.declare.duplicate]")
        let size = FunctionDeclaration("size", []) { _, _ in .null }
        #expect(
            code { try Environment(functions: [size]) }
                == "the function 'size' is declared twice [cel.declare.duplicate]")
    }

    @Test(
        arguments: [
            "if", "1a", "", ".", "a.", ".a", "a..b", "a b", "a-b", "in", "a.in", "网格",
            "if.a",
            "a\n", "a{", "@a",
        ])
    func `a variable that no expression could name is refused`(name: String) {
        #expect(
            code { try Environment(variables: [.init(name, .dyn)]) }.hasSuffix(
                "[cel.declare.invalid_name]"))
    }

    @Test(arguments: ["a", "_", "_1", "A9_", "a.b.c", "a.if", "iff"])
    func `a variable may have any name of the grammar`(name: String) {
        let environment = makeEnvironment([.init(name, .dyn)])
        #expect(result(of: name, in: environment, [name: .int(1)]) == "1")
    }

    @Test func `a type names only declared records`() {
        let record = RecordType("Grid", fields: [.init("x", .list(.record("Grdi")))])
        #expect(
            code { try Environment(records: [record]) }
                == "the type of 'Grid.x' is the undeclared record type 'Grdi'; did you mean "
                + "'Grid'? [cel.declare.unknown_record]")
    }

    @Test func `a name is looked up in the container first, then outwards`() {
        let names = ["a.b.x", "a.x", "x", "a.y", "z"]
        let environment = makeEnvironment(
            names.map { .init($0, .string) }, container: "a.b")
        let values = Dictionary(uniqueKeysWithValues: names.map { ($0, Value.string($0)) })
        let found = ["x", ".x", "a.x", "y", "z"].map { result(of: $0, in: environment, values) }
        #expect(found == ["'a.b.x'", "'x'", "'a.x'", "'a.y'", "'z'"])
    }

    @Test func `a macro's variable hides one of the environment, a leading dot shows it`() {
        let environment = makeEnvironment([.init("x", .int)])
        #expect(result(of: "[1].map(x, x + .x)", in: environment, ["x": .int(10)]) == "[11]")
    }

    @Test func `a library that is not chosen is not there`() throws {
        let bare = try Environment(libraries: [])
        let expressions = [
            "[1].all(x, true)", "'a'.trim()", "math.abs(1)", "cel.bind(x, 1, x)", "optional.none()",
            "base64.encode(b'')", "[?1]", "{}.?a",
        ]
        for expression in expressions {
            #expect(type(of: expression, in: bare).hasPrefix("cel.check."), "\(expression)")
        }
    }

    @Test func `without an engine a pattern is a compile error`() throws {
        let bare = try Environment()
        #expect(
            rendering(of: "'a'.matches('b')", in: bare).contains(
                "'matches' needs regular expressions, which are not enabled"))
    }

    @Test func `a host's function is called and charged like a standard one`() {
        let double = FunctionDeclaration(
            "twice", [.init(.int, returning: .int), .init(on: .int, returning: .int)]
        ) { arguments, context throws(EvaluationFailure) in
            guard case .int(let number) = arguments[0] else {
                throw EvaluationFailure(.hostFunction, "twice() wants an int")
            }
            try context.charge(50)
            return .int(number * 2)
        }
        let environment = makeEnvironment([.init("anything", .dyn)], functions: [double])
        #expect(result(of: "twice(2) + 3.twice()", in: environment) == "10")
        #expect(
            result(of: "twice(2)", in: environment, budget: 40) == "cel.evaluate.budget_exceeded")
        #expect(
            result(of: "twice(anything)", in: environment, ["anything": .string("a")])
                == "cel.evaluate.host_function")
    }
}
