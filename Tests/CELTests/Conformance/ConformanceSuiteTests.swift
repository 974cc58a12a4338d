import CEL
import Foundation
import Testing

/// The tests of CEL's conformance suite that need no protocol buffers.
struct ConformanceSuiteTests {
    /// The folder of the JSON lines, beside the repository.
    static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(
            path: "../../../../shared/data/cel-conformance/jsonl"
        )
        .standardizedFileURL

    static let isPresent = FileManager.default.fileExists(atPath: folder.path())

    @Test(.enabled(if: isPresent, "skipped: the conformance suite is not on this machine"))
    func `every test of the language and its extensions passes`() throws {
        let runner = ConformanceRunner(regexEngine: .swiftRegex, timeZones: .fewZones)
        var report = ConformanceReport()
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder, includingPropertiesForKeys: nil)
        for file in files where file.pathExtension == "jsonl" {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let datum = try ConformanceDatum(json: Data(line.utf8))
                report.add(runner.run(datum), of: datum)
            }
        }
        print(report)
        for remark in report.remarks { print("\(remark.test): \(remark.reason)") }
        #expect(report.total == .init(passed: 1_088, failed: 0, skipped: 0))
    }
}

extension ConformanceDatum {
    /// Reads a datum from JSON.
    init(json: Data) throws {
        self.init(try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed))
    }

    private init(_ object: Any) {
        switch object {
        case let string as String: self = .string(string)
        case let array as [Any]: self = .array(array.map { ConformanceDatum($0) })
        case let members as [String: Any]:
            self = .object(members.mapValues { ConformanceDatum($0) })
        case let number as NSNumber:
            // Foundation makes booleans numbers whose encoded type is that of a C `char`.
            let isBool = String(cString: number.objCType) == "c"
            self = isBool ? .bool(number.boolValue) : .number("\(number)")
        default: self = .null
        }
    }
}
