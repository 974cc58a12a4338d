import CountyFiles
import CurlHTTP
import DispatchCore
import Engine
import EventBus
import FeedCore
import FeedDispatch
import Feeds
import Foundation
import Governance
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing
import TextFormats

@testable import CommandRoom

/// A command room of the real Kaihua county over a real SQLite log, on a clock that the test moves.
struct RunningRoom {
    let client: any TestClientProtocol
    let clock: ManualClock
    let engine: Engine
    let log: SQLiteEventLog
    let search: SearchIndex
    let commandRoom: CommandRoom
    let versions: RuleVersions

    /// Saturday 2026-11-21, 14:03 in Kaihua.
    static let afternoon = Instant("2026-11-21T14:03:00+08:00") ?? Instant(secondsSinceEpoch: 0)

    /// The county's folder in this repository.
    static let kaihua = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Rules/kaihua").path

    private static let key = CountyKey.random()

    /// Runs `body` against a room that listens on a port of its own and ends with it.
    ///
    /// - Parameters:
    ///   - setup: Whether requests go over a socket or straight to the router.
    ///   - folder: Where the log lies; nil makes a folder and deletes it at the end.
    ///   - disk: What the log lies on; nothing is kept while it is full.
    ///   - body: What is done while the room runs.
    /// - Returns: What `body` makes.
    /// - Throws: What `body` throws, or why the room could not be opened.
    @discardableResult
    static func run<Value: Sendable>(
        _ setup: TestingSetup = .live, in folder: URL? = nil, disk: FullDisk = FullDisk(),
        _ body: @Sendable (RunningRoom) async throws -> Value,
    ) async throws -> Value {
        guard let folder else {
            return try await withFolder { try await run(setup, in: $0, disk: disk, body) }
        }
        let served = folder.appending(path: "county").path
        let candidates = folder.appending(path: "candidates").path
        try FileManager.default.createDirectory(
            atPath: candidates, withIntermediateDirectories: true)
        for copy in [served, "\(candidates)/night"]
        where !FileManager.default.fileExists(atPath: copy) {
            try FileManager.default.copyItem(atPath: kaihua, toPath: copy)
        }
        let loaded = try CountyFolder.load(served)
        let path = folder.appending(path: "log.db").path
        let log = try SQLiteEventLog(.init(path: path, countyKey: key))
        let search = try await SearchIndex(
            path: path + ".search", log: log, naming: IncidentNames(loaded.county).words)
        let attachments = try await AttachmentStore(path: path + ".photos", log: log)
        let clock = ManualClock(afternoon)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let used = FailingLog(log, when: disk)
        let engine = Engine(
            dispatcher: Dispatcher(county: loaded.county, rules: loaded.rules), log: used,
            clock: clock, logger: logger)
        let versions = RuleVersions(
            loaded, of: engine,
            in: .init(
                served: served,
                candidates: CandidateFolders(folder: candidates),
                archive: CountyArchive(folder: path + ".versions")), logger: logger)
        await versions.begin(after: RuleHistory())
        let http = try HTTPClient()
        let catalogue = try catalogue()
        let feeds = FeedService(
            catalogue, keepingIn: LogFeedJournal(engine, log: used), over: http,
            secrets: Self.secrets,
            clock: { clock.now })
        var commandRoom = CommandRoom(
            engine: engine, versions: versions, log: used, readModels: log, search: search,
            attachments: attachments, catalogue: catalogue, feeds: feeds,
            auditor: Auditor(of: engine, log: used, source: log, logger: logger), logger: logger)
        commandRoom.heartbeat = .milliseconds(20)
        let room = commandRoom
        let application = try room.application(at: LoopbackAddress(host: "127.0.0.1", port: 0))
        let value = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            group.addTask { try await feeds.run() }
            // The first answer comes once the log has been read back.
            _ = await engine.openCount()
            let value = try await application.test(setup) { client in
                try await body(
                    RunningRoom(
                        client: client, clock: clock, engine: engine, log: log, search: search,
                        commandRoom: room, versions: versions))
            }
            engine.stop()
            group.cancelAll()
            try await group.waitForAll()
            return value
        }
        await http.shutdown(grace: .zero)
        try search.close()
        try attachments.close()
        try await log.close()
        return value
    }

    /// Lends `body` a folder that is deleted afterwards.
    static func withFolder<Value>(
        _ body: (URL) async throws -> Value,
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "room-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }

    /// Sends a request and answers the status, the headers and the body as JSON.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        by actor: String? = nil, key: String? = nil, ifMatch: String? = nil,
    ) async throws -> Answer {
        var headers: HTTPFields = [:]
        if body != nil { headers[.contentType] = "application/json" }
        headers[.actor] = actor
        headers[.idempotencyKey] = key
        headers[.ifMatch] = ifMatch
        return try await send(method, path, Array((body ?? "").utf8), headers: headers)
    }

    /// Sends a request of any bytes and headers.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8], headers: HTTPFields,
    ) async throws -> Answer {
        try await client.execute(
            uri: path, method: method, headers: headers,
            body: body.isEmpty ? nil : ByteBuffer(bytes: body),
        ) { response in
            let bytes = Array(response.body.readableBytesView)
            let isJSON = response.headers[.contentType]?.contains("json") ?? false
            return Answer(
                status: response.status, headers: response.headers,
                json: isJSON && !bytes.isEmpty ? try JSON.parse(bytes) : .null, bytes: bytes)
        }
    }

    /// Reports something and answers the incident's document.
    @discardableResult
    func report(
        _ category: String = "dispute/elder-support", at grid: String = "330824115201001",
        _ more: String = "",
    ) async throws -> JSON {
        let answer = try await send(
            .post, "/api/v1/reports", #"{"category":"\#(category)","grid":"\#(grid)"\#(more)}"#)
        try #require(answer.status == .created, "\(answer.json)")
        return answer.json
    }

    /// The ids of the incidents on one page of the list.
    func list(_ query: String = "") async throws -> [String] {
        let answer = try await send(.get, "/api/v1/incidents?\(query)")
        try #require(answer.status == .ok, "\(answer.json)")
        return answer.json["items"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
    }

    /// Waits until the log has an event of this type about the incident.
    func waitForEvent(_ type: String, of incident: String) async throws {
        let stream = log.subscribe(after: .start, filter: RecordFilter(typePrefix: type))
        for try await batch in stream
        where batch.contains(where: { $0.event.incident?.description == incident }) {
            return
        }
    }
}
