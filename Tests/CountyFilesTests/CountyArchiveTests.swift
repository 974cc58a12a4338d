import Foundation
import Governance
import Testing

@testable import CountyFiles

/// Versions that are kept for whoever asks years later.
struct CountyArchiveTests {
    private func county(_ comment: String) throws -> LoadedCounty {
        var folder = MinimalFolder()
        folder.files["county.yaml", default: ""] += "\n# \(comment)"
        return try CountyFolder.load(files: folder.files.mapValues { Array($0.utf8) })
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "archive-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test func `what was kept comes back as it was`() throws {
        try withFolder { folder in
            let archive = CountyArchive(folder: folder)
            let first = try county("one")
            #expect(archive.versions == [])
            #expect(try archive.load(first.version) == nil)
            try archive.keep(first, sparing: [])
            try archive.keep(first, sparing: [])
            #expect(archive.versions == [first.version])
            let again = try #require(try CountyArchive(folder: folder).load(first.version))
            #expect(again.version == first.version)
            #expect(again.files == first.files)
        }
    }

    @Test func `a version that somebody changed is not taken for it`() throws {
        try withFolder { folder in
            let archive = CountyArchive(folder: folder)
            let first = try county("one")
            try archive.keep(first, sparing: [])
            let file = URL(filePath: "\(folder)/\(first.version)/county.yaml")
            try Data(first.files["county.yaml", default: []] + Array("\n# more".utf8))
                .write(to: file)
            #expect(throws: CountyArchive.Failure.damaged(first.version)) {
                try archive.load(first.version)
            }
        }
    }

    @Test(arguments: ["county.yaml", "roster.yaml", "routing.more.csv"])
    func `a version that somebody changed is mended when it is kept again`(name: String) throws {
        try withFolder { folder in
            let archive = CountyArchive(folder: folder)
            let first = try county("one")
            try archive.keep(first, sparing: [])
            let file = URL(filePath: "\(folder)/\(first.version)/\(name)")
            try Data("torn".utf8).write(to: file)
            try archive.keep(first, sparing: [first.version])
            #expect(try archive.load(first.version)?.files == first.files)
            #expect(archive.versions == [first.version])
        }
    }

    @Test func `what was left half written by a crash is no version and does no harm`() throws {
        try withFolder { folder in
            let archive = CountyArchive(folder: folder)
            let first = try county("one")
            let draft = "\(folder)/.\(first.version)"
            try FileManager.default.createDirectory(
                atPath: draft, withIntermediateDirectories: true)
            try Data("torn".utf8).write(to: URL(filePath: "\(draft)/county.yaml"))
            #expect(archive.versions == [])
            try archive.keep(first, sparing: [])
            #expect(try archive.load(first.version)?.files == first.files)
        }
    }

    @Test func `a full archive gives up what never decided, and nothing else`() throws {
        try withFolder { folder in
            var limits = CountyArchive.Limits()
            limits.versions = 2
            let archive = CountyArchive(folder: folder, limits: limits)
            let counties = try ["one", "two", "three", "four"].map(county)
            let decided = Set([counties[0].version, counties[2].version])
            try archive.keep(counties[0], sparing: decided)
            try archive.keep(counties[1], sparing: decided)
            try archive.keep(counties[2], sparing: decided)
            #expect(Set(archive.versions) == decided)
            #expect(throws: CountyArchive.Failure.self) {
                try archive.keep(counties[3], sparing: decided)
            }
            #expect(Set(archive.versions) == decided)
        }
    }

    @Test func `bytes are bounded as versions are`() throws {
        try withFolder { folder in
            let first = try county("one")
            var limits = CountyArchive.Limits()
            limits.bytes = first.files.values.reduce(0) { $0 + $1.count }
            let archive = CountyArchive(folder: folder, limits: limits)
            try archive.keep(first, sparing: [])
            let second = try county("two")
            try archive.keep(second, sparing: [])
            #expect(archive.versions == [second.version])
        }
    }

    @Test(arguments: ["", ".", "..", "../kaihua", "a/b", "/etc", ".hidden", "a\u{0}", "县"])
    func `a path is no candidate's name`(name: String) throws {
        #expect(!CandidateFolders.isName(name))
        #expect(try CandidateFolders(folder: "/").load(name) == nil)
    }

    @Test func `only folders that lie there are candidates`() throws {
        try withFolder { folder in
            let manager = FileManager.default
            for name in ["night", "day"] {
                try manager.createDirectory(
                    atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
            }
            try Data().write(to: URL(filePath: "\(folder)/file"))
            try manager.createSymbolicLink(
                atPath: "\(folder)/link", withDestinationPath: "/etc")
            let candidates = CandidateFolders(folder: folder)
            #expect(candidates.names == ["day", "night"])
            #expect(try candidates.load("link") == nil)
            #expect(try candidates.load("gone") == nil)
            #expect(throws: CountyFileErrors.self) { try candidates.load("night") }
        }
    }
}
