import Deliveries
import GRDB
import Governance

/// A delivery as a row of its table.
enum DeliveryRow {
    static let columns = """
        id, "offset", incident, topic, channel, recipient, rank, created_at, expires_at, state,
        attempts, due_at, attempted_at, finished_at, is_in_doubt, note
        """
    static let insert = statement("INSERT OR IGNORE")
    static let replace = statement("INSERT OR REPLACE")

    static let schema = """
        CREATE TABLE delivery (
            id BLOB PRIMARY KEY,
            "offset" INTEGER NOT NULL,
            incident BLOB,
            topic TEXT NOT NULL,
            channel TEXT NOT NULL,
            recipient TEXT NOT NULL,
            rank INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            attempted_at INTEGER,
            finished_at INTEGER,
            is_in_doubt INTEGER NOT NULL,
            note TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX delivery_open ON delivery (channel, due_at, id) WHERE finished_at IS NULL;
        CREATE INDEX delivery_incident ON delivery (incident, id) WHERE incident IS NOT NULL;
        CREATE INDEX delivery_attempt ON delivery (channel, attempted_at)
            WHERE attempted_at IS NOT NULL;
        CREATE INDEX delivery_finished ON delivery (finished_at) WHERE finished_at IS NOT NULL;
        """

    private static func statement(_ verb: String) -> String {
        let marks = Array(repeating: "?", count: 16).joined(separator: ", ")
        return "\(verb) INTO delivery (\(columns)) VALUES (\(marks))"
    }

    static func write(_ delivery: Delivery, with statement: SQLStatement) throws {
        statement.bind(1, delivery.id.bytes)
        statement.bind(2, delivery.offset)
        if let incident = delivery.incident {
            statement.bind(3, incident.bytes)
        } else {
            statement.bind(3, nil as String?)
        }
        statement.bind(4, delivery.topic.rawValue)
        statement.bind(5, delivery.channel.name)
        statement.bind(6, "\(delivery.recipient)")
        statement.bind(7, Int64(delivery.rank))
        statement.bind(8, delivery.createdAt.microsecondsSinceEpoch)
        statement.bind(9, delivery.expiresAt.microsecondsSinceEpoch)
        statement.bind(10, delivery.state.rawValue)
        statement.bind(11, Int64(delivery.attempts))
        statement.bind(12, delivery.dueAt.microsecondsSinceEpoch)
        statement.bind(13, delivery.attemptedAt?.microsecondsSinceEpoch)
        statement.bind(14, delivery.finishedAt?.microsecondsSinceEpoch)
        statement.bind(15, Int64(delivery.isInDoubt ? 1 : 0))
        statement.bind(16, delivery.note)
        try statement.run()
    }

    static func read(_ statement: SQLStatement) throws -> [Delivery] {
        var deliveries: [Delivery] = []
        try statement.forEachRow { deliveries.append(try delivery($0)) }
        return deliveries
    }

    private static func delivery(_ row: SQLStatement) throws -> Delivery {
        guard let id = row.withBytes(0, { Delivery.ID(bytes: $0) }),
            let topic = NotificationTopic(rawValue: row.text(3)),
            let recipient = Recipient(row.text(5)),
            let state = Delivery.State(rawValue: row.text(9))
        else {
            throw EventLogError(
                .corrupt, "A delivery of record \(row.integer(1)) cannot be read. Verify the log.")
        }
        let incident = row.isNull(2) ? nil : row.withBytes(2, { Incident.ID(bytes: $0) })
        var delivery = Delivery(
            id: id, offset: row.integer(1), incident: incident, topic: topic,
            channel: Channel.ID(trusted: row.text(4)), recipient: recipient,
            rank: Int(row.integer(6)), createdAt: row.instant(7), dueAt: row.instant(11),
            expiresAt: row.instant(8))
        delivery.state = state
        delivery.attempts = Int(row.integer(10))
        delivery.attemptedAt = row.isNull(12) ? nil : row.instant(12)
        delivery.finishedAt = row.isNull(13) ? nil : row.instant(13)
        delivery.isInDoubt = row.integer(14) == 1
        delivery.note = row.optionalText(15)
        return delivery
    }
}

extension SQLStatement {
    fileprivate func instant(_ column: Int32) -> Instant {
        Instant(microsecondsSinceEpoch: integer(column))
    }
}
