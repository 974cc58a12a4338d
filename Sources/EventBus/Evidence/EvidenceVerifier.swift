import Foundation
import Governance
import TextFormats

/// Recomputes the chain of an evidence file, which a ``LogExporter`` wrote.
public struct EvidenceVerifier: Sendable {
    /// The path of the file.
    public let path: String

    /// A verifier of the file at `path`.
    public init(path: String) {
        self.path = path
    }

    /// Whether the file looks like an evidence file rather than like a log.
    public var isEvidence: Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: 1))?.first == ASCIICode.openBrace
    }

    /// Verifies the file.
    ///
    /// - Throws: ``EventLogError`` if the file cannot be read. A damaged file is no error but a
    ///   finding.
    public func verify() throws(EventLogError) -> LogReport {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .system("open the evidence file", path)
        }
        defer { try? file.close() }
        var check = EvidenceCheck()
        var rest = Data()
        do {
            while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
                rest.append(chunk)
                while let end = rest.firstIndex(of: ASCIICode.lineFeed) {
                    check.take(Array(rest[..<end]))
                    rest = rest[rest.index(after: end)...]
                }
                guard rest.count <= EvidenceLine.limits.bytes else { break }
                rest = Data(rest)
            }
        } catch {
            throw EventLogError(
                .io, "The evidence file \(path) cannot be read: \(error.localizedDescription).")
        }
        if !rest.isEmpty { check.take(Array(rest)) }
        return check.finish()
    }
}

/// The walk through the lines of an evidence file.
private struct EvidenceCheck {
    private var walk = ChainWalk()
    private var report = LogReport()
    private var lines = 0
    private var end: [UInt8]?

    mutating func take(_ line: [UInt8]) {
        lines += 1
        if end != nil {
            report.add(.sequence, at: .file, "Line \(lines) stands after the end of the export.")
        }
        guard let json = try? JSON.parse(line, limits: EvidenceLine.limits) else {
            report.add(.column, at: .file, "Line \(lines) is no JSON, or too long to be one.")
            return
        }
        if json["type"]?.stringValue == EvidenceFile.endType {
            end = line
        } else if let record = EvidenceLine(line: line, json) {
            take(record)
        } else {
            report.add(.column, at: .file, "Line \(lines) is not as an export writes a record.")
        }
    }

    private mutating func take(_ record: EvidenceLine) {
        let spot = record.place
        let place = walk.enter(
            spot.offset, partition: spot.partition, version: spot.version, &report)
        if record.personal != nil { report.sealed += 1 }
        guard walk.check(spot, record.body, record.hash, at: place, &report) else { return }
        do throws(EventLogError) {
            _ = try RecordCoding.kind(type: record.type, data: record.data, at: spot.offset)
        } catch {
            report.add(.column, at: place, error.message)
        }
    }

    /// Compares what came with what the last line says.
    mutating func finish() -> LogReport {
        report.heads = walk.reportedHeads
        guard let end else {
            report.add(.sequence, at: .file, "The file is cut short: its last line is missing.")
            return report
        }
        if end != EvidenceFile.end(records: report.records, heads: report.heads) {
            report.add(.head, at: .file, "The last line does not say what stands before it.")
        }
        return report
    }
}
