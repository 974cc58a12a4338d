import EventBus
import Foundation
import Governance
import Testing

struct SearchIndexTests {
    private let texts = [
        1: "301室老人独自在家哭泣，邻居听见哭声",
        2: "3号楼2单元电梯坏了，Elevator stuck",
        3: "两家为水管争吵",
        4: "楼道堆放杂物，消防通道堵塞",
    ]

    private func fill(_ log: any EventLog) async throws {
        for number in texts.keys.sorted() {
            _ = try await log.append([
                AppendRequest(
                    partition: Sample.huabu,
                    events: [Sample.accepted(number, text: texts[number])],
                    incident: Sample.incident(number))
            ])
        }
    }

    private func numbers(_ hits: [SearchHit]) -> [Int] {
        hits.map { hit in (1...400).first { Sample.id($0) == hit.incident } ?? 0 }
    }

    @Test(arguments: LogKind.allCases)
    func `Chinese words of one, two and more characters are found`(_ kind: LogKind) async throws {
        let folder = try TemporaryFolder()
        try await kind.withLog { log in
            try await fill(log)
            let index = try await SearchIndex(path: folder.file("search"), log: log)
            try await index.catchUp()
            let cases: [(String, [Int])] = [
                ("哭", [1]), ("声", [1]), ("楼", [4, 2]), ("哭声", [1]), ("听见哭声", [1]),
                ("老人 哭声", [1]), ("老人 电梯", []), ("声哭", []), ("哭泣邻", []),
                ("哭泣，邻居", [1]), ("301", [1]), ("301室", [1]), ("3号楼", [2]), ("３号楼２单元", [2]),
                ("30", []), ("elevator", [2]), ("ELEVATOR", [2]), ("坏了 stuck", [2]),
                ("水管争吵", [3]), ("不存在", []), ("", []), ("。", []),
            ]
            for (question, expected) in cases {
                let hits = try await index.search(question, limit: 10)
                #expect(numbers(hits) == expected, "\(question)")
            }
            try index.close()
        }
    }

    @Test
    func `a closed index is one file`() async throws {
        let folder = try TemporaryFolder()
        let log = MemoryEventLog()
        try await fill(log)
        let index = try await SearchIndex(path: folder.file("search"), log: log)
        try await index.catchUp()
        _ = try await index.search("哭声", limit: 10)
        try index.close()
        #expect(try folder.contents().keys.sorted() == ["search"])
    }

    @Test
    func `outcomes are found beside the report, and no phrase runs across two texts`()
        async throws
    {
        let folder = try TemporaryFolder()
        let log = MemoryEventLog()
        try await fill(log)
        _ = try await log.append([
            AppendRequest(
                partition: Sample.huabu,
                events: [
                    Sample.event(3, .assignmentDone(1), text: "调解成功"),
                    Sample.event(3, .incidentClosed, text: "回访满意"),
                ])
        ])
        let index = try await SearchIndex(path: folder.file("search"), log: log)
        try await index.catchUp()
        for question in ["调解", "成功 满意", "水管 回访"] {
            #expect(numbers(try await index.search(question, limit: 10)) == [3], "\(question)")
        }
        for question in ["争吵调解", "吵调", "成功回访"] {
            #expect(try await index.search(question, limit: 10) == [], "\(question)")
        }
        try index.close()
    }

    @Test
    func `names, contacts and addresses are not in the index`() async throws {
        let folder = try TemporaryFolder()
        let log = MemoryEventLog()
        try await fill(log)
        let index = try await SearchIndex(path: folder.file("search"), log: log)
        try await index.catchUp()
        for question in ["李四", "13800000000"] {
            #expect(try await index.search(question, limit: 10) == [])
        }
        try index.close()
    }

    @Test
    func `whatever is typed is searched for and nothing else`() async throws {
        let folder = try TemporaryFolder()
        let log = MemoryEventLog()
        try await fill(log)
        let index = try await SearchIndex(path: folder.file("search"), log: log)
        try await index.catchUp()
        var generator = SeededGenerator(seed: 5)
        let pieces = [
            "\"", "'", "*", "(", ")", "AND", "OR", "NOT", "NEAR", ":", "^", "-", "+", "body", ";",
            "哭", "哭声", "\0", "\u{E000}", "%", "_", "\\", "{", "}", " ", "💧", "é", "０",
        ]
        for _ in 0..<500 {
            let question = (0..<(generator.next() % 8)).map { _ in
                pieces[Int(generator.next() % UInt64(pieces.count))]
            }.joined()
            _ = try await index.search(question, limit: 10)
        }
        #expect(try await index.search("body", limit: 10) == [])
        #expect(try await index.search("哭 OR 水管", limit: 10) == [])
        #expect(numbers(try await index.search("\"哭声\"", limit: 10)) == [1])
        try index.close()
    }

