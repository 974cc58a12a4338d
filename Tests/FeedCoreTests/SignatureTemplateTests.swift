import FeedCore
import Governance
import Testing

struct SignatureTemplateTests {
    @Test func `names in braces are filled and the rest stays`() throws {
        let template = try SignatureTemplate("a {method}\n{target}}{")
        #expect(template.filled { "<\($0.rawValue)>" } == "a <method>\n<target>}{")
        #expect(template.uses(.method))
        #expect(!template.uses(.signature))
    }

    @Test func `a name that is not known is told`() {
        #expect(throws: SignatureTemplate.UnknownName(name: "methd")) {
            try SignatureTemplate("{methd}")
        }
    }

    @Test(
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
        ] as [(Int64, String)])
    func `a moment is written as HTTP does and read back`(seconds: Int64, text: String) {
        let moment = Instant(secondsSinceEpoch: seconds)
        #expect(moment.mailDate == text)
        #expect(FeedTime().instant(text) == moment)
    }
}
