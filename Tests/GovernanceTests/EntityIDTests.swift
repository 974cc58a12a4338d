import Foundation
import Governance
import GridTesting
import Testing

struct EntityIDTests {
    @Test func `the text is a lower-case UUID`() {
        let id = Incident.ID(high: 0x019A_9000_1234_7ABC, low: 0x8000_0000_0000_00FF)
        #expect(id.description == "019a9000-1234-7abc-8000-0000000000ff")
        #expect(Incident.ID("019a9000-1234-7abc-8000-0000000000ff") == id)
        #expect(Incident.ID("019A9000-1234-7ABC-8000-0000000000FF") == id)
    }

    @Test(arguments: [
        "", "019a9000-1234-7abc-8000-0000000000f", "019a9000-1234-7abc-8000-0000000000fff",
        "019a900001234-7abc-8000-0000000000ff", "019a9000-1234-7abc-8000-0000000000fg",
        "019a9000_1234_7abc_8000_0000000000ff", "{19a9000-1234-7abc-8000-0000000000f}",
        "019a9000-1234-7abc-8000-00000000００",
    ])
    func `what is not a UUID is refused`(text: String) {
        #expect(Incident.ID(text) == nil)
    }

    @Test(arguments: SeededGenerator.seeds(3))
    func `any identifier survives its text and equals Foundation's`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let id = Report.ID(high: generator.next(), low: generator.next())
            #expect(Report.ID(id.description) == id)
            #expect(UUID(uuidString: id.description)?.uuidString.lowercased() == id.description)
        }
    }

    @Test(arguments: SeededGenerator.seeds(3))
    func `made identifiers are UUIDs of version 7, unique and in order of time`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var instant = SmallCounty.morning
        var ids: [Incident.ID] = []
        for _ in 0..<5_000 {
            ids.append(.make(at: instant, using: &generator))
            instant = instant + .milliseconds(1)
        }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.high >> 12 & 0xF == 7 && $0.low >> 62 == 0b10 })
        #expect(
            ids.first.map { Int64($0.high >> 16) }
                == SmallCounty.morning.microsecondsSinceEpoch / 1_000)
    }

    @Test func `identifiers of one millisecond are unique too`() {
        var generator = SeededGenerator(seed: 7)
        let ids = (0..<20_000).map { _ in
            Incident.ID.make(at: SmallCounty.morning, using: &generator)
        }
        #expect(Set(ids).count == ids.count)
    }

    @Test func `equal generators make equal identifiers`() {
        var (one, other) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
        #expect(
            Report.ID.make(at: SmallCounty.morning, using: &one)
                == Report.ID.make(at: SmallCounty.morning, using: &other))
    }

    @Test func `the order is that of the texts`() {
        let ids = [
            Incident.ID(high: 1, low: 0), Incident.ID(high: 0, low: .max),
            Incident.ID(high: 1 << 63, low: 0), Incident.ID(high: 1, low: 1 << 63),
        ]
        #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
    }

    @Test func `a moment before the epoch makes an identifier of the epoch`() {
        var generator = SeededGenerator(seed: 1)
        let id = Incident.ID.make(
            at: Instant(microsecondsSinceEpoch: -1), using: &generator)
        #expect(id.high >> 16 == 0)
    }
}
