import Testing
import TextFormats

struct CSVErrorTests {
    private func error(_ bytes: [UInt8], _ limits: CSVLimits = .standard) -> CSVError? {
        do throws(CSVError) {
            _ = try CSVParser.records(in: bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private static let cases: [(String, String)] = [
        (
            "a,b\n1,5\" pipe",
            "2:4: A quote stands inside a field; put the whole field in quotes and double it."
                + " [csv.stray_quote]"
        ),
        (
            "网格,\"a\" ,b",
            "1:7: Text follows a closing quote; write a quote within quotes twice."
                + " [csv.text_after_quote]"
        ),
        ("a\nb,\"c\nd,e\n", "2:3: This quote is never closed. [csv.unclosed_quote]"),
        ("\"", "1:1: This quote is never closed. [csv.unclosed_quote]"),
    ]

    @Test(arguments: cases)
    func `an error says what is wrong, where, and what to do`(text: String, expected: String) {
        #expect(error(Array(text.utf8))?.description == expected)
    }

    @Test(
        arguments: [
            ([0x61, 0x0A, 0x62, 0x2C, 0xC4, 0xE3, 0x0A], "2:3"), ([0xEF], "1:1"),
            ([0xEF, 0xBB], "1:1"),
            ([0xFF, 0xFE, 0x61, 0x00], "1:1"), ([0x22, 0x80, 0x22], "1:1"),
        ] as [([UInt8], String)])
    func `text that is not UTF-8 is refused at its field`(bytes: [UInt8], place: String) {
        #expect(
            error(bytes)?.description
                == "\(place): The text is not UTF-8; save it as \"CSV UTF-8\". [csv.invalid_utf8]")
    }

    @Test func `a field may have the limit of bytes, plain or quoted`() {
        let limits = CSVLimits(fieldBytes: 6)
        #expect(error(Array("abcdef,网格\n".utf8), limits) == nil)
        #expect(error(Array("\"ab\"\"\nef\",x".utf8), limits) == nil)
        for text in ["a,abcdefg", "a,\"abcdefg\"", "a,\"ab\"\"\"\"\ncd\""] {
            let error = error(Array(text.utf8), limits)
            #expect(error?.code == .fieldTooLong)
            #expect(error?.position == TextPosition(line: 1, column: 3))
        }
    }

    @Test func `a record may have the limit of bytes and fields`() {
        let limits = CSVLimits(recordBytes: 6, fields: 3)
        #expect(error(Array("abc,def\n\"a\",b,c".utf8), limits) == nil)
        #expect(error(Array("abc,def,g".utf8), limits)?.code == .recordTooLong)
        #expect(error(Array("abc,\"def\",\"g\"".utf8), limits)?.code == .recordTooLong)
        #expect(error(Array("a,b,c,d".utf8), limits)?.code == .tooManyFields)
        #expect(error(Array("a,b,c,".utf8), limits)?.code == .tooManyFields)
    }

    @Test func `an endless field is stopped at its limit, not at its end`() throws {
        for start in ["", "\"", "\"\""] {
            var parser = CSVParser(limits: CSVLimits(fieldBytes: 1_000))
            try parser.parse(Array("x,\(start.prefix(1))".utf8)) { _ in }
            var pieces = 0
            #expect(throws: CSVError.self) {
                while pieces < 1_000 {
                    try parser.parse(Array("0123456789".utf8)) { _ in }
                    pieces += 1
                }
            }
            #expect(pieces == 100)
        }
    }

    @Test func `a header names what is missing and what stands twice`() throws {
        let text = "code,name,Received DtTm\n1,2\n"
        let records = try CSVParser.records(in: Array(text.utf8))
        let header = try CSVHeader(records[0])
        #expect(header.names == ["code", "name", "Received DtTm"])
        #expect(try header.index(of: "name") == 1)
        #expect(header.optionalIndex(of: "names") == nil)
        let missing = #expect(throws: CSVError.self) { try header.index(of: "received_dttm") }
        #expect(
            missing?.description
                == "1:1: There is no column 'received_dttm'; did you mean 'Received DtTm'?"
                + " [csv.missing_column]")
        #expect(missing?.chineseMessage == "没有“received_dttm”这一列，是否应为“Received DtTm”？")
        let short = #expect(throws: CSVError.self) { try header.check(records[1]) }
        #expect(
            short?.description
                == "2:1: The record has 2 fields, the header 3. [csv.wrong_field_count]")
        let twice = try CSVParser.records(in: Array("a,b,a".utf8))
        let duplicate = #expect(throws: CSVError.self) { try CSVHeader(twice[0]) }
        #expect(
            duplicate?.description == "1:5: Two columns are named 'a'. [csv.duplicate_column]")
    }
}
