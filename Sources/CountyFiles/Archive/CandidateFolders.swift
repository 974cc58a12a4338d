import Glibc

/// The folder beneath which candidates for a county's next version lie, one folder each.
///
/// A request may name a candidate and never a path: whatever is not the name of a folder that
/// really lies here is unknown.
public struct CandidateFolders: Sendable {
    /// How many candidates are listed.
    public static let maximumListed = 200

    /// Where the candidates are.
    public let folder: String

    /// The candidates in `folder`.
    public init(folder: String) {
        self.folder = folder
    }

    /// The names of the candidates in alphabetical order, at most ``maximumListed``.
    public var names: [String] {
        Array(
            DirectoryListing.names(in: folder).lazy.filter { path(of: $0) != nil }
                .prefix(Self.maximumListed))
    }

    /// Reads a candidate; nil if there is none of that name.
    ///
    /// - Throws: ``CountyFileErrors`` naming everything that is wrong.
    public func load(_ name: String) throws(CountyFileErrors) -> LoadedCounty? {
        guard let path = path(of: name) else { return nil }
        return try CountyFolder.load(path)
    }

    /// Whether a text could be the name of a candidate: 1 to 64 of A-Z, a-z, 0-9, `-`, `_` and `.`,
    /// not beginning with a dot.
    public static func isName(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        return (1...64).contains(text.utf8.count) && isPlain && !text.hasPrefix(".")
    }

    /// The folder of that name; a link that leads elsewhere is none.
    private func path(of name: String) -> String? {
        guard Self.isName(name) else { return nil }
        let path = "\(folder)/\(name)"
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        return path
    }
}
