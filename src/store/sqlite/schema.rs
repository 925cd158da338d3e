//! The tables. A file says in its header that it is ours (`application_id`) and of which form (`user_version`).

/// "sdsk" in ASCII: what `file(1)` and SQLite itself see in the header of a desk's file.
pub const APPLICATION_ID: i32 = 0x7364_736b;

/// The form of the tables that this release writes. An older one is brought up to it when it is opened.
pub const SCHEMA_VERSION: i32 = 1;

/// `application_id` of a file of keys: "sdsv".
pub(crate) const VAULT_ID: i32 = 0x7364_7376;

/// Everything, in one transaction. What is kept for ever stands first, what can be made again from it last.
pub(crate) const TABLES: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- The log: never changed, never deleted.
CREATE TABLE events (
  pos INTEGER PRIMARY KEY, stream TEXT NOT NULL, seq INTEGER NOT NULL,
  body TEXT NOT NULL, sealed BLOB NOT NULL, hash BLOB NOT NULL,
  UNIQUE (stream, seq)
) STRICT;
CREATE TABLE documents (version TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL) STRICT;
-- Written with the log.
CREATE TABLE keys (key TEXT PRIMARY KEY, command TEXT NOT NULL, pos INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX keys_idle ON keys (pos) WHERE pos < 0 AND command <> '';
CREATE TABLE handles (kind INTEGER NOT NULL, word TEXT NOT NULL, stream TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (kind, word)) STRICT, WITHOUT ROWID;
CREATE INDEX handles_stream ON handles (stream);
CREATE INDEX handles_subject ON handles (subject);
CREATE TABLE askers (stream TEXT PRIMARY KEY, subject TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX askers_subject ON askers (subject);
CREATE TABLE subjects (subject TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (subject, stream)) STRICT, WITHOUT ROWID;
CREATE TABLE erasures (subject TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE timers (stream TEXT PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL, held_until INTEGER NOT NULL, worker TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX timers_at ON timers (at, stream);
CREATE TABLE clocks (stream TEXT PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, body TEXT NOT NULL, subject TEXT, held_until INTEGER NOT NULL, worker TEXT NOT NULL) STRICT;
CREATE INDEX outbox_subject ON outbox (subject) WHERE subject IS NOT NULL;
CREATE TABLE cursors (consumer TEXT PRIMARY KEY, pos INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE snapshots (stream TEXT PRIMARY KEY, version INTEGER NOT NULL, form TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- The inbox: kept by the feed, and made anew from it whenever that is asked for.
CREATE TABLE rows (
  id INTEGER PRIMARY KEY, stream TEXT NOT NULL UNIQUE,
  category INTEGER NOT NULL, status TEXT NOT NULL, grp TEXT NOT NULL, assignee TEXT NOT NULL, priority TEXT NOT NULL, requester TEXT NOT NULL,
  last_activity INTEGER NOT NULL, due INTEGER NOT NULL, clock TEXT, state TEXT NOT NULL
) STRICT;
CREATE INDEX rows_category ON rows (category);
CREATE INDEX rows_category_last_activity ON rows (category, last_activity);
CREATE INDEX rows_category_due ON rows (category, due);
CREATE INDEX rows_grp ON rows (grp, category);
CREATE INDEX rows_grp_last_activity ON rows (grp, category, last_activity);
CREATE INDEX rows_grp_due ON rows (grp, category, due);
CREATE INDEX rows_assignee ON rows (assignee, category);
CREATE INDEX rows_assignee_last_activity ON rows (assignee, category, last_activity);
CREATE INDEX rows_assignee_due ON rows (assignee, category, due);
CREATE INDEX rows_requester ON rows (requester, category);
CREATE TABLE tally (
  grp TEXT NOT NULL, category INTEGER NOT NULL, status TEXT NOT NULL, priority TEXT NOT NULL, assignee TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (grp, category, status, priority, assignee)
) STRICT, WITHOUT ROWID;
CREATE TABLE stale (stream TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE text_of (id INTEGER PRIMARY KEY, ticket INTEGER NOT NULL) STRICT;
CREATE INDEX text_of_ticket ON text_of (ticket);
";

/// The index of a search.
pub(crate) const TEXTS: &str =
    "CREATE VIRTUAL TABLE texts USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0');";

/// What an erased text must not leave behind in the index. An index without its texts would take less room and cannot do it: it only
/// strikes out what was deleted.
pub(crate) const SECURE_DELETE: &str = "INSERT INTO texts (texts, rank) VALUES ('secure-delete', 1)";
