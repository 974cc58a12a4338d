import Foundation
import HTTPTesting
import Synchronization
import Testing
import TextFormats

/// A system in a process of its own behind a relay, which counts what it is asked and may lose an answer.
final class LinkedSystem: Sendable {
    private struct State {
        var port: Int?
        /// The first lines of requests, without their versions.
        var requests: [String] = []
        /// How many answers to what is sent here are lost on the way before one comes through.
        var losses = 0
    }

    private let state = Mutex(State())
    private let relay: FaultServer
    private let running = Mutex<Server?>(nil)

    /// Where the other system reaches this one.
    var origin: String { relay.origin }

    /// A relay whose system is not there yet.
    init() {
        let inside = Inside()
        relay = FaultServer { inside.pass($0) }
        inside.system.withLock { $0 = self }
    }

    /// Starts the system on a folder's county.
    func start(in folder: String, named name: String) async throws {
        let server = try await Server.start(
            "\(folder)/\(name).db", in: folder, county: "\(folder)/\(name)",
            more: ["--feeds", "\(folder)/\(name).feeds", "--secrets", "\(folder)/secrets"])
        running.withLock { $0 = server }
        state.withLock { $0.port = server.port }
    }

    /// The system.
    func server() throws -> Server {
        guard let server = running.withLock({ $0 }) else { throw POSIXError(.ENOTCONN) }
        return server
    }

    /// Ends it and the relay; tells how it ended.
    func stop() async -> Int32? {
        relay.stop()
        return await running.withLock { $0 }?.stop()
    }

    /// Loses the answers to the next so many requests that send something.
    func lose(_ count: Int) {
        state.withLock { $0.losses = count }
    }

    /// What came from the other system since the last call, by method and path without the query.
    func takeRequests() -> [String] {
        state.withLock { state in
            defer { state.requests = [] }
            return state.requests
        }
    }

    /// All incidents, oldest first.
    func incidents() async throws -> [JSON] {
        let items = try await server().get("/api/v1/incidents?limit=200")?.json["items"]
        return (items?.arrayValue ?? []).reversed()
    }

    /// Does a step of an incident's life.
    func order(
        _ step: String, _ incident: JSON, _ body: String, _ actor: String,
    ) async throws {
        let path = "/api/v1/incidents/\(incident["id"]?.stringValue ?? "")/\(step)"
        let answer = try await server().post(path, body, by: actor)
        try #require(answer?.status == 200, "\(step): \(String(describing: answer))")
    }

    /// The types of an incident's events in order, and `delivery` for each message about it.
    func story(of incident: JSON) async throws -> [String] {
        let path = "/api/v1/incidents/\(incident["id"]?.stringValue ?? "")/timeline"
        let items = try await server().get(path)?.json["items"]?.arrayValue ?? []
        return items.compactMap { $0["type"]?.stringValue }
            .map { $0.hasPrefix("griddispatch.") ? String($0.dropFirst(13)) : $0 }
    }

    /// How many messages are in these states.
    func deliveries(_ states: String...) async throws -> Int64 {
        let channels = try await server().get("/api/v1/deliveries")?.json["channels"]?.arrayValue
        return try #require(channels).reduce(0) { sum, channel in
            states.reduce(sum) { $0 + (channel["counts"]?[$1]?.integerValue ?? 1) }
        }
    }

    /// Where the log ends.
    func records() async throws -> Int64 {
        let metrics = try await server().text("/metrics") ?? ""
        let line = metrics.split(separator: "\n").first {
            $0.hasPrefix("griddispatch_log_records ")
        }
        return line?.split(separator: " ").last.flatMap { Int64($0) } ?? -1
    }

    private func pass(_ connection: FaultConnection) {
        defer { connection.close() }
        guard let request = connection.readRequest() else { return }
        let parts = request.line.split(separator: " ")
        let path = request.path.split(separator: "?").first ?? ""
        let (port, isLost) = state.withLock { state in
            state.requests.append("\(parts.first ?? "") \(path)")
            let isLost = parts.first == "POST" && state.losses > 0
            if isLost { state.losses -= 1 }
            return (state.port, isLost)
        }
        if let port { connection.relay(request, toPort: port, atMost: isLost ? 0 : .max) }
    }

    /// Lets the relay be made before the system that it passes requests to.
    private final class Inside: Sendable {
        let system = Mutex<LinkedSystem?>(nil)

        func pass(_ connection: FaultConnection) {
            guard let system = system.withLock({ $0 }) else { return connection.close() }
            system.pass(connection)
        }
    }
}
