import Testing

@testable import CurlHTTP

struct TransferClockTests {
    private let zero = TransferClock.Instant.now
    private let limits = HTTPLimits(
        connect: .seconds(2), firstByte: .seconds(3), whole: .seconds(10),
        pace: .init(bytesPerSecond: 10, window: .seconds(4)))

    private func at(_ seconds: Double) -> TransferClock.Instant { zero + .seconds(seconds) }

    private func clock() -> TransferClock { TransferClock(limits: limits, submitted: zero) }

    @Test func `waiting for a turn ends with the whole time`() {
        var clock = clock()
        #expect(clock.deadline == at(10))
        #expect(clock.expired(at: at(9.9), bytes: 0) == nil)
        #expect(clock.expired(at: at(10), bytes: 0) == .timeoutWaiting)
    }

    @Test func `each phase has its own deadline and code`() {
        var clock = clock()
        clock.hopStarted(at: at(1))
        #expect(clock.waited == .seconds(1))
        #expect(clock.deadline == at(3))
        #expect(clock.expired(at: at(3), bytes: 0) == .timeoutConnect)
        clock.connectionReady(at: at(2))
        #expect(clock.deadline == at(5))
        #expect(clock.expired(at: at(5), bytes: 0) == .timeoutFirstByte)
        clock.answerCame(at: at(4))
        #expect(clock.deadline == at(8))
        #expect(clock.expired(at: at(8), bytes: 39) == .tooSlow)
    }

    @Test func `the pace is measured anew in every window`() {
        var clock = clock()
        clock.hopStarted(at: zero)
        clock.connectionReady(at: zero)
        clock.answerCame(at: zero)
        #expect(clock.expired(at: at(4), bytes: 40) == nil)
        #expect(clock.deadline == at(8))
        #expect(clock.expired(at: at(8), bytes: 79) == .tooSlow)
        #expect(clock.expired(at: at(8), bytes: 80) == nil)
        #expect(clock.deadline == at(10))
        #expect(clock.expired(at: at(10), bytes: 1_000_000) == .timeoutWhole)
    }

    @Test func `a redirect starts the phases again but not the whole`() {
        var clock = clock()
        clock.hopStarted(at: zero)
        clock.connectionReady(at: at(1))
        clock.answerCame(at: at(2))
        clock.hopStarted(at: at(9))
        #expect(clock.waited == .zero)
        #expect(clock.phase == .connection)
        #expect(clock.deadline == at(10))
        #expect(clock.expired(at: at(10), bytes: 0) == .timeoutWhole)
    }

    /// The loop sleeps until `lookAgain`; a later phase with a nearer deadline must not be missed.
    @Test func `no deadline comes before the loop looks again`() {
        for seed in UInt64(0)..<500 { lookAgain(seed) }
    }

    private func lookAgain(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func duration() -> Duration { .milliseconds(Int.random(in: 1...5000, using: &random)) }
        let limits = HTTPLimits(
            connect: duration(), firstByte: duration(), whole: duration(),
            pace: .init(bytesPerSecond: 0, window: duration()))
        var clock = TransferClock(limits: limits, submitted: zero)
        var now = zero
        clock.hopStarted(at: now)
        for step in 0..<3 {
            let promised = clock.lookAgain(after: now)
            now += .milliseconds(Int.random(in: 0...50, using: &random))
            if step == 0 { clock.connectionReady(at: now) } else { clock.answerCame(at: now) }
            #expect(promised <= clock.deadline, "seed \(seed), step \(step)")
        }
    }
}

/// A small generator whose numbers follow from its seed (the SplitMix64 constants of Steele,
/// Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
