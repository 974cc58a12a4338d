import EventBus
import Governance
import Testing

/// What every log gives to those who follow it.
struct SubscriptionContract {
    private func append(_ numbers: ClosedRange<Int>, to log: any EventLog) async throws {
        for number in numbers {
            _ = try await log.append([
                AppendRequest(
                    partition: number.isMultiple(of: 2) ? Sample.huabu : Sample.suzhuang,
                    events: [Sample.event(number, .incidentClosed)])
            ])
        }
    }

    /// Takes batches until the record at `last` has come.
    private func follow(
        _ stream: RecordStream, through last: Int64,
    ) async throws -> [Int64] {
        var offsets: [Int64] = []
        for try await batch in stream {
            #expect(!batch.isEmpty)
            offsets += batch.map(\.offset.value)
            if offsets.last ?? 0 >= last { break }
        }
        return offsets
    }

    @Test(arguments: LogKind.allCases)
    func `a subscriber catches up and then follows live`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            try await append(1...20, to: log)
            async let offsets = follow(
                log.subscribe(after: Offset(5), filter: .everything), through: 60)
            try await append(21...60, to: log)
            #expect(try await offsets == Array(6...60))
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a subscriber gets only what it asked for`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            let filter = RecordFilter(partition: Sample.huabu, typePrefix: "griddispatch.incident.")
            try await append(1...5, to: log)
            async let offsets = follow(log.subscribe(after: .start, filter: filter), through: 40)
            try await append(6...40, to: log)
            #expect(try await offsets == Array(stride(from: 2, through: 40, by: 2)))
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a slow subscriber loses nothing though the tail is short`(_ kind: LogKind) async throws {
        var limits = LogLimits()
        limits.tailRecords = 16
        limits.recordsPerPage = 10
        try await kind.withLog(limits: limits) { log in
            var records = log.subscribe(after: .start, filter: .everything).makeAsyncIterator()
            var offsets: [Int64] = []
            for round in 0..<10 {
                // The writer is not held up by whoever does not take its records.
                try await append(round * 50 + 1...round * 50 + 50, to: log)
                offsets += try await records.next()?.map(\.offset.value) ?? []
            }
            #expect(offsets.count == 100)
            while offsets.count < 500 {
                offsets += try await records.next()?.map(\.offset.value) ?? []
            }
            #expect(offsets == Array(1...500))
        }
    }

    @Test(arguments: LogKind.allCases)
    func `many subscribers each get everything once`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            try await withThrowingTaskGroup(of: [Int64].self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await follow(
                            log.subscribe(after: .start, filter: .everything), through: 100)
                    }
                }
                try await append(1...100, to: log)
                for try await offsets in group { #expect(offsets == Array(1...100)) }
            }
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a cancelled subscriber ends`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            let stream = log.subscribe(after: .start, filter: .everything)
            let task = Task {
                var iterator = stream.makeAsyncIterator()
                return try await iterator.next()
            }
            task.cancel()
            #expect(try await task.value == nil)
            // The log serves others as before.
            try await append(1...1, to: log)
            #expect(try await follow(stream, through: 1) == [1])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `those who wait learn that the log was closed`(_ kind: LogKind) async throws {
        try await kind.withLog { log in
            let stream = log.subscribe(after: .start, filter: .everything)
            let task = Task {
                var iterator = stream.makeAsyncIterator()
                return try await iterator.next()
            }
            try await log.close()
            await #expect(throws: EventLogError(.closed, "The log has been closed.")) {
                _ = try await task.value
            }
        }
    }

    @Test(arguments: LogKind.allCases)
    func `beyond the bound of subscribers the next is refused`(_ kind: LogKind) async throws {
        var limits = LogLimits()
        limits.subscribers = 0
        try await kind.withLog(limits: limits) { log in
            var records = log.subscribe(after: .start, filter: .everything).makeAsyncIterator()
            await #expect(throws: EventLogError.self) { _ = try await records.next() }
            // Whoever need not wait is served.
            try await append(1...1, to: log)
            #expect(try await records.next()?.count == 1)
        }
    }
}
