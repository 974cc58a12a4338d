import ArgumentParser
import CEL
import CELHost
import Foundation
import TextFormats

/// `griddispatch cel conformance`.
struct CheckConformance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Run tests of CEL's conformance suite. 运行 CEL 一致性测试。",
        discussion: """
            A test is a line of JSON. Prints every failure and every reason for skipping, then how many \
            tests of each file passed, failed and were skipped. Ends with 1 if a test failed or \
            a line is not a test.
            """)

    private static let maximumFileBytes = 1 << 28

    @Argument(help: "Files with one test a line.")
    var files: [String]

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let runner = ConformanceRunner(regexEngine: .re2, timeZones: .system)
        var report = ConformanceReport()
        var unreadable: [String] = []
        for file in files {
            let lines = try Self.lines(of: file)
            for (index, line) in lines.enumerated() where !line.isEmpty {
                let place = "\(file):\(index + 1)"
                do {
                    let test = ConformanceDatum(try JSON.parse(Array(line)))
                    report.add(try runner.run(test), of: test)
                } catch let error as ConformanceRunner.Unreadable {
                    unreadable.append("\(place): \(error.reason)")
                } catch {
                    unreadable.append("\(place): \(error)")
                }
            }
        }
        if json {
            print(Self.json(report, unreadable).text())
        } else {
            for remark in report.remarks { print(Self.text(remark)) }
            for line in report.description.split(separator: "\n") { print(String(line).harmless) }
        }
        for line in unreadable { printToStandardError(line.harmless) }
        if !unreadable.isEmpty { printToStandardError("unreadable lines: \(unreadable.count)") }
        guard report.total.failed == 0, unreadable.isEmpty else { throw ExitCode.failure }
    }

    private static func lines(of file: String) throws -> [Data.SubSequence] {
        let handle: FileHandle
        let content: Data
        do {
            handle = try FileHandle(forReadingFrom: URL(filePath: file))
            content = try handle.read(upToCount: maximumFileBytes + 1) ?? Data()
        } catch {
            printToStandardError("\(file): cannot be read: \(error.localizedDescription)")
            throw ExitCode.failure
        }
        try handle.close()
        guard content.count <= maximumFileBytes else {
            printToStandardError("\(file): is longer than \(maximumFileBytes) bytes")
            throw ExitCode.failure
        }
        return content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    private static func text(_ remark: ConformanceReport.Remark) -> String {
        let test = remark.test.harmless
        return switch remark.outcome {
        case .passed: "passed   \(test)"
        case .failed(let expected, let got):
            """
            FAILED   \(test)
                expression  \(remark.expression.harmless)
                expected    \(expected)
                got         \(got)
            """
        case .skipped(let reason): "skipped  \(test): \(reason.harmless)"
        }
    }

    private static func json(_ report: ConformanceReport, _ unreadable: [String]) -> JSON {
        var files = JSONObject()
        for (name, counts) in report.files.sorted(by: { $0.key < $1.key }) {
            files[name] = json(counts)
        }
        var failures: [JSON] = []
        var skipped: [JSON] = []
        for remark in report.remarks {
            switch remark.outcome {
            case .passed: continue
            case .failed(let expected, let got):
                failures.append([
                    "test": .string(remark.test), "expression": .string(remark.expression),
                    "expected": .string(expected), "got": .string(got),
                ])
            case .skipped(let reason):
                skipped.append([
                    "test": .string(remark.test), "expression": .string(remark.expression),
                    "reason": .string(reason),
                ])
            }
        }
        return [
            "files": .object(files), "total": json(report.total), "failures": .array(failures),
            "skips": .array(skipped), "unreadable": .array(unreadable.map(JSON.string)),
        ]
    }

    private static func json(_ counts: ConformanceReport.Counts) -> JSON {
        [
            "passed": .integer(Int64(counts.passed)), "failed": .integer(Int64(counts.failed)),
            "skipped": .integer(Int64(counts.skipped)),
        ]
    }
}
