//! Where records are kept: a SQLite file, or memory.

use crate::prelude::*;
use std::path::Path;
use sundesk_core::store::{Batch, Filter, Head, Lease, MAX_BATCH_BYTES, MemoryStore, Store, StoreDoc, TicketQuery};

/// Where records are kept. What a call answered with "done" is on the disk and never lost. One thread at a time.
pub struct sundesk_store(Box<dyn Store>);
handle!(sundesk_store(AnyStore));

type AnyStore = Box<dyn Store>;

#[cfg(feature = "sqlite")]
fn open(doc: &StoreDoc, path: &str, tenant: &str) -> sundesk_core::Result<Box<dyn Store>> {
    Ok(Box::new(doc.open(path, tenant)?))
}

#[cfg(not(feature = "sqlite"))]
fn open(_: &StoreDoc, path: &str, _: &str) -> sundesk_core::Result<Box<dyn Store>> {
    let says = "this build of sundesk is without SQLite (feature `sqlite`)";
    Err(Error::new(sundesk_core::ErrorKind::Incompatible, says).in_file(path, 0))
}

fn word<T: serde::de::DeserializeOwned>(name: &str, word: &str, expected: &str) -> Result<T, Error> {
    serde_json::from_value(word.into()).map_err(|_| Error::invalid(name, word, expected))
}

documents! {
    Filter: |json| {
        let filter = json.map(serde_json::from_str).transpose();
        let says = |e| Error::invalid("", e, "conditions, or fields and their values");
        Ok(filter.map(Option::unwrap_or_default).map_err(says)?)
    };
    StoreDoc: |json| match json {
        Some(json) => Ok(read_document(json, "options", MAX_DOCUMENT_BYTES)?),
        None => Ok(StoreDoc::default()),
    };
    Option<Head>: |json| Ok(json.map(|json| read_document(json, "head", MAX_DOCUMENT_BYTES)).transpose()?);
}

/// Opens a SQLite file, or makes it, for the desk of `tenant`. `options` is NULL or {"vault": "desk.keys", "master": "64 hexadecimal digits",
/// "plain_fields": ["product"], "busy_ms": 10000}: the file of keys (else `path` with ".keys"), the key its keys are wrapped in, named
/// fields that say nothing of a person and are not sealed, how long to wait for another process that writes. A file of another program,
/// tenant or later release is SUNDESK_INCOMPATIBLE, a damaged one SUNDESK_INCONSISTENT_LOG.
///
/// # Safety
/// `path` and `tenant` are NUL-terminated, `options` too or NULL; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_open(
    path: *const c_char,
    tenant: *const c_char,
    options: *const c_char,
    out: *mut *mut sundesk_store,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (path: &str, tenant: &str, options: StoreDoc) open(&options, path, tenant).map(New))
}

/// An empty store in memory, for tests.
///
/// # Safety
/// `tenant` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_memory(
    tenant: *const c_char,
    out: *mut *mut sundesk_store,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (tenant: &str) ok(New(Box::new(MemoryStore::new(tenant)) as AnyStore)))
}

/// Closes a store. NULL is fine.
///
/// # Safety
/// `store` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_free(store: *mut sundesk_store) {
    free!(store)
}

/// Writes a batch, whole or not at all: {"records": [...], "about": {"0": ["c-17"]}, "expect": {"T-1": 3}, "timers": [{"stream": "T-1", "at":
/// "2026-03-06T10:00:00Z", "what": "auto"}], "clocks": [...], "outbox": [{"topic": "mail", "body": "..."}]}, all of them optional. The
/// answer is JSON; its `append` is "done", "conflict" (`version`, `since`), "repeated" or "key_taken". Only "done" wrote something.
/// Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and used by nobody else; `batch` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_append(
    store: *mut sundesk_store,
    batch: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &mut AnyStore, batch: &str) store.append(&Batch::from_json(batch)?).map(Json))
}

