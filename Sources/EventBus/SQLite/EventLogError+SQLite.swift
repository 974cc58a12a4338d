import Foundation
import GRDB

extension EventLogError {
    /// The failure behind an error of the database at `path`.
    init(_ error: any Error, path: String) {
        if let error = error as? EventLogError {
            self = error
        } else if let error = error as? DatabaseError {
            self.init(error, path: path)
        } else if error is CancellationError {
            self.init(.closed, "The task was cancelled.")
        } else {
            self.init(.io, "The log \(path) failed: \(error.localizedDescription).")
        }
    }

    private init(_ error: DatabaseError, path: String) {
        let reason = error.message ?? "no reason given"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                .diskFull, "No room is left for the log \(path). It serves again once there is.")
        case .SQLITE_IOERR where Self.isOutOfRoom(error):
            self.init(
                .diskFull, "No room is left for the log \(path). It serves again once there is.")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .readOnly, "The log \(path) may not be written (\(reason)). Check its permissions.")
        case .SQLITE_CANTOPEN:
            self.init(
                .readOnly,
                "The log \(path) or a file beside it cannot be opened (\(reason)). "
                    + "Check the permissions of the folder.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .locked, "The log \(path) is held by another process (\(reason)). Stop that first.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                .corrupt,
                "The file \(path) is damaged or is no log (\(reason)). Verify it, and restore it "
                    + "from a copy.")
        default:
            self.init(.io, "The log \(path) failed: \(reason) (\(error.extendedResultCode)).")
        }
    }

    /// Whether a write failed because of a quota or a limit of the file's size.
    ///
    /// SQLite reports those, other than a full disk, as plain faults.
    private static func isOutOfRoom(_ error: DatabaseError) -> Bool {
        switch error.extendedResultCode {
        // The shared memory beside the log could not be given its size.
        case .SQLITE_IOERR_SHMSIZE: true
        case .SQLITE_IOERR_WRITE: [ENOSPC, EDQUOT, EFBIG].contains(errno)
        default: false
        }
    }
}
