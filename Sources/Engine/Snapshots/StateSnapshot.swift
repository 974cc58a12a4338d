import DispatchCore
import EventBus
import Foundation
import Logging

/// What the engine keeps of its state beside the log, so that it need not fold all of it again.
///
/// A snapshot that is damaged, of another form or not of this log is left alone, and the log is folded
/// from its beginning: it can cost time, never truth.
public struct StateSnapshot: Sendable {
    /// The form of the state; to be raised whenever a property of anything in it is added, moved or
    /// changed, or events come to mean something else.
    public static let version: UInt32 = 2
    /// How many records come at least before it is written again.
    static let recordsBetween = 20_000
    /// How many records come for each open incident before it is written again.
    ///
    /// To write an open incident and to read it back takes as long as folding some thirteen records
    /// (measured with `griddispatch bench restart`), so a snapshot that spares fewer only costs.
    static let recordsForEachOpen = 13
    /// With more open incidents it is written at the end only, since a copy would hold up dispatch.
    static let largestCopied = 200_000

    private let file: SnapshotFile

    /// The snapshot in the file at `path`.
    public init(path: String) {
        file = SnapshotFile(path: path, version: Self.version)
    }

    /// The state up to the record that is named with it; nil if there is none that fits the log.
    func restore(
        from log: any EventLog, _ logger: Logger,
    ) async throws(EventLogError) -> (state: CountyState, offset: Offset)? {
        do {
            guard let content = try file.read() else { return nil }
            guard try await isOfLog(content, log) else {
                logger.notice("the snapshot is not of this log and is not used")
                return nil
            }
            let state = try SnapshotDecoder.decode(CountyState.self, from: content.payload)
            guard state.records == content.offset.value else { throw SnapshotFault.malformed }
            return (state, content.offset)
        } catch let error as EventLogError {
            throw error
        } catch {
            logger.notice("the snapshot is not used", metadata: ["reason": "\(error)"])
            return nil
        }
    }

    /// Whether it is worth writing, when so many records came since it was last written.
    static func isDue(after records: Int64, open: Int) -> Bool {
        records >= max(recordsBetween, recordsForEachOpen * open)
    }

    /// Keeps `state`, which must be what the log as far as it goes makes of it.
    func keep(_ state: CountyState, of log: any EventLog) async throws {
        let offset = Offset(state.records)
        guard offset > .start, let hash = try await hash(at: offset, log) else { return }
        try file.write(
            SnapshotFile.Content(
                offset: offset, hash: hash, payload: try SnapshotEncoder.encode(state)))
    }

    private func isOfLog(_ content: SnapshotFile.Content, _ log: any EventLog) async throws -> Bool
    {
        guard content.offset > .start else { return false }
        return try await hash(at: content.offset, log) == content.hash
    }

    private func hash(at offset: Offset, _ log: any EventLog) async throws -> ChainHash? {
        let page = try await log.read(
            after: Offset(offset.value - 1), limit: 1,
            filter: RecordFilter(includesPersonalData: false))
        return page.records.first.flatMap { $0.offset == offset ? $0.hash : nil }
    }
}

extension Engine {
    /// Writes a snapshot whenever the log has grown by so much, until the task is cancelled.
    func keepSnapshots() async {
        guard let stateSnapshot else { return }
        var kept: Int64 = 0
        while (try? await Task.sleep(for: .seconds(15))) != nil {
            let state: CountyState? = await inspect { [kept] state in
                let open = state.openCount
                guard state.isTrusted, open <= StateSnapshot.largestCopied,
                    StateSnapshot.isDue(after: state.records - kept, open: open)
                else { return nil }
                return state
            }
            guard let state else { continue }
            kept = state.records
            await keep(state, stateSnapshot)
        }
    }

    /// Writes a snapshot, or tells why not; dispatch does not depend on it.
    func keep(_ state: CountyState, _ snapshot: StateSnapshot) async {
        do {
            try await snapshot.keep(state, of: log)
        } catch {
            logger.warning("the snapshot could not be kept", metadata: ["error": "\(error)"])
        }
    }
}
