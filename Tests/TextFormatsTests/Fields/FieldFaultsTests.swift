import Testing
import TextFormats

struct FieldFaultsTests {
    @Test func `a document of very many faults is told about the first ones`() throws {
        var object = JSONObject()
        for index in 0..<1_000 { object["unknown\(index)"] = 1 }
        object["items"] = .array(Array(repeating: 1, count: 500))
        let error = #expect(throws: FieldFaults.self) {
            try JSONFields.decode(.object(object)) { fields in
                fields.strings("items", maximumCount: 500)
            }
        }
        #expect(error?.faults.count == FieldFaults.limit)
        #expect(error?.faults.last?.pointer == "/items/99")
        #expect(error?.omitted == 1_400)
        #expect(error?.description.hasSuffix("\nand 1400 more") == true)
    }

    @Test func `what a sender wrote is repeated only in part`() throws {
        let long = String(repeating: "长", count: 1_000)
        let error = #expect(throws: FieldFaults.self) {
            try JSONFields.decode(["a": .string(String(long.prefix(200)))]) { fields in
                fields.choice("a", among: ["x"])
            }
        }
        let shown = String(repeating: "长", count: 64) + "…"
        #expect(error?.faults.first?.message == "'\(shown)' is not known; known are: x.")
        #expect(error?.faults.first?.chineseMessage == "没有“\(shown)”这个值，可用的有：x。")
    }

    @Test func `every fault speaks Chinese too`() {
        let error = #expect(throws: FieldFaults.self) {
            try JSONFields.decode(["b": 1, "c": 9, "nam": "x", "d": "abc"]) { fields in
                _ = fields.string("a")
                _ = fields.string("b")
                _ = fields.integer("c", in: 1...4)
                _ = fields.string("d", maximumLength: 2)
                return fields.string("name", .optional)
            }
        }
        #expect(
            error?.faults.map(\.chineseMessage) == [
                "此项必填。", "应为文本，却是整数。", "应在 1 与 4 之间。", "最多 2 个字符，现有 3 个。",
                "没有“nam”这一项，是否应为“name”？",
            ])
    }
}
