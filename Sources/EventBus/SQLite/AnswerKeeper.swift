import Crypto
import Governance

/// Keeps the answers to idempotent requests, and drops them when they are old.
///
/// Age is measured by the time of the recorded events, so it needs no clock. Each commit drops a
/// bounded number, twice as many as it can add in the long run.
struct AnswerKeeper {
    /// How many old answers one commit drops at most, beside two for each that it keeps.
    private static let pruneStep: Int64 = 64

    private let retention: Duration
    private var latest: Instant
    private var oldest: (number: Int64, recordedAt: Instant)?
    private var kept: Int64 = 0

    /// A keeper of a log whose last record was recorded at `latest`.
    init(retention: Duration, latest: Instant?) {
        self.retention = retention
        self.latest = latest ?? Instant(microsecondsSinceEpoch: 0)
    }

    /// The query that ``answer(for:from:)`` runs.
    static let readAnswer = "SELECT fingerprint, answer FROM answer WHERE key = ?"

    /// The answer under `key`; on the writing connection those of the batch at hand included.
    static func answer(
        for key: String, from statement: SQLStatement,
    ) throws -> IdempotentAnswer? {
        statement.bind(1, key)
        return try statement.firstRow { row in
            IdempotentAnswer(key: key, fingerprint: row.bytes(0), answer: row.bytes(1))
        }
    }

    /// Keeps the answer to a request whose last event was recorded at `instant`.
    mutating func keep(
        _ answer: IdempotentAnswer, at instant: Instant?, with statements: WriterStatements,
    ) throws {
        let recordedAt = max(instant ?? latest, latest)
        latest = recordedAt
        kept += 1
        let statement = statements.insertAnswer
        statement.bind(1, answer.key)
        statement.bind(2, answer.fingerprint)
        statement.bind(3, answer.answer)
        statement.bind(4, recordedAt.microsecondsSinceEpoch)
        statement.bind(
            5,
            Self.digest(
                key: Array(answer.key.utf8), fingerprint: answer.fingerprint,
                answer: answer.answer, recordedAt: recordedAt.microsecondsSinceEpoch))
        try statement.run()
    }

    /// The digest by which damage to a kept answer is found; answers are not in the chain.
    static func digest(
        key: [UInt8], fingerprint: [UInt8], answer: [UInt8], recordedAt: Int64,
    ) -> [UInt8] {
        var hasher = SHA256()
        for part in [key, fingerprint, answer] {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { hasher.update(bufferPointer: $0) }
            hasher.update(data: part)
        }
        withUnsafeBytes(of: recordedAt.bigEndian) { hasher.update(bufferPointer: $0) }
        return Array(hasher.finalize())
    }

    /// Drops the oldest answers that are past their time.
    mutating func prune(with statements: WriterStatements) throws {
        guard kept > 0 else { return }
        let limit = latest - retention
        let allowed = 2 * kept + Self.pruneStep
        kept = 0
        if oldest == nil { oldest = try readOldest(statements) }
        guard let first = oldest, first.recordedAt < limit else { return }
        let statement = statements.pruneAnswers
        statement.bind(1, first.number)
        statement.bind(2, first.number + allowed)
        statement.bind(3, limit.microsecondsSinceEpoch)
        try statement.run()
        oldest = nil
    }

    /// Forgets everything after a transaction that failed.
    mutating func reset() {
        (oldest, kept) = (nil, 0)
    }

    private func readOldest(
        _ statements: WriterStatements,
    ) throws -> (number: Int64, recordedAt: Instant)? {
        try statements.readOldestAnswer.firstRow { row in
            (row.integer(0), Instant(microsecondsSinceEpoch: row.integer(1)))
        }
    }
}
