import CEL
import CELHost
import GridTesting
import Testing
import TextFormats

/// Random JSON as the variables of expressions: whatever comes, there is a value or an error, and
/// what JSON holds comes back as it went in.
struct BindingFuzzTests {
    private static let expressions = [
        "a", "a.b", "a[0]", "a[?0].orValue(1)", "has(a.b)", "a + a", "a == b", "a < b", "a in b",
        "size(a)", "a.map(x, x)", "a.exists(x, x == b)", "string(a)", "int(a)", "a.matches(b)",
        "timestamp(a).getHours(b)", "duration(a)", "'%s %d'.format([a, b])", "a.all(k, v, k != v)",
        "base64.encode(bytes(a))", "math.greatest(a, b)", "{a: b}", "[a, [a, b]]", "a ? b : a",
        "optional.ofNonZeroValue(a).orValue(b)", "type(a) == type(b)", "a.split(b)",
    ]

    @Test(arguments: SeededGenerator.seeds(20))
    func `every expression comes to an end on every JSON`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let environment = try Environment(
            variables: [.init("a", .dyn), .init("b", .dyn)], regexEngine: .re2,
            timeZones: .system)
        let programs = try Self.expressions.map { try environment.compile(Source($0)) }
        for _ in 0..<40 {
            var activation = environment.makeActivation()
            let json = Self.json(&generator, depth: 4)
            activation[0] = Value(json)
            activation[1] = Value(Self.json(&generator, depth: 2))
            for program in programs {
                do {
                    let value = try program.evaluate(activation, budget: 50_000)
                    _ = value.written
                    _ = try? value.json()
                } catch {
                    #expect(error.code.rawValue.hasPrefix("cel.evaluate."), "seed \(seed)")
                }
            }
            #expect(try Value(json).json() == json, "seed \(seed)")
        }
    }

    private static func json(_ generator: inout SeededGenerator, depth: Int) -> JSON {
        func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
        let texts = [
            "", "a", "b", "1", "UTC", "1s", "(a|b)*", "网格", "2024-01-01T00:00:00Z", "Ω\u{0}",
        ]
        switch number(depth > 0 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(number(2) == 0)
        case 2: return .integer([0, 1, -1, .max, .min, 3][number(6)])
        case 3: return .number([0.5, -1e300, 1e-300][number(3)])
        case 4, 5: return .string(texts[number(texts.count)])
        case 6: return .array((0..<number(4)).map { _ in json(&generator, depth: depth - 1) })
        default:
            var object = JSONObject()
            for name in ["b", "a", "x y"].prefix(number(4)) {
                object[name] = json(&generator, depth: depth - 1)
            }
            return .object(object)
        }
    }
}
