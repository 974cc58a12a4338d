import Testing
import TextFormats

/// Nicolas Seriot's JSONTestSuite: `y_` must be taken, `n_` refused, `i_` may be either.
struct JSONSuiteTests {
    private static let folder = "torture/json/test_parsing"

    @Test(.enabled(if: SharedData.isPresent(folder), "the shared test data is not here"))
    func `the JSON test suite is judged right`() throws {
        let names = SharedData.files(in: Self.folder, suffix: ".json")
        #expect(names.count > 50)
        for name in names {
            let bytes = try SharedData.bytes(of: "\(Self.folder)/\(name)")
            let parsed = Result { try JSON.parse(bytes) }
            switch name.prefix(2) {
            case "y_": #expect(throws: Never.self, "\(name)") { try parsed.get() }
            case "n_": #expect(throws: JSONError.self, "\(name)") { try parsed.get() }
            default: break
            }
            guard let value = try? parsed.get() else { continue }
            #expect(try JSON.parse(value.encoded()) == value, "\(name)")
        }
    }

    @Test(
        .enabled(
            if: SharedData.isPresent("torture/strings"), "the shared test data is not here"))
    func `naughty strings survive writing and reading`() throws {
        let list = try JSON.parse(SharedData.bytes(of: "torture/strings/blns_every_tenth.json"))
        let strings = try #require(list.arrayValue).compactMap(\.stringValue)
        #expect(strings.count > 40)
        for string in strings {
            let json: JSON = ["\(string)": .string(string)]
            let bytes = json.encoded()
            let again = try JSON.parse(bytes)
            #expect(again == json)
            #expect(again.encoded() == bytes)
            #expect(try JSON.parse(json.encoded(pretty: true)) == json)
        }
    }
}
