import Foundation
import Governance
import GridTesting
import Testing

@testable import RecordedCalls

/// Whatever comes in, the answer is figures or an error that names its place, never a trap.
struct FuzzTests {
    private typealias Generator = GridTesting.SeededGenerator

    /// `bytes` with some of them replaced, removed, doubled or moved.
    private func mutated(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var bytes = bytes
        let telling = Array("\"',:-[]{}&*!|>#%\r\n\t 0AaZ\u{FEFF}一".utf8)
        for _ in 0..<Int.random(in: 1...12, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &generator))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = generator.pick(telling)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            default: bytes.swapAt(place, Int.random(in: bytes.indices, using: &generator))
            }
        }
        return bytes
    }

    /// Replays and checks what every answer must hold to.
    private func check(_ input: [UInt8], mapping: [UInt8]? = nil) throws {
        try RecordedFiles.with(input) { path in
            try RecordedFiles.with(mapping ?? []) { other in
                let shipped = RecordedFiles.mapping("sf-fire")
                do throws(ReplayError) {
                    let report = try RecordedReplay.run(
                        input: path, mapping: mapping == nil ? shipped : other)
                    #expect(report.refusals.count <= report.refusedRows)
                    #expect(!report.table(in: .chinese).isEmpty)
                    #expect(report.json().first == "{")
                } catch {
                    #expect(!error.problems.isEmpty)
                }
            }
        }
    }

    @Test(arguments: Generator.seeds(40))
    func `a changed file of calls never breaks the replay`(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        for _ in 0..<5 { try check(mutated(Array(OddCalls.text.utf8), &generator)) }
    }

    @Test(arguments: Generator.seeds(40))
    func `a changed compressed file never breaks the replay`(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let compressed = GzipInflaterTests.gzip(Array(OddCalls.text.utf8))
        for _ in 0..<5 { try check(mutated(compressed, &generator)) }
    }

    @Test(arguments: Generator.seeds(40))
    func `a changed mapping never breaks the replay`(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let mapping = Array(
            try Data(contentsOf: URL(filePath: RecordedFiles.mapping("sf-fire"))))
        for _ in 0..<5 {
            try check(Array(OddCalls.text.utf8), mapping: mutated(mapping, &generator))
        }
    }

    @Test(arguments: Generator.seeds(200))
    func `a date form takes or refuses any text`(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let letters = Array("yMdHhmsSa'/-: T")
        let form = String(
            (0..<Int.random(in: 0...24, using: &generator)).map { _ in generator.pick(letters) })
        guard let pattern = try? DatePattern("yyyy-MM-dd" + form) else { return }
        let text = (0..<32).map { _ in generator.pick(Array("0123456789-/: TAPM".utf8)) }
        #expect(pattern.parse(text) == pattern.parse(text))
    }
}
