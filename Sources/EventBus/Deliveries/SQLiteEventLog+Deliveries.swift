public import Deliveries
import GRDB
public import Governance

/// Deliveries stand in the log's own file, so that one copy of it holds both.
///
/// They are written on the writer's queue, between the transactions of the log.
extension SQLiteEventLog: DeliveryStore {
    private static let position = "outbox.position"

    /// Up to which record deliveries have been made; nil if that was never kept.
    public func outboxPosition() async throws(EventLogError) -> Offset? {
        try await snapshot { database throws in
            let statement = try SQLStatement(database, "SELECT value FROM meta WHERE name = ?")
            statement.bind(1, Self.position)
            return try statement.firstRow { $0.text(0) }.flatMap { Offset($0) }
        }
    }

    /// Keeps new deliveries and the position that their events bring the outbox to.
    public func keep(
        new deliveries: [Delivery], through position: Offset,
    ) async throws(EventLogError) {
        try await writeDeliveries { database in
            let insert = try SQLStatement(database, DeliveryRow.insert)
            for delivery in deliveries { try DeliveryRow.write(delivery, with: insert) }
            let statement = try SQLStatement(
                database, "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)")
            statement.bind(1, Self.position)
            statement.bind(2, Array("\(position)".utf8))
            try statement.run()
        }
    }

    /// Keeps deliveries as they are now.
    public func keep(_ deliveries: [Delivery]) async throws(EventLogError) {
        try await writeDeliveries { database in
            let replace = try SQLStatement(database, DeliveryRow.replace)
            for delivery in deliveries { try DeliveryRow.write(delivery, with: replace) }
        }
    }

    /// Deliveries over a channel that have not come to an end, the earliest due first.
    public func openDeliveries(
        over channel: Channel.ID, limit: Int,
    ) async throws(EventLogError) -> [Delivery] {
        try await snapshot { database throws in
            let statement = try SQLStatement(
                database,
                """
                SELECT \(DeliveryRow.columns) FROM delivery
                WHERE channel = ? AND finished_at IS NULL ORDER BY due_at, id LIMIT ?
                """)
            statement.bind(1, channel.name)
            statement.bind(2, Int64(limit))
            return try DeliveryRow.read(statement)
        }
    }

    /// When deliveries over a channel were last tried since a moment, the earliest first.
    public func attempts(
        over channel: Channel.ID, since moment: Instant,
    ) async throws(EventLogError) -> [Instant] {
        try await snapshot { database throws in
            let statement = try SQLStatement(
                database,
                """
                SELECT attempted_at FROM delivery WHERE channel = ? AND attempted_at > ?
                ORDER BY attempted_at DESC LIMIT 1000
                """)
            statement.bind(1, channel.name)
            statement.bind(2, moment.microsecondsSinceEpoch)
            var moments: [Instant] = []
            try statement.forEachRow {
                moments.append(Instant(microsecondsSinceEpoch: $0.integer(0)))
            }
            return moments.reversed()
        }
    }

    /// Deliveries, the newest first.
    public func deliveries(_ query: DeliveryQuery) async throws(EventLogError) -> [Delivery] {
        try await snapshot { database throws in
            let states = query.states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
            var conditions = ["1"]
            if query.incident != nil { conditions.append("incident = ?1") }
            if query.channel != nil { conditions.append("channel = ?2") }
            if query.before != nil { conditions.append("id < ?3") }
            if !states.isEmpty { conditions.append("state IN (\(states))") }
            let statement = try SQLStatement(
                database,
                once: """
                    SELECT \(DeliveryRow.columns) FROM delivery
                    WHERE \(conditions.joined(separator: " AND ")) AND ?4 ORDER BY id DESC LIMIT ?5
                    """)
            if let incident = query.incident { statement.bind(1, incident.bytes) }
            if let channel = query.channel { statement.bind(2, channel.name) }
            if let before = query.before { statement.bind(3, before.bytes) }
            statement.bind(4, 1)
            statement.bind(5, Int64(query.limit))
            return try DeliveryRow.read(statement)
        }
    }

    /// How many deliveries of each channel are in each state.
    public func deliveryCounts() async throws(EventLogError)
        -> [Channel.ID: [Delivery.State: Int]]
    {
        try await snapshot { database throws in
            let statement = try SQLStatement(
                database, "SELECT channel, state, count(*) FROM delivery GROUP BY channel, state")
            var counts: [Channel.ID: [Delivery.State: Int]] = [:]
            try statement.forEachRow { row in
                guard let state = Delivery.State(rawValue: row.text(1)) else { return }
                counts[Channel.ID(trusted: row.text(0)), default: [:]][state] = Int(row.integer(2))
            }
            return counts
        }
    }

    /// Drops deliveries that had come to their end before a moment.
    public func dropDeliveries(endedBefore moment: Instant) async throws(EventLogError) {
        try await writeDeliveries { database in
            let statement = try SQLStatement(
                database, "DELETE FROM delivery WHERE finished_at < ?")
            statement.bind(1, moment.microsecondsSinceEpoch)
            try statement.run()
        }
    }

    func writeDeliveries(
        _ body: @escaping @Sendable (Database) throws -> Void,
    ) async throws(EventLogError) {
        try await write { [checkpointer] database, _ throws in
            try database.inTransaction {
                try body(database)
                return .commit
            }
            checkpointer.committed(database)
        }
    }
}
