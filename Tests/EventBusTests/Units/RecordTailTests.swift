import Governance
import Testing

@testable import EventBus

struct RecordTailTests {
    /// The record at `offset`, and about incident `offset`, with a text of so many characters.
    private func entry(_ offset: Int, length: Int = 1) throws -> CommittedRecord {
        let event = Sample.accepted(offset, text: String(repeating: "x", count: length))
        let request = try PreparedRequest(
            AppendRequest(partition: Sample.huabu, events: [event]), limits: LogLimits(),
            keys: KeyRing(county: .sample))
        return CommittedRecord(
            request: request, index: 0,
            place: RecordPlace(
                offset: Offset(Int64(offset)), id: Record.ID(high: 0, low: UInt64(offset)),
                partition: Int64(Sample.huabu.number), version: Int64(offset)),
            hash: .genesis, hasPersonalData: true)
    }

    private func offsets(_ records: [CommittedRecord]?) -> [Int64]? {
        records?.map(\.place.offset.value)
    }

    @Test
    func `the tail holds the last records and says when it has them no more`() throws {
        var limits = LogLimits()
        limits.tailRecords = 4
        var tail = RecordTail(head: Offset(10), limits: limits)
        #expect(offsets(tail.records(after: Offset(10), limit: 9)) == [])
        #expect(offsets(tail.records(after: Offset(99), limit: 9)) == [])
        #expect(offsets(tail.records(after: Offset(9), limit: 9)) == nil)
        for offset in 11...40 {
            tail.append(try entry(offset))
            #expect(tail.count == min(offset - 10, 4))
        }
        #expect(offsets(tail.records(after: Offset(36), limit: 9)) == [37, 38, 39, 40])
        #expect(offsets(tail.records(after: Offset(37), limit: 2)) == [38, 39])
        #expect(offsets(tail.records(after: Offset(35), limit: 9)) == nil)
    }

    @Test
    func `the tail is bounded by bytes too, down to nothing`() throws {
        let size = try entry(1).byteCount
        var limits = LogLimits()
        limits.tailBytes = 3 * size + size / 2
        var tail = RecordTail(head: .start, limits: limits)
        for offset in 1...10 { tail.append(try entry(offset)) }
        #expect(tail.count == 3)
        tail.append(try entry(11, length: 10 * size))
        #expect(tail.count == 0)
        #expect(offsets(tail.records(after: Offset(10), limit: 1)) == nil)
        tail.append(try entry(12))
        #expect(offsets(tail.records(after: Offset(11), limit: 1)) == [12])
    }

    @Test
    func `a tail that only counts has nothing and says so`() throws {
        var tail = RecordTail(head: .start, limits: LogLimits())
        tail.append(try entry(1))
        tail.advance(to: Offset(7))
        #expect(tail.head == Offset(7))
        #expect(tail.count == 0)
        #expect(offsets(tail.records(after: Offset(6), limit: 1)) == nil)
        #expect(offsets(tail.records(after: Offset(7), limit: 1)) == [])
    }

    @Test
    func `forgetting reaches what is held`() throws {
        var tail = RecordTail(head: .start, limits: LogLimits())
        for offset in 1...3 { tail.append(try entry(offset)) }
        tail.forget(Sample.id(2))
        let personal = tail.records(after: .start, limit: 9)?.map {
            $0.record.event.personal == nil
        }
        #expect(personal == [false, true, false])
    }
}
