import Testing
import TextFormats

struct CSVWriterTests {
    @Test func `a field is quoted only if it must be`() {
        var writer = CSVWriter()
        writer.record(["a", "", "b c", "=1+1", "网格"])
        writer.record(["a,b", "c\"d", "e\nf", "g\rh", "i;j"])
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "a,,b c,=1+1,网格\r\n\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\",i;j\r\n")
    }

    @Test func `an empty line is never written`() {
        var writer = CSVWriter(lineEnding: .lineFeed)
        writer.record([])
        writer.record([""])
        writer.record(["", ""])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"\"\n,\n")
    }

    @Test func `dialect, byte order mark and line ending are the caller's`() {
        var writer = CSVWriter(dialect: .semicolons, lineEnding: .lineFeed, byteOrderMark: true)
        writer.record(["a;b", "c,d"])
        #expect(writer.bytes == [0xEF, 0xBB, 0xBF] + Array("\"a;b\";c,d\n".utf8))
        writer.removeAll()
        writer.record(["e"])
        #expect(writer.bytes == Array("e\n".utf8))
    }
}
