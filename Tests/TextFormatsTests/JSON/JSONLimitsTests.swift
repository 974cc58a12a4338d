import Testing
import TextFormats

struct JSONLimitsTests {
    private func code(_ text: String, _ limits: JSONLimits) -> JSONError.Code? {
        do throws(JSONError) {
            _ = try JSON.parse(text, limits: limits)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `a document may have the limit of bytes and not one more`() {
        #expect(code("[1, 2]", JSONLimits(bytes: 6)) == nil)
        #expect(code("[1, 2] ", JSONLimits(bytes: 6)) == .documentTooLarge)
    }

    @Test func `nesting may reach the limit and not go deeper`() {
        let limits = JSONLimits(depth: 3)
        #expect(code(#"[{"a":[]},[[]]]"#, limits) == nil)
        #expect(code(#"[{"a":[{}]}]"#, limits) == .tooDeep)
        #expect(code("1", JSONLimits(depth: 0)) == nil)
        #expect(code("[]", JSONLimits(depth: 0)) == .tooDeep)
    }

    @Test func `no limit lets nesting exhaust the stack`() {
        let deepest = JSONLimits.greatestDepth
        let open = JSONLimits(depth: .max)
        let fitting =
            String(repeating: "[", count: deepest) + String(repeating: "]", count: deepest)
        #expect(code(fitting, open) == nil)
        #expect(code("[\(fitting)]", open) == .tooDeep)
        #expect(code(String(repeating: "[", count: 100_000), open) == .tooDeep)
        #expect(code(String(repeating: "{\"a\":", count: 100_000), open) == .tooDeep)
    }

    @Test func `there may be as many values as the limit`() {
        #expect(code(#"{"a":[1,2]}"#, JSONLimits(values: 4)) == nil)
        #expect(code(#"{"a":[1,2,3]}"#, JSONLimits(values: 4)) == .tooManyValues)
    }

    @Test func `strings and names may have the limit of bytes`() {
        let limits = JSONLimits(stringBytes: 6)
        #expect(code(#"{"abcdef":"网格"}"#, limits) == nil)
        #expect(code(#""abcdefg""#, limits) == .stringTooLong)
        #expect(code(#"{"abcdefg":1}"#, limits) == .stringTooLong)
        #expect(code(#""\u0041""#, limits) == nil)
        #expect(code(#""\u0041\n""#, limits) == .stringTooLong)
    }

    @Test func `an error of a limit says the limit`() {
        let error = #expect(throws: JSONError.self) {
            try JSON.parse("[[[]]]", limits: JSONLimits(depth: 2))
        }
        #expect(
            error?.description
                == "1:3: Arrays and objects are nested more than 2 deep. [json.too_deep at /0/0]")
        #expect(error?.chineseMessage == "数组和对象的嵌套超过 2 层。")
    }
}
