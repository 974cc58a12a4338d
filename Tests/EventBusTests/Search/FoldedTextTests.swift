import Testing

@testable import EventBus

struct FoldedTextTests {
    @Test
    func `what is folded at a glance is what thorough folding gives`() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = Substring(String(scalar)).unicodeScalars
            let folded = FoldedText.scalars(of: text)
            #expect(folded == FoldedText.thoroughly(text), "U+\(String(value, radix: 16))")
        }
    }

    @Test
    func `characters that change with their neighbours are folded together`() {
        let cases = [
            ("Cafe\u{301}", "café"), ("か\u{3099}", "が"), ("ﬁn", "fin"), ("ＡＢＣ一二", "abc一二"),
            ("İ", "i\u{307}"), ("㎡", "m2"),
        ]
        for (text, folded) in cases {
            let scalars = FoldedText.scalars(of: Substring(text).unicodeScalars)
            #expect(scalars == Array(folded.unicodeScalars), "\(text)")
        }
    }
}
