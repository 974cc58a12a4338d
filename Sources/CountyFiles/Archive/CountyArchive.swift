import Glibc
public import Governance

/// Every version of a county that ever decided, or ran beside the one that did: its files, in a
/// folder named after their digest.
///
/// A version that is once kept is never changed. It is written whole beside its place, flushed and
/// then moved there, so that after a crash it is there as it should be or not at all.
public struct CountyArchive: Sendable {
    /// The bounds of an archive.
    public struct Limits: Sendable {
        /// How many versions are kept.
        public var versions = 1_000
        /// How many bytes the files of all versions may have.
        public var bytes = 1_073_741_824

        /// The ordinary bounds.
        public init() {}
    }

    /// Why a version could not be kept or read.
    public enum Failure: Error, Hashable, Sendable {
        /// The archive has as many versions as it may have, and each of them once decided.
        case full(versions: Int, bytes: Int)
        /// What stands under a version is something else.
        case damaged(CountyVersion)
        /// The operating system refused.
        case system(path: String, reason: String)
    }

    /// Where the versions are.
    public let folder: String
    private let limits: Limits

    /// The archive in `folder`, which is made when the first version is kept.
    public init(folder: String, limits: Limits = Limits()) {
        self.folder = folder
        self.limits = limits
    }

    /// The versions that are kept, in alphabetical order.
    public var versions: [CountyVersion] {
        DirectoryListing.names(in: folder).compactMap { CountyVersion($0) }
    }

    /// Whether the version is kept.
    public func has(_ version: CountyVersion) -> Bool {
        var status = stat()
        return stat(path(of: version), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Keeps a version; nothing is done if it is kept already.
    ///
    /// What somebody changed is mended.
    ///
    /// - Parameters:
    ///   - county: The version.
    ///   - precious: Versions that were once in force. Where there is no room, others are given up,
    ///     those that were written first.
    /// - Throws: ``Failure``; the archive is then as it was, or has less that was not precious.
    public func keep(
        _ county: LoadedCounty, sparing precious: Set<CountyVersion>,
    ) throws(Failure) {
        let place = path(of: county.version)
        let isKept = has(county.version)
        if isKept, CountyFolder.version(of: CountyFolder.read(place).files) == county.version {
            return
        }
        if !isKept { try makeRoom(for: Self.size(county.files), sparing: precious) }
        let draft = "\(folder)/.\(county.version)"
        try? remove(draft)
        try make(folder)
        try make(draft)
        for (name, bytes) in county.files { try write(bytes, to: "\(draft)/\(name)") }
        try flush(draft)
        // What was changed, or was never a version.
        try remove(place)
        guard rename(draft, place) == 0 else { throw failure(draft) }
        try flush(folder)
    }

    /// Reads a version back; nil if it was never kept.
    ///
    /// - Throws: ``Failure`` if it is damaged; ``CountyFileErrors`` if this program does not take it
    ///   any more.
    public func load(_ version: CountyVersion) throws -> LoadedCounty? {
        guard has(version) else { return nil }
        let county = try CountyFolder.load(path(of: version))
        guard county.version == version else { throw Failure.damaged(version) }
        return county
    }

    private func path(of version: CountyVersion) -> String { "\(folder)/\(version)" }

    private static func size(_ files: [String: [UInt8]]) -> Int {
        files.values.reduce(0) { $0 + $1.count }
    }

    /// Gives up versions that never decided until one of so many bytes has room.
    private func makeRoom(
        for bytes: Int, sparing precious: Set<CountyVersion>,
    ) throws(Failure) {
        var kept = versions.map { (version: $0, entry: DirectoryListing.entry(path(of: $0))) }
        var total = kept.reduce(bytes) { $0 + $1.entry.bytes }
        kept.sort { $0.entry.modified < $1.entry.modified }
        var spare = kept.filter { !precious.contains($0.version) }[...]
        var count = kept.count + 1
        while count > limits.versions || total > limits.bytes {
            guard let first = spare.popFirst() else {
                throw .full(versions: kept.count, bytes: total - bytes)
            }
            try remove(path(of: first.version))
            count -= 1
            total -= first.entry.bytes
        }
    }
}

/// What the archive does to files.
extension CountyArchive {
    private func make(_ path: String) throws(Failure) {
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else { throw failure(path) }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// Makes sure that the entries of a folder outlast a power failure.
    private func flush(_ path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// Removes a version's folder, which has files and no folders, or what else stands there.
    private func remove(_ path: String) throws(Failure) {
        for name in DirectoryListing.names(in: path) {
            guard unlink("\(path)/\(name)") == 0 else { throw failure("\(path)/\(name)") }
        }
        if rmdir(path) == 0 || errno == ENOENT { return }
        guard errno == ENOTDIR, unlink(path) == 0 else { throw failure(path) }
    }

    private func failure(_ path: String) -> Failure {
        .system(path: path, reason: String(cString: strerror(errno)))
    }
}

extension CountyArchive.Failure: CustomStringConvertible {
    /// What is the matter and what to do about it.
    public var description: String {
        switch self {
        case .full(let versions, let bytes):
            "the archive is full: \(versions) versions with \(bytes) bytes, all of which decided; "
                + "move old ones to another place"
        case .damaged(let version):
            "the files of version \(version.short) in the archive were changed; restore them"
        case .system(let path, let reason): "\(path): \(reason)"
        }
    }
}
