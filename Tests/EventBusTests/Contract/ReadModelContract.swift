import EventBus
import Governance
import Testing
import TextFormats

/// What every log's read models answer.
struct ReadModelContract {
    private func document(_ incident: Incident?) throws -> [UInt8] {
        var writer = JSONWriter()
        writer.value(try #require(incident))
        return writer.bytes
    }

    private func numbers(_ page: IncidentPage) throws -> [Int] {
        try page.items.map { item in
            try #require(JSON.parse(item.document)["number"]?.integerValue.flatMap(Int.init))
        }
    }

    /// Twelve incidents, every third one closed and every fourth one an exercise.
    private func fill(_ log: any EventLog) async throws -> SampleStory {
        var story = SampleStory()
        for number in 1...12 {
            let isFar = number.isMultiple(of: 2)
            let report = Sample.report(
                number, category: isFar ? "dispute" : "dispute/elder-support",
                area: Sample.code(isFar ? "330824107203" : "330824102201001"),
                isExercise: number.isMultiple(of: 4))
            _ = try await log.append([story.accept(number, report: report)])
            guard number.isMultiple(of: 3) else { continue }
            _ = try await log.append([story.add(SampleStory.life(of: number), to: number)])
        }
        return story
    }

    @Test(arguments: LogKind.allCases)
    func `an incident is as it was after its last event`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            var story = SampleStory()
            _ = try await log.append([story.accept(1)])
            for event in SampleStory.life(of: 1) {
                _ = try await log.append([story.add([event], to: 1)])
                let incident = try #require(story.incidents[Sample.id(1)])
                #expect(
                    try await log.incident(Sample.id(1))
                        == StoredIncident(
                            id: Sample.id(1), version: incident.version,
                            document: try document(incident), accepted: Offset(1)))
            }
            #expect(try await log.incident(Sample.id(2)) == nil)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `several requests about one incident leave its last state`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            var story = SampleStory()
            var requests = [story.accept(1)]
            for event in SampleStory.life(of: 1) { requests.append(story.add([event], to: 1)) }
            _ = try await log.append(requests)
            let stored = try await log.incident(Sample.id(1))
            #expect(stored?.document == (try document(story.incidents[Sample.id(1)])))
            #expect(try await log.assignments(of: Sample.request(1).responder) == [])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a request that conflicts leaves the read models alone`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            var story = SampleStory()
            _ = try await log.append([story.accept(1)])
            let request = AppendRequest(
                partition: Sample.huabu, expectedVersion: 7, events: [Sample.accepted(2)],
                incident: Sample.incident(2))
            #expect(try await log.append([request]) == [.conflict(actual: 1)])
            #expect(try await log.incident(Sample.id(2)) == nil)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `incidents come newest first and in pages that never repeat one`(
        _ kind: LogKind
    ) async throws {
        try await kind.withLog { log in
            var story = try await fill(log)
            var query = IncidentQuery()
            for limit in [1, 5, 12, 200] {
                query.limit = limit
                query.cursor = nil
                var seen: [Int] = []
                repeat {
                    let page = try await log.incidents(query)
                    seen += try numbers(page)
                    #expect(page.items.count <= limit)
                    query.cursor = page.next
                } while query.cursor != nil
                #expect(seen == Array((1...12).reversed()))
            }
            // What comes in between moves nothing.
            query.limit = 4
            let first = try await log.incidents(query)
            _ = try await log.append([story.accept(13)])
            query.cursor = first.next
            #expect(try numbers(try await log.incidents(query)) == [8, 7, 6, 5])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a page holds 1 to 200`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            var story = SampleStory()
            _ = try await log.append((1...205).map { story.accept($0) })
            var query = IncidentQuery()
            for (limit, count) in [(0, 1), (-5, 1), (1, 1), (200, 200), (201, 200), (.max, 200)] {
                query.limit = limit
                #expect(try await log.incidents(query).items.count == count)
            }
        }
    }

    @Test(arguments: LogKind.allCases)
    func `every filter takes what it says`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            _ = try await fill(log)
            func found(_ change: (inout IncidentQuery) -> Void) async throws -> [Int] {
                var query = IncidentQuery()
                change(&query)
                return try numbers(try await log.incidents(query)).sorted()
            }
            #expect(try await found { $0.isOpen = true } == [1, 2, 4, 5, 7, 8, 10, 11])
            #expect(try await found { $0.isOpen = false } == [3, 6, 9, 12])
            #expect(try await found { $0.stages = [.closed, .checked] } == [3, 6, 9, 12])
            #expect(try await found { $0.severities = [.urgent] } == [3, 6, 9, 12])
            #expect(try await found { $0.severities = [.low, .critical] } == [])
            #expect(try await found { $0.isExercise = true } == [4, 8, 12])
            let dispute = ReportCategory.ID(trusted: "dispute")
            #expect(try await found { $0.category = dispute } == Array(1...12))
            let elder = ReportCategory.ID(trusted: "dispute/elder-support")
            #expect(try await found { $0.category = elder } == [1, 3, 5, 7, 9, 11])
            #expect(try await found { $0.category = ReportCategory.ID(trusted: "disput") } == [])
            #expect(try await found { $0.area = Sample.county } == Array(1...12))
            for code in ["330824102000", "330824102201", "330824102201001"] {
                #expect(try await found { $0.area = Sample.code(code) } == [1, 3, 5, 7, 9, 11])
            }
            #expect(try await found { $0.area = Sample.code("330824107203001") } == [])
            #expect(try await found { $0.area = Sample.code("330825000000") } == [])
            let third = Sample.incident(3).acceptedAt
            #expect(try await found { ($0.from, $0.to) = (third, third + .seconds(2)) } == [3, 4])
            #expect(
                try await found { $0.ids = [Sample.id(7), Sample.id(2), Sample.id(99)] } == [2, 7])
            #expect(try await found { $0.ids = [] } == [])
            let all = try await found {
                $0.isOpen = true
                $0.category = elder
                $0.isExercise = false
                $0.from = third
            }
            #expect(all == [5, 7, 11])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a responder's list holds what is live`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            var story = SampleStory()
            let mediator = Sample.request(1).responder
            let police = Sample.request(2, role: "police").responder
            for number in 1...2 {
                _ = try await log.append([story.accept(number)])
                _ = try await log.append([
                    story.add(Array(SampleStory.life(of: number).prefix(2)), to: number)
                ])
            }
            let both = try await log.assignments(of: mediator)
            #expect(both.map(\.incident.id) == [Sample.id(2), Sample.id(1)])
            #expect(both.map(\.number) == [1, 1])
            #expect(try await log.assignments(of: police).map(\.number) == [2, 2])
            _ = try await log.append([
                story.add([Sample.event(2, .assignmentDone(1))], to: 2)
            ])
            #expect(try await log.assignments(of: mediator).map(\.incident.id) == [Sample.id(1)])
            #expect(try await log.assignments(of: police).count == 2)
            #expect(try await log.assignments(of: Responder.ID(trusted: "nobody")) == [])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `histories come whole, in the order of the reports and in pages`(
        _ kind: LogKind,
    ) async throws {
        try await kind.withLog { log in
            #expect(try await log.end() == nil)
            _ = try await fill(log)
            let end = try #require(try await log.end())
            #expect(end.offset == (try await log.head()))
            let all = try await log.histories(HistoryQuery(through: end.offset))
            #expect(all.next == nil)
            #expect(all.histories.map(\.accepted) == all.histories.map(\.accepted).sorted())
            for history in all.histories {
                let id = try #require(history.events.first?.incident)
                let records = try await log.records(of: id)
                #expect(history.events == records.map(\.withoutPersonalData.event))
                #expect(history.accepted == records.first?.offset)
            }
            var query = HistoryQuery(through: end.offset)
            query.limit = 2
            var paged: [IncidentHistory] = []
            while true {
                let page = try await log.histories(query)
                paged += page.histories
                guard let next = page.next else { break }
                query.after = next
            }
            #expect(paged == all.histories)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `histories are of a period, and of the log up to an offset`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            _ = try await fill(log)
            let end = try #require(try await log.end())
            var query = HistoryQuery(through: end.offset)
            query.from = Sample.incident(9).acceptedAt
            query.to = Sample.incident(10).acceptedAt
            let ids = try await log.histories(query).histories.map { $0.events.first?.incident }
            #expect(ids == [Sample.id(9)])
            let all = try await log.histories(HistoryQuery(through: end.offset)).histories
            let last = try #require(all.last?.accepted)
            let earlier = try await log.histories(HistoryQuery(through: last)).histories
            #expect(earlier.map(\.accepted) == all.map(\.accepted))
            #expect(earlier.last?.events.count == 1)
        }
    }

    @Test
    func `a cursor is its own text and nothing else`() throws {
        for text in ["c1", "cz", "c1y2p0ij32e8e7"] {
            #expect(try #require(IncidentCursor(text)).description == text)
        }
        for text in ["", "c", "1", "c-1", "c+1", "c01", "C1", "c1 ", "cZ", "c1y2p0ij32e8e8", "c'"] {
            #expect(IncidentCursor(text) == nil, "\(text)")
        }
    }
}
