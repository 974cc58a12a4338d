import EventBus
import Governance
import Testing

/// What every log gives to those who read it.
struct ReadingContract {
    private func fill(_ log: any EventLog, _ count: Int) async throws {
        var requests: [AppendRequest] = []
        for number in 1...count {
            let kind: Event.Kind =
                number.isMultiple(of: 3) ? .assignmentDone(1) : .responderEnRoute(1)
            requests.append(
                AppendRequest(
                    partition: number.isMultiple(of: 2) ? Sample.huabu : Sample.suzhuang,
                    events: [Sample.event(number, kind, text: "字 \(number)")]))
        }
        _ = try await log.append(requests)
    }

    @Test(arguments: LogKind.allCases)
    func `reading goes on from any offset`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            try await fill(log, 20)
            for start in 0...21 {
                let page = try await log.read(
                    after: Offset(Int64(start)), limit: 7, filter: .everything)
                let expected = (start + 1..<max(start + 1, min(start + 8, 21))).map(Int64.init)
                #expect(page.records.map(\.offset.value) == expected)
                let through = expected.last ?? Int64(start)
                #expect(page.through == Offset(expected.count < 7 ? max(through, 20) : through))
            }
        }
    }

    @Test(arguments: LogKind.allCases)
    func `filters by partition and by the beginning of the type`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            try await fill(log, 12)
            func offsets(_ filter: RecordFilter, limit: Int = 100) async throws -> [Int64] {
                let page = try await log.read(after: .start, limit: limit, filter: filter)
                return page.records.map(\.offset.value)
            }
            #expect(
                try await offsets(RecordFilter(partition: Sample.huabu)) == [2, 4, 6, 8, 10, 12])
            let done = RecordFilter(typePrefix: "griddispatch.assignment.")
            #expect(try await offsets(done) == [3, 6, 9, 12])
            let both = RecordFilter(
                partition: Sample.huabu, typePrefix: "griddispatch.assignment.done")
            #expect(try await offsets(both) == [6, 12])
            #expect(try await offsets(both, limit: 1) == [6])
            #expect(try await offsets(RecordFilter(typePrefix: "Griddispatch")) == [])
            #expect(try await offsets(RecordFilter(typePrefix: "%")) == [])
            // A page that the filter left short has looked at everything.
            let page = try await log.read(after: .start, limit: 100, filter: done)
            #expect(page.through == Offset(12))
            let none = try await log.read(
                after: .start, limit: 5, filter: RecordFilter(partition: Sample.county))
            #expect(none == RecordPage(records: [], through: Offset(12)))
        }
    }

    @Test(arguments: LogKind.allCases)
    func `personal data comes only to those who want it`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            try await fill(log, 2)
            let all = try await log.read(after: .start, limit: 9, filter: .everything)
            #expect(all.records.map(\.event.personal?.text) == ["字 1", "字 2"])
            let bare = try await log.read(
                after: .start, limit: 9, filter: RecordFilter(includesPersonalData: false))
            #expect(bare.records == all.records.map(\.withoutPersonalData))
            #expect(bare.records.allSatisfy { $0.event.personal == nil })
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a page holds no more than the bound`(_ kind: LogKind) async throws {
        var limits = LogLimits()
        limits.recordsPerPage = 5
        try await kind.withLog(limits: limits) { log in
            try await fill(log, 12)
            for limit in [5, 6, 1_000, .max] {
                let page = try await log.read(after: .start, limit: limit, filter: .everything)
                #expect(page.records.count == 5)
            }
            for limit in [1, 0, -1, .min] {
                let page = try await log.read(after: .start, limit: limit, filter: .everything)
                #expect(page.records.count == 1)
            }
        }
    }

    @Test(arguments: LogKind.allCases)
    func `an incident's records come in order whatever the partition`(
        _ kind: LogKind
    ) async throws {
        try await kind.withLog { log in
            var story = SampleStory()
            _ = try await log.append([story.accept(1), story.accept(2)])
            _ = try await log.append([story.add(SampleStory.life(of: 1), to: 1)])
            let records = try await log.records(of: Sample.id(1))
            #expect(records.map(\.event) == [Sample.accepted(1)] + SampleStory.life(of: 1))
            #expect(records.map(\.offset.value) == [1, 3, 4, 5, 6, 7, 8, 9])
            #expect(try await log.records(of: Sample.id(3)) == [])
        }
    }
}
