import ArgumentParser
import CountyFiles
import Foundation
import Governance

/// `griddispatch roster`.
struct Roster: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Who is on duty: calendars in and out, and what the roster covers. 值班名册。",
        subcommands: [Export.self, Import.self, Coverage.self])

    /// `griddispatch roster export`.
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the shifts of a county's roster as iCalendar (RFC 5545). 导出班次日历。",
            discussion: """
                Weekly patterns become recurring events, dated exceptions single ones; importing \
                the file gives the same roster again.
                """)

        @Argument(help: "The county's folder.")
        var county: String

        @Option(help: "Only this person of the roster.")
        var responder: String?

        func run() throws {
            let county = try loadCounty(county).county
            let people = county.roster.filter { responder == nil || $0.id.name == responder }
            guard !people.isEmpty else {
                throw ValidationError("The roster has no '\(responder ?? "")'.")
            }
            // The county's own day, so that the same folder gives the same file.
            let calendar = RosterCalendar(
                patternsOf: people, county: county, at: Instant(secondsSinceEpoch: 1_704_067_200))
            FileHandle.standardOutput.write(Data(calendar.text.utf8))
        }
    }

    /// `griddispatch roster import`.
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read shifts from iCalendar and print the roster.yaml with them. 导入班次日历。",
            discussion: """
                Prints the county's whole roster.yaml, in which those whom the calendar names have \
                its shifts, standby and exceptions, and all others keep theirs. Events come again \
                weekly or daily (BYDAY, UNTIL, COUNT, EXDATE) or not at all; what else a calendar \
                may hold is refused by name and line, and nothing is printed then.
                """)

        @Argument(help: "The county's folder.")
        var county: String

        @Argument(help: "The calendar, an .ics file.")
        var calendar: String

        @Option(help: "Whose duty an event is that does not say it.")
        var responder: String?

        func run() throws {
            let county = try loadCounty(county).county
            let standard = try responder.map { name in
                guard let id = Responder.ID(name), county[id] != nil else {
                    throw ValidationError("The roster has no '\(name)'.")
                }
                return id
            }
            let bytes: [UInt8]
            do {
                bytes = [UInt8](try Data(contentsOf: URL(filePath: calendar)))
            } catch {
                printToStandardError("\(calendar): cannot be read: \(error.localizedDescription)")
                throw ExitCode.failure
            }
            do throws(CalendarFaults) {
                let duties = try RosterCalendarReader.read(bytes, for: county, standard: standard)
                print(RosterFile.text(of: county, with: duties), terminator: "")
            } catch {
                for fault in error.faults {
                    printToStandardError(
                        "\(calendar):\(fault.line): \(fault.name): \(fault.message.english)")
                }
                throw ExitCode.failure
            }
        }
    }
}