/// Writes the batches of several commands with one sync of the disk, each judged by itself; the answers are a JSON list in their order.
/// Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and used by nobody else; `batches` points to `count` NUL-terminated texts; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_append_all(
    store: *mut sundesk_store,
    batches: *const *const c_char,
    count: usize,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &mut AnyStore) {
        let mut all = Vec::new();
        for (i, text) in slice(batches, count, "batches")?.iter().enumerate() {
            let json = <&str>::read(*text, "batches")?;
            all.push(Batch::from_json(json).map_err(|e| e.at(&format!("batches[{i}]")))?);
        }
        store.append_all(&all).map(Json)
    })
}

/// The records of a ticket after a version as a JSON list, each with its `position`, `hash` and what of it is `erased`. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `stream` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_load(
    store: *const sundesk_store,
    stream: *const c_char,
    after: u64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &AnyStore, stream: &str) store.load(stream, after).map(Json))
}

/// The records of all tickets after a position as a JSON list, in order and without gaps; at most `limit`, up to 10,000. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_feed(
    store: *const sundesk_store,
    after: u64,
    limit: usize,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &AnyStore) store.feed(after, limit).map(Json))
}

/// How many records a ticket has; 0 for one that is not there.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `stream` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_version(
    store: *const sundesk_store,
    stream: *const c_char,
    out: *mut u64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &AnyStore, stream: &str) store.version(stream))
}

/// The end of the chain as JSON, `position` and `hash`: keep it elsewhere, and hand it to sundesk_store_verify later. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_head(
    store: *const sundesk_store,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &AnyStore) store.head().map(Json))
}

/// The position that a consumer of the feed has kept; 0 for none.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `consumer` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_cursor(
    store: *const sundesk_store,
    consumer: *const c_char,
    out: *mut u64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &AnyStore, consumer: &str) store.cursor(consumer))
}

/// Keeps the position of a consumer.
///
/// # Safety
/// `store` is alive and used by nobody else; `consumer` is NUL-terminated; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_set_cursor(
    store: *mut sundesk_store,
    consumer: *const c_char,
    position: u64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (store: &mut AnyStore, consumer: &str) store.set_cursor(consumer, position))
}

/// The last snapshot of a ticket in this form as JSON: `stream`, `version`, `form`, `body`; null without one. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `stream` and `form` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_snapshot(
    store: *const sundesk_store,
    stream: *const c_char,
    form: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &AnyStore, stream: &str, form: &str) store.snapshot(stream, form).map(Json))
}

/// Keeps a snapshot in place of the one before: {"stream": "T-1", "version": 3, "form": "state/1", "body": "what sundesk_board_state gave"}.
///
/// # Safety
/// `store` is alive and used by nobody else; `snapshot` is NUL-terminated; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_put_snapshot(
    store: *mut sundesk_store,
    snapshot: *const c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (store: &mut AnyStore, snapshot: &str)
        store.put_snapshot(&read_document(snapshot, "snapshot", MAX_BATCH_BYTES)?))
}

/// Claims timers that are due at `now` and that nobody holds for `worker` until `until`, the earliest first, as a JSON list of `stream`, `at`,
/// `what`. A batch that sets the timer anew or takes it away ends the claim. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and used by nobody else; `worker` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_due(
    store: *mut sundesk_store,
    worker: *const c_char,
    now: i64,
    until: i64,
    limit: usize,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &mut AnyStore, worker: &str) store.due(Lease { worker, now, until }, limit).map(Json))
}

/// When the next timer is due, claimed or not; SUNDESK_NEVER when there is none.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_next_due(
    store: *const sundesk_store,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &AnyStore) store.next_due())
}

/// Claims what is to be sent, the oldest first, as a JSON list of `number`, `topic`, `body`, `subject`. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and used by nobody else; `worker` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_outbox(
    store: *mut sundesk_store,
    worker: *const c_char,
    now: i64,
    until: i64,
    limit: usize,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &mut AnyStore, worker: &str) store.outbox(Lease { worker, now, until }, limit).map(Json))
}

