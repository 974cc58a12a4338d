/// A log as the first version wrote it: its tables and three records.
///
/// The text stands for itself and must never be changed. The hashes were computed by a program of
/// their own from the description of the canonical form, not by the code under test.
enum FirstVersion {
    static let sql = """
        PRAGMA journal_mode = WAL;
        PRAGMA application_id = 1195658343;
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('1');
        CREATE TABLE record (
            "offset" INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            "partition" INTEGER NOT NULL,
            version INTEGER NOT NULL,
            type TEXT NOT NULL,
            subject BLOB,
            occurred_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            cause TEXT,
            data BLOB NOT NULL,
            personal BLOB,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX record_version ON record ("partition", version);
        CREATE INDEX record_subject ON record (subject) WHERE subject IS NOT NULL;
        CREATE TABLE partition_head (
            "partition" INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE TABLE incident_key (
            incident BLOB PRIMARY KEY,
            wrapped BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE forgotten (
            number INTEGER PRIMARY KEY,
            incident BLOB NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE answer (
            number INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            fingerprint BLOB NOT NULL,
            answer BLOB NOT NULL,
            recorded_at INTEGER NOT NULL,
            digest BLOB NOT NULL
        ) STRICT;
        CREATE TABLE incident (
            rank INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            number INTEGER NOT NULL,
            version INTEGER NOT NULL,
            stage TEXT NOT NULL,
            is_open INTEGER NOT NULL,
            category TEXT NOT NULL,
            severity INTEGER,
            township INTEGER NOT NULL,
            area INTEGER NOT NULL,
            accepted_at INTEGER NOT NULL,
            full_assignment INTEGER,
            is_exercise INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX incident_accepted_at ON incident (accepted_at);
        CREATE INDEX incident_township ON incident (township);
        CREATE INDEX incident_open ON incident (rank) WHERE is_open = 1;
        CREATE TABLE incident_document (
            rank INTEGER PRIMARY KEY,
            document BLOB NOT NULL
        ) STRICT;
        CREATE TABLE assignment (
            responder TEXT NOT NULL,
            incident BLOB NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (responder, incident, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE meta (
            name TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO record VALUES (
            1, x'019EF0000000700080000000000000AA', 330824000000000, 1,
            'griddispatch.county.activated', NULL, 1795000001000000, 1795000001000000, 'system',
            NULL, CAST('{"version":"\(String(repeating: "ab", count: 32))"}' AS BLOB), NULL,
            x'08f66a7f53ef1bf45190f361f74986242362f02ff953734a9840edf77b518f08');
        INSERT INTO record VALUES (
            2, x'019EF0000001700080000000000000AB', 330824102000000, 1,
            'griddispatch.report.accepted', x'01900000000170008000000000000000', 1795000001000000,
            1795000001040000, 'worker:王', 'request-1',
            CAST('{"report":{"id":"00000000-0000-7000-0000-000000000001",'
                || '"category":"dispute/elder-support","grid":"330824102201001",'
                || '"source":"worker","answers":{"alone":true},'
                || '"occurredAt":"2026-11-18T11:06:41Z","exercise":false},"number":1}' AS BLOB),
            NULL, x'bb64b7037865c499ce1f65dca31d25581d58f6f7bf875a9883df2966aed47117');
        INSERT INTO record VALUES (
            3, x'019EF0000002700080000000000000AC', 330824102000000, 2,
            'griddispatch.incident.closed', x'01900000000170008000000000000000', 1795000001000000,
            1795000061000000, 'operator:desk', NULL, CAST('{}' AS BLOB), NULL,
            x'c78ee45dd6597c3b4ba98246ca051bc3d5d04251f09d8a37aa8554ed3b5fe808');
        INSERT INTO partition_head VALUES (
            330824000000000, 1, x'08f66a7f53ef1bf45190f361f74986242362f02ff953734a9840edf77b518f08');
        INSERT INTO partition_head VALUES (
            330824102000000, 2, x'c78ee45dd6597c3b4ba98246ca051bc3d5d04251f09d8a37aa8554ed3b5fe808');
        """
}
