import Testing
import TextFormats

struct CSVRoundTripTests {
    /// Records with their positions, parsed in pieces that end at `cuts`.
    private func parse(
        _ bytes: [UInt8], _ dialect: CSVDialect = .commas, cuts: some Sequence<Int>,
    ) throws -> [CSVRecord] {
        var records: [CSVRecord] = []
        var parser = CSVParser(dialect: dialect)
        var start = 0
        for cut in cuts {
            try parser.parse(Array(bytes[start..<cut])) { records.append($0) }
            start = cut
        }
        try parser.parse(Array(bytes[start...])) { records.append($0) }
        try parser.finish { records.append($0) }
        return records
    }

    @Test(arguments: UInt64(0)..<20)
    func `random records survive writing and reading`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let dialect = generator.pick([CSVDialect.commas, .semicolons, .tabs])
            var writer = CSVWriter(
                dialect: dialect,
                lineEnding: generator.chance(2) ? .lineFeed : .carriageReturnLineFeed,
                byteOrderMark: generator.chance(4))
            let count = Int.random(in: 0...6, using: &generator)
            let rows = (0..<count).map { _ in
                (0..<Int.random(in: 1...6, using: &generator)).map { _ in generator.text() }
            }
            for row in rows { writer.record(row) }
            let records = try CSVParser.records(in: writer.bytes, dialect: dialect)
            // Compared as bytes, since Swift holds canonically equivalent texts for equal.
            #expect(
                records.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
        }
    }

    @Test func `it does not matter where the text is cut`() throws {
        let text = "\u{FEFF}网格,\"a\"\"b\r\n😍\",\r\n\r\n\"\",x\r\"y\n\"\nlast,é"
        let bytes = Array(text.utf8)
        let whole = try parse(bytes, cuts: [])
        #expect(
            whole.map(Array.init) == [
                ["网格", "a\"b\r\n😍", ""], ["", "x"], ["y\n"], ["last", "é"],
            ])
        for first in 0...bytes.count {
            #expect(try parse(bytes, cuts: [first]) == whole)
            for second in first...bytes.count {
                #expect(try parse(bytes, cuts: [first, second]) == whole)
            }
        }
        #expect(try parse(bytes, cuts: 1..<bytes.count) == whole)
    }

    @Test(arguments: UInt64(0)..<20)
    func `broken texts are refused or mean one thing however they are cut`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var (taken, refused) = (0, 0)
        for _ in 0..<200 {
            var writer = CSVWriter()
            for _ in 0..<3 { writer.record([generator.text(), generator.text()]) }
            let bytes = generator.mutated(writer.bytes)
            let whole = Result { try parse(bytes, cuts: []) }
            let cut = Result { try parse(bytes, cuts: stride(from: 1, to: bytes.count, by: 3)) }
            switch (whole, cut) {
            case (.success(let whole), .success(let cut)):
                #expect(whole == cut)
                taken += 1
            case (.failure(let whole as CSVError), .failure(let cut as CSVError)):
                #expect(whole == cut)
                refused += 1
            default: Issue.record("cutting \(bytes) changes what it means")
            }
        }
        #expect(taken > 0 && refused > 0)
    }
}
