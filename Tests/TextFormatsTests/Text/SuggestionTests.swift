import Testing
import TextFormats

struct SuggestionTests {
    private let names = ["category", "position", "occurredAt", "text", "Received DtTm", "网格编码"]

    @Test(
        arguments: [
            ("catgory", "category"), ("cateogry", "category"), ("Category", "category"),
            ("occurred_at", "occurredAt"), ("received_dttm", "Received DtTm"), ("tex", "text"),
            ("txet", "text"), ("网格编号", "网格编码"), ("positionn", "position"),
        ])
    func `a near name is suggested`(name: String, expected: String) {
        #expect(Suggestion.closest(to: name, among: names) == expected)
    }

    @Test(arguments: ["zone", "", "cat", "reported", "社区"])
    func `a name that is not near is not suggested`(name: String) {
        #expect(Suggestion.closest(to: name, among: names) == nil)
    }

    @Test func `the nearest of several wins and the first of equals`() {
        #expect(Suggestion.closest(to: "lines", among: ["lanes", "line", "lines2"]) == "lanes")
        #expect(Suggestion.closest(to: "abcdef", among: ["abxxef", "abcxef"]) == "abcxef")
        #expect(Suggestion.closest(to: "a", among: []) == nil)
    }
}
