import ArgumentParser
import Foundation
import RecordedCalls
import Simulator
import TextFormats

extension Simulate {
    /// `griddispatch simulate queue`.
    struct Queue: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Jobs that wait for equal servers. 排队模型。",
            discussion: """
                The file has the columns call, arrival_s, service_s and final_priority. Work is \
                not interrupted. At one instant, jobs come before servers become free.
                """)

        @Option(help: "A CSV file, plain or gzip.")
        var jobs: String

        @Option(help: "How many servers there are.")
        var servers: Int

        @Option(
            help: "Which waiting job is next: fifo, or priority (greater numbers first).",
            transform: Self.discipline)
        var discipline = QueueDiscipline.fifo

        @Option(help: "Write the wait of every job to this CSV file.")
        var waits: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        private static func discipline(_ text: String) throws -> QueueDiscipline {
            guard let discipline = QueueDiscipline(rawValue: text) else {
                throw ValidationError("There is no discipline '\(text)': fifo or priority.")
            }
            return discipline
        }

        func validate() throws {
            guard (1...1_000_000).contains(servers) else {
                throw ValidationError("--servers must be from 1 to 1000000.")
            }
        }

        func run() throws {
            let report: QueueReport
            do throws(ReplayError) {
                report = QueueReport(
                    try QueueFile.read(jobs), servers: servers, discipline: discipline)
            } catch {
                printToStandardError("\(error)")
                throw ExitCode.failure
            }
            if let waits { try Data(report.csv).write(to: URL(filePath: waits)) }
            print(json ? report.json.text() : report.table, terminator: json ? "\n" : "")
        }
    }
}
