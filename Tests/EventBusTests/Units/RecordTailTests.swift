import Governance
import Testing

@testable import EventBus

struct RecordTailTests {
    private func entry(_ offset: Int, byteCount: Int = 1) -> RecordTail.Entry {
        RecordTail.Entry(record: record(Int64(offset)), byteCount: byteCount)
    }

    private func record(_ offset: Int64) -> Record {
        Record(
            offset: Offset(offset), id: Record.ID(high: 0, low: UInt64(offset)),
            partition: Sample.huabu, version: Int(offset), event: Sample.accepted(Int(offset)),
            cause: nil, hash: .genesis)
    }

    @Test
    func `the tail holds the last records and says when it has them no more`() {
        var limits = LogLimits()
        limits.tailRecords = 4
        var tail = RecordTail(head: Offset(10), limits: limits)
        #expect(tail.records(after: Offset(10), limit: 9) == [])
        #expect(tail.records(after: Offset(99), limit: 9) == [])
        #expect(tail.records(after: Offset(9), limit: 9) == nil)
        for offset in 11...40 {
            tail.append(entry(offset))
            #expect(tail.count == min(offset - 10, 4))
        }
        #expect(tail.records(after: Offset(36), limit: 9)?.map(\.offset.value) == [37, 38, 39, 40])
        #expect(tail.records(after: Offset(37), limit: 2)?.map(\.offset.value) == [38, 39])
        #expect(tail.records(after: Offset(35), limit: 9) == nil)
    }

    @Test
    func `the tail is bounded by bytes too, down to nothing`() {
        var limits = LogLimits()
        limits.tailBytes = 100
        var tail = RecordTail(head: .start, limits: limits)
        for offset in 1...10 { tail.append(entry(offset, byteCount: 30)) }
        #expect(tail.count == 3)
        tail.append(entry(11, byteCount: 1_000))
        #expect(tail.count == 0)
        #expect(tail.records(after: Offset(10), limit: 1) == nil)
        tail.append(entry(12))
        #expect(tail.records(after: Offset(11), limit: 1) == [record(12)])
    }

    @Test
    func `forgetting reaches what is held`() {
        var tail = RecordTail(head: .start, limits: LogLimits())
        for offset in 1...3 { tail.append(entry(offset)) }
        tail.forget(Sample.id(2))
        let personal = tail.records(after: .start, limit: 9)?.map { $0.event.personal == nil }
        #expect(personal == [false, true, false])
    }
}
