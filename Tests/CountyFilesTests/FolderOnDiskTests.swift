import CountyFiles
import Foundation
import RulesEngine
import Testing

/// Folders that are not as they should be.
struct FolderOnDiskTests {
    @Test func `a folder on disk is read like one in memory`() throws {
        let folder = try DiskFolder(MinimalFolder())
        let loaded = try CountyFolder.load(folder.path)
        let version = try MinimalFolder().load().version
        #expect(loaded.version == version)
    }

    @Test func `a link to a file is followed`() throws {
        let folder = try DiskFolder(MinimalFolder())
        let (file, target) = ("\(folder.path)/roles.yaml", "\(folder.path)/..data")
        try FileManager.default.moveItem(atPath: file, toPath: target)
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: target)
        _ = try CountyFolder.load(folder.path)
    }

    @Test func `a missing folder lacks every file that is needed`() {
        let errors = #expect(throws: CountyFileErrors.self) {
            try CountyFolder.load("/no/such/folder")
        }
        let needed = CountyFolder.fileNames.filter {
            !["calendar.yaml", "feeds.yaml", "dispatch.yaml", "channels.yaml"].contains($0)
        }
        #expect(errors?.faults.map(\.position.file) == needed)
        #expect(Set(errors?.faults.map(\.code) ?? []) == ["county.unreadable"])
    }

    @Test func `a folder in the place of a file is refused`() throws {
        let folder = try DiskFolder(MinimalFolder().with("roles.yaml", nil))
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/roles.yaml", withIntermediateDirectories: false)
        #expect(
            folder.rendered()
                == "roles.yaml:1:1: error[county.unreadable]: this is not a regular file")
    }

    @Test func `a named pipe does not make the reader wait`() throws {
        let folder = try DiskFolder(MinimalFolder().with("roles.yaml", nil))
        try #require(mkfifo("\(folder.path)/roles.yaml", 0o600) == 0)
        #expect(
            folder.rendered()
                == "roles.yaml:1:1: error[county.unreadable]: this is not a regular file")
    }

    @Test func `a huge file is refused by its size`() throws {
        let folder = try DiskFolder(MinimalFolder())
        try #require(truncate("\(folder.path)/roles.yaml", 1 << 40) == 0)
        #expect(
            folder.rendered()
                == "roles.yaml:1:1: error[county.too_large]: the file is longer than 4194304 bytes")
    }

    @Test func `a table file that cannot be read says why`() throws {
        let table = MinimalFolder().replacing(
            "    rules:\n", with: "    csv: routing.x.csv\n    was:\n", in: "routing.yaml")
        let folder = try DiskFolder(table)
        try Data().write(to: URL(filePath: "\(folder.path)/routing.x.csv"))
        try #require(truncate("\(folder.path)/routing.x.csv", 1 << 40) == 0)
        let text = folder.rendered()
        #expect(
            text.contains(
                "routing.x.csv:1:1: error[county.too_large]: the file is longer than 4194304 bytes")
        )
        #expect(!text.contains("there is no table file"))
    }

    @Test(.enabled(if: geteuid() != 0, "skipped: an administrator may read everything"))
    func `a file that may not be read is named`() throws {
        let folder = try DiskFolder(MinimalFolder())
        try #require(chmod("\(folder.path)/roles.yaml", 0) == 0)
        #expect(
            folder.rendered() == """
                roles.yaml:1:1: error[county.unreadable]: the file cannot be read: Permission denied
                """)
    }
}

/// A folder that is there as long as the value is.
private final class DiskFolder {
    let path: String

    init(_ folder: MinimalFolder) throws {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "griddispatch-county-\(UUID().uuidString)")
        path = url.path
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, text) in folder.files {
            try Data(text.utf8).write(to: url.appending(path: name))
        }
    }

    func rendered() -> String {
        do {
            _ = try CountyFolder.load(path)
            return "nothing is wrong"
        } catch {
            return error.rendered()
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
