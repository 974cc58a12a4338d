import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Moves what the write-ahead log holds into the main file, a little at a time and beside the
/// writer, so that neither does the file grow without end nor does a commit wait for the whole.
///
/// SQLite's own way, to let the commit that crosses a mark do it all, makes that commit slow. Here
/// another connection copies while the writer goes on. What the writer added meanwhile is little;
/// it copies that itself between two commits, so that the file can be used again from its start.
/// The file keeps its size: writing over it is cheaper than growing it.
final class Checkpointer: Sendable {
    /// The size of the write-ahead log, in pages, at which copying begins: 16 MiB.
    private static let mark = 2_048

    private struct State {
        var isCopying = false
        /// Pages in the write-ahead log when another connection last had copied all it found.
        var copied: Int?
        var isStopped = false
    }

    private let state = Mutex(State())
    private let connection: DatabaseQueue
    private let pages = PageCount()

    init(path: String) throws {
        var configuration = Configuration()
        configuration.label = "griddispatch.log.checkpoint"
        configuration.busyMode = .timeout(5)
        connection = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Has the writing connection count the pages of the write-ahead log at each commit.
    func watch(_ database: Database) throws {
        let context = Unmanaged.passUnretained(pages).toOpaque()
        sqlite3_wal_hook(
            database.sqliteConnection,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<PageCount>.fromOpaque(context).takeUnretainedValue().set(Int(pages))
                return SQLITE_OK
            }, context)
    }

    /// Looks whether something is to be done; called by the writer after a commit.
    func committed(_ database: Database) {
        let count = pages.get()
        guard count >= Self.mark else { return }
        let next = state.withLock { state -> Step in
            guard !state.isCopying, !state.isStopped else { return .nothing }
            defer { state.copied = nil }
            // What was copied is behind us by little, or nothing was copied yet.
            if state.copied != nil { return .finish }
            state.isCopying = true
            return .copy
        }
        switch next {
        case .nothing: break
        // A fault is no harm here: the pages stay where they are, and it is tried again.
        case .finish: _ = try? database.checkpoint(.passive)
        case .copy: copyBeside()
        }
    }

    /// Moves everything and cuts the file, so that nothing that was deleted is left in it.
    func erase(_ database: Database) throws {
        _ = try database.checkpoint(.truncate)
    }

    /// Ends copying and gives up the connection.
    func stop() {
        state.withLock { $0.isStopped = true }
        try? connection.close()
    }

    private enum Step {
        case nothing, copy, finish
    }

    private func copyBeside() {
        connection.asyncWriteWithoutTransaction { [self] database in
            let result = try? database.checkpoint(.passive)
            state.withLock { state in
                state.isCopying = false
                state.copied = result?.checkpointedFrameCount
            }
        }
    }
}

/// How many pages the write-ahead log has, as the last commit told.
private final class PageCount: Sendable {
    private let count = Atomic(0)

    func set(_ value: Int) { count.store(value, ordering: .relaxed) }

    func get() -> Int { count.load(ordering: .relaxed) }
}
