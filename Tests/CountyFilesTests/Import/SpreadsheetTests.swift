import Testing

@testable import CountyFiles

/// Tables as spreadsheet programs save them.
struct SpreadsheetTests {
    private func rows(_ bytes: [UInt8]) throws -> [[String]] {
        try Spreadsheet(name: "table.csv", bytes: bytes).rows.map(\.cells)
    }

    static let encodings: [[UInt8]] = [
        Array("大类,小类\r\n路灯,不亮\r\n".utf8),
        [0xEF, 0xBB, 0xBF] + Array("大类,小类\n路灯,不亮".utf8),
        Array("大类;小类\n路灯;不亮".utf8), Array("大类\t小类\n路灯\t不亮".utf8),
        // GB 18030.
        [
            0xB4, 0xF3, 0xC0, 0xE0, 0x2C, 0xD0, 0xA1, 0xC0, 0xE0, 0x0D, 0x0A, 0xC2, 0xB7, 0xB5,
            0xC6,
            0x2C, 0xB2, 0xBB, 0xC1, 0xC1,
        ],
        // UTF-16 with a byte order mark.
        [0xFF, 0xFE]
            + "大类\t小类\n路灯\t不亮".utf16.reduce(into: []) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] },
    ]

    @Test(arguments: encodings)
    func `the same table is read from every encoding`(bytes: [UInt8]) throws {
        #expect(try rows(bytes) == [["大类", "小类"], ["路灯", "不亮"]])
    }

    @Test(arguments: [",", ";", "\t"])
    func `a title above the columns does not hide what separates them`(separator: String) throws {
        let text = "部件立案、处置和结案标准\n\n\"大类,一;二\"|小类\n路灯|不亮\n".replacing("|", with: separator)
        #expect(
            try rows(Array(text.utf8)) == [
                ["部件立案、处置和结案标准"], ["大类,一;二", "小类"], ["路灯", "不亮"],
            ])
    }

    @Test func `empty rows and columns at the end are left out`() throws {
        let text = "a,b,,\n,,,\n 1 ,\"2\n3\",,\n,,,\n"
        let sheet = try Spreadsheet(name: "table.csv", bytes: Array(text.utf8))
        #expect(sheet.rows.map(\.cells) == [["a", "b"], ["1", "2\n3"]])
        #expect(sheet.rows.map(\.line) == [1, 3])
    }

    @Test func `a row knows the line on which it begins`() throws {
        let text = "a,b\n\"1\n2\n3\",x\ny,z\n"
        let sheet = try Spreadsheet(name: "table.csv", bytes: Array(text.utf8))
        #expect(sheet.rows.map(\.line) == [1, 2, 5])
        #expect("\(sheet.rows[1].place(of: 1))" == "table.csv:4:4")
    }

    @Test(arguments: [
        [UInt8](repeating: 0xFF, count: 3), [0x80], Array("a,\"b".utf8), Array("a\"b".utf8),
    ])
    func `what is no table is refused`(bytes: [UInt8]) {
        #expect(throws: Spreadsheet.Failure.self) { try rows(bytes) }
    }

    @Test func `the number of rows is bounded`() {
        let bytes = Array("a\nb\nc\n".utf8)
        #expect(throws: Spreadsheet.Failure.tooManyRows(limit: 2)) {
            try Spreadsheet(name: "table.csv", bytes: bytes, maximumRows: 2)
        }
    }
}
