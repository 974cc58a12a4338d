import CEL
import Foundation
import Testing

/// The module's own arithmetic on doubles, compared with the C library's.
struct RoundingTests {
    private static let environment = makeEnvironment([.init("x", .double)])

    private func compute(_ function: String, _ number: Double) throws -> Double? {
        let program = try Self.environment.compile(Source("math.\(function)(x)"))
        var activation = Self.environment.makeActivation()
        activation[0] = .double(number)
        guard case .double(let double) = try program.evaluate(activation) else { return nil }
        return double
    }

    private func reference(_ function: String, _ number: Double) -> Double {
        switch function {
        case "sqrt": sqrt(number)
        case "ceil": ceil(number)
        case "floor": floor(number)
        case "trunc": trunc(number)
        default: round(number)
        }
    }

    @Test(arguments: ["sqrt", "ceil", "floor", "trunc", "round"])
    func `results are the C library's to the last bit`(function: String) throws {
        var generator = SeededGenerator(seed: 31_337)
        var numbers: [Double] = [
            0, -0.0, 0.5, -0.5, 1.5, 2.5, 0x1p52, 0x1p53 - 1, 0x1p63, -0x1p63, 0.49999999999999994,
            .infinity, -.infinity, .leastNonzeroMagnitude, .leastNormalMagnitude,
            .greatestFiniteMagnitude, 4, 2, 3, 1e-300, 4_503_599_627_370_497.5,
        ]
        for _ in 0..<1_500 {
            numbers.append(Double(bitPattern: generator.next()))
            numbers.append(Double.random(in: -1e6...1e6, using: &generator))
        }
        for number in numbers where !number.isNaN {
            let found = try #require(try compute(function, number))
            let expected = reference(function, number)
            #expect(
                found.bitPattern == expected.bitPattern || (found.isNaN && expected.isNaN),
                "seed \(generator.seed), \(function) of \(number)")
        }
    }
}