/// Takes out of the outbox what was sent, by number.
///
/// # Safety
/// `store` is alive and used by nobody else; `numbers` points to `count` numbers; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_sent(
    store: *mut sundesk_store,
    numbers: *const u64,
    count: usize,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (store: &mut AnyStore) store.sent(slice(numbers, count, "numbers")?))
}

/// The ticket that an id belongs to; `handle` is "message" or "token". None is SUNDESK_NOT_FOUND. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `handle` and `id` are NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_find(
    store: *const sundesk_store,
    handle: *const c_char,
    id: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &AnyStore, handle: &str, id: &str) {
        let found = store.find(word("handle", handle, "message or token")?, id)?;
        found.ok_or_else(|| Error::not_found("id", id, "an id of a message or reply")).map(Text)
    })
}

/// The tickets whose records speak of somebody, as a JSON list of ids. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `subject` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_streams_of(
    store: *const sundesk_store,
    subject: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &AnyStore, subject: &str) store.streams_of(subject).map(Json))
}

/// A page of the inbox: {"filter": {"group": "emea", "status": ["new", "open"], "assignee": null}, "search": "parcel", "order": "due",
/// "descending": false, "after": null, "limit": 50}, all of them optional; a filter is also a list of conditions. `order` is "created",
/// "last_activity" or "due". The answer is JSON: `tickets`, `next` (the `after` of the next page, or null), `position`. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and used by nobody else; `query` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_tickets(
    store: *mut sundesk_store,
    query: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &mut AnyStore, query: &str) store.tickets(&TicketQuery::from_json(query)?).map(Json))
}

/// How many tickets there are by "status", "status_category", "group", "assignee" or "priority", as a JSON object; what has none stands under
/// the empty word. `filter` is NULL for all. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and used by nobody else; `filter` is NUL-terminated or NULL, `by` NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_counts(
    store: *mut sundesk_store,
    filter: *const c_char,
    by: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &mut AnyStore, filter: Filter, by: &str) {
        let by = word("by", by, "status, status_category, group, assignee or priority")?;
        store.counts(&filter, by).map(Json)
    })
}

/// Checks everything: numbers, chain, pages, and the inbox beside a fold of all records. `since` is NULL or a head that was kept elsewhere. The
/// answer is JSON: `records`, `tickets`, `head`. What is not as it was written is SUNDESK_INCONSISTENT_LOG. Free the text with sundesk_string_free.
///
/// # Safety
/// `store` is alive and used by nobody else; `since` is NUL-terminated or NULL; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_verify(
    store: *mut sundesk_store,
    since: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &mut AnyStore, since: Option<Head>) store.verify(since.as_ref()).map(Json))
}

/// Makes the inbox anew from the log.
///
/// # Safety
/// `store` is alive and used by nobody else; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_rebuild_inbox(
    store: *mut sundesk_store,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (store: &mut AnyStore) store.rebuild_inbox())
}

/// Copies the store as it is now into a new file, while others go on. The keys are not in it.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `to` is NUL-terminated; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_backup(
    store: *const sundesk_store,
    to: *const c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (store: &AnyStore, to: &str) store.backup(Path::new(to)))
}

/// Writes all records after a position to a new file as JSON lines, without what is erased; `out` is the last position.
///
/// # Safety
/// `store` is alive and not written to meanwhile; `to` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_store_export(
    store: *const sundesk_store,
    to: *const c_char,
    after: u64,
    out: *mut u64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (store: &AnyStore, to: &str) {
        let failed = |e: std::io::Error| Error::from(e).in_file(to, 0);
        let mut file = std::io::BufWriter::new(std::fs::File::create_new(to).map_err(failed)?);
        let last = store.export(after, &mut file)?;
        std::io::Write::flush(&mut file).map_err(failed)?;
        ok(last)
    })
}
