import Crypto
import Governance

/// Reads a county's folder: every file is checked before anything of it may be used.
public enum CountyFolder {
    /// The names of the files of a folder, in the order in which they are read.
    public static let fileNames = FolderFile.allCases.map(\.rawValue)

    /// The files that a running server does not take up: what is taken from other systems, and over
    /// which channels people are told.
    public static let filesReadAtStart = [FolderFile.feeds, .channels].map(\.rawValue)

    /// The largest file that is read, in bytes.
    public static let maximumFileSize = 4 * 1_024 * 1_024

    /// Reads the folder at `path`.
    ///
    /// - Throws: ``CountyFileErrors`` naming everything that is wrong, with file, line and column.
    public static func load(_ path: String) throws(CountyFileErrors) -> LoadedCounty {
        if let fault = fault(ofFolder: path) { throw CountyFileErrors(faults: [fault]) }
        let (files, unreadable) = read(path)
        return try load(files: files, unreadable: unreadable)
    }

    /// The bytes of the files that belong to a folder, and why others cannot be read.
    static func read(
        _ path: String,
    ) -> (files: [String: [UInt8]], unreadable: [String: BoundedFile.Failure]) {
        var files: [String: [UInt8]] = [:]
        var unreadable: [String: BoundedFile.Failure] = [:]
        for file in FolderFile.allCases {
            do {
                files[file.rawValue] = try BoundedFile.read(
                    "\(path)/\(file.rawValue)", upTo: maximumFileSize)
            } catch  where file.isOptional && error == .missing {
                continue
            } catch {
                unreadable[file.rawValue] = error
            }
        }
        for name in tableFileNames(in: path) {
            do {
                files[name] = try BoundedFile.read("\(path)/\(name)", upTo: maximumFileSize)
            } catch {
                unreadable[name] = error
            }
        }
        return (files, unreadable)
    }

    /// The names of the decision tables' CSV files in the folder, in alphabetical order.
    private static func tableFileNames(in path: String) -> [String] {
        let names = DirectoryListing.names(in: path).filter(RoutingTableFile.isName)
        return Array(names.prefix(RoutingTableFile.maximumFiles))
    }

    /// Reads a folder whose files are in memory, by name; other names are left alone.
    ///
    /// - Throws: ``CountyFileErrors`` naming everything that is wrong, with file, line and column.
    public static func load(files: [String: [UInt8]]) throws(CountyFileErrors) -> LoadedCounty {
        try load(files: files, unreadable: [:])
    }

    /// The version of a folder with these files.
    ///
    /// SHA-256 over the files by name, each as the length of its name, its name, the length of its
    /// bytes and its bytes; lengths are big-endian numbers of eight bytes.
    static func version(of files: [String: [UInt8]]) -> CountyVersion {
        var digest = SHA256()
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            for part in [Array(name.utf8), bytes] {
                withUnsafeBytes(of: UInt64(part.count).bigEndian) {
                    digest.update(bufferPointer: $0)
                }
                digest.update(data: part)
            }
        }
        let hex = digest.finalize().map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        guard let version = CountyVersion(hex) else {
            preconditionFailure("a SHA-256 digest is not 64 hex digits: \(hex)")
        }
        return version
    }
}
