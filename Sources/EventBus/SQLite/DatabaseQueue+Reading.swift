import GRDB

extension DatabaseQueue {
    /// A connection for looking at the database at `path`, which changes no byte of it and leaves
    /// nothing new beside it.
    static func forReading(_ path: String, label: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = label
        configuration.busyMode = .timeout(5)
        // The last connection that may write moves the write-ahead log into the file when it is
        // closed. Where there is nothing to move, only such a one clears away what it has made.
        let hasNothingToMove = LogFile.size(of: path) > 0 && LogFile.size(of: path + "-wal") == 0
        configuration.readonly = !hasNothingToMove
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
