import ArgumentParser
import CountyFiles
import Foundation
import Governance
import TextFormats

/// `griddispatch calendar`.
struct Calendar: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reckon with working time and holidays. 工作时限计算。",
        subcommands: [Deadline.self])

    /// `griddispatch calendar deadline`.
    struct Deadline: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say when limits end: 工作时, 工作日, 紧急工作时, 紧急工作日.",
            discussion: """
                Reads cases from standard input, a JSON object a line: start (a local time), limit \
                (a number) and unit (work_hour, work_day, urgent_hour, urgent_day). A working day \
                is as long as the office hours of a day. Where a limit ends with a stretch of \
                work, same_as is the beginning of the next one. beyond_calendar marks a deadline \
                that leans on days of years that the calendar does not state.

                Ends with 0, with 1 if the calendar cannot be read, and with 2 if cases were \
                refused; the others are answered all the same.
                """)

        @Option(help: "A CSV file of holidays and make-up days: date, kind (holiday or workday).")
        var calendar: String?

        @Option(help: "The office hours of the CSV file's calendar.")
        var hours = "08:00-12:00,14:00-18:00"

        @Option(help: "A county's folder, for its calendar.yaml, in place of a CSV file.")
        var county: String?

        @Flag(help: "Print a JSON object a line.")
        var json = false

        func validate() throws {
            guard (calendar == nil) != (county == nil) else {
                throw ValidationError("Give either --calendar or --county.")
            }
            guard OfficeHours(hours) != nil else {
                throw ValidationError(
                    "--hours must be stretches of a day such as 08:00-12:00,14:00-18:00.")
            }
        }

        func run() throws {
            let calendar = try workingCalendar()
            var (line, refused, uncertain) = (0, 0, 0)
            while let text = readLine() {
                line += 1
                guard text.contains(where: { !$0.isWhitespace }) else { continue }
                do {
                    let answer = try Self.read(text).answer(by: calendar)
                    if !answer.deadline.isCovered { uncertain += 1 }
                    print(json ? answer.json.text() : Self.sentence(answer))
                } catch {
                    refused += 1
                    printToStandardError("line \(line): \(error)")
                }
            }
            if uncertain > 0 {
                printToStandardError(
                    "\(uncertain) deadlines lean on days outside \(calendar.years.lowerBound) to "
                        + "\(calendar.years.upperBound), of which the calendar states no holidays; "
                        + "weekdays were taken for working days")
            }
            guard refused == 0 else { throw ExitCode(2) }
        }

        private static func read(_ text: String) throws -> DeadlineCase {
            do {
                return try DeadlineCase(json: try JSON.parse(text))
            } catch let error as JSONError {
                // Its own line is that of a text of one line.
                throw ValidationError(
                    "column \(error.position.column): \(error.message) [\(error.code.rawValue)]")
            }
        }

        private static func sentence(_ answer: DeadlineCase.Answer) -> String {
            let deadline = DeadlineCase.local(answer.deadline.at)
            let next = answer.sameAs.map { " = \(DeadlineCase.local($0))" } ?? ""
            return deadline + next + (answer.deadline.isCovered ? "" : " ?")
        }

        private func workingCalendar() throws -> WorkingCalendar {
            if let county { return try loadCounty(county).county.calendar }
            guard let path = calendar, let hours = OfficeHours(hours) else {
                throw ExitCode.failure
            }
            do {
                return try WorkingCalendar.table(
                    [UInt8](Data(contentsOf: URL(filePath: path))), hours: hours, timeZone: .utc)
            } catch let error as HolidayTableFaults {
                for fault in error.faults { printToStandardError("\(path):\(fault)") }
                throw ExitCode.failure
            } catch {
                printToStandardError("\(path): cannot be read: \(error.localizedDescription)")
                throw ExitCode.failure
            }
        }
    }
}
