import EventBus
import Foundation
import Governance
import Testing

/// The process is killed in the middle of its work, as `kill -9` does, many times over.
@Suite(.serialized)
struct KillTests {
    /// Each life is killed at its own moment, within so many milliseconds after its first answer.
    private static let lives = 12
    private static let span: UInt64 = 120

    @Test
    func `everything that was answered is there once after every kill`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let answers = folder.file("answers")
        var generator = SeededGenerator(seed: 20_261_118)
        for life in 1...Self.lives {
            let milliseconds = UInt32(generator.next() % Self.span)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    path = path as String, answers = answers as String, life = life as Int,
                    milliseconds = milliseconds as UInt32
                ] in
                try await Self.live(path, answers, life, killAfter: milliseconds)
            }
            try await check(path, answers, life)
        }
    }

    /// One life: 32 producers append and note each answer, until the process kills itself.
    ///
    /// A note is handed to the system, which outlives the process, before the next append.
    private static func live(
        _ path: String, _ answers: String, _ life: Int, killAfter milliseconds: UInt32,
    ) async throws {
        let log = try SQLiteEventLog.sample(in: path)
        let notes = open(answers, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        guard notes >= 0 else { throw CocoaError(.fileNoSuchFile) }
        Thread.detachNewThread {
            usleep(20_000 + milliseconds * 1_000)
            kill(getpid(), SIGKILL)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for producer in 0..<32 {
                group.addTask {
                    for turn in 0..<1_000_000 {
                        let number = (life * 100 + producer) * 1_000_000 + turn
                        let request = AppendRequest(
                            partition: producer.isMultiple(of: 2) ? Sample.huabu : Sample.suzhuang,
                            events: [Sample.accepted(number)],
                            idempotency: IdempotentAnswer(
                                key: "\(number)", fingerprint: Array(repeating: 0, count: 32),
                                answer: []),
                            incident: Sample.incident(number))
                        _ = try await log.append([request])
                        let note = Array("\(number)\n".utf8)
                        guard write(notes, note, note.count) == note.count else { return }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func check(_ path: String, _ answers: String, _ life: Int) async throws {
        let text = String(
            decoding: FileManager.default.contents(atPath: answers) ?? Data(), as: UTF8.self)
        // The last line may have been cut by the kill.
        let answered = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .compactMap { Int($0) }
        let log = try SQLiteEventLog.sample(in: path)
        var found: [Int: Int] = [:]
        var position = Offset.start
        let head = try await log.head()
        let bare = RecordFilter(includesPersonalData: false)
        while position < head {
            let page = try await log.read(after: position, limit: .max, filter: bare)
            for record in page.records {
                guard case .reportAccepted(_, let number, _) = record.event.kind else { continue }
                found[number, default: 0] += 1
            }
            position = page.through
        }
        #expect(found.values.allSatisfy { $0 == 1 }, "life \(life): a record is there twice")
        let lost = answered.filter { found[$0] == nil }
        #expect(lost.isEmpty, "life \(life): \(lost.count) of \(answered.count) are lost")
        // What was committed but not yet answered may be there too: at most one for each producer.
        #expect(found.count - answered.count <= 32 * life)
        try await log.close()
        let report = try LogVerifier(path: path, countyKey: .sample).verify(fold: SampleStory.fold)
        #expect(report.findings == [], "life \(life)")
        #expect(report.records == found.count)
    }
}
