import Testing
import TextFormats

struct CSVParserTests {
    private func fields(_ text: String, _ dialect: CSVDialect = .commas) throws -> [[String]] {
        try CSVParser.records(in: Array(text.utf8), dialect: dialect).map(Array.init)
    }

    @Test(
        arguments: [
            ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
            ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]), ("a,b\n\rc", [["a", "b"], ["c"]]),
            ("\u{FEFF}a,b", [["a", "b"]]), ("\u{FEFF}\"a\"", [["a"]]), ("", []), ("\u{FEFF}", []),
            ("\n\r\n\r", []), ("a\n\n\r\nb", [["a"], ["b"]]), (",", [["", ""]]),
            ("a,\n,b", [["a", ""], ["", "b"]]), ("\"\"", [[""]]), ("\"\"\n", [[""]]),
            ("\"a,b\",c", [["a,b", "c"]]), ("\"a\nb\r\nc\rd\"", [["a\nb\r\nc\rd"]]),
            ("\"a\"\"b\"\"\"", [["a\"b\""]]), ("网格,\"员, 甲\"", [["网格", "员, 甲"]]),
            ("\u{FEFF}\u{FEFF}", [["\u{FEFF}"]]), ("\u{FF0C},a", [["\u{FF0C}", "a"]]),
            (" a ,b", [[" a ", "b"]]), ("\u{0},\u{1}", [["\u{0}", "\u{1}"]]),
        ])
    func `records are what a spreadsheet meant`(text: String, expected: [[String]]) throws {
        #expect(try fields(text) == expected)
    }

    @Test func `fields can be separated by another sign`() throws {
        #expect(try fields("a;b,c;\"d;e\"", .semicolons) == [["a", "b,c", "d;e"]])
        #expect(try fields("a\tb\n\tc", .tabs) == [["a", "b"], ["", "c"]])
        #expect(try fields("a|b", CSVDialect(separator: "|")) == [["a", "b"]])
    }

    @Test func `records and fields know where they start`() throws {
        let text = "\u{FEFF}code,网格,name\r\n\r\n1,\"a\nb\",c\n\"x\r\n\",y"
        let records = try CSVParser.records(in: Array(text.utf8))
        #expect(records.map(\.line) == [1, 3, 5])
        let positions = records.map { record in record.indices.map { "\(record.position(of: $0))" }
        }
        #expect(positions == [["1:1", "1:6", "1:9"], ["3:1", "3:3", "4:4"], ["5:1", "6:3"]])
    }

    @Test(
        arguments: [
            ("\"a\rb\nc\",d", "3:4"), ("\"a\r\n\nc\",d", "3:4"), ("\"\r\"\",d", nil),
            ("\"\r\"\"\n\",d", "3:3"), ("\"\n\r\",d", "3:3"), ("\"网😍\",d", "1:6"),
        ])
    func `line breaks within quotes are counted once`(text: String, place: String?) {
        let records = try? CSVParser.records(in: Array(text.utf8))
        #expect(records.map { "\($0[0].position(of: 1))" } == place)
    }

    @Test func `the bytes of a field can be had without a text`() throws {
        let record = try #require(try CSVParser.records(in: Array("ab,,网".utf8)).first)
        let bytes = record.indices.map { index in record.withBytes(of: index) { Array($0) } }
        #expect(bytes == [[97, 98], [], Array("网".utf8)])
    }

    @Test func `records that are kept are not changed by those that follow`() throws {
        var kept: [CSVRecord] = []
        var parser = CSVParser()
        try parser.parse(Array("a,b\nc,d\n".utf8)) { kept.append($0) }
        try parser.parse(Array("e,f\n".utf8)) { kept.append($0) }
        try parser.finish { kept.append($0) }
        #expect(kept.map(Array.init) == [["a", "b"], ["c", "d"], ["e", "f"]])
    }

    @Test func `an error of the caller comes out`() {
        struct Stop: Error {}
        var parser = CSVParser()
        #expect(throws: Stop.self) {
            try parser.parse(Array("a\nb\n".utf8)) { _ in throw Stop() }
        }
    }
}
