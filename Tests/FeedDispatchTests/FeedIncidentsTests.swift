import CEL
import DispatchCore
import Engine
import EventBus
import FeedCore
import Feeds
import Governance
import GridTesting
import Logging
import Testing

@testable import FeedDispatch

/// What the items of a feed do to incidents, on an engine with a log.
struct FeedIncidentsTests {
    private static let mapping: [MappingPart: String] = [
        .category: "'safety/fire'", .opens: "record.state == 'open'",
        .updates: "record.state == 'more'", .closes: "record.state == 'done'",
        .about: "has(record.about) ? record.about : ''",
        .area: "has(record.area) ? record.area : ''",
        .incident: "has(record.ours) ? record.ours : ''",
    ]

    private static func item() throws -> DataItem {
        let text = LocalizedText(chinese: "火情", english: "fires")
        return DataItem(
            id: DataItem.ID(trusted: "fires"), meaning: text, owner: text,
            source: SourcePlatform.ID(trusted: "s"), path: "",
            document: FeedDocument(format: .json), interval: .seconds(60),
            freshness: .seconds(60), sensitivity: .public, readers: DataItem.Readers(),
            expressions: [:], mapping: try ItemMapping(mapping.mapValues { .init($0) }))
    }

    /// One source whose documents are taken one after the other.
    private struct Source {
        let engine: Engine
        let item: DataItem
        let log: any EventLog
        var memory = FeedMemory()

        init(_ engine: Engine, _ log: any EventLog) throws {
            self.engine = engine
            self.log = log
            item = try FeedIncidentsTests.item()
        }

        /// Takes a document as the service does, and puts it on record.
        mutating func give(_ document: String) async {
            let before = memory.shape
            let poll = FeedPoll(item.document, mapping: item.mapping, refusesDrift: false)
            let report = poll.take(Array(document.utf8), into: &memory, at: engine.now)
            let incidents = FeedIncidents(engine, logger: Logger(label: "test"))
            for (key, id) in await incidents.take(report, of: item, knowing: memory) {
                memory.note(id, openedBy: key)
            }
            let summary = FeedTaking(
                feed: "fires", way: .poll, digest: "d", records: report.records,
                unchanged: report.outcome.unchanged, refused: 0, changes: [])
            let journal = LogFeedJournal(engine, log: log)
            for event in memory.events(
                keeping: report.outcome, summary, hidesItems: false, shapeBefore: before)
            {
                #expect(await journal.keep(.taken(event)))
            }
        }

        /// Forgets everything but what the log says.
        mutating func restart() async throws {
            memory = FeedMemory()
            for (event, moment) in try await LogFeedJournal(engine, log: log).recorded() {
                guard case .taken(let taking) = event else { continue }
                memory.evolve(taking, at: moment)
            }
        }
    }

    private func fire(_ key: Int, _ state: String, _ more: String = "") -> String {
        #"{"id":\#(key),"state":"\#(state)","title":"smoke \#(state)","lat":29.1,"lon":118.4\#(more)}"#
    }

    /// The types of the events of incidents, and those that a source opened.
    private func story(
        _ body: (inout Source) async throws -> Void,
    ) async throws -> [[String]] {
        let log = MemoryEventLog()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let engine = Engine(
            dispatcher: SmallCounty.dispatcher, log: log, clock: ManualClock(SmallCounty.morning),
            hasInbox: false, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            var source = try Source(engine, log)
            do {
                try await body(&source)
            } catch {
                engine.stop()
                throw error
            }
            engine.stop()
            try await group.waitForAll()
        }
        var types: [Incident.ID: [String]] = [:]
        var order: [Incident.ID] = []
        let records = try await log.read(after: .start, limit: 1_000, filter: .everything).records
        for record in records {
            guard let id = record.event.incident else { continue }
            if types[id] == nil { order.append(id) }
            let type = record.event.kind.type.dropFirst("griddispatch.".count)
            types[id, default: []].append(String(type))
        }
        return order.compactMap { types[$0] }
    }

