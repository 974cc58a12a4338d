import Governance
import GridTesting
import Testing

/// Values that cross the edges of the product as text: each has one spelling and reads back.
struct TextFormTests {
    @Test(arguments: [
        (Actor.system, "system"), (.worker("li"), "worker:li"),
        (.operator("wang:2"), "operator:wang:2"),
        (.responder(.qiaotouDirector), "responder:qiaotou-director"),
        (.worker("王小明"), "worker:王小明"),
    ])
    func `an actor is its kind and name`(actor: Actor, text: String) {
        #expect(actor.description == text)
        #expect(Actor(text) == actor)
    }

    @Test(arguments: [
        "", ":", "system:", ":system", "worker", "worker:", ":worker:li", "responder:NO",
        "responder:", "robot:r2", "System", "operator",
    ])
    func `what is no actor is refused`(text: String) {
        #expect(Actor(text) == nil)
    }

    @Test(arguments: [
        "a", "mediator", "dispute/elder-support", "within-8-minutes", "a_b.c",
        String(repeating: "x", count: 64),
    ])
    func `a name is lower-case words`(text: String) {
        #expect(ReportCategory.ID(text)?.description == text)
        #expect(Responder.ID(text)?.name == text)
    }

    @Test(arguments: [
        "", "Mediator", "调解员", "a b", "a:b", "a\n", "a\0", "é",
        String(repeating: "x", count: 65),
    ])
    func `what is no name is refused`(text: String) {
        #expect(Role.ID(text) == nil)
        #expect(ResponseStandard.ID(text) == nil)
    }

    @Test func `names are ordered by text`() {
        #expect(Role.ID(trusted: "a-b") < Role.ID(trusted: "ab"))
        #expect(!(Role.ID(trusted: "b") < Role.ID(trusted: "a")))
    }

    @Test func `a county version is 64 lower-case hex digits`() throws {
        let text = String(repeating: "0123456789abcdef", count: 4)
        let version = try #require(CountyVersion(text))
        #expect(version.description == text)
        #expect(version.short == "0123456789ab")
    }

    @Test(arguments: [
        "", String(repeating: "a", count: 63), String(repeating: "a", count: 65),
        String(repeating: "A", count: 64), String(repeating: "g", count: 64),
        String(repeating: "é", count: 32),
    ])
    func `what is no county version is refused`(text: String) {
        #expect(CountyVersion(text) == nil)
    }

    @Test func `a text is there in both languages`() {
        let text = LocalizedText(chinese: "调解员", english: "Mediator")
        #expect(Language.allCases.map(text.text) == ["调解员", "Mediator"])
        #expect(Language.allCases.map(\.rawValue) == ["zh-CN", "en"])
    }
}
