-- The journal: one line a version of an object, added and never touched again.
CREATE TABLE journal (
    seq BIGINT PRIMARY KEY CHECK (seq >= 1),
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
);

-- Where each object stands: the only rows that move, forward only.
CREATE TABLE heads (
    object_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    seq BIGINT NOT NULL REFERENCES journal (seq),
    first_seq BIGINT NOT NULL REFERENCES journal (seq)
);

CREATE INDEX heads_by_kind ON heads (kind, first_seq);

-- One row: how long the journal is, what its last line hashes to. What viewers poll, and what writers queue on.
CREATE TABLE counter (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value BIGINT NOT NULL,
    hash TEXT NOT NULL
);

INSERT INTO counter (id, value, hash) VALUES (1, 0, '');

CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END;
$$;

CREATE TRIGGER journal_never_touched BEFORE UPDATE OR DELETE ON journal
FOR EACH ROW EXECUTE FUNCTION journal_refuses();

CREATE TRIGGER journal_never_emptied BEFORE TRUNCATE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses();

CREATE FUNCTION heads_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' OR NEW.version <> OLD.version + 1 OR NEW.object_id <> OLD.object_id OR NEW.kind <> OLD.kind
    THEN
        RAISE EXCEPTION 'a head moves forward by one';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER heads_never_back BEFORE UPDATE OR DELETE ON heads
FOR EACH ROW EXECUTE FUNCTION heads_refuse();

CREATE TRIGGER heads_never_emptied BEFORE TRUNCATE ON heads
FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses();
