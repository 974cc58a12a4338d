public import Deliveries
import GRDB
public import Governance

/// The browsers that responders have allowed stand in the log's own file, beside the deliveries.
extension SQLiteEventLog: BrowserStore {
    static let browserSchema = """
        CREATE TABLE push_subscription (
            endpoint TEXT PRIMARY KEY,
            responder TEXT NOT NULL,
            public_key BLOB NOT NULL,
            authentication BLOB NOT NULL,
            number INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX push_subscription_responder ON push_subscription (responder, number);
        """

    /// Keeps a browser; beyond the most that one responder may have, the oldest is dropped.
    public func keep(_ browser: PushSubscription) async throws(EventLogError) {
        try await writeDeliveries { database in
            let insert = try SQLStatement(
                database,
                """
                INSERT OR REPLACE INTO push_subscription
                VALUES (?, ?, ?, ?, (SELECT ifnull(max(number), 0) + 1 FROM push_subscription))
                """)
            insert.bind(1, browser.endpoint)
            insert.bind(2, browser.responder.name)
            insert.bind(3, browser.publicKey)
            insert.bind(4, browser.authentication)
            try insert.run()
            let trim = try SQLStatement(
                database,
                """
                DELETE FROM push_subscription WHERE responder = ?1 AND number NOT IN (
                    SELECT number FROM push_subscription WHERE responder = ?1
                    ORDER BY number DESC LIMIT \(PushSubscription.maximumPerResponder))
                """)
            trim.bind(1, browser.responder.name)
            try trim.run()
        }
    }

    /// Drops a browser; dropping one that is not there is harmless.
    public func dropBrowser(_ endpoint: String) async throws(EventLogError) {
        try await writeDeliveries { database in
            let statement = try SQLStatement(
                database, "DELETE FROM push_subscription WHERE endpoint = ?")
            statement.bind(1, endpoint)
            try statement.run()
        }
    }

    /// The browsers of a responder, the newest first.
    public func browsers(
        of responder: Responder.ID,
    ) async throws(EventLogError) -> [PushSubscription] {
        try await snapshot { database throws in
            let statement = try SQLStatement(
                database,
                """
                SELECT endpoint, public_key, authentication FROM push_subscription
                WHERE responder = ? ORDER BY number DESC
                """)
            statement.bind(1, responder.name)
            var browsers: [PushSubscription] = []
            try statement.forEachRow { row in
                let browser = PushSubscription(
                    responder: responder, endpoint: row.text(0), publicKey: row.bytes(1),
                    authentication: row.bytes(2))
                if let browser { browsers.append(browser) }
            }
            return browsers
        }
    }
}
