/// Random numbers for each purpose apart, so that two runs that differ in one thing share all others.
///
/// A draw is named by what it is for and by whom it concerns, never by its turn: the third report's
/// mediator stays as long on scene however many people were asked before. Comparing scenarios under
/// such common random numbers takes far fewer replications (A. Law, "Simulation Modeling and
/// Analysis", 5th edition, §11.2).
public struct RandomStreams: Hashable, Sendable {
    /// What a draw is for; the numbers are part of what a seed means and never change.
    public enum Purpose: UInt64, Sendable {
        /// The moments of reports, what they say, and what happens with them.
        case arrivals = 1
        case report, verification, check, closing, giveUp
        /// What a responder does.
        case notification, answer, decline, silence, turnout, travel, onScene, phone
    }

    private let root: UInt64

    /// The streams of one replication under one seed.
    public init(seed: UInt64, replication: Int) {
        root = Self.mixed(Self.mixed(seed) ^ UInt64(bitPattern: Int64(replication)))
    }

    /// The generator of one draw or one sequence of draws.
    func generator(
        _ purpose: Purpose, _ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0,
    ) -> SeededGenerator {
        var state = root ^ purpose.rawValue &* 0xD6E8_FEB8_6659_FD93
        state = Self.mixed(state ^ first)
        if second != 0 { state = Self.mixed(state ^ second) }
        if third != 0 { state = Self.mixed(state &+ third) }
        return SeededGenerator(seed: state)
    }

    /// A number for a name that is the same in every process.
    ///
    /// FNV-1a, by G. Fowler, L. Noll and K.-P. Vo.
    static func number(of name: String) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    /// The finaliser of SplitMix64; see ``SeededGenerator``.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var generator = SeededGenerator(seed: value)
        return generator.next()
    }
}
