import CEL
import Testing

struct SearchTests {
    private static let environment = makeEnvironment([
        .init("text", .string), .init("part", .string),
    ])

    /// The positions at which a part occurs, by trying each.
    private func positions(of part: [Character], in text: [Character]) -> [Int] {
        guard part.count <= text.count else { return [] }
        return (0...text.count - part.count).filter { text[$0...].starts(with: part) }
    }

    private func random(_ length: Int, _ generator: inout SeededGenerator) -> [Character] {
        (0..<length).map { _ in Bool.random(using: &generator) ? "a" : "é" }
    }

    @Test func `parts are found where trying each position finds them`() throws {
        var generator = SeededGenerator(seed: 1_977)
        let program = try Self.environment.compile(
            """
            [text.indexOf(part), text.lastIndexOf(part), text.contains(part) ? 1 : 0,
                text.startsWith(part) ? 1 : 0, text.endsWith(part) ? 1 : 0]
            """)
        for round in 0..<800 {
            let text = random(Int.random(in: 0...60, using: &generator), &generator)
            // Long parts are mostly cut from the text, else they would never be found.
            let start = Int.random(in: 0...text.count, using: &generator)
            let length = Int.random(in: 0...30, using: &generator)
            let part =
                round % 2 == 0
                ? Array(text[start...].prefix(length)) : random(length % 6, &generator)
            var activation = Self.environment.makeActivation()
            try activation.set("text", to: .string(String(text)))
            try activation.set("part", to: .string(String(part)))
            let found = positions(of: part, in: text)
            let expected = [
                found.first ?? -1, found.last ?? -1, found.isEmpty ? 0 : 1,
                found.contains(0) ? 1 : 0, found.contains(text.count - part.count) ? 1 : 0,
            ]
            #expect(
                try program.evaluate(activation) == .list(expected.map { .int(Int64($0)) }),
                "seed \(generator.seed), \(String(part)) in \(String(text))")
        }
    }

    @Test func `what is split can be joined and what is replaced can be put back`() throws {
        var generator = SeededGenerator(seed: 1_978)
        let program = try Self.environment.compile(
            """
            text.split(part).join(part) == text
                && text.replace(part, part) == text
                && (part == '' || text.replace(part, 'x').replace('x', part) == text)
            """)
        for _ in 0..<500 {
            var activation = Self.environment.makeActivation()
            let text = random(Int.random(in: 0...40, using: &generator), &generator)
            let part = random(Int.random(in: 0...3, using: &generator), &generator)
            try activation.set("text", to: .string(String(text)))
            try activation.set("part", to: .string(String(part)))
            #expect(
                try program.evaluateCondition(activation),
                "seed \(generator.seed), \(String(part)) in \(String(text))")
        }
    }
}
