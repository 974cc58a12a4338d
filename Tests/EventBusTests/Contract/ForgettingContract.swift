import EventBus
import Governance
import Synchronization
import Testing

/// What every log does when somebody is to be forgotten.
struct ForgettingContract {
    /// Remembers what it was told to forget.
    private final class Store: PersonalDataStore {
        private let incidents = Mutex<[Incident.ID]>([])

        var forgotten: [Incident.ID] { incidents.withLock { $0 } }

        func forget(_ incident: Incident.ID) async throws(EventLogError) {
            incidents.withLock { $0.append(incident) }
        }
    }

    @Test(arguments: LogKind.allCases)
    func `forgetting takes the personal data of one incident and nothing else`(
        _ kind: LogKind
    ) async throws {
        try await kind.withLog { log in
            var story = SampleStory()
            _ = try await log.append([story.accept(1), story.accept(2)])
            _ = try await log.append([story.add(SampleStory.life(of: 1), to: 1)])
            let before = try await log.read(after: .start, limit: 99, filter: .everything).records
            try await log.forget(Sample.id(1))
            let after = try await log.read(after: .start, limit: 99, filter: .everything).records
            #expect(
                after
                    == before.map {
                        $0.event.incident == Sample.id(1) ? $0.withoutPersonalData : $0
                    })
            #expect(try await log.records(of: Sample.id(1)).allSatisfy { $0.event.personal == nil })
            #expect(try await log.records(of: Sample.id(2)).first?.event.personal != nil)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `who follows live gets nothing personal of the forgotten`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            _ = try await log.append([
                AppendRequest(
                    partition: Sample.huabu, events: [Sample.accepted(1), Sample.accepted(2)])
            ])
            try await log.forget(Sample.id(1))
            var records = log.subscribe(after: .start, filter: .everything).makeAsyncIterator()
            let batch = try #require(try await records.next())
            #expect(batch.map { $0.event.personal == nil } == [true, false])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `what comes later about the forgotten is kept without personal data`(
        _ kind: LogKind
    ) async throws {
        try await kind.withLog { log in
            try await log.forget(Sample.id(1))
            let event = Sample.accepted(1)
            _ = try await log.append([AppendRequest(partition: Sample.huabu, events: [event])])
            let records = try await log.records(of: Sample.id(1))
            #expect(records.map(\.event.kind) == [event.kind])
            #expect(records.map(\.event.personal) == [nil])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `attached stores are told and the list is kept once`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            let store = Store()
            log.attach(store)
            try await log.forget(Sample.id(3))
            try await log.forget(Sample.id(1))
            try await log.forget(Sample.id(3))
            #expect(store.forgotten == [3, 1, 3].map(Sample.id))
            #expect(try await log.forgotten(after: 0) == [3, 1].map(Sample.id))
            #expect(try await log.forgotten(after: 1) == [Sample.id(1)])
            #expect(try await log.forgotten(after: 2) == [])
        }
    }
}
