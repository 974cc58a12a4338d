import Glibc

/// What is in a folder.
enum DirectoryListing {
    /// What is known of a folder without reading its files.
    struct Entry {
        /// The bytes of its files.
        let bytes: Int
        /// When it was changed last, in seconds.
        let modified: Int
    }

    /// The names in the folder in alphabetical order, without `.` and `..`; none if it cannot be
    /// read.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The size and age of a folder.
    static func entry(_ path: String) -> Entry {
        var status = stat()
        let modified = lstat(path, &status) == 0 ? Int(status.st_mtim.tv_sec) : 0
        let bytes = names(in: path).reduce(0) { sum, name in
            var status = stat()
            return lstat("\(path)/\(name)", &status) == 0 ? sum + Int(status.st_size) : sum
        }
        return Entry(bytes: bytes, modified: modified)
    }
}
