import EventBus
import Governance
import Testing

/// What every log does when a request comes twice.
struct IdempotencyContract {
    private func request(
        _ number: Int, key: String, digest: UInt8 = 1, expectedVersion: Int? = nil,
        after seconds: Int = 0,
    ) -> AppendRequest {
        AppendRequest(
            partition: Sample.huabu, expectedVersion: expectedVersion,
            events: [Sample.event(number, .incidentClosed, after: seconds)],
            idempotency: IdempotentAnswer(
                key: key, fingerprint: Array(repeating: digest, count: 32),
                answer: Array("answer \(number)".utf8)))
    }

    @Test(arguments: LogKind.allCases)
    func `a repeated request gets the first answer and writes nothing`(
        _ kind: LogKind
    ) async throws {
        try await kind.withLog { log in
            let first = try await log.append([request(1, key: "k")])
            #expect(first == [.appended(offsets: Offset(1)...Offset(1), version: 1)])
            let repeated = AppendResult.repeated(
                answer: Array("answer 1".utf8), fingerprint: Array(repeating: 1, count: 32))
            #expect(try await log.append([request(1, key: "k")]) == [repeated])
            // Another request under the same key is told by the digest of the first.
            #expect(try await log.append([request(2, key: "k", digest: 9)]) == [repeated])
            #expect(try await log.head() == Offset(1))
            #expect(
                try await log.answer(for: "k")
                    == IdempotentAnswer(
                        key: "k", fingerprint: Array(repeating: 1, count: 32),
                        answer: Array("answer 1".utf8)))
            #expect(try await log.answer(for: "other") == nil)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `the answers under many keys are found at once`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            _ = try await log.append((1...40).map { request($0, key: "k\($0)") })
            let asked = (20...1_000).map { "k\($0)" } + ["", "k20", "哭声"]
            let answers = try await log.answers(for: asked)
            #expect(Set(answers.keys) == Set((20...40).map { "k\($0)" }))
            for number in 20...40 {
                let answer = answers["k\(number)"]?.answer
                #expect(answer == Array("answer \(number)".utf8))
            }
            #expect(try await log.answers(for: []) == [:])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a key counts within one batch and before the version`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            let results = try await log.append([
                request(1, key: "k", expectedVersion: 0), request(2, key: "k", expectedVersion: 0),
                request(3, key: "m", expectedVersion: 0), request(4, key: "m", expectedVersion: 1),
            ])
            #expect(
                results == [
                    .appended(offsets: Offset(1)...Offset(1), version: 1),
                    .repeated(
                        answer: Array("answer 1".utf8),
                        fingerprint: Array(repeating: 1, count: 32)),
                    .conflict(actual: 1),
                    .appended(offsets: Offset(2)...Offset(2), version: 2),
                ])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `an answer is kept also where nothing happened`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            let answer = IdempotentAnswer(
                key: "k", fingerprint: Array(repeating: 1, count: 32), answer: [])
            let request = AppendRequest(
                partition: Sample.huabu, events: [], idempotency: answer)
            let first = try await log.append([request])
            #expect(first == [.appended(offsets: nil, version: 0)])
            #expect(
                try await log.append([request])
                    == [.repeated(answer: [], fingerprint: Array(repeating: 1, count: 32))])
            #expect(try await log.head() == .start)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `of 64 who send the same at once one writes`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            let results = try await withThrowingTaskGroup(of: [AppendResult].self) { group in
                for _ in 0..<64 {
                    group.addTask { try await log.append([request(1, key: "k")]) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            let repeated = AppendResult.repeated(
                answer: Array("answer 1".utf8), fingerprint: Array(repeating: 1, count: 32))
            #expect(results.count { $0 == repeated } == 63)
            #expect(try await log.head() == Offset(1))
        }
    }

    @Test(arguments: LogKind.allCases)
    func `answers are dropped after their time and not before`(_ kind: LogKind) async throws {
        var limits = LogLimits()
        limits.answerRetention = .seconds(100)
        try await kind.withLog(limits: limits) { log in
            for number in 0..<300 {
                _ = try await log.append([request(0, key: "key-\(number)", after: number)])
            }
            // The last was kept at second 299: everything before second 199 is past its time.
            for number in [0, 1, 100, 198] {
                #expect(try await log.answer(for: "key-\(number)") == nil, "\(number)")
            }
            for number in [200, 250, 299] {
                #expect(try await log.answer(for: "key-\(number)") != nil, "\(number)")
            }
        }
    }
}
