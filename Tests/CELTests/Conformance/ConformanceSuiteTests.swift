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

    /// The tests of all files.
    static func tests() throws -> [ConformanceDatum] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        var tests: [ConformanceDatum] = []
        for file in files.filter({ $0.pathExtension == "jsonl" }) {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                tests.append(try ConformanceDatum(json: Data(line.utf8)))
            }
        }
        return tests
    }

    @Test(.enabled(if: isPresent, "skipped: the conformance suite is not on this machine"))
    func `every test of the language and its extensions passes`() throws {
        let runner = ConformanceRunner(regexEngine: .swiftRegex, timeZones: .fewZones)
        var report = ConformanceReport()
        for test in try Self.tests() { report.add(try runner.run(test), of: test) }
        print(report)
        #expect(report.remarks == [])
        #expect(report.total.passed >= 1_088)
    }

    @Test(.enabled(if: isPresent, "skipped: the conformance suite is not on this machine"))
    func `the cost of every expression that has a value lies within its estimate`() throws {
        var count = 0
        for text in try Self.tests().compactMap(\.expression) {
            guard let program = try? plainEnvironment.compile(Source(text)),
                let cost = try? program.evaluateMeasuringCost(plainEnvironment.makeActivation())
                    .cost
            else { continue }
            count += 1
            let range =
                program.estimate
                .minimum...max(
                    program.estimate.minimum, program.estimate.maximum)
            #expect(range.contains(cost), "\(text) costs \(cost), expected \(range)")
        }
        #expect(count > 800)
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

    /// The expression of a test.
    var expression: String? {
        if case .object(let members) = self, case .string(let text)? = members["expr"] {
            text
        } else {
            nil
        }
    }
}
