import Testing
import TextFormats

struct JSONNumberTests {
    @Test(
        arguments: [
            ("0", 0), ("7", 7), ("-7", -7), ("9223372036854775807", Int64.max),
            ("-9223372036854775808", Int64.min), ("1000000000000000000", 1_000_000_000_000_000_000),
        ])
    func `an integer of 64 bits stays exact`(text: String, expected: Int64) throws {
        #expect(try JSON.parse(text) == .integer(expected))
    }

    @Test(
        arguments: [
            ("9223372036854775808", 0x1p63), ("-9223372036854775809", -0x1p63),
            ("18446744073709551616", 0x1p64), ("100000000000000000000", 1e20), ("1.0", 1),
            ("1e0", 1), ("1E+2", 100), ("25e-1", 2.5), ("0.1", 0.1),
            ("123456789.123456789", 123_456_789.123_456_789),
            ("1e-400", 0), ("4.9e-324", .leastNonzeroMagnitude), ("0e999999999999999999999", 0),
            ("0.000e-1", 0),
            ("1e22", 1e22), ("1e23", 1e23), ("9007199254740993.0", 9_007_199_254_740_992),
        ])
    func `any other number is the nearest double`(text: String, expected: Double) throws {
        #expect(try JSON.parse(text) == .number(expected))
    }

    @Test func `minus zero keeps its sign`() throws {
        let value = try #require(try JSON.parse("-0").numberValue)
        #expect(value == 0 && value.sign == .minus)
        #expect(try JSON.parse("-0").text() == "-0.0")
    }

    @Test(
        arguments: [
            "01", "-", "+1", ".5", "1.", "1.e1", "1e", "1e+", "0x10", "1_000", "-.5", "--1", "00",
            "1.2.3", "NaN", "Infinity", "-Infinity", "1e1.5", "０",
        ])
    func `what JSON does not call a number is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSON.parse(text) }
        #expect(throws: JSONError.self) { try JSON.parse("[\(text)]") }
    }

    @Test(arguments: ["1e309", "-1e309", "1e999999999999", "[1.8e308]"])
    func `a number beyond the doubles is an error`(text: String) {
        let error = #expect(throws: JSONError.self) { try JSON.parse(text) }
        #expect(error?.code == .numberOverflow)
    }

    @Test(arguments: UInt64(0)..<8)
    func `decimals read as the standard library reads them`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<3_000 {
            let digits = Int.random(in: 1...22, using: &generator)
            let whole = (0..<digits).map { _ in generator.pick(Array("0123456789")) }
            let text =
                "\(generator.pick(["", "-"]))1\(String(whole))"
                + ".\(UInt32.random(in: 0...999_999, using: &generator))"
                + generator.pick(["", "e5", "E-17", "e+22", "e-30", "e250"])
            #expect(try JSON.parse(text) == .number(try #require(Double(text))), "\(text)")
        }
    }

    @Test(arguments: UInt64(0)..<8)
    func `doubles and integers read back as they were written`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<3_000 {
            let number = JSON.number(generator.double())
            #expect(try JSON.parse(number.encoded()) == number)
            let integer = JSON.integer(generator.integer())
            #expect(try JSON.parse(integer.encoded()) == integer)
        }
    }
}
