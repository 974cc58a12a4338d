import Governance
import RulesEngine
import Testing

@testable import CountyFiles

/// Spoiled folders never stop the reader, and what it says about them is always in order.
struct FuzzTests {
    @Test(arguments: 0..<300)
    func `a spoiled folder is read or refused`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var files = MinimalFolder().files.mapValues { Array($0.utf8) }
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            guard let name = files.keys.sorted().randomElement(using: &generator) else { return }
            files[name] = Self.spoil(files[name] ?? [], using: &generator)
        }
        do {
            _ = try CountyFolder.load(files: files)
        } catch {
            #expect(Self.complaint(about: error, files) == nil, "seed \(seed)")
        }
    }

    @Test func `a list of faults out of order is noticed`() {
        let faults = [3, 2].map { line in
            CountyFileFault(
                code: "county.bad_value", message: .init(chinese: "错", english: "wrong"),
                position: SourcePosition(file: "roles.yaml", line: line, column: 1), excerpt: nil)
        }
        let files = ["roles.yaml": Array("a\nb\nc".utf8)]
        #expect(Self.complaint(about: CountyFileErrors(faults: faults), files) != nil)
        let far = CountyFileErrors(faults: Array(faults.prefix(1)))
        #expect(Self.complaint(about: far, ["roles.yaml": Array("a".utf8)]) != nil)
    }

    /// What is wrong with what the reader said, or nil if it is all right.
    private static func complaint(
        about errors: CountyFileErrors, _ files: [String: [UInt8]],
    ) -> String? {
        let names = CountyFolder.fileNames
        let keys = errors.faults.map { fault in
            [
                names.firstIndex(of: fault.position.file) ?? -1, fault.position.line,
                fault.position.column,
            ]
        }
        if keys.isEmpty { return "no fault is named" }
        if keys.count > CountyFileErrors.maximumFaults + 1 { return "too many faults" }
        for (earlier, later) in zip(keys, keys.dropFirst())
        where later.lexicographicallyPrecedes(earlier) {
            return "\(later) stands after \(earlier)"
        }
        for fault in errors.faults {
            guard let bytes = files[fault.position.file] else { return "no file: \(fault)" }
            let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
            let text = String(decoding: bytes, as: UTF8.self)
            let lines = 1 + text.unicodeScalars.count { breaks.contains($0) }
            // A fault at the end of a file may stand on the line after the last.
            guard (1...lines + 1).contains(fault.position.line) else {
                return "no such line: \(fault)"
            }
            if fault.position.column < 1 || fault.width < 1 { return "no column: \(fault)" }
            if fault.rendered().isEmpty { return "nothing to read: \(fault)" }
        }
        return nil
    }

    private static func spoil(
        _ bytes: [UInt8], using generator: inout SeededGenerator,
    ) -> [UInt8] {
        var spoiled = bytes
        let start = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, start + Int.random(in: 0...12, using: &generator))
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: spoiled.removeSubrange(start..<end)
        case 1: spoiled.insert(contentsOf: bytes[start..<end], at: 0)
        case 2: spoiled.insert(UInt8.random(in: 0...255, using: &generator), at: start)
        case 3: spoiled.insert(contentsOf: bytes[start...], at: start)
        case 4: spoiled.removeSubrange(end...)
        case 5:
            let piece = pieces.randomElement(using: &generator) ?? ""
            spoiled.replaceSubrange(start..<end, with: Array(piece.utf8))
        default:
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            spoiled = Array(lines.shuffled(using: &generator).joined(separator: [0x0A]))
        }
        return spoiled
    }

    private static let pieces = [
        "[", "]", "{", "}", ":", ": ", "- ", "? ", "|", ">-\n", "&a ", "*a", "!!str ",
        "%YAML 1.2\n",
        "---\n", "...\n", "#", "'", "\"", "\t", "\r", "\u{85}", "\u{2028}", "\u{FEFF}", "~", "0x7F",
        "<<: ", "\n\n\n", "null", "赡", "🚨", "\u{202E}", "9999999999999999999", "-1", "NaN", "1e999",
        "\\", "\"\\u0000\"", "\"\\uD800\"", "id: police", "then: ", "coverage: [330824115216]",
    ]
}
