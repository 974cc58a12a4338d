import FeedCore
import Foundation
import Governance
import Testing
import TextFormats

@testable import Feeds

struct FeedStateFolderTests {
    private let path = FileManager.default.temporaryDirectory
        .appending(path: "feed-state-\(UUID().uuidString)").path
    private let now = Instant(secondsSinceEpoch: 1_800_000_000)

    private func items(_ keys: [String]) -> [DigestedItem] {
        keys.map { key in
            DigestedItem(
                FeedItem(
                    key: key, title: "标题 \(key)", time: now,
                    coordinate: Coordinate(latitude: 29.1, longitude: 118.4), category: "dispute",
                    action: .open, fact: ["level": 3]),
                digest: "d\(key)")
        }
    }

    @Test func `what is kept is read back as it was`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = FeedStateFolder(path)
        let kept = try folder.update("weather") { memory in
            _ = memory.take(items(["a", "b", "c"]), at: now)
            _ = memory.take(items(["a"]), refused: ["b": .entity], at: now + .seconds(60))
            memory.shape = RecordShape(count: 3, fields: ["id": ["text"]])
            return memory
        }
        #expect(try folder.memory(of: "weather") == kept)
        #expect(try folder.memory(of: "other") == FeedMemory())
    }

    @Test func `the folders that it lies in are made`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = FeedStateFolder("\(path)/of/weather")
        _ = try folder.update("rain") { $0.take(items(["a"]), at: now) }
        #expect(try FeedStateFolder("\(path)/of/weather/").memory(of: "rain").liveCount == 1)
    }

    @Test func `a draft that a crash left behind is not read`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = FeedStateFolder(path)
        try folder.update("a") { _ = $0.take(items(["x"]), at: now) }
        try Data("{\"vers".utf8).write(to: URL(filePath: "\(path)/a.jsonl.new"))
        #expect(try folder.memory(of: "a").items.count == 1)
        try folder.update("a") { _ = $0.take(items(["x", "y"]), at: now) }
        #expect(try folder.memory(of: "a").items.count == 2)
    }

    @Test func `a damaged file is told with its line and is not overwritten`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = FeedStateFolder(path)
        try folder.update("a") { _ = $0.take(items(["x", "y"]), at: now) }
        let file = URL(filePath: "\(path)/a.jsonl")
        let whole = try String(contentsOf: file, encoding: .utf8)
        let lines = whole.split(separator: "\n")
        let damages = [
            ("\(lines[0])\n\(lines[1])\n", 1), ("\(lines[0])\n{}\n\(lines[2])\n", 2), ("[", 1),
        ]
        for (text, line) in damages {
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: FeedStateFolder.Failure.self) {
                try folder.update("a") { _ = $0.take([], at: now) }
            }
            #expect(error?.description.hasPrefix("\(file.path):\(line): ") == true)
            #expect(try String(contentsOf: file, encoding: .utf8) == text)
        }
    }

    @Test(arguments: ["", "../x", "A", ".a", "a~b", String(repeating: "a", count: 65)])
    func `a name that is not one of a feed is refused`(name: String) {
        #expect(throws: FeedStateFolder.Failure.self) {
            try FeedStateFolder(path).memory(of: name)
        }
    }

    @Test func `polls at the same time give each item once`() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = FeedStateFolder(path)
        let current = items((0..<50).map { "k\($0)" })
        let now = now
        let added = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try folder.update("a") { $0.take(current, at: now).count(of: .added) }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(added == 50)
    }
}
