import Testing
import TextFormats

@testable import CountyFiles

/// Tables from elsewhere, read as they are.
struct ImportedTableTests {
    static let mapping = """
        columns:
          major: [大类, major]
          minor: [小类, minor]
          units: [处置单位, units]
          limit: [处置时限, limit]
          opens: [立案条件]
        units: {separators: ["、", "\\n"]}
        limits:
          units:
            - {words: [天], unit: work_day}
            - {words: [紧急工作时], unit: urgent_hour}
        """

    private func read(_ text: String) throws -> ImportedTable {
        let mapping = try TableMapping.read(name: "mapping.yaml", bytes: Array(Self.mapping.utf8))
        return try ImportedTable.read(name: "table.csv", bytes: Array(text.utf8), by: mapping)
    }

    private func json(_ table: ImportedTable) -> String {
        var writer = JSONWriter()
        writer.value(table)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `rules, units, limits and refusals are told`() throws {
        let table = try read(
            """
            大类,小类,立案条件,处置单位,处置时限
            设施,井盖,缺失,甲、乙,2紧急工作时
            设施,井盖,"破损
            开裂",乙、丙,2天
            设施,"路
            灯",不亮,甲,种植季节15天
            设施,座椅,破损,,1天
            """)
        #expect(
            json(table) == """
                {"rules":3,"sub_categories":2,"roles":{"设施/井盖":["甲","乙","丙"],"设施/路灯":["甲"]},\
                "limits":[{"line":2,"text":"2紧急工作时","amount":2,"unit":"urgent_hour"},\
                {"line":3,"text":"2天","amount":2,"unit":"work_day"}],\
                "refused":[{"line":5,"column":"处置时限","name":"设施/路灯","text":"种植季节15天",\
                "why":"'种植季节' is no word that the mapping knows"},\
                {"line":7,"column":"处置单位","name":"设施/座椅","text":"","why":"no unit is named"}]}
                """)
    }

    @Test func `a note lends its words to no row beneath it`() throws {
        let mapping = try TableMapping.read(
            name: "mapping.yaml",
            bytes: Array(
                Self.mapping.replacing("  major:", with: "  major_code: [代码]\n  major:").utf8))
        let table = try ImportedTable.read(
            name: "table.csv",
            bytes: Array(
                """
                代码,大类,小类,立案条件,处置单位,处置时限
                01,设施,井盖,缺失,甲,1天
                ,注：以下由乡镇处置,,,,
                ,,路灯,不亮,乙,1天
                02,设备,座椅,破损,丙,1天
                """.utf8), by: mapping)
        #expect(table.rules.map(\.category) == ["设施/井盖", "设备/座椅"])
        #expect(table.refusals.map(\.line) == [3, 4])
        #expect(table.refusals.map(\.category) == ["注：以下由乡镇处置", "/路灯"])
    }

    @Test func `a row without words of its own is no rule`() throws {
        let table = try read("大类,小类,立案条件,处置单位,处置时限\n设施,井盖,缺失,甲,1天\n,,,,375条\n")
        #expect(table.rules.map(\.line) == [2])
        #expect(table.refusals.map(\.line) == [3])
    }

    @Test func `merged cells hold for the rows below, within their matter`() throws {
        let table = try read(
            """
            大类,小类,立案条件,处置单位,处置时限
            设施,井盖,缺失,甲、乙,1天
            ,,破损,,2天
            ,路灯,不亮,丙,3天
            道路,,坑洼,丁,4天
            """)
        #expect(table.rules.map(\.category) == ["设施/井盖", "设施/井盖", "设施/路灯"])
        #expect(table.rules.map(\.units) == [["甲", "乙"], ["甲", "乙"], ["丙"]])
        #expect(table.refusals.map(\.why) == ["no sub-category"])
    }

    @Test func `a title above, repeated headers and other columns do not matter`() throws {
        let table = try read(
            """
            立案、处置和结案标准,,,,
            Limit,备注,Major,Minor, Units
            1天,,设施,井盖,甲
            Limit,备注,Major,Minor, Units
            2天,x,设施,路灯,乙
            """)
        #expect(table.rules.map(\.category) == ["设施/井盖", "设施/路灯"])
        #expect(table.rules.map(\.line) == [3, 5])
    }

    @Test func `a table without a needed column is refused with its names`() throws {
        #expect(throws: TableImportError.self) { try read("大类,小类,处置时限\n") }
        let error = #expect(throws: TableImportError.self) { try read("大类,小类,处置时限\n甲,乙,1天\n") }
        #expect(
            error?.rendered() == """
                table.csv:1:1: error[county.missing_key]: the header lacks a column for 'units' \
                (处置单位, units); if it has another name, add that to the mapping
                1 | 大类,小类,处置时限
                  | ^~
                """)
        #expect(throws: TableImportError.self) { try read("") }
    }

    @Test func `faults of a mapping are told with their places`() throws {
        let text = Self.mapping.replacing("unit: work_day", with: "unit: week")
        let error = #expect(throws: TableImportError.self) {
            try TableMapping.read(name: "mapping.yaml", bytes: Array(text.utf8))
        }
        #expect(error?.faults.map { "\($0.position)" } == ["mapping.yaml:10:26"])
    }
}
