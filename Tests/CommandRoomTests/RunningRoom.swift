import CountyFiles
import DispatchCore
import Engine
import EventBus
import Foundation
import Governance
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import TextFormats

@testable import CommandRoom

/// A command room of the real Kaihua county over a real SQLite log, on a clock that the test moves.
struct RunningRoom {
    let client: any TestClientProtocol
    let clock: ManualClock
    let engine: Engine
    let log: SQLiteEventLog

    /// Saturday 2026-11-21, 14:03 in Kaihua.
    static let afternoon = Instant("2026-11-21T14:03:00+08:00") ?? Instant(secondsSinceEpoch: 0)

    /// The county's folder in this repository.
    static let kaihua = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Rules/kaihua").path

    /// Runs `body` against a room that listens on a port of its own and ends with it.
    static func run(
        _ setup: TestingSetup = .live, _ body: @Sendable (RunningRoom) async throws -> Void,
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "room-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let loaded = try CountyFolder.load(kaihua)
        let log = try SQLiteEventLog(
            .init(path: folder.appending(path: "log.db").path, countyKey: .random()))
        let clock = ManualClock(afternoon)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let engine = Engine(
            dispatcher: Dispatcher(county: loaded.county, rules: loaded.rules), log: log,
            clock: clock, logger: logger)
        let room = CommandRoom(engine: engine, log: log, readModels: log, logger: logger)
        let application = try room.application(at: LoopbackAddress(host: "127.0.0.1", port: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            try await application.test(setup) { client in
                try await body(
                    RunningRoom(client: client, clock: clock, engine: engine, log: log))
            }
            engine.stop()
            try await group.waitForAll()
        }
        try await log.close()
    }

    /// Sends a request and answers the status, the headers and the body as JSON.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        by actor: String? = nil, key: String? = nil, ifMatch: String? = nil,
    ) async throws -> (status: HTTPResponse.Status, headers: HTTPFields, json: JSON) {
        var headers: HTTPFields = [:]
        if body != nil { headers[.contentType] = "application/json" }
        headers[.actor] = actor
        headers[.idempotencyKey] = key
        headers[.ifMatch] = ifMatch
        return try await client.execute(
            uri: path, method: method, headers: headers,
            body: body.map { ByteBuffer(string: $0) },
        ) { response in
            let bytes = Array(response.body.readableBytesView)
            return (
                response.status, response.headers, bytes.isEmpty ? .null : try JSON.parse(bytes)
            )
        }
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
