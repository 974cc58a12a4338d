import Crypto
import Foundation
import GRDB
public import Governance

/// Keeps photos, each sealed with a key of its own that stands in the incident's personal data alone.
///
/// They lie in a file of their own. Nobody can open one without the key, and the key is gone with the
/// incident's own when that is forgotten; the sealed bytes are deleted then too. A photo that no step
/// has claimed within a day is deleted.
public final class AttachmentStore: Sendable {
    /// The longest photo, in bytes.
    public static let maximumBytes = 4_194_304
    /// Bytes of photos that no step has claimed yet; more are refused until some are.
    public static let maximumUnclaimedBytes = 268_435_456
    /// How long a photo may wait to be claimed.
    public static let patience = Duration.hours(24)

    private let path: String
    private let log: any EventLog
    private let queue: DatabaseQueue

    /// Opens the file at `path`, which forgets what `log` forgets.
    public init(path: String, log: any EventLog) async throws(EventLogError) {
        self.path = path
        self.log = log
        do {
            queue = try Self.open(path)
        } catch {
            throw EventLogError(error, path: path)
        }
        log.attach(self)
        try await forgetWhatLogForgot()
    }

    /// Keeps a photo that was sent at `now`.
    ///
    /// - Throws: ``EventLogError/Code/overloaded`` while too many wait to be claimed.
    public func keep(
        _ bytes: [UInt8], type: Attachment.MediaType, at now: Instant,
    ) async throws(EventLogError) -> Attachment {
        precondition(bytes.count <= Self.maximumBytes, "a photo of \(bytes.count) bytes")
        var generator = SystemRandomNumberGenerator()
        let id = Attachment.ID.make(at: now, using: &generator)
        let key = RandomSource.key()
        let keyBytes = key.withUnsafeBytes { Array($0) }
        guard let attachment = Attachment(id: id, key: keyBytes, type: type) else {
            preconditionFailure("a key has \(Attachment.keyBytes) bytes")
        }
        let sealed = id.bytes.withUnsafeBytes { Sealing.seal(bytes, with: key, associated: $0) }
        let isKept = try await queue.write(at: path) { database in
            let oldest = (now - Self.patience).microsecondsSinceEpoch
            try database.execute(
                sql: "DELETE FROM photo WHERE incident IS NULL AND kept_at < ?",
                arguments: [oldest])
            let waiting = try Int.fetchOne(
                database,
                sql: "SELECT COALESCE(SUM(LENGTH(sealed)), 0) FROM photo WHERE incident IS NULL")
            guard (waiting ?? 0) + sealed.count <= Self.maximumUnclaimedBytes else { return false }
            try database.execute(
                sql: "INSERT INTO photo (id, kept_at, sealed) VALUES (?, ?, ?)",
                arguments: [Data(id.bytes), now.microsecondsSinceEpoch, sealed])
            return true
        }
        guard isKept else {
            throw EventLogError(
                .overloaded, "Too many photos wait to be used; try again later.")
        }
        return attachment
    }

    /// Whether all of these are kept.
    public func contains(_ attachments: [Attachment]) async throws(EventLogError) -> Bool {
        try await queue.read(at: path) { database in
            try attachments.allSatisfy { attachment in
                try Bool.fetchOne(
                    database, sql: "SELECT 1 FROM photo WHERE id = ?",
                    arguments: [Data(attachment.id.bytes)]) ?? false
            }
        }
    }

    /// Takes photos for an incident, so that they are kept as long as it is not forgotten.
    ///
    /// What belongs to another incident stays that one's.
    public func claim(
        _ attachments: [Attachment], for incident: Incident.ID,
    ) async throws(EventLogError) {
        try await queue.write(at: path) { database in
            for attachment in attachments {
                try database.execute(
                    sql: "UPDATE photo SET incident = ? WHERE id = ? AND incident IS NULL",
                    arguments: [Data(incident.bytes), Data(attachment.id.bytes)])
            }
        }
    }

    /// The photo, or nil if it is not there or the key is not its own.
    public func bytes(of attachment: Attachment) async throws(EventLogError) -> [UInt8]? {
        let id = attachment.id.bytes
        let sealed = try await queue.read(at: path) { database in
            try Data.fetchOne(
                database, sql: "SELECT sealed FROM photo WHERE id = ?", arguments: [Data(id)])
        }
        guard let sealed else { return nil }
        let key = SymmetricKey(data: attachment.key)
        return sealed.withUnsafeBytes { sealed in
            id.withUnsafeBytes { Sealing.open(sealed, with: key, associated: $0) }
        }
    }

    /// Gives up the file.
    public func close() throws(EventLogError) {
        do {
            try queue.close()
        } catch {
            throw EventLogError(error, path: path)
        }
    }
}

extension AttachmentStore: PersonalDataStore {
    /// Deletes the photos of an incident, and every trace of them in the file.
    public func forget(_ incident: Incident.ID) async throws(EventLogError) {
        try await queue.write(at: path) { database in
            try database.execute(
                sql: "DELETE FROM photo WHERE incident = ?", arguments: [Data(incident.bytes)])
        }
    }

    /// Forgets what the log forgot while this store was not there to be told.
    private func forgetWhatLogForgot() async throws(EventLogError) {
        let known = try await queue.read(at: path) {
            try Int.fetchOne($0, sql: "SELECT forgotten FROM progress")
        }
        let incidents = try await log.forgotten(after: known ?? 0)
        guard !incidents.isEmpty else { return }
        for incident in incidents { try await forget(incident) }
        let count = (known ?? 0) + incidents.count
        try await queue.write(at: path) { database in
            try database.execute(sql: "UPDATE progress SET forgotten = ?", arguments: [count])
        }
    }
}

extension AttachmentStore {
    private static let schema = """
        CREATE TABLE photo (
            id BLOB PRIMARY KEY,
            incident BLOB,
            kept_at INTEGER NOT NULL,
            sealed BLOB NOT NULL
        ) STRICT;
        CREATE INDEX photo_incident ON photo (incident);
        CREATE TABLE progress (forgotten INTEGER NOT NULL) STRICT;
        INSERT INTO progress (forgotten) VALUES (0);
        PRAGMA user_version = 1;
        """

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "griddispatch.attachments"
        configuration.busyMode = .timeout(5)
        try LogFile.create(path)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            guard version <= 1 else {
                throw EventLogError(
                    .newerVersion, "The photos \(path) were written by a newer version.")
            }
            guard version == 0 else { return }
            try database.inTransaction(.immediate) {
                try database.execute(sql: schema)
                return .commit
            }
        }
        return queue
    }
}
