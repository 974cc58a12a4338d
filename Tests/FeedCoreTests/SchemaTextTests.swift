import Testing

@testable import FeedCore

struct SchemaTextTests {
    @Test(arguments: [
        "2026-03-01T08:00:00+08:00", "2026-03-01T24:00:00-14:00", " 2026-02-28T00:00:59-00:00\n",
    ])
    func `strict moments are moments`(text: String) {
        #expect(SchemaText.isMoment(text, isStrict: true))
        #expect(SchemaText.isMoment(text, isStrict: false))
    }

    @Test(arguments: ["2026-03-01T08:00:00Z", "2026-03-01T08:00:00", "2026-03-01T08:00:00.5+08:00"])
    func `only the older versions take other moments`(text: String) {
        #expect(!SchemaText.isMoment(text, isStrict: true))
        #expect(SchemaText.isMoment(text, isStrict: false))
    }

    @Test(arguments: [
        "", "2026-02-30T08:00:00+08:00", "2026-03-01T25:00:00+08:00", "2026-03-01T08:00:00,08:00",
        "2026-03-01T08:00:00+14:01", "2026-03-01 08:00:00+08:00", "0000-03-01T08:00:00+08:00",
        "2026-03-01T08:00:00.+08:00", "2026-03-01T08:00:00+0800",
    ])
    func `what is no moment is refused`(text: String) {
        #expect(!SchemaText.isMoment(text, isStrict: false))
    }

    // What libxml2 says of them as values of `xs:anyURI`, but for spellings that RFC 3986 allows.
    @Test(arguments: [
        "", "http://a.example/b?c=d#e", "www.weather.gov", "http://a.example/b c", "mailto:a@b",
        "//h/p", "?q=1", "#f", "http://[::1]:80/", "http://a/é", "a%20b", "tel:+1 555", "N/A",
        "http://user:pa@h/", " http://a.example/\n",
    ])
    func `an address is a reference, escaped where it must be`(text: String) {
        #expect(SchemaText.isAddress(text))
    }

    @Test(arguments: [
        "http://a/%zz", "%", "http://a:x/", "1:2", "-a:b", "#f#g", "http://a@b@c/", "://x",
        "https://x.y/z?c=[d]", "2010-08-31T03:04:00-05:00", "http://[::1/",
    ])
    func `what is no address is refused`(text: String) {
        #expect(!SchemaText.isAddress(text))
    }

    @Test func `languages and numbers are as the schema writes them`() {
        #expect(["zh-CN", "en", "x-klingon", "de-CH-1996"].allSatisfy(SchemaText.isLanguage))
        #expect(
            !["", "zh_CN", "1en", "en-", "toolonglanguage"].contains(where: SchemaText.isLanguage))
        #expect(
            ["1", "-1.5", "+.5", "7."].allSatisfy { SchemaText.isDecimal($0, mayHavePoint: true) })
        #expect(
            !["", ".", "1e5", "1.2.3", "a"].contains {
                SchemaText.isDecimal($0, mayHavePoint: true)
            })
        #expect(!SchemaText.isDecimal("1.0", mayHavePoint: false))
    }
}
