import FeedCore
import Testing
import TextFormats

@testable import Feeds

struct ExpatReaderTests {
    private func read(
        _ text: String, limits: FeedLimits = FeedLimits(),
    ) throws(Refusal) -> XMLElement {
        try ExpatReader.read(Array(text.utf8), limits: limits)
    }

    @Test func `names, attributes, text and places are kept`() throws {
        let root = try read("<a:r xmlns:a='urn:x' k='1'>one<!-- no --><b/>two</a:r>")
        let name = XMLElement.Name(namespace: "urn:x", local: "r", prefix: "a")
        let key = XMLElement.Attribute(name: XMLElement.Name(local: "k"), value: "1")
        let child = XMLElement(
            name: XMLElement.Name(local: "b"), position: TextPosition(line: 1, column: 42),
            bytes: 41..<45)
        #expect(
            root
                == XMLElement(
                    name: name, attributes: [key], children: [child], text: "onetwo",
                    bytes: 0..<54))
    }

    @Test func `each element knows its line and its column, whatever ends the lines`() throws {
        let root = try read("<r>\r\n<a/>\r<b>暴雨<c/></b>\n\n  <d/>é<e/></r>")
        var found: [String] = []
        func visit(_ element: XMLElement) {
            found.append("\(element.name.local) \(element.position)")
            for child in element.children { visit(child) }
        }
        visit(root)
        #expect(found == ["r 1:1", "a 2:1", "b 3:1", "c 3:6", "d 5:3", "e 5:8"])
    }

    @Test func `text around children is that of the element alone`() throws {
        let root = try read("<r>a<s>b<t>c</t>d<t/>e</s>f<u> </u></r>")
        #expect(root.text == "af")
        #expect(root.children.map(\.text) == ["bde", " "])
        #expect(root.children[0].children.map(\.text) == ["c", ""])
    }

    @Test func `names that are alike are told apart`() throws {
        let names = (0..<2_000).map { "n\($0)" }
        let root = try read("<r xmlns='urn:x'>\(names.map { "<\($0)/>" }.joined())</r>")
        #expect(root.children.map(\.name.local) == names)
        #expect(root.children.allSatisfy { $0.name.namespace == "urn:x" })
    }

    @Test func `entities in text are noted and not read`() throws {
        let root = try read(
            """
            <!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>
            <r><in>x&a;y</in><out>&f;</out><safe>&lt;&#65;</safe></r>
            """)
        #expect(root.children.map(\.text) == ["xy", "", "<A"])
        #expect(root.children.map(\.entity?.name) == ["a", "f", nil])
    }

    @Test func `an entity that is not declared makes the document malformed`() {
        #expect(refusal("<r>&nbsp;</r>")?.code == .malformed)
    }

    @Test func `entities that grow without bound are refused or not read`() throws {
        var text = "<!DOCTYPE r [<!ENTITY a0 \"\(String(repeating: "x", count: 1_000))\">"
        for level in 1...12 {
            let inner = String(repeating: "&a\(level - 1);", count: 10)
            text += "<!ENTITY a\(level) \"\(inner)\">"
        }
        text += "]>"
        #expect(try read(text + "<r>&a12;</r>").text == "")
        #expect(refusal(text + "<r k='&a12;'/>")?.code == .malformed)
    }

    @Test(arguments: [
        "", "x", "<r>", "<r></s>", "<r a='1' a='2'/>", "<r/><s/>", "<r>\u{1}</r>", "<x:r/>",
    ])
    func `what is not well formed is refused with its place`(text: String) {
        #expect(refusal(text)?.code == .malformed)
    }

    @Test func `what exceeds a limit is refused`() {
        let deep = String(repeating: "<r>", count: 101) + String(repeating: "</r>", count: 101)
        #expect(refusal(deep)?.code == .tooDeep)
        #expect(refusal("<r><a/><b/></r>", FeedLimits(values: 2))?.code == .tooMany)
        #expect(refusal("<r>12345</r>", FeedLimits(bytes: 8))?.code == .tooLarge)
    }

    private func refusal(_ text: String, _ limits: FeedLimits = FeedLimits()) -> Refusal? {
        do throws(Refusal) {
            _ = try read(text, limits: limits)
            return nil
        } catch {
            return error
        }
    }
}
