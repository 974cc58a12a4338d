import GRDB

/// The tables of the search index; since it can be made anew from the log at any time, a file of
/// another version is not migrated but thrown away.
enum SearchSchema {
    /// Counts up with every change of the tables or of how text is cut.
    static let version = 3

    static let sql = """
        CREATE TABLE entry (
            rank INTEGER PRIMARY KEY,
            incident BLOB NOT NULL UNIQUE,
            body TEXT NOT NULL
        ) STRICT;
        CREATE VIRTUAL TABLE words USING fts5 (
            body, content = 'entry', content_rowid = 'rank',
            tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE TABLE forgotten (
            incident BLOB PRIMARY KEY
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE progress (
            number INTEGER PRIMARY KEY CHECK (number = 1),
            position INTEGER NOT NULL,
            last_record BLOB,
            forgotten INTEGER NOT NULL
        ) STRICT;
        INSERT INTO progress (number, position, last_record, forgotten) VALUES (1, 0, NULL, 0);
        PRAGMA user_version = \(version);
        """
}
