/// What a sentence comes to: a number, a truth, or a failure of either.
enum Meaning: Equatable {
    case number(Int64)
    case truth(Bool)
    case failure
}

/// The values of the variables that a sentence reads.
struct World {
    var number: Int64
    var truth: Bool
    var element: Int64 = 0
    /// A planted defect: operands after a failing one no longer count.
    var forgetsToAbsorb = false
}

extension Sentence {
    /// The meaning, by rules written down without a look at the module.
    func meaning(in world: World) -> Meaning {
        switch self {
        case .number(let number): .number(number)
        case .truth(let truth): .truth(truth)
        case .numberVariable: .number(world.number)
        case .truthVariable: .truth(world.truth)
        case .element: .number(world.element)
        case .sum(let left, let right):
            arithmetic(left, right, world) { $0.addingReportingOverflow($1) }
        case .difference(let left, let right):
            arithmetic(left, right, world) { $0.subtractingReportingOverflow($1) }
        case .product(let left, let right):
            arithmetic(left, right, world) { $0.multipliedReportingOverflow(by: $1) }
        case .quotient(let left, let right):
            arithmetic(left, right, world) { $0.dividedReportingOverflow(by: $1) }
        case .negation(let operand):
            Sentence.difference(.number(0), operand).meaning(in: world)
        case .both(let left, let right):
            connective([left, right].map { $0.meaning(in: world) }, false, world)
        case .either(let left, let right):
            connective([left, right].map { $0.meaning(in: world) }, true, world)
        case .not(let operand):
            if case .truth(let truth) = operand.meaning(in: world) {
                .truth(!truth)
            } else {
                .failure
            }
        case .less(let left, let right): comparison(left, right, world) { $0 < $1 }
        case .equal(let left, let right): comparison(left, right, world) { $0 == $1 }
        case .choice(let test, let accepted, let rejected):
            switch test.meaning(in: world) {
            case .truth(true): accepted.meaning(in: world)
            case .truth(false): rejected.meaning(in: world)
            default: .failure
            }
        case .exists(let range, let body):
            connective(body.meanings(over: range, in: world), true, world)
        case .all(let range, let body):
            connective(body.meanings(over: range, in: world), false, world)
        }
    }

    private func meanings(over range: [Int64], in world: World) -> [Meaning] {
        range.map { element in
            var inner = world
            inner.element = element
            return meaning(in: inner)
        }
    }

    private func arithmetic(
        _ left: Sentence, _ right: Sentence, _ world: World,
        _ compute: (Int64, Int64) -> (partialValue: Int64, overflow: Bool),
    ) -> Meaning {
        guard case .number(let first) = left.meaning(in: world),
            case .number(let second) = right.meaning(in: world)
        else { return .failure }
        let result = compute(first, second)
        return result.overflow ? .failure : .number(result.partialValue)
    }

    private func comparison(
        _ left: Sentence, _ right: Sentence, _ world: World, _ compare: (Int64, Int64) -> Bool,
    ) -> Meaning {
        guard case .number(let first) = left.meaning(in: world),
            case .number(let second) = right.meaning(in: world)
        else { return .failure }
        return .truth(compare(first, second))
    }

    /// `&&` decides on false, `||` on true; where nothing decides, a failure is the meaning.
    private func connective(_ meanings: [Meaning], _ deciding: Bool, _ world: World) -> Meaning {
        if world.forgetsToAbsorb, meanings.first == .failure { return .failure }
        if meanings.contains(.truth(deciding)) { return .truth(deciding) }
        return meanings.contains(.failure) ? .failure : .truth(!deciding)
    }
}

extension Sentence {
    /// Makes a random sentence that comes to a truth.
    static func randomTruth(
        _ depth: Int, inMacro: Bool = false, _ generator: inout SeededGenerator,
    ) -> Sentence {
        func truth() -> Sentence { randomTruth(depth - 1, inMacro: inMacro, &generator) }
        func number() -> Sentence { randomNumber(depth - 1, inMacro: inMacro, &generator) }
        guard depth > 0 else {
            return Bool.random(using: &generator) ? .truthVariable : .truth(true)
        }
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: return .truth(Bool.random(using: &generator))
        case 1, 2: return .both(truth(), truth())
        case 3, 4: return .either(truth(), truth())
        case 5: return .not(truth())
        case 6: return .less(number(), number())
        case 7: return .equal(number(), number())
        default:
            let range = (0..<3).map { _ in Int64.random(in: -2...2, using: &generator) }
            let body = randomTruth(depth - 1, inMacro: true, &generator)
            return Bool.random(using: &generator) ? .exists(range, body) : .all(range, body)
        }
    }

    private static func randomNumber(
        _ depth: Int, inMacro: Bool, _ generator: inout SeededGenerator,
    ) -> Sentence {
        func number() -> Sentence { randomNumber(depth - 1, inMacro: inMacro, &generator) }
        guard depth > 0 else {
            return inMacro && Bool.random(using: &generator) ? .element : .numberVariable
        }
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return .number([.min, .max, 0, 1, -1, 7][Int.random(in: 0..<6, using: &generator)])
        case 1: return .sum(number(), number())
        case 2: return .difference(number(), number())
        case 3: return .product(number(), number())
        case 4: return .quotient(number(), number())
        case 5: return .negation(number())
        case 6:
            return .choice(randomTruth(depth - 1, inMacro: inMacro, &generator), number(), number())
        default: return inMacro ? .element : .numberVariable
        }
    }
}
