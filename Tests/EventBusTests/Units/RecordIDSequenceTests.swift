import Governance
import Testing

@testable import EventBus

struct RecordIDSequenceTests {
    @Test
    func `identifiers are of version 7 and increase whatever the clock does`() {
        var generator = SeededGenerator(seed: 11)
        var ids = RecordIDSequence(
            after: Record.ID(high: 0, low: 0), generator: SeededGenerator(seed: 12))
        var last = ids.last
        for _ in 0..<10_000 {
            let drift = Int64(generator.next() % 5_000) - 2_000
            let id = ids.next(at: Sample.start + .microseconds(drift))
            #expect(id > last)
            #expect(id.high >> 12 & 0xF == 7)
            #expect(id.low >> 62 == 2)
            last = id
        }
    }

    @Test
    func `the successor carries over the bits that are fixed`() {
        let ends: [(Record.ID, Record.ID)] = [
            (
                Record.ID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000),
                Record.ID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001)
            ),
            (
                Record.ID(high: 0x0190_0000_0000_7000, low: 0xBFFF_FFFF_FFFF_FFFF),
                Record.ID(high: 0x0190_0000_0000_7001, low: 0x8000_0000_0000_0000)
            ),
            (
                Record.ID(high: 0x0190_0000_0000_7FFF, low: 0xBFFF_FFFF_FFFF_FFFF),
                Record.ID(high: 0x0190_0000_0001_7000, low: 0x8000_0000_0000_0000)
            ),
        ]
        for (id, next) in ends {
            #expect(
                RecordIDSequence<SystemRandomNumberGenerator>.successor(of: id) == next, "\(id)")
        }
    }
}
