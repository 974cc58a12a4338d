import Testing

@testable import TextFormats

struct TextTableTests {
    @Test func `columns are aligned, the first to the left, the others to the right`() {
        var table = TextTable()
        table.add(["", "n", "max"])
        table.add(["received", "1,000", "9"])
        table.add(["all"])
        #expect(
            table.text(indentation: 2).split(separator: "\n") == [
                "                n  max", "  received  1,000    9", "  all",
            ])
    }

    @Test func `an ideograph takes two columns of a terminal`() {
        var table = TextTable()
        table.add(["从受理到立案", "样本"])
        table.add(["all", "1"])
        #expect(table.text(indentation: 0) == "从受理到立案  样本\nall              1\n")
        #expect(TextTable.width(of: "（空）ab") == 8)
    }
}
