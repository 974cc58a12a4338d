import CEL
import Testing

struct BlockTests {
    private func evaluate(_ text: String) throws -> Value {
        let environment = try Environment()
        return try environment.compile(Source(text)).evaluate(environment.makeActivation())
    }

    @Test(
        arguments: [
            ("cel.block([1, cel.index(0) + 1, cel.index(1) + 1], cel.index(2) + cel.index(0))", 4),
            ("cel.block([], 3)", 3),
            (
                "cel.block([[1, 2]], cel.index(0).map(cel.iterVar(0, 0), cel.iterVar(0, 0) * 2)[1])",
                4
            ),
            ("cel.block([1], cel.block([2], cel.index(0)) + cel.index(0))", 3),
            (
                "cel.block([[1, 2, 3]], size(cel.index(0).filter(cel.iterVar(1, 0), cel.iterVar(1, 0) > 1)))",
                2
            ),
        ] as [(String, Int64)])
    func `values of a block are named by their index`(text: String, value: Int64) throws {
        #expect(try evaluate(text) == .int(value))
    }

    @Test(
        arguments: [
            ("cel.block([1], cel.index(1))", CELError.Code.undeclaredReference),
            ("cel.index(0)", .undeclaredReference), ("cel.block(1, 2)", .invalidMacro),
            ("cel.block([cel.index(0)], 2)", .undeclaredReference),
        ])
    func `an index that the block does not have is an error`(text: String, code: CELError.Code) {
        let failure = #expect(throws: CompilationFailure.self) { try evaluate(text) }
        #expect(failure?.errors.first?.code == code)
    }

    @Test func `a block of very many values is refused`() {
        let values = (0..<5_000).map(String.init).joined(separator: ", ")
        #expect(throws: CompilationFailure.self) { try evaluate("cel.block([\(values)], 1)") }
    }
}
