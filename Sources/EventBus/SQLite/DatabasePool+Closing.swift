import GRDB

extension DatabasePool {
    /// Closes all connections and leaves nothing beside the file.
    ///
    /// Whoever closes the last connection to a database moves what its write-ahead log still holds
    /// into the file and removes it. The pool ends with connections that may only read and so cannot
    /// do that, wherefore another one outlives them.
    func closeLeavingOneFile() throws {
        // If it cannot be opened, what is left beside the file is taken up at the next opening.
        let last = try? DatabaseQueue(path: path)
        try close()
        try last?.close()
    }
}
