import Testing
import TextFormats

/// What a grid worker sends, with a field of each kind.
private struct Draft: Equatable {
    enum Source: String, CaseIterable {
        case worker, resident, video
    }

    var category: String
    var grid: Int
    var severity: Int?
    var latitude: Double?
    var text: String?
    var source = Source.worker
    var exercise = false
    var tags: [String] = []
    var people: [String] = []
    var answers = JSONObject()

    static func decode(_ json: JSON) throws(FieldFaults) -> Draft {
        try JSONFields.decode(json) { fields in
            let category = fields.choice("category", among: ["dispute/elder", "dispute/noise"])
            let grid = fields.value("grid", expecting: "a grid code", chinese: "网格编码") { Int($0) }
            let latitude = fields.object("position", .optional) { position in
                position.number("latitude", in: -90...90)
            }
            let severity = fields.integer("severity", .optional, in: 1...4)
            let text = fields.string("text", .optional, minimumLength: 1, maximumLength: 8)
            let source = fields.enumeration("source", .optional, Source.self) ?? .worker
            let exercise = fields.bool("exercise", .optional) ?? false
            let tags = fields.strings("tags", .optional, maximumCount: 2, maximumLength: 3) ?? []
            let people = fields.objects("people", .optional, maximumCount: 3) { $0.string("name") }
            let answers = fields.object("answers", .optional, maximumCount: 2) ?? JSONObject()
            guard let category, let grid else { return nil }
            return Draft(
                category: category, grid: grid, severity: severity, latitude: latitude, text: text,
                source: source, exercise: exercise, tags: tags, people: people ?? [],
                answers: answers)
        }
    }
}

struct JSONFieldsTests {
    private func faults(_ json: JSON) -> [String] {
        do throws(FieldFaults) {
            _ = try Draft.decode(json)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    /// The faults of a document that is right but for `name`.
    private func faults(_ name: String, _ value: JSON?) -> [String] {
        var object: JSONObject = ["category": "dispute/elder", "grid": "330824"]
        object[name] = value
        return faults(.object(object))
    }

    @Test func `a document without fault becomes a value`() throws {
        let draft = try Draft.decode([
            "category": "dispute/elder", "grid": "330824", "severity": 2.0, "text": "三楼哭声",
            "position": ["latitude": 29], "source": "video", "exercise": true, "tags": ["a", "急"],
            "people": [["name": "王"], ["name": "李"]], "answers": ["violence": false],
        ])
        #expect(
            draft
                == Draft(
                    category: "dispute/elder", grid: 330_824, severity: 2, latitude: 29,
                    text: "三楼哭声", source: .video, exercise: true, tags: ["a", "急"],
                    people: ["王", "李"], answers: ["violence": false]))
    }

    @Test func `what is optional may be left out or null`() throws {
        let expected = Draft(category: "dispute/noise", grid: 1)
        #expect(try Draft.decode(["category": "dispute/noise", "grid": "1"]) == expected)
        #expect(
            try Draft.decode([
                "category": "dispute/noise", "grid": "1", "severity": nil, "position": nil,
                "text": nil, "source": nil, "exercise": nil, "tags": nil, "people": nil,
                "answers": nil,
            ]) == expected)
    }

