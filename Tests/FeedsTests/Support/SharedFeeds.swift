import Foundation
import Testing
import TextFormats

/// The folder of public feeds beside the repository, which not every machine has.
enum SharedFeeds {
    private static let data = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "../../../../shared/data").standardizedFileURL

    static let arePresent = FileManager.default.fileExists(
        atPath: data.appending(path: "feeds/expected.csv").path)

    static func bytes(of path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: data.appending(path: path)))
    }

    /// What is expected of a file of XML.
    struct Expectation: CustomTestStringConvertible {
        let file: String
        let isWellFormed: Bool
        let entries: Int
        let alerts: Int
        /// How many of the alerts fit the schema of CAP.
        let valid: Int

        var testDescription: String { file }
    }

    static let expectations: [Expectation] = {
        guard let text = try? bytes(of: "feeds/expected.csv"),
            let rows = try? CSVParser.records(in: text)
        else { return [] }
        return rows.dropFirst().map { row in
            Expectation(
                file: "feeds/\(row[0])", isWellFormed: row[3] == "yes", entries: Int(row[4]) ?? -1,
                alerts: Int(row[5]) ?? -1,
                valid: row[7].split(separator: " ").first.flatMap { Int($0) } ?? 0)
        }
    }()
}
