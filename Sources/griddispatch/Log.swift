import ArgumentParser
import CountyFiles
import DispatchCore
import EventBus
import Foundation
import Governance
import TextFormats

/// `griddispatch log`.
struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify, export and read the log. 日志校验、导出与读取。",
        subcommands: [Verify.self, Export.self, Tail.self])

    /// `griddispatch log verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute the hash chain and all that follows from the log.",
            discussion: """
                Also that after each decision its incident had an owner and a next deadline, and that each \
                limit was met. Ends with 0 if the log is sound and with 1 if it is not. Changes nothing.
                """)

        @Option(help: "The database file, or a file that 'log export' wrote.")
        var database = "griddispatch.db"

        @Option(help: "The county key file; by default the one beside the database, if any.")
        var keyFile: String?

        @Option(help: "The county's folder, to tell who is not of the roster.")
        var county: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() async throws {
            let evidence = EvidenceVerifier(path: database)
            guard !evidence.isEvidence else {
                return try show(try evidence.verify(), nil)
            }
            let report = try verifyLog()
            // What is damaged cannot be read to its end.
            try show(report, report.isSound ? try await auditLog() : nil)
        }

        private func show(_ report: LogReport, _ audit: OrphanReport?) throws {
            if json {
                var object = report.json.objectValue ?? JSONObject()
                object["sound"] = .bool(report.isSound && audit?.isSound ?? true)
                object["orphans"] = audit?.json ?? .null
                print(JSON.object(object).text(pretty: true))
            } else {
                print(([report.text] + [audit?.text].compactMap(\.self)).joined(separator: "\n"))
            }
            guard report.isSound, audit?.isSound ?? true else { throw ExitCode.failure }
        }

        private func auditLog() async throws -> OrphanReport {
            try await OrphanReport(
                auditing: LogFileReader(path: database),
                for: try county.map { try loadCounty($0).county })
        }

        private func verifyLog() throws -> LogReport {
            let path = keyFile ?? database + ".key"
            let isThere = keyFile != nil || FileManager.default.fileExists(atPath: path)
            let key = isThere ? try CountyKey.read(from: path) : nil
            return try LogVerifier(path: database, countyKey: key).verify(fold: Self.fold)
        }

        /// What the dispatch core makes of an event, so that the read models can be compared.
        @Sendable
        private static func fold(_ incident: Incident?, _ event: Event) -> Incident? {
            guard var incident else { return Incident.made(by: event) }
            incident.evolve(event)
            return incident
        }
    }

    /// `griddispatch log export`.
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the log as evidence: CloudEvents with hashes, one a line.",
            discussion: """
                What is personal stays sealed, and no key is printed. Keep it as a file, which
                'log verify' verifies without the log. Changes nothing.
                """)

        @Option(help: "The database file; a server may have it open.")
        var database = "griddispatch.db"

        func run() throws {
            let output = FileHandle.standardOutput
            var waiting = Data()
            try LogExporter(path: database).export { line in
                waiting.append(contentsOf: line)
                guard waiting.count >= 1 << 16 else { return }
                try output.write(contentsOf: waiting)
                waiting.removeAll(keepingCapacity: true)
            }
            try output.write(contentsOf: waiting)
        }
    }

    /// `griddispatch log tail`.
    struct Tail: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the records as CloudEvents, one a line, without personal data.")

        @Option(help: "The database file; no server may have it open.")
        var database = "griddispatch.db"

        @Option(help: "Print what comes after this offset.")
        var after = "0"

        @Option(help: "The county key file; by default the one beside the database.")
        var keyFile: String?

        func run() async throws {
            guard var offset = Offset(after) else {
                throw ValidationError("--after must be a whole number from 0 on.")
            }
            let key = try CountyKey.read(from: keyFile ?? database + ".key")
            let log = try SQLiteEventLog(.init(path: database, countyKey: key))
            let filter = RecordFilter(includesPersonalData: false)
            while true {
                let page = try await log.read(after: offset, limit: 1_000, filter: filter)
                for record in page.records {
                    let county = record.partition.ancestor(at: .county) ?? record.partition
                    let event = record.cloudEvent(source: "/counties/\(county)")
                    print(String(decoding: event, as: UTF8.self))
                }
                guard page.through > offset else { break }
                offset = page.through
            }
            try await log.close()
        }
    }
}

extension LogReport {
    /// The report for people.
    fileprivate var text: String {
        var lines = findings.map(\.description)
        if omittedFindings > 0 { lines.append("… and \(omittedFindings) more") }
        lines.append(
            "\(records) records in \(heads.count) partitions, \(sealed) sealed, "
                + "\(forgotten) forgotten; \(incidents ?? 0) incidents compared")
        lines.append(
            checksSeals ? "seals checked" : "seals not checked: the county key was not at hand")
        lines.append(isSound ? "The log is sound. 日志完好。" : "The log is NOT sound. 日志有损。")
        return lines.joined(separator: "\n")
    }

    /// The report for programs.
    fileprivate var json: JSON {
        [
            "sound": .bool(isSound), "records": .integer(Int64(records)),
            "sealed": .integer(Int64(sealed)), "forgotten": .integer(Int64(forgotten)),
            "sealsChecked": .bool(checksSeals),
            "incidents": incidents.map { .integer(Int64($0)) } ?? .null,
            "heads": .array(
                heads.map {
                    [
                        "partition": .string($0.partition.description),
                        "version": .integer(Int64($0.version)), "hash": .string("\($0.hash)"),
                    ]
                }),
            "findings": .array(
                findings.map {
                    [
                        "place": .string($0.place.description),
                        "code": .string($0.problem.rawValue), "detail": .string($0.detail),
                    ]
                }),
            "omittedFindings": .integer(Int64(omittedFindings)),
        ]
    }
}
