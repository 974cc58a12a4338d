import Testing
import TextFormats

struct JSONValueTests {
    private let json: JSON = [
        "text": "x", "n": 3, "whole": 4.0, "half": 0.5, "yes": true, "no": nil, "list": [1, "b"],
        "object": ["inner": 1],
    ]

    @Test func `values are found by name and index and told by type`() {
        #expect(json["text"]?.stringValue == "x")
        #expect(json["n"]?.integerValue == 3)
        #expect(json["n"]?.numberValue == 3)
        #expect(json["whole"]?.integerValue == 4)
        #expect(json["half"]?.integerValue == nil)
        #expect(json["half"]?.numberValue == 0.5)
        #expect(json["yes"]?.boolValue == true)
        #expect(json["no"]?.isNull == true)
        #expect(json["list"]?[1]?.stringValue == "b")
        #expect(json["list"]?[2] == nil)
        #expect(json["list"]?.arrayValue?.count == 2)
        #expect(json["object"]?["inner"]?.integerValue == 1)
        #expect(json["object"]?.objectValue?.count == 1)
        #expect(json["nothing"] == nil)
        #expect(json["text"]?["x"] == nil)
    }

    @Test(arguments: [1e300, -1e300, 0x1p63, -0x1p64, 0.1, .infinity, .nan])
    func `a number that is no 64-bit integer has no integer value`(value: Double) {
        #expect(JSON.number(value).integerValue == nil)
    }

    @Test func `the whole numbers of both ends are integers`() {
        #expect(JSON.number(-0x1p63).integerValue == .min)
        #expect(JSON.number(0x1p62).integerValue == 1 << 62)
        #expect(JSON.number(-0.0).integerValue == 0)
    }

    @Test func `an object keeps the order in which names were first set`() {
        var object = JSONObject()
        object["b"] = 1
        object["a"] = 2
        object["c"] = nil
        object["b"] = 3
        #expect(object == (["b": 3, "a": 2] as JSON).objectValue)
        #expect(Array(object.keys) == ["b", "a"])
        object["b"] = nil
        #expect(object.map(\.key) == ["a"])
    }

    @Test func `order and kind of number tell values apart`() {
        #expect((["a": 1, "b": 2] as JSON) != ["b": 2, "a": 1])
        #expect(JSON.integer(1) != JSON.number(1))
    }

    @Test func `pretty text has a line for each member and element`() {
        let json: JSON = ["a": [1, ["b": nil]], "empty": [], "none": [:], "q\"": "x"]
        #expect(
            json.text(pretty: true) == """
                {
                  "a": [
                    1,
                    {
                      "b": null
                    }
                  ],
                  "empty": [],
                  "none": {},
                  "q\\"": "x"
                }
                """)
        #expect(json.description == #"{"a":[1,{"b":null}],"empty":[],"none":{},"q\"":"x"}"#)
    }

    @Test(arguments: [("a", "/a"), ("", "/"), ("a/b", "/a~1b"), ("m~n", "/m~0n"), ("~1", "/~01")])
    func `a pointer escapes its own signs`(name: String, step: String) {
        #expect(JSONPointer.step(name) == step)
    }
}
