import Deliveries
import EventBus
import Governance
import Testing

/// What every store of deliveries does.
@Suite(.timeLimit(.minutes(10)))
struct DeliveryStoreContract {
    /// The implementations.
    enum Kind: CaseIterable {
        case memory, sqlite

        func withStore(_ body: (any DeliveryStore) async throws -> Void) async throws {
            switch self {
            case .memory: try await body(MemoryDeliveryStore())
            case .sqlite:
                let folder = try TemporaryFolder()
                let log = try SQLiteEventLog.sample(in: folder.file("log"))
                try await body(log)
                try await log.close()
            }
        }
    }

    private static let robot = Channel.ID(trusted: "robot")
    private static let mail = Channel.ID(trusted: "mail")

    private func delivery(
        _ number: Int, over channel: Channel.ID = Self.robot, due: Duration = .zero,
    ) -> Delivery {
        Delivery(
            id: Delivery.ID(high: 1, low: UInt64(number)), offset: Int64(number),
            incident: number.isMultiple(of: 2) ? Sample.id(number) : nil, topic: .overdue,
            channel: channel, recipient: .responder(Responder.ID(trusted: "huabu-police-1")),
            rank: 3, createdAt: Sample.start, dueAt: Sample.start + due,
            expiresAt: Sample.start + .hours(6))
    }

    private func ended(_ delivery: Delivery, at moment: Duration) -> Delivery {
        var delivery = delivery
        delivery.state = .delivered
        delivery.attempts = 2
        delivery.attemptedAt = Sample.start + moment
        delivery.finishedAt = Sample.start + moment
        delivery.isInDoubt = true
        delivery.note = "第二次 200"
        return delivery
    }

    @Test(arguments: Kind.allCases)
    func `what was made is kept with its position, and never twice`(_ kind: Kind) async throws {
        try await kind.withStore { store in
            #expect(try await store.outboxPosition() == nil)
            let first = delivery(1)
            try await store.keep(new: [first], through: Offset(7))
            let done = ended(first, at: .seconds(5))
            try await store.keep([done])
            try await store.keep(new: [first, delivery(2)], through: Offset(9))
            #expect(try await store.outboxPosition() == Offset(9))
            #expect(try await store.deliveries(DeliveryQuery()) == [delivery(2), done])
        }
    }

    @Test(arguments: Kind.allCases)
    func `what is open comes by channel, the earliest due first`(_ kind: Kind) async throws {
        try await kind.withStore { store in
            let late = delivery(1, due: .seconds(30))
            let deliveries = [
                late, delivery(2), delivery(3, over: Self.mail), delivery(4, due: .seconds(10)),
            ]
            try await store.keep(new: deliveries, through: Offset(1))
            try await store.keep([ended(deliveries[1], at: .seconds(1))])
            let open = try await store.openDeliveries(over: Self.robot, limit: 10)
            #expect(open == [deliveries[3], late])
            #expect(
                try await store.openDeliveries(over: Self.robot, limit: 1) == [deliveries[3]])
        }
    }

    @Test(arguments: Kind.allCases)
    func `they are found by incident, channel and state, page by page`(_ kind: Kind) async throws {
        try await kind.withStore { store in
            let all = (1...6).map { delivery($0, over: $0 < 4 ? Self.robot : Self.mail) }
            try await store.keep(new: all, through: Offset(1))
            try await store.keep([ended(all[5], at: .seconds(1))])
            func numbers(_ query: DeliveryQuery) async throws -> [Int64] {
                try await store.deliveries(query).map(\.offset)
            }
            #expect(try await numbers(DeliveryQuery(incident: Sample.id(4))) == [4])
            #expect(try await numbers(DeliveryQuery(channel: Self.mail)) == [6, 5, 4])
            #expect(try await numbers(DeliveryQuery(states: [.delivered])) == [6])
            #expect(
                try await numbers(DeliveryQuery(states: [.waiting], limit: 2)) == [5, 4])
            #expect(try await numbers(DeliveryQuery(before: all[2].id)) == [2, 1])
            #expect(
                try await store.deliveryCounts() == [
                    Self.robot: [.waiting: 3], Self.mail: [.waiting: 2, .delivered: 1],
                ])
        }
    }

    @Test(arguments: Kind.allCases)
    func `attempts are told for the rate, and the old is dropped`(_ kind: Kind) async throws {
        try await kind.withStore { store in
            let all = (1...3).map { delivery($0) }
            try await store.keep(new: all, through: Offset(1))
            try await store.keep([
                ended(all[0], at: .seconds(10)), ended(all[1], at: .seconds(20)),
            ])
            let attempts = try await store.attempts(
                over: Self.robot, since: Sample.start + .seconds(10))
            #expect(attempts == [Sample.start + .seconds(20)])
            try await store.dropDeliveries(endedBefore: Sample.start + .seconds(20))
            #expect(try await store.deliveries(DeliveryQuery()).map(\.offset) == [3, 2])
        }
    }

    @Test func `deliveries outlive the process in the log's own file`() async throws {
        let folder = try TemporaryFolder()
        let log = try SQLiteEventLog.sample(in: folder.file("log"))
        let done = ended(delivery(2), at: .seconds(1))
        try await log.keep(new: [delivery(1)], through: Offset(3))
        try await log.keep([done])
        try await log.close()
        let again = try SQLiteEventLog.sample(in: folder.file("log"))
        #expect(try await again.outboxPosition() == Offset(3))
        #expect(try await again.deliveries(DeliveryQuery()) == [done, delivery(1)])
        try await again.close()
    }
}
