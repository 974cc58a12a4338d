import Foundation

/// A small random number generator that gives the same numbers for the same seed everywhere.
///
/// SplitMix64: G. Steele, D. Lea and C. Flood, "Fast Splittable Pseudorandom Number Generators",
/// OOPSLA 2014, doi:10.1145/2660193.2660195.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator; different seeds give unrelated numbers.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SeededGenerator {
    /// The seeds of a property test: 1 to `count`, or those in the variable `GRIDDISPATCH_SEEDS`.
    ///
    /// As the arguments of a test they are printed when it fails. The variable holds the one to
    /// repeat, for example `17`, or a range to look further, for example `1000-2000`.
    public static func seeds(_ count: UInt64) -> [UInt64] {
        let stated = ProcessInfo.processInfo.environment["GRIDDISPATCH_SEEDS"] ?? ""
        let ends = stated.split(separator: "-").compactMap { UInt64($0) }
        guard let first = ends.first, let last = ends.last, first <= last else {
            return Array(1...count)
        }
        return Array(first...last)
    }
}

extension RandomNumberGenerator {
    /// Whether something happens that has the given chance, 0 to 1.
    public mutating func happens(_ chance: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < chance
    }

    /// One of `choices`, all equally likely; there must be one.
    public mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        precondition(!choices.isEmpty, "there is nothing to pick from")
        return choices[Int.random(in: choices.indices, using: &self)]
    }
}
