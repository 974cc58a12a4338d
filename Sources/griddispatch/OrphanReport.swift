import DispatchCore
import EventBus
import Governance
import TextFormats

/// What an audit of a whole log found, with the history of the first incident that was let go of.
struct OrphanReport {
    private let orphans: [Orphan]
    private let omitted: Int
    private let open: Int
    private let history: [Record]

    var isSound: Bool { orphans.isEmpty }

    /// Reads the log from its beginning to its end.
    init(auditing log: LogFileReader, for county: County?) async throws {
        var audit = LogAudit(county)
        var offset = Offset.start
        while true {
            let page = try await log.read(after: offset, limit: 1_000)
            for record in page.records { audit.take(record.event) }
            guard page.through > offset else { break }
            offset = page.through
        }
        audit.finish()
        orphans = audit.orphans
        omitted = audit.omitted
        open = audit.openCount
        if let first = audit.orphans.first {
            history = try await log.records(of: first.incident)
        } else {
            history = []
        }
    }

    /// The report for people.
    var text: String {
        guard !isSound else {
            return "\(open) open incidents, each with an owner and a next deadline. 无一遗漏。"
        }
        var lines = orphans.map(\.description)
        if omitted > 0 { lines.append("… and \(omitted) more") }
        lines.append("What happened to incident \(orphans[0].number):")
        lines += history.map { record in
            "  \(record.offset) \(record.event.recordedAt) \(record.event.kind.type)"
        }
        lines.append("Reports were let go of. 有上报无人负责。")
        return lines.joined(separator: "\n")
    }

    /// The report for programs.
    var json: JSON {
        [
            "open": .integer(Int64(open)), "omitted": .integer(Int64(omitted)),
            "findings": .array(
                orphans.map {
                    [
                        "code": .string($0.problem.rawValue),
                        "incident": .string($0.incident.description),
                        "number": .integer(Int64($0.number)),
                        "since": .string($0.since.description), "detail": .string($0.detail),
                    ]
                }),
            "history": .array(
                history.map {
                    [
                        "offset": .string($0.offset.description),
                        "recordedAt": .string($0.event.recordedAt.description),
                        "type": .string($0.event.kind.type),
                    ]
                }),
        ]
    }
}
