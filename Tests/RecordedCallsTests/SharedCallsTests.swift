import Foundation
import GridTesting
import RecordedCalls
import Testing
import TextFormats

/// The recorded weeks that are shared beside the repository, where they are.
@Suite(.enabled(if: RecordedFiles.hasShared, "skipped: ../shared/data/calls is not there"))
struct SharedCallsTests {
    private static let files = [
        ("sf_fire_units_2016-12-31_2017-01-03.csv.gz", "sf-fire"),
        ("sf_fire_units_2020-04-07_2020-04-13.csv.gz", "sf-fire"),
        ("sf_lone_mountain_fires_2009-01-10_2014-12-31.csv.gz", "sf-fire"),
        ("vabeach_ems_2017-01_2017-09.csv.gz", "vabeach-ems"),
    ]

    @Test(arguments: files)
    func `the figures are exactly those expected`(file: String, mapping: String) throws {
        let expected = try JSON.parse(
            Array(Data(contentsOf: RecordedFiles.shared.appending(path: "expected_stats.json"))),
            limits: .file)
        let report = try RecordedReplay.run(
            input: RecordedFiles.shared.appending(path: file).path,
            mapping: RecordedFiles.mapping(mapping))
        #expect(report.isComplete)
        #expect(try JSON.parse(report.json()) == expected[file])
    }

    @Test func `a week in any order, every row twice, has the same figures`() throws {
        let seed = GridTesting.SeededGenerator.seeds(1)[0]
        var generator = GridTesting.SeededGenerator(seed: seed)
        let path = RecordedFiles.shared.appending(path: Self.files[2].0).path
        let mapping = RecordedFiles.mapping("sf-fire")
        let plain = try #require(try Self.inflated(path))
        var rows = plain.split(separator: "\n").map(String.init)
        let header = rows.removeFirst()
        rows = (rows + rows).shuffled(using: &generator)
        let text = ([header] + rows).joined(separator: "\n")
        let shuffled = try RecordedFiles.with(Array(text.utf8)) {
            try RecordedReplay.run(input: $0, mapping: mapping).json()
        }
        // In this file all rows of a call are of the same groups, so that even those are equal.
        #expect(
            shuffled == (try RecordedReplay.run(input: path, mapping: mapping).json()),
            "seed \(seed)")
    }

    private static func inflated(_ path: String) throws -> String? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-dc", path]
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        return data.map { String(decoding: $0, as: UTF8.self) }
    }
}
