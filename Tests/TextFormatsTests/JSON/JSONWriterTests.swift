import Testing
import TextFormats

struct JSONWriterTests {
    private struct Code: JSONWritable {
        let digits: Int

        func write(to writer: inout JSONWriter) {
            writer.string(unescaped: { $0 += Array("\(digits)".utf8) })
        }
    }

    private func text(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `an event is written as one compact line`() {
        let none: String? = nil
        let written = text { writer in
            writer.object {
                $0.field("category", "dispute")
                $0.field("n", 3)
                $0.field("big", Int64.min)
                $0.field("ratio", 0.5)
                $0.field("ok", true)
                $0.field("text", none)
                $0.field("name", Optional("王"))
                $0.null("closed")
                $0.field("grid", Code(digits: 330_824_115_201))
                $0.field("json", ["a": [1, nil]] as JSON)
                $0.field("tags", ["x", "y"])
                $0.object("position") { $0.field("latitude", 29.137042) }
                $0.array("items") { items in
                    items.append(1)
                    items.null()
                    items.object { $0.field("id", "i") }
                    items.array { $0.append(false) }
                    items.string(unescaped: { $0.append(65) })
                    items.encoded(Array("{}".utf8))
                }
                $0.string("time", unescaped: { $0 += Array("08:00".utf8) })
                $0.encoded("data", Array("[1]".utf8))
            }
        }
        #expect(
            written == """
                {"category":"dispute","n":3,"big":-9223372036854775808,"ratio":0.5,"ok":true,\
                "name":"王","closed":null,"grid":"330824115201","json":{"a":[1,null]},\
                "tags":["x","y"],"position":{"latitude":29.137042},\
                "items":[1,null,{"id":"i"},[false],"A",{}],"time":"08:00","data":[1]}
                """)
    }

    @Test func `empty objects and arrays need no body`() {
        #expect(text { $0.object { _ in } } == "{}")
        #expect(text { $0.array { _ in } } == "[]")
        #expect(text { $0.array { $0.object { _ in } } } == "[{}]")
    }

    @Test func `only what must be escaped is escaped`() {
        let controls = (0..<0x20).map { String(Unicode.Scalar(UInt8($0))) }.joined()
        #expect(
            text { $0.string(controls) } == #"""
                "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\#
                \u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\#
                \u001e\u001f"
                """#)
        #expect(text { $0.string("a\"b\\c/d\u{7F}网😍") } == "\"a\\\"b\\\\c/d\u{7F}网😍\"")
    }

    @Test func `an escape may stand at any byte`() throws {
        for before in 0...20 {
            for after in 0...20 {
                let string =
                    String(repeating: "x", count: before) + "\n"
                    + String(repeating: "y", count: after)
                let expected =
                    String(repeating: "x", count: before) + "\\n"
                    + String(repeating: "y", count: after)
                #expect(text { $0.string(string) } == "\"\(expected)\"")
            }
        }
    }

    @Test func `numbers that JSON lacks are null`() {
        #expect(text { $0.number(.nan) } == "null")
        #expect(text { $0.number(.infinity) } == "null")
        #expect(text { $0.number(-0.0) } == "-0.0")
        #expect(text { $0.number(1e300) } == "1e+300")
        #expect(text { $0.integer(0) } == "0")
        #expect(text { $0.integer(.max) } == "9223372036854775807")
    }

    @Test func `a writer can append to bytes and start anew`() {
        var writer = JSONWriter(appendingTo: Array("data: ".utf8))
        writer.value(["a": 1] as JSON)
        #expect(writer.bytes == Array("data: {\"a\":1}".utf8))
        writer.removeAll()
        writer.value([1, 2])
        #expect(writer.bytes == Array("[1,2]".utf8))
    }

    @Test func `opening and closing objects does not copy what was written`() {
        func address(_ writer: JSONWriter) -> UnsafePointer<UInt8>? {
            writer.bytes.withUnsafeBufferPointer { $0.baseAddress }
        }
        var writer = JSONWriter(capacity: 4_096)
        let before = address(writer)
        writer.object { object in
            object.array("a") { array in
                array.object { $0.field("b", "c") }
                array.array { $0.append(1) }
            }
            object.object("d") { $0.null("e") }
        }
        #expect(address(writer) == before)
        writer.removeAll()
        #expect(address(writer) == before)
    }

    @Test func `an error in a body comes out and leaves the writer usable`() {
        struct Stop: Error {}
        var writer = JSONWriter()
        #expect(throws: Stop.self) {
            try writer.object { object in
                object.field("a", 1)
                try object.array("b") { array in
                    array.append(2)
                    throw Stop()
                }
            }
        }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\"a\":1,\"b\":[2]}")
    }
}
