//! The trait: what a store does.

use super::batch::{Append, Batch, Claim, Handle, Kept, Lease, Sending, Snapshot, Stored, Verified};
use super::chain::Head;
use super::query::{By, Filter, TicketPage, TicketQuery};
use crate::error::{Error, ErrorKind, Result};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// A store of records. Every adapter passes the checks of [`suite`](super::suite).
///
/// The rules that hold for all: a batch is written whole or not at all; what was answered with [`Append::Done`] is never lost and never
/// changed; positions go 1, 2, 3 … over all streams and numbers 1, 2, 3 … within each; nothing here reads a clock.
pub trait Store: Send {
    /// Whose store it is: the name goes into the ids of its records.
    fn tenant(&self) -> &str;

    /// Writes several batches at once (one sync of the disk for all of them). Each is judged by itself, after those before it; the answers come
    /// in their order, and none before all that is written is on the disk.
    ///
    /// # Errors
    /// When nothing could be written, or a batch is none (an id or an instant that is none, a limit): then none of them is.
    fn append_all(&mut self, batches: &[Batch]) -> Result<Vec<Append>>;

    /// Writes one batch.
    ///
    /// # Errors
    /// As [`append_all`](Self::append_all).
    fn append(&mut self, batch: &Batch) -> Result<Append> {
        let answers = self.append_all(std::slice::from_ref(batch))?;
        answers.into_iter().next().ok_or_else(|| Error::new(ErrorKind::Internal, "a batch was not answered"))
    }

    /// How many records a stream has.
    ///
    /// # Errors
    /// When the store cannot be read; so every other call here.
    fn version(&self, stream: &str) -> Result<u64>;

    /// The records of a stream after a version, in order.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] without a key that was not destroyed, [`ErrorKind::InconsistentLog`] for a record that was changed.
    fn load(&self, stream: &str, after: u64) -> Result<Vec<Stored>>;

    /// The records of all streams after a position, in order and without gaps: at most `limit`. A consumer that keeps the last position
    /// it has dealt with gets every record at least once.
    ///
    /// # Errors
    /// As [`load`](Self::load); [`ErrorKind::OutOfRange`] for a limit of 0 or above [`MAX_TAKEN`](super::MAX_TAKEN).
    fn feed(&self, after: u64, limit: usize) -> Result<Vec<Stored>>;

    /// The end of the chain.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn head(&self) -> Result<Head>;

    /// The position a consumer has kept; 0 for one that has none.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn cursor(&self, consumer: &str) -> Result<u64>;

    /// Keeps the position of a consumer.
    ///
    /// # Errors
    /// When it cannot be written.
    fn set_cursor(&mut self, consumer: &str, position: u64) -> Result<()>;

    /// The last snapshot of a stream in this form.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn snapshot(&self, stream: &str, form: &str) -> Result<Option<Snapshot>>;

    /// Keeps a snapshot in place of the one before. One of a version that the stream has not is refused.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for a version the stream has not reached.
    fn put_snapshot(&mut self, snapshot: &Snapshot) -> Result<()>;

    /// Claims timers that are due at the lease's `now` and that nobody holds, the earliest first. Until the lease ends nobody else
    /// gets them. A batch that sets the timer anew ends the lease; one that is never set anew comes back when the lease is over.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for a limit of 0 or above [`MAX_TAKEN`](super::MAX_TAKEN), or a lease that ends before it begins.
    fn due(&mut self, lease: Lease<'_>, limit: usize) -> Result<Vec<Claim>>;

    /// When the next timer is due, claimed or not.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn next_due(&self) -> Result<Option<i64>>;

    /// All timers by ticket, claimed or not.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn timers(&self) -> Result<Vec<Claim>>;

    /// Claims what is to be sent, the oldest first.
    ///
    /// # Errors
    /// As [`due`](Self::due).
    fn outbox(&mut self, lease: Lease<'_>, limit: usize) -> Result<Vec<Sending>>;

    /// Takes out of the outbox what was sent.
    ///
    /// # Errors
    /// When it cannot be written.
    fn sent(&mut self, numbers: &[u64]) -> Result<()>;

    /// The hash of the command that used an idempotency key, and the position of what it did. The hash is empty when it was forgotten with
    /// whom the command may have spoken of: then whatever comes under that key again is another command.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn key_used(&self, key: &str) -> Result<Option<(String, u64)>>;

    /// Forgets idempotency keys of records before an instant; how many.
    ///
    /// # Errors
    /// When it cannot be written.
    fn forget_keys(&mut self, before: i64) -> Result<u64>;

    /// The ticket that a message or a reply token belongs to.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn find(&self, handle: Handle, word: &str) -> Result<Option<String>>;

    /// The streams whose records speak of somebody.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn streams_of(&self, subject: &str) -> Result<Vec<String>>;

    /// Keeps a document under its version; the same again changes nothing.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for another text under a version that is there.
    fn keep(&mut self, document: &Kept) -> Result<()>;

    /// A kept document.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn kept(&self, version: &str) -> Result<Option<Kept>>;

    /// Tickets of the inbox, as of the last record.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for a filter or a place that is none, [`ErrorKind::LimitExceeded`] for a search that finds more than
    /// [`MAX_SEARCH_HITS`](super::MAX_SEARCH_HITS).
    fn tickets(&mut self, query: &TicketQuery) -> Result<TicketPage>;

    /// How many tickets there are, by what they have; what they do not have stands under the empty word.
    ///
    /// # Errors
    /// As [`tickets`](Self::tickets).
    fn counts(&mut self, filter: &Filter, by: By) -> Result<BTreeMap<String, u64>>;

    /// Checks everything: numbers, positions, the chain, and the inbox beside a fold of all records. `since` is a head of an earlier
    /// check that was kept elsewhere: it must still be part of the chain.
    ///
    /// # Errors
    /// [`ErrorKind::InconsistentLog`] with the first record that is not as it was written.
    fn verify(&mut self, since: Option<&Head>) -> Result<Verified>;

    /// Makes anew from the log what follows from it alone: the whole inbox, handles, and whom tickets speak of.
    ///
    /// # Errors
    /// When the log cannot be read.
    fn rebuild_inbox(&mut self) -> Result<()>;

    /// Copies the store as it is now into a new file, while others go on reading and writing. The keys are not in it: they are the vault's.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for a file that is there, or a store that has none; [`ErrorKind::Io`] when it cannot be written. There is
    /// no half copy then.
    fn backup(&self, to: &Path) -> Result<()> {
        Err(Error::invalid("to", to.display(), "a store that is a file; one in memory is copied with `export`"))
    }

    /// Writes all records after a position as JSON lines; what is erased is not in them. Gives the last position.
    ///
    /// # Errors
    /// When `out` takes no more.
    fn export(&self, after: u64, out: &mut dyn Write) -> Result<u64> {
        let mut last = after;
        loop {
            let records = self.feed(last, super::MAX_TAKEN)?;
            let Some(end) = records.last() else { return Ok(last) };
            last = end.position;
            for stored in &records {
                let mut line = serde_json::to_string(stored).map_err(Error::unwritable)?;
                line.push('\n');
                out.write_all(line.as_bytes())?;
            }
        }
    }
}
