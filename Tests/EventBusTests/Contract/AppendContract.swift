import EventBus
import Governance
import Testing

/// What every log does when events are appended.
struct AppendContract {
    @Test(arguments: LogKind.allCases)
    func `an appended event is read back whole`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            let event = Sample.accepted(1)
            let request = AppendRequest(
                partition: Sample.huabu, expectedVersion: 0, events: [event], cause: "request-7")
            let results = try await log.append([request])
            #expect(results == [.appended(offsets: Offset(1)...Offset(1), version: 1)])
            let page = try await log.read(after: .start, limit: 10, filter: .everything)
            let record = try #require(page.records.first)
            #expect(
                record
                    == Record(
                        offset: Offset(1), id: record.id, partition: Sample.huabu, version: 1,
                        event: event, cause: "request-7", hash: record.hash))
            #expect(page == RecordPage(records: [record], through: Offset(1)))
            #expect(try await log.records(of: Sample.id(1)) == [record])
            #expect(try await log.head() == Offset(1))
            #expect(try await log.version(of: Sample.huabu) == 1)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `an empty log begins before the first record`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            #expect(try await log.head() == .start)
            #expect(try await log.version(of: Sample.huabu) == 0)
            let page = try await log.read(after: .start, limit: 10, filter: .everything)
            #expect(page == RecordPage(records: [], through: .start))
            #expect(try await log.append([]) == [])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `every kind of event is read back as it was written`(_ kind: LogKind) async throws {
        let events = [Sample.accepted(1)] + EveryEvent.kinds.map { Sample.event(1, $0) }
        try await kind.withLog { log in
            _ = try await log.append([AppendRequest(partition: Sample.huabu, events: events)])
            let page = try await log.read(after: .start, limit: 100, filter: .everything)
            #expect(page.records.map(\.event) == events)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `an event of the county belongs to no incident`(_ kind: LogKind) async throws {
        let event = Event(
            subject: .county, occurredAt: Sample.start, recordedAt: Sample.start, actor: .system,
            kind: .countyActivated(try #require(Sample.version)))
        try await kind.withLog { log in
            _ = try await log.append([AppendRequest(partition: Sample.county, events: [event])])
            let page = try await log.read(after: .start, limit: 1, filter: .everything)
            #expect(page.records.map(\.event) == [event])
            #expect(page.records.map(\.partition) == [Sample.county])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a stale version is a conflict and harms no neighbour`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            func request(_ number: Int, expecting version: Int?) -> AppendRequest {
                AppendRequest(
                    partition: Sample.huabu, expectedVersion: version,
                    events: [Sample.accepted(number)])
            }
            let results = try await log.append([
                request(1, expecting: 0), request(2, expecting: 0), request(3, expecting: 1),
                request(4, expecting: nil), request(5, expecting: 9),
            ])
            #expect(
                results == [
                    .appended(offsets: Offset(1)...Offset(1), version: 1),
                    .conflict(actual: 1),
                    .appended(offsets: Offset(2)...Offset(2), version: 2),
                    .appended(offsets: Offset(3)...Offset(3), version: 3),
                    .conflict(actual: 3),
                ])
            let page = try await log.read(after: .start, limit: 10, filter: .everything)
            #expect(page.records.map(\.event.incident) == [1, 3, 4].map(Sample.id))
        }
    }

    @Test(arguments: LogKind.allCases)
    func `partitions count their versions apart`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            for number in 1...6 {
                let partition = number.isMultiple(of: 2) ? Sample.huabu : Sample.suzhuang
                _ = try await log.append([
                    AppendRequest(partition: partition, events: [Sample.accepted(number)])
                ])
            }
            let page = try await log.read(after: .start, limit: 10, filter: .everything)
            #expect(page.records.map(\.version) == [1, 1, 2, 2, 3, 3])
            #expect(page.records.map(\.offset.value) == [1, 2, 3, 4, 5, 6])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `identifiers increase even when the clock steps back`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            for number in [5, 5, 3, 9, 1, 1, 10] {
                _ = try await log.append([
                    AppendRequest(
                        partition: Sample.huabu,
                        events: [Sample.accepted(number), Sample.accepted(number)])
                ])
            }
            let page = try await log.read(after: .start, limit: 100, filter: .everything)
            let ids = page.records.map(\.id)
            #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test(arguments: LogKind.allCases)
    func `512 producers lose nothing and each reads what it wrote`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for producer in 1...512 {
                    group.addTask {
                        for turn in 0..<4 {
                            let number = producer * 10 + turn
                            let result = try await log.append([
                                AppendRequest(
                                    partition: Sample.huabu, events: [Sample.accepted(number)])
                            ])
                            guard case .appended(let offsets?, _) = result.first else {
                                Issue.record("not appended: \(result)")
                                return
                            }
                            let record = try await log.records(of: Sample.id(number)).first
                            #expect(record?.offset == offsets.lowerBound)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await log.head() == Offset(2_048))
            #expect(try await log.version(of: Sample.huabu) == 2_048)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `of those who race for a version one wins`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            for round in 0..<8 {
                let results = try await withThrowingTaskGroup(of: [AppendResult].self) { group in
                    for number in 1...16 {
                        group.addTask {
                            try await log.append([
                                AppendRequest(
                                    partition: Sample.huabu, expectedVersion: round,
                                    events: [Sample.accepted(number)])
                            ])
                        }
                    }
                    return try await group.reduce(into: []) { $0 += $1 }
                }
                let losers = results.filter { $0 == .conflict(actual: round + 1) }
                #expect(losers.count == 15)
            }
        }
    }

    @Test(arguments: LogKind.allCases)
    func `what is beyond the bounds is refused and nothing is written`(
        _ kind: LogKind
    ) async throws {
        var limits = LogLimits()
        limits.eventsPerRequest = 2
        limits.bytesPerPart = 2_000
        try await kind.withLog(limits: limits) { log in
            let event = Sample.accepted(1)
            func refuses(_ request: AppendRequest) async {
                let code = await failureCode { _ = try await log.append([request]) }
                #expect(code == .invalidRequest)
            }
            let huabu = Sample.huabu
            await refuses(AppendRequest(partition: huabu, events: [event, event, event]))
            let long = String(repeating: "哭", count: 1_000)
            await refuses(
                AppendRequest(partition: huabu, events: [Sample.accepted(1, text: long)]))
            await refuses(
                AppendRequest(
                    partition: huabu, events: [event], cause: String(repeating: "c", count: 257)))
            for (key, fingerprint) in [
                ("", 32), (String(repeating: "k", count: 129), 32), ("k", 31),
            ] {
                let answer = IdempotentAnswer(
                    key: key, fingerprint: Array(repeating: 0, count: fingerprint), answer: [])
                await refuses(
                    AppendRequest(partition: huabu, events: [event], idempotency: answer))
            }
            let nameless = Event(
                subject: .incident(Sample.id(1)), occurredAt: Sample.start,
                recordedAt: Sample.start, actor: .worker(""), kind: .incidentClosed)
            await refuses(AppendRequest(partition: huabu, events: [nameless]))
            let head = try await log.head()
            #expect(head == .start)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a closed log says so`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            try await log.close()
            await #expect(throws: EventLogError(.closed, "The log has been closed.")) {
                _ = try await log.append([
                    AppendRequest(partition: Sample.huabu, events: [Sample.accepted(1)])
                ])
            }
            await #expect(throws: EventLogError(.closed, "The log has been closed.")) {
                _ = try await log.version(of: Sample.huabu)
            }
            await #expect(throws: EventLogError(.closed, "The log has been closed.")) {
                try await log.forget(Sample.id(1))
            }
        }
    }
}
