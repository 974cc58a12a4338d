import Foundation
import Simulator
import Testing
import TextFormats

@testable import RecordedCalls

/// Queues of recorded calls, and files that are wrong.
struct QueueReportTests {
    static let shared = RecordedFiles.repository.appending(path: "../shared/data/sim-queue")
        .standardizedFileURL
    static let hasShared = FileManager.default.fileExists(atPath: shared.path)

    @Test(
        .enabled(if: hasShared, "skipped: ../shared/data/sim-queue is not there"),
        arguments: ["18", "21", "25"], QueueDiscipline.allCases)
    func `recorded calls wait to the second as expected`(
        servers: String, discipline: QueueDiscipline,
    ) throws {
        let jobs = try QueueFile.read(
            Self.shared.appending(path: "jobs_2016-12-31_2017-01-03.csv").path)
        let expected = try JSON.parse(
            Array(
                Data(
                    contentsOf: Self.shared.appending(
                        path: "expected_2016-12-31_2017-01-03.json"))))
        let count = try #require(Int(servers))
        let report = QueueReport(jobs, servers: count, discipline: discipline).json
        let names =
            discipline == .fifo ? ["fifo"] : ["priority", "priority_by_class"]
        for name in names {
            let wanted = expected["servers"]?[servers]?[name]
            #expect(report["servers"]?[servers]?[name] == wanted)
        }
        let all = expected["servers"]?[servers]?[discipline.rawValue]
        for member in try #require(all?.objectValue) { #expect(report[member.key] == member.value) }
    }

    @Test func `seconds may have decimal places and columns any order`() throws {
        let file = try TemporaryCSV(
            "final_priority,service_s,extra,arrival_s,call\n3,0.5,x,1.25,a\n2,1,y,1.25,b\n")
        let report = QueueReport(
            try QueueFile.read(file.path), servers: 1, discipline: .priority)
        #expect(report.waits == [.zero, .seconds(0.5)])
        #expect(report.json["max_wait_s"] == 0.5)
        #expect(
            String(decoding: report.csv, as: UTF8.self) == """
                call,arrival_s,service_s,final_priority,wait_s
                a,1.25,0.5,3,0
                b,1.25,1,2,0.5

                """)
    }

    @Test(arguments: [
        ("", "input.header_missing"),
        ("call,arrival_s,service_s\n", "input.column_missing"),
        ("call,call,arrival_s,service_s,final_priority\n", "input.column_twice"),
        ("call,arrival_s,service_s,final_priority\na,1,2\n", "input.row_width"),
        ("call,arrival_s,service_s,final_priority\na,1,-2,3\n", "input.number"),
        ("call,arrival_s,service_s,final_priority\na,1,2,urgent\n", "input.number"),
        ("call,arrival_s,service_s,final_priority\na,99999999999,2,3\n", "input.number"),
    ])
    func `a file that is wrong is refused by place`(text: String, code: String) throws {
        let file = try TemporaryCSV(text)
        do {
            _ = try QueueFile.read(file.path)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.problems.map(\.code.rawValue) == [code])
            #expect(error.problems.first?.file == file.path)
        }
    }

    @Test func `no jobs have no percentiles`() throws {
        let report = QueueReport([], servers: 2, discipline: .fifo)
        #expect(
            report.json["servers"]?["2"]?["fifo"]
                == ["calls": 0, "waited": 0, "total_wait_s": 0])
    }
}

/// A file that is there for one test.
private final class TemporaryCSV {
    let path: String

    init(_ text: String) throws {
        path = NSTemporaryDirectory() + "/queue-\(UUID().uuidString).csv"
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
