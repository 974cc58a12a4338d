import EventBus
import Governance

/// A small log with everything in it: three partitions, incidents open, at work and closed, answers.
enum SampleLog {
    static let incidents = 6
    static let records = 1 + 6 + 3 * 7 + 2
    /// Each report and, of those that lived to the end, one outcome.
    static let sealed = 6 + 3

    static func make(in path: String) async throws {
        let log = try SQLiteEventLog.sample(in: path)
        var story = SampleStory()
        let activation = Event(
            subject: .county, occurredAt: Sample.start, recordedAt: Sample.start, actor: .system,
            kind: .countyActivated(Sample.decision().version))
        _ = try await log.append([AppendRequest(partition: Sample.county, events: [activation])])
        for number in 1...incidents {
            let area = Sample.code(number.isMultiple(of: 2) ? "330824107203" : "330824102201001")
            let request = story.accept(number, report: Sample.report(number, area: area))
            _ = try await log.append([
                AppendRequest(
                    partition: request.partition, events: request.events, cause: request.cause,
                    idempotency: IdempotentAnswer(
                        key: "key-\(number)", fingerprint: Array(repeating: 3, count: 32),
                        answer: Array("answer \(number)".utf8)),
                    document: request.document)
            ])
        }
        for number in [1, 3, 4] {
            _ = try await log.append([story.add(SampleStory.life(of: number), to: number)])
        }
        _ = try await log.append([
            story.add(Array(SampleStory.life(of: 2).prefix(2)), to: 2)
        ])
        try await log.close()
    }
}
