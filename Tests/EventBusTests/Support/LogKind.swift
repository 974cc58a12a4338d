import EventBus
import Testing

/// The implementations that keep the one contract.
enum LogKind: CaseIterable, CustomTestStringConvertible {
    case memory, sqlite

    var testDescription: String {
        switch self {
        case .memory: "in memory"
        case .sqlite: "in SQLite"
        }
    }

    /// Runs `body` with an empty log of this kind, and closes it.
    func withLog(
        limits: LogLimits = LogLimits(),
        _ body: (any EventLog & ReadModels) async throws -> Void,
    ) async throws {
        switch self {
        case .memory:
            let log = MemoryEventLog(limits: limits)
            try await body(log)
            try await log.close()
        case .sqlite:
            let folder = try TemporaryFolder()
            let log = try SQLiteEventLog.sample(in: folder.file("log"), limits: limits)
            try await body(log)
            try await log.close()
        }
    }
}

extension SQLiteEventLog {
    /// A log under the sample key.
    static func sample(
        in path: String, limits: LogLimits = LogLimits(),
    ) throws -> SQLiteEventLog {
        var configuration = Configuration(path: path, countyKey: try .sample)
        configuration.limits = limits
        return try SQLiteEventLog(configuration)
    }
}

extension CountyKey {
    /// The key of the logs in these tests.
    static var sample: CountyKey {
        get throws { try #require(CountyKey(bytes: Array(0..<32))) }
    }

    /// A key that is not the one of the logs in these tests.
    static var other: CountyKey {
        get throws { try #require(CountyKey(bytes: Array(100..<132))) }
    }
}