    @Test func `all faults are named at once, in the order in which fields are asked for`() {
        let json: JSON = [
            "catgory": "x", "grid": nil, "position": ["latitude": 91, "lat": 1], "severity": 0,
            "people": [["name": "王"], ["nam": "李"], 3],
        ]
        #expect(
            faults(json) == [
                "/category: This field is required. [field.missing]",
                "/grid: This field is required. [field.missing]",
                "/position/latitude: Must be between -90 and 90. [field.out_of_range]",
                "/position/lat: There is no field 'lat'. [field.unknown]",
                "/severity: Must be between 1 and 4. [field.out_of_range]",
                "/people/1/name: This field is required. [field.missing]",
                "/people/1/nam: There is no field 'nam'; did you mean 'name'? [field.unknown]",
                "/people/2: Expected an object, found a whole number. [field.wrong_type]",
                "/catgory: There is no field 'catgory'; did you mean 'category'? [field.unknown]",
            ])
    }

    private static let wrongTypes: [(String, JSON, String)] = [
        ("category", 1, "Expected a string, found a whole number."),
        ("severity", 1.5, "Expected a whole number, found a number."),
        ("severity", "1", "Expected a whole number, found a string."),
        ("exercise", "yes", "Expected true or false, found a string."),
        ("position", [], "Expected an object, found an array."),
        ("tags", [:], "Expected an array, found an object."),
        ("people", true, "Expected an array, found true or false."),
        ("answers", 0.5, "Expected an object, found a number."),
    ]

    @Test(arguments: wrongTypes)
    func `a value of another type is refused`(name: String, value: JSON, message: String) {
        #expect(faults(name, value) == ["/\(name): \(message) [field.wrong_type]"])
    }

    private static let wrongValues: [(String, JSON, String)] = [
        ("category", "dispute/eldr", "'dispute/eldr' is not known; did you mean 'dispute/elder'?"),
        (
            "source", "satellite",
            "'satellite' is not known; known are: worker, resident, video."
        ),
    ]

    @Test(arguments: wrongValues)
    func `an unknown value is refused with the known ones`(
        name: String, value: JSON, message: String,
    ) {
        #expect(faults(name, value) == ["/\(name): \(message) [field.unknown_value]"])
    }

    @Test func `lengths count code points and their bounds are allowed`() {
        #expect(faults("text", "12345678") == [])
        #expect(faults("text", "一二三四五六七八") == [])
        #expect(
            faults("text", "一二三四五六七八九")
                == ["/text: At most 8 characters, found 9. [field.too_long]"])
        #expect(faults("text", "") == ["/text: At least 1 characters, found 0. [field.too_short]"])
        #expect(
            faults("tags", ["abc", "abcd"])
                == ["/tags/1: At most 3 characters, found 4. [field.too_long]"])
    }

    @Test func `counts and ranges have bounds that are allowed`() {
        #expect(faults("tags", ["a", "b"]) == [])
        #expect(
            faults("tags", ["a", "b", "c"]) == ["/tags: At most 2 elements. [field.too_many]"])
        #expect(
            faults("answers", ["a": 1, "b": 2, "c": 3])
                == ["/answers: At most 2 elements. [field.too_many]"])
        #expect(faults("severity", 4) == [])
        #expect(faults("severity", 5).count == 1)
        #expect(faults("position", ["latitude": -90]) == [])
    }

    @Test func `a text that does not parse is refused with what was expected`() {
        #expect(faults("grid", "x") == ["/grid: Expected a grid code. [field.invalid_value]"])
    }

    @Test func `a document that is no object has one fault`() {
        #expect(faults([]) == ["document: Expected an object, found an array. [field.wrong_type]"])
    }

    @Test func `a range with one end names that end`() throws {
        let error = #expect(throws: FieldFaults.self) {
            try JSONFields.decode(["a": -1, "b": 2.5, "c": 1e9]) { fields in
                _ = fields.integer("a", in: 0 ... .max)
                _ = fields.number("b", in: -.infinity...0.5)
                return fields.number("c", in: 0.5...1e6)
            }
        }
        #expect(
            error?.faults.map(\.message) == [
                "Must be at least 0.", "Must be at most 0.5.",
                "Must be between 0.5 and 1000000.",
            ])
    }

    @Test func `a caller adds what it found itself`() throws {
        let error = #expect(throws: FieldFaults.self) {
            try JSONFields.decode(["grid/code": "330824999"]) { fields in
                let grid = fields.string("grid/code")
                #expect(fields.isFaultless)
                fields.refuse(
                    "grid/code", .unknownValue, message: "No such grid.", chineseMessage: "没有此网格。")
                #expect(!fields.isFaultless)
                return grid
            }
        }
        #expect(
            error
                == FieldFaults([
                    FieldFault(
                        pointer: "/grid~1code", code: .unknownValue, message: "No such grid.",
                        chineseMessage: "没有此网格。")
                ]))
    }

    @Test func `a body that makes nothing of a document without fault is a mistake`() async {
        await #expect(processExitsWith: .failure) {
            _ = try JSONFields.decode(["a": 1]) { fields in
                _ = fields.integer("a")
                return nil as String?
            }
        }
    }

    @Test func `any JSON and any array can be taken as they are`() throws {
        let json: JSON = ["data": ["x": [1]], "list": [1, "a"]]
        let taken = try JSONFields.decode(json) { fields in
            [fields.json("data"), fields.array("list", maximumCount: 2).map(JSON.array)]
        }
        #expect(taken == [["x": [1]], [1, "a"]])
    }
}
