-- The journal: one line a version of an object, added and never touched again.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY CHECK (seq >= 1),
    entry_id TEXT NOT NULL UNIQUE,
    object_id TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    kind TEXT NOT NULL,
    verb TEXT NOT NULL,
    payload TEXT NOT NULL,
    subject TEXT NOT NULL,
    author TEXT NOT NULL,
    capacity TEXT NOT NULL,
    mode TEXT NOT NULL,
    at TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (object_id, version)
) STRICT;

-- Where each object stands: the only rows that move, forward only.
CREATE TABLE heads (
    object_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq),
    first_seq INTEGER NOT NULL REFERENCES journal (seq)
) STRICT;

CREATE INDEX heads_by_kind ON heads (kind, first_seq);

-- One row: how long the journal is, what its last line hashes to. What viewers poll, and what writers queue on.
CREATE TABLE counter (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

INSERT INTO counter (id, value, hash) VALUES (1, 0, '');

CREATE TRIGGER journal_never_updated BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_never_deleted BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- INSERT OR REPLACE would delete without a word.
CREATE TRIGGER journal_never_replaced BEFORE INSERT ON journal
WHEN EXISTS (
    SELECT 1 FROM journal
    WHERE seq = NEW.seq OR entry_id = NEW.entry_id OR (object_id = NEW.object_id AND version = NEW.version)
)
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER heads_never_back BEFORE UPDATE ON heads
WHEN NEW.version <> OLD.version + 1 OR NEW.object_id <> OLD.object_id OR NEW.kind <> OLD.kind
BEGIN
    SELECT RAISE(ABORT, 'a head moves forward by one');
END;

CREATE TRIGGER heads_never_deleted BEFORE DELETE ON heads
BEGIN
    SELECT RAISE(ABORT, 'a head stays');
END;
