import CEL
import Foundation
import Testing

struct ExactDecimalTests {
    @Test func `decimals agree with the C library for any double`() {
        var generator = SeededGenerator(seed: 8_111)
        let environment = makeEnvironment([.init("x", .double)])
        for _ in 0..<400 {
            let number = Double(bitPattern: generator.next())
            guard number.isFinite else { continue }
            let precision = Int.random(in: 0...30, using: &generator)
            for conversion in ["f", "e"] {
                let format = "%.\(precision)\(conversion)"
                let found = result(
                    of: "'\(format)'.format([x]) == '\(String(format: format, number))'",
                    in: environment, ["x": .double(number)])
                #expect(found == "true", "seed \(generator.seed), \(format) of \(number)")
            }
        }
    }

    @Test func `halves are rounded to even like in the C library`() {
        let environment = makeEnvironment([.init("x", .double)])
        for eighths in -40...40 {
            let number = Double(eighths) / 8
            for format in ["%.0f", "%.1f", "%.2f", "%.0e", "%.1e"] {
                let found = result(
                    of: "'\(format)'.format([x])", in: environment, ["x": .double(number)])
                #expect(found == "'\(String(format: format, number))'", "\(format) of \(number)")
            }
        }
    }
}