    @Test func `an item opens one incident, however often it is given`() async throws {
        let types = try await story { source in
            await source.give("[\(fire(1, "open"))]")
            await source.give("[\(fire(1, "open"))]")
            try await source.restart()
            await source.give("[\(fire(1, "open"))]")
            await source.give("[]")
            await source.give("[\(fire(1, "open"))]")
        }
        #expect(types == [["report.accepted", "source.heard"]])
    }

    @Test func `it updates and closes the incident that it opened, across a restart`() async throws
    {
        let types = try await story { source in
            await source.give("[\(fire(1, "open")),\(fire(2, "open"))]")
            try await source.restart()
            await source.give("[\(fire(1, "more")),\(fire(2, "open"))]")
            await source.give("[\(fire(1, "done")),\(fire(2, "open"))]")
            await source.give("[\(fire(1, "done")),\(fire(2, "open"))]")
        }
        #expect(
            types == [
                ["report.accepted", "source.heard", "source.heard", "incident.selfhandled"],
                ["report.accepted"],
            ])
    }

    @Test func `a record may update and close the incident of another`() async throws {
        let types = try await story { source in
            await source.give("[\(fire(1, "open"))]")
            let more = fire(2, "more", #","about":"1""#)
            await source.give("[\(fire(1, "open")),\(more)]")
            await source.give("[\(fire(1, "open")),\(more),\(fire(3, "done", #","about":"1""#))]")
            await source.give(
                "[\(fire(1, "open")),\(more),\(fire(3, "done", #","about":"1""#)),"
                    + "\(fire(4, "done", #","about":"no such""#))]")
        }
        #expect(
            types == [["report.accepted", "source.heard", "source.heard", "incident.selfhandled"]])
    }

    @Test func `a record that names an incident of ours tells that one, whoever opened it`()
        async throws
    {
        let types = try await story { source in
            await source.give("[\(fire(1, "open"))]")
            let ours = try #require(source.memory.items["1"]?.incident)
            // Of a source of its own: what it remembers has nothing of the incident.
            source.memory = FeedMemory()
            await source.give("[\(fire(7, "more", #","ours":"\#(ours)""#))]")
            await source.give("[\(fire(7, "open", #","ours":"\#(ours)""#))]")
            await source.give("[\(fire(7, "done", #","ours":"\#(ours)""#))]")
            await source.give(
                "[\(fire(8, "done", #","ours":"0190a000-0000-7000-8000-000000000001""#))]")
        }
        #expect(
            types == [
                [
                    "report.accepted", "source.heard", "source.heard", "source.heard",
                    "incident.selfhandled",
                ]
            ])
    }

    @Test func `a report is of the community or grid that its source names`() async throws {
        var areas: [AreaCode] = []
        for code in ["339900102001", "339900101001001", "330824115201", "339900101000"] {
            _ = try await story { source in
                await source.give("[\(fire(1, "open", #","area":"\#(code)""#))]")
                let record = try await source.log.read(
                    after: .start, limit: 1,
                    filter: RecordFilter(typePrefix: "griddispatch.report.accepted")
                ).records.first
                guard case .reportAccepted(let report, _, _)? = record?.event.kind else { return }
                areas.append(report.area)
            }
        }
        // What the county has none of, or what is too wide, says nothing; then the place counts.
        try #require(areas.count == 4)
        #expect(areas[..<2] == [.lingxia, .qiaotouFirst])
        #expect(areas[2] == areas[3])
        #expect(areas[2].level == .community)
    }

    @Test func `what was not on record when the process died opens nothing twice`() async throws {
        let types = try await story { source in
            let before = source.memory
            await source.give("[\(fire(1, "open"))]")
            // The report was kept and what was known was not.
            source.memory = before
            await source.give("[\(fire(1, "open"))]")
        }
        #expect(types == [["report.accepted"]])
    }

    @Test func `an item becomes serious later`() async throws {
        let types = try await story { source in
            await source.give("[\(fire(1, "watched"))]")
            await source.give("[\(fire(1, "open"))]")
            await source.give("[\(fire(1, "watched"))]")
            await source.give("[\(fire(1, "open", #","lat2":1"#))]")
        }
        #expect(types == [["report.accepted", "source.heard"]])
    }
}
