import EventBus
import Foundation
import Governance
import Testing
import TextFormats

struct EvidenceTests {
    /// The lines of the sample log's export, without their ends.
    private func lines() async throws -> (lines: [[UInt8]], heads: [LogReport.Head]) {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try await SampleLog.make(in: path)
        var lines: [[UInt8]] = []
        let count = try LogExporter(path: path).export { lines.append($0.dropLast()) }
        #expect(count == SampleLog.records)
        #expect(Set(try folder.contents().keys) == ["log", "log.lock"])
        return (lines, try LogVerifier(path: path).verify().heads)
    }

    private func verify(_ lines: [[UInt8]]) throws -> LogReport {
        let folder = try TemporaryFolder()
        let path = folder.file("evidence")
        try Data(lines.joined(separator: Array("\n".utf8)) + Array("\n".utf8))
            .write(to: URL(fileURLWithPath: path))
        let verifier = EvidenceVerifier(path: path)
        #expect(verifier.isEvidence)
        return try verifier.verify()
    }

    @Test
    func `an export verifies without the log and has its heads`() async throws {
        let (lines, heads) = try await lines()
        #expect(lines.count == SampleLog.records + 1)
        let report = try verify(lines)
        #expect(report.findings == [])
        #expect(report.records == SampleLog.records)
        #expect(report.sealed == SampleLog.sealed)
        #expect(report.heads == heads)
        #expect(!report.checksSeals)
    }

    @Test
    func `each line is a CloudEvent and tells nothing personal`() async throws {
        for line in try await lines().lines {
            let json = try JSON.parse(line)
            #expect(json["specversion"] == "1.0")
            for name in ["id", "source", "type"] { #expect(json[name]?.stringValue != nil) }
            #expect(!String(decoding: line, as: UTF8.self).contains("13800000000"))
        }
    }

    @Test
    func `a line that was changed, left out, doubled or moved is found`() async throws {
        let (lines, _) = try await lines()
        for index in lines.indices.dropLast() {
            var other = lines
            other.remove(at: index)
            #expect(try !verify(other).isSound, "without line \(index + 1)")
            other.insert(lines[index], at: index)
            other.insert(lines[index], at: index)
            #expect(try !verify(other).isSound, "line \(index + 1) twice")
            other = lines
            other.swapAt(index, index + 1)
            #expect(try !verify(other).isSound, "line \(index + 1) after the next")
        }
    }

    @Test
    func `a file that was cut short or goes on after its end is found`() async throws {
        let (lines, _) = try await lines()
        for count in 0..<lines.count {
            let findings = try verify(Array(lines.prefix(count)) + [Array("{}".utf8)]).findings
            #expect(findings.contains { $0.detail.contains("cut short") })
        }
        #expect(try !verify(lines + [lines[0]]).isSound)
    }

    @Test
    func `a bit changed anywhere is found`() async throws {
        let (lines, _) = try await lines()
        var generator = SeededGenerator(seed: 20_261_121)
        for _ in 0..<300 {
            var other = lines
            let line = Int.random(in: 0..<lines.count, using: &generator)
            let byte = Int.random(in: 0..<lines[line].count, using: &generator)
            other[line][byte] ^= UInt8(1 << Int.random(in: 0..<8, using: &generator))
            // The first byte tells evidence from a log.
            guard other[0][0] == lines[0][0] else { continue }
            #expect(try !verify(other).isSound, "line \(line + 1), byte \(byte + 1)")
        }
    }

    @Test
    func `a log is not taken for evidence, and what is not there is told`() async throws {
        let folder = try TemporaryFolder()
        try await SampleLog.make(in: folder.file("log"))
        #expect(!EvidenceVerifier(path: folder.file("log")).isEvidence)
        #expect(!EvidenceVerifier(path: folder.file("missing")).isEvidence)
        #expect(throws: EventLogError.self) {
            try EvidenceVerifier(path: folder.file("missing")).verify()
        }
        #expect(throws: EventLogError.self) {
            try LogExporter(path: folder.file("missing")).export { _ in }
        }
    }
}
