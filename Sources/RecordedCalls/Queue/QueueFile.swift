public import Simulator
import TextFormats

/// Jobs for ``ServerQueue``, as a CSV file lists them.
///
/// The columns are `call`, `arrival_s`, `service_s` and `final_priority`, in any order and among
/// others; seconds may have up to six decimal places.
public struct QueueFile {
    /// How many jobs a file may have.
    public static let maximumJobs = 5_000_000
    private static let maximumProblems = 20
    private static let columns = ["call", "arrival_s", "service_s", "final_priority"]

    private let file: String
    private var width = 0
    private var indices: [Int] = []
    private var jobs: [QueueJob] = []
    private var problems: [InputProblem] = []

    /// Reads the jobs of the file at `path`, plain or gzip, in the file's order.
    ///
    /// - Throws: ``ReplayError`` with the first faults; a queue that lacks a job would be another.
    public static func read(_ path: String) throws(ReplayError) -> [QueueJob] {
        var file = QueueFile(file: path)
        var parser = CSVParser()
        do {
            try InputFile.read(path) { bytes in
                try parser.parse(bytes) { try file.take($0) }
            }
            try parser.finish { try file.take($0) }
        } catch let error as ReplayError {
            throw error
        } catch {
            throw ReplayError([InputProblem(error, in: path)])
        }
        if file.indices.isEmpty {
            file.problems.append(
                InputProblem(
                    .headerMissing, in: path, at: TextPosition(),
                    "the file is empty; its first line must name the columns "
                        + columns.joined(separator: ", ")))
        }
        guard file.problems.isEmpty else { throw ReplayError(file.problems) }
        return file.jobs
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func take(_ record: CSVRecord) throws(ReplayError) {
        guard !indices.isEmpty else { return try takeHeader(record) }
        guard jobs.count < Self.maximumJobs else {
            throw ReplayError([
                InputProblem(
                    .tooLarge, in: file, at: TextPosition(line: record.line),
                    "a file may have \(Self.maximumJobs) jobs; split it")
            ])
        }
        do {
            jobs.append(try job(record))
        } catch {
            problems.append(error)
            if problems.count >= Self.maximumProblems { throw ReplayError(problems) }
        }
    }

    private mutating func takeHeader(_ record: CSVRecord) throws(ReplayError) {
        do throws(CSVError) {
            let header = try CSVHeader(record)
            width = record.count
            for name in Self.columns { indices.append(try header.index(of: name)) }
        } catch {
            let code: InputProblem.Code =
                error.code == .missingColumn ? .columnMissing : .columnTwice
            throw ReplayError([InputProblem(code, in: file, at: error.position, error.message)])
        }
    }

    private func job(_ record: CSVRecord) throws(InputProblem) -> QueueJob {
        guard record.count == width else {
            throw InputProblem(
                .rowWidth, in: file, at: TextPosition(line: record.line),
                "the row has \(record.count) fields, the header has \(width)")
        }
        let priority = record[indices[3]]
        guard let priority = Int(priority) else {
            throw problem(record, 3, "'\(priority)' is not a whole number")
        }
        return QueueJob(
            name: record[indices[0]], arrival: try seconds(record, 1),
            service: try seconds(record, 2), priority: priority)
    }

    private func seconds(_ record: CSVRecord, _ column: Int) throws(InputProblem) -> Duration {
        let text = record[indices[column]]
        guard let microseconds = Self.microseconds(text) else {
            throw problem(
                record, column,
                "'\(text)' is not a number of seconds: 0 to 9999999999, up to six decimal places")
        }
        return .microseconds(microseconds)
    }

    private func problem(
        _ record: CSVRecord, _ column: Int, _ message: String,
    ) -> InputProblem {
        InputProblem(.number, in: file, at: record.position(of: indices[column]), message)
    }

    /// The number of microseconds in `text`, read without rounding.
    private static func microseconds(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        guard text.utf8.allSatisfy({ $0 == 46 || (48...57).contains($0) }) else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard parts[0].utf8.count <= 10, decimals.utf8.count <= 6 else { return nil }
        let padding = String(repeating: "0", count: 6 - decimals.utf8.count)
        return Int64(parts[0] + decimals + padding)
    }
}