    @Test(arguments: LogKind.allCases)
    func `the index follows the log and its lag is told`(_ kind: LogKind) async throws {
        let folder = try TemporaryFolder()
        try await kind.withLog { log in
            let index = try await SearchIndex(path: folder.file("search"), log: log)
            try await fill(log)
            #expect(try await index.lag() == 4)
            let run = Task { try await index.run() }
            while try await index.lag() > 0 { try await Task.sleep(for: .milliseconds(1)) }
            #expect(numbers(try await index.search("哭", limit: 10)) == [1])
            _ = try await log.append([
                AppendRequest(partition: Sample.huabu, events: [Sample.accepted(5, text: "又哭")])
            ])
            while try await index.lag() > 0 { try await Task.sleep(for: .milliseconds(1)) }
            #expect(numbers(try await index.search("哭", limit: 10)) == [5, 1])
            run.cancel()
            try await run.value
            try index.close()
        }
    }

    @Test
    func `an index goes on where it ended, and is made anew for another log`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("search")
        let log = MemoryEventLog()
        try await fill(log)
        let first = try await SearchIndex(path: path, log: log)
        try await first.catchUp()
        try first.close()
        let second = try await SearchIndex(path: path, log: log)
        #expect(try await second.lag() == 0)
        #expect(numbers(try await second.search("哭", limit: 10)) == [1])
        try second.close()
        let other = MemoryEventLog()
        _ = try await other.append(
            (11...16).map {
                AppendRequest(partition: Sample.huabu, events: [Sample.accepted($0, text: "另一个")])
            })
        let third = try await SearchIndex(path: path, log: other)
        #expect(try await third.lag() == 6)
        #expect(try await third.search("哭", limit: 10) == [])
        try await third.catchUp()
        #expect(numbers(try await third.search("另一", limit: 3)) == [16, 15, 14])
        try third.close()
        try Data("damaged".utf8).write(to: URL(fileURLWithPath: path))
        let fourth = try await SearchIndex(path: path, log: other)
        try await fourth.catchUp()
        #expect(try await fourth.search("另一个", limit: 100).count == 6)
        try fourth.close()
    }

    @Test(arguments: LogKind.allCases)
    func `forgetting takes the words out, of the file too`(_ kind: LogKind) async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("search")
        func holds(_ word: String) -> Bool {
            ["", "-wal"].contains { suffix in
                FileManager.default.contents(atPath: path + suffix)?
                    .range(of: Data(word.utf8)) != nil
            }
        }
        try await kind.withLog { log in
            try await fill(log)
            let index = try await SearchIndex(path: path, log: log)
            try await index.catchUp()
            #expect(holds("哭声"))
            #expect(holds("elevator"))
            try await log.forget(Sample.id(1))
            #expect(try await index.search("哭", limit: 10) == [])
            #expect(!holds("哭声"))
            #expect(holds("elevator"))
            // What comes later about it, or had been read before, stays out.
            _ = try await log.append([
                AppendRequest(
                    partition: Sample.huabu,
                    events: [Sample.event(1, .assignmentDone(1), text: "还在哭")])
            ])
            try await index.catchUp()
            #expect(try await index.search("哭", limit: 10) == [])
            try index.close()
            // An index that was away is told when it comes back.
            try await log.forget(Sample.id(2))
            let again = try await SearchIndex(path: path, log: log)
            #expect(try await again.search("电梯", limit: 10) == [])
            #expect(!holds("elevator"))
            try again.close()
        }
    }

    @Test(arguments: LogKind.allCases)
    func `what is found is filtered and paged like any list`(_ kind: LogKind) async throws {
        let folder = try TemporaryFolder()
        try await kind.withLog { log in
            var story = SampleStory()
            for number in 1...400 {
                let text = number.isMultiple(of: 2) ? "听见哭声" : "路灯坏了"
                let report = Sample.report(
                    number, category: number.isMultiple(of: 4) ? "dispute" : "lamp")
                _ = try await log.append([story.accept(number, text: text, report: report)])
            }
            let index = try await SearchIndex(path: folder.file("search"), log: log)
            try await index.catchUp()
            var query = IncidentQuery()
            query.category = ReportCategory.ID(trusted: "dispute")
            query.limit = 30
            var seen: [Incident.ID] = []
            repeat {
                let page = try await index.incidents(query, matching: "哭声", in: log)
                seen += page.items.map(\.id)
                query.cursor = page.next
            } while query.cursor != nil
            #expect(seen == stride(from: 400, through: 4, by: -4).map(Sample.id))
            try index.close()
        }
    }
}
