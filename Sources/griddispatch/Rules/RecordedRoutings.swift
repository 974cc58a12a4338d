import DispatchCore
import EventBus
import Foundation
import Governance
import RulesEngine
import TextFormats

/// Reads the reports that were routed once, out of a log.
///
/// A log is the database of a server, or a file with one JSON object a line: CloudEvents as
/// `griddispatch log tail` prints them, or reports as `rules explain` takes them.
struct RecordedRoutings {
    /// The longest line of a file, in bytes.
    private static let maximumLine = 1 << 20

    let county: County
    /// What the file that was read could not tell.
    private(set) var lacks: Set<Lack> = []
    /// What was reported before, as the rules could read it.
    private var history = ReportHistory()
    private var accepted: [Incident.ID: (report: Report, personal: PersonalData?)] = [:]

    /// What a kind of file cannot tell.
    enum Lack {
        /// CloudEvents carry no words.
        case words
        /// Reports alone do not tell what was reported before.
        case history
    }

    init(county: County) {
        self.county = county
    }

    /// Calls `take` with each report, in the order of the log.
    mutating func read(
        _ path: String, keyFile: String?, _ take: (RecordedRouting) -> Void,
    ) async throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        let head = try file.read(upToCount: 16) ?? Data()
        try file.close()
        if head.starts(with: Data("SQLite format 3".utf8)) {
            try await readDatabase(path, keyFile, take)
        } else {
            try readLines(path, take)
        }
    }

    private mutating func readDatabase(
        _ path: String, _ keyFile: String?, _ take: (RecordedRouting) -> Void,
    ) async throws {
        let key = try CountyKey.read(from: keyFile ?? path + ".key")
        let log = try SQLiteEventLog(.init(path: path, countyKey: key))
        var offset = Offset.start
        while true {
            let page = try await log.read(after: offset, limit: 1_000, filter: .everything)
            for record in page.records { note(record.event, take) }
            guard page.through > offset else { break }
            offset = page.through
        }
        try await log.close()
    }

    private mutating func readLines(
        _ path: String, _ take: (RecordedRouting) -> Void,
    ) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        var number = 0
        var rest: [UInt8] = []
        while let chunk = try file.read(upToCount: Self.maximumLine), !chunk.isEmpty {
            rest += chunk
            let lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for line in lines.dropLast() {
                number += 1
                try note(line, number, path, take)
            }
            rest = Array(lines.last ?? [])
            guard rest.count <= Self.maximumLine else {
                throw FileFailure.Line(number: number + 1, reason: "longer than 1 MiB")
            }
        }
        try note(rest[...], number + 1, path, take)
    }

    private mutating func note(
        _ line: ArraySlice<UInt8>, _ number: Int, _ path: String,
        _ take: (RecordedRouting) -> Void,
    ) throws {
        guard line.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else { return }
        do {
            try note(JSON.parse(Array(line)), number, take)
        } catch {
            throw FileFailure.Line(number: number, reason: "\(error)")
        }
    }

    private mutating func note(
        _ json: JSON, _ line: Int, _ take: (RecordedRouting) -> Void,
    ) throws {
        guard case .object(let object) = json, object["specversion"] != nil else {
            let witness = try JSONFields.decode(json) { [county] in
                Witness(&$0, county: county, now: Instant(secondsSinceEpoch: 0))
            }
            lacks.insert(.history)
            return take(
                RecordedRouting(
                    name: "\(line)", report: witness.report, personal: witness.personal,
                    time: witness.time, context: Witness.context))
        }
        guard let type = object["type"]?.stringValue, Self.types.contains(type) else { return }
        guard let data = object["data"], let time = object["recordedtime"]?.stringValue,
            let recordedAt = Instant(time), let subject = object["subject"]?.stringValue,
            let incident = Incident.ID(subject.split(separator: "/").last ?? "")
        else { throw Incomplete() }
        lacks.insert(.words)
        note(
            Event(
                subject: .incident(incident), occurredAt: recordedAt, recordedAt: recordedAt,
                actor: .system, kind: try Event.Kind(type: type, json: data)), take)
    }

    private static let types = ["griddispatch.report.accepted", "griddispatch.incident.filed"]

    private mutating func note(_ event: Event, _ take: (RecordedRouting) -> Void) {
        guard let incident = event.incident else { return }
        switch event.kind {
        case .reportAccepted(let report, _, _):
            accepted[incident] = (report, event.personal)
            if let made = Incident.made(by: event) { history.add(made) }
        case .incidentFiled(let decision, _, _, _):
            guard let (report, personal) = accepted.removeValue(forKey: incident) else { return }
            take(
                RecordedRouting(
                    name: incident.description, report: report,
                    // The words of a report that had to be verified are not read when it is filed.
                    personal: report.source.needsVerification ? nil : personal,
                    time: county.timeZone.localTime(at: event.recordedAt),
                    context: RoutingContext(
                        history: history.known(
                            about: report, of: incident, at: event.recordedAt),
                        feeds: RoutingContext.feeds(keptBy: decision))))
        default: break
        }
    }
}

/// A CloudEvent that lacks what a routing needs.
private struct Incomplete: Error, CustomStringConvertible {
    var description: String { "the CloudEvent is not complete" }
}
