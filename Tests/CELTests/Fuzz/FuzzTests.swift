import CEL
import Foundation
import Testing

struct FuzzTests {
    /// `CEL_FUZZ_SEED` repeats a run, `CEL_FUZZ_ROUNDS` makes it longer.
    private static let seed =
        ProcessInfo.processInfo.environment["CEL_FUZZ_SEED"].flatMap(UInt64.init) ?? 20_261_121

    private static let rounds =
        ProcessInfo.processInfo.environment["CEL_FUZZ_ROUNDS"].flatMap(Int.init) ?? 1_000

    private static let environment = makeEnvironment([.init("n", .int), .init("b", .bool)])

    /// What CEL makes of a sentence; nil if it depends on when types are checked.
    private func verdict(_ text: String, _ world: World) throws -> Meaning? {
        let strict = try verdict(text, world, .strict)
        return try verdict(text, world, .deferred) == strict ? strict : nil
    }

    private func verdict(
        _ text: String, _ world: World, _ checking: Environment.Checking,
    ) throws -> Meaning {
        let program = try Self.environment.compile(
            Source(text), expecting: .bool, checking: checking)
        var activation = Self.environment.makeActivation()
        try activation.set("n", to: .int(world.number))
        try activation.set("b", to: .bool(world.truth))
        do {
            return .truth(try program.evaluateCondition(activation))
        } catch {
            return .failure
        }
    }

    /// The first of so many random sentences about which CEL and the given meaning disagree.
    private func disagreement(
        rounds: Int, _ meaning: (Sentence, World) -> Meaning,
    ) throws -> (sentence: String, seed: UInt64)? {
        for round in 0..<rounds {
            var generator = SeededGenerator(seed: Self.seed &+ UInt64(round))
            let world = World(
                number: Int64.random(in: -3...3, using: &generator),
                truth: Bool.random(using: &generator))
            let sentence = Sentence.randomTruth(6, &generator)
            if try verdict(sentence.text, world) != meaning(sentence, world) {
                return (sentence.text, generator.seed)
            }
        }
        return nil
    }

    @Test func `random sentences mean what an independent evaluator says`() throws {
        let found = try disagreement(rounds: Self.rounds) { $0.meaning(in: $1) }
        #expect(found == nil, "seed \(found?.seed ?? 0): \(found?.sentence ?? "")")
    }

    @Test func `the canary: an evaluator that forgets to absorb errors is caught`() throws {
        let found = try disagreement(rounds: 1_000) { sentence, world in
            var broken = world
            broken.forgetsToAbsorb = true
            return sentence.meaning(in: broken)
        }
        #expect(found != nil)
    }

    @Test func `mutilated expressions never crash and errors always have a place`() throws {
        let seeds = try corpus()
        for round in 0..<Self.rounds {
            var generator = SeededGenerator(seed: Self.seed &+ UInt64(round))
            var bytes = Array(seeds[Int.random(in: 0..<seeds.count, using: &generator)].utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                mutate(&bytes, seeds, &generator)
            }
            let source = Source(String(decoding: bytes, as: UTF8.self))
            for checking in [Environment.Checking.strict, .deferred] {
                do {
                    let program = try Self.environment.compile(source, checking: checking)
                    let activation = Self.environment.makeActivation()
                    _ = try program.evaluateMeasuringCost(activation, budget: 10_000)
                    _ = program.explain(activation, budget: 1_000)
                } catch let failure as CompilationFailure {
                    expectPlaces(failure.errors, in: source, generator.seed)
                    #expect(!failure.rendered.isEmpty)
                } catch let error as CELError {
                    expectPlaces([error], in: source, generator.seed)
                }
            }
        }
    }

    private func expectPlaces(_ errors: [CELError], in source: Source, _ seed: UInt64) {
        #expect(!errors.isEmpty)
        for error in errors {
            #expect(isPlaced(error, in: source), "seed \(seed), \(error) of \(source.text)")
        }
    }

    private func isPlaced(_ error: CELError, in source: Source) -> Bool {
        guard let range = error.location?.range else { return false }
        return range.upperBound <= source.text.utf8.count
    }

    @Test func `the canary: an error without a place, or with one outside the text, is caught`() {
        let source: Source = "1 +"
        let outside = SourceLocation(name: "s", range: 2..<4, line: 1, column: 3)
        #expect(!isPlaced(CELError(code: .overflow, message: ""), in: source))
        #expect(!isPlaced(CELError(code: .overflow, message: "", location: outside), in: source))
    }

    /// What is mutilated: expressions of all kinds, with the conformance suite's where it is there.
    private func corpus() throws -> [String] {
        let texts = [
            "n > 1 && b", "[1, 2, 3].exists(i, i == n)", "{'a': [1.5, 2e3]}['a'][0] < 3.0",
            "cel.bind(x, n + 1, x * x) % 3 == 0 ? 'yes' : \"no\"", "has({'a': 1}.a) || !b",
            "'%s %d'.format(['中文', n]).split(' ')",
            "timestamp('2024-01-01T00:00:00Z').getHours('+08:00')",
            "duration('1h30m') + timestamp(0)", "b'\\x00\\377' + b\"\"\"a\"\"\"",
            "optional.of(n).?a[?0]",
            "[1, 2].transformMap(i, v, v > 1, v)", "math.greatest(1, 2u, dyn(n)) in [1, 2]",
        ]
        guard ConformanceSuiteTests.isPresent else { return texts }
        return try texts + ConformanceSuiteTests.tests().compactMap(\.expression)
    }

    private func mutate(
        _ bytes: inout [UInt8], _ seeds: [String], _ generator: inout SeededGenerator,
    ) {
        let position = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: position)
        case 1: bytes.removeSubrange(position..<min(bytes.count, position + 3))
        case 2:
            let symbols = Array("()[]{}.,?:'\"\\`!&|<>=+-*/%u0x".utf8)
            bytes.insert(
                symbols[Int.random(in: 0..<symbols.count, using: &generator)], at: position)
        case 3:
            let other = Array(seeds[Int.random(in: 0..<seeds.count, using: &generator)].utf8)
            bytes.insert(contentsOf: other.prefix(40), at: position)
        default:
            let slice = bytes[position..<min(bytes.count, position + 20)]
            bytes.insert(contentsOf: slice, at: position)
        }
    }
}
