import CountyFiles
import Foundation
import Governance
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

    @Test func `a missing folder is one fault`() throws {
        let errors = try #require(
            #expect(throws: CountyFileErrors.self) { try CountyFolder.load("/no/such/folder") })
        #expect(
            errors.rendered() == """
                /no/such/folder: error[county.no_folder]: there is no such folder; \
                look at its name and at where you are
                """)
        #expect(errors.rendered(in: .chinese).contains("没有这个文件夹"))
    }

    @Test func `a file in the place of the folder is one fault`() throws {
        let folder = try DiskFolder(MinimalFolder())
        let path = "\(folder.path)/roles.yaml"
        let errors = try #require(
            #expect(throws: CountyFileErrors.self) { try CountyFolder.load(path) })
        #expect(
            errors.rendered() == """
                \(path): error[county.no_folder]: this is not a folder; \
                name the one in which county.yaml lies
                """)
    }

    @Test(.enabled(if: geteuid() != 0, "skipped: an administrator may read everything"))
    func `a folder that may not be entered is one fault`() throws {
        let folder = try DiskFolder(MinimalFolder())
        try #require(chmod(folder.path, 0) == 0)
        defer { chmod(folder.path, 0o700) }
        let errors = #expect(throws: CountyFileErrors.self) { try CountyFolder.load(folder.path) }
        #expect(errors?.faults.map(\.code) == ["county.no_folder"])
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
