//! Everything in memory: for tests, for hosts that keep their records elsewhere, and as the plain twin of the others.

mod inbox;
mod write;

use super::batch::{
    Append, Batch, Claim, Handle, Kept as Document, Lease, MAX_TAKEN, Sending, Snapshot, Stored, Verified,
};
use super::chain::{self, Head, NOTHING, broken, still_there};
use super::checks::{at_most, check_document, check_lease, check_snapshot};
use super::codec::{Codec, Kept};
use super::contract::Store;
use super::judge::Ledger;
use super::query::{self, By, Filter, MAX_PAGE, TicketPage, TicketQuery};
use super::vault::{KeyVault, MemoryVault, Nonces, OsNonces};
use crate::error::Result;
use inbox::Inbox;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A store in memory. It seals as the others do.
pub struct MemoryStore {
    codec: Codec,
    data: Data,
}

#[derive(Clone, Default)]
struct Data {
    records: Vec<Kept>,
    streams: BTreeMap<String, Vec<usize>>,
    keys: BTreeMap<String, Used>,
    handles: BTreeMap<(Handle, String), (String, String)>,
    subjects: BTreeMap<String, BTreeSet<String>>,
    requesters: BTreeMap<String, String>,
    /// Whose key is to be destroyed.
    erasing: BTreeSet<String>,
    timers: BTreeMap<String, Timer>,
    clocks: BTreeMap<String, (i64, String)>,
    outbox: BTreeMap<u64, Item>,
    sent: u64,
    cursors: BTreeMap<String, u64>,
    snapshots: BTreeMap<String, Snapshot>,
    documents: BTreeMap<String, Document>,
    inbox: Inbox,
}

#[derive(Clone)]
struct Used {
    /// Empty once it is forgotten.
    command: String,
    /// The tickets whose records bear it; none: it did nothing.
    streams: BTreeSet<String>,
    position: u64,
    at: i64,
}

#[derive(Clone, Default)]
struct Held {
    until: i64,
}

#[derive(Clone)]
struct Timer {
    at: i64,
    what: String,
    held: Held,
}

#[derive(Clone)]
struct Item {
    sending: Sending,
    held: Held,
}

impl MemoryStore {
    /// An empty store of a desk, with keys in memory.
    #[must_use]
    pub fn new(tenant: &str) -> Self {
        Self::with(tenant, Arc::new(MemoryVault::new()), Box::new(OsNonces), Vec::new())
    }

    /// One with keys and nonces of the host. `plain_fields` are named fields that say nothing of a person: they are not sealed and outlive
    /// an erasure.
    #[must_use]
    pub fn with(tenant: &str, vault: Arc<dyn KeyVault>, nonces: Box<dyn Nonces>, plain_fields: Vec<String>) -> Self {
        Self { codec: Codec::new(tenant, vault, nonces, plain_fields), data: Data::default() }
    }

    fn last_hash(&self) -> [u8; 32] {
        self.data.records.last().map_or(NOTHING, |kept| kept.hash)
    }

    fn decoded(&self, indexes: impl Iterator<Item = usize>) -> Result<Vec<Stored>> {
        indexes.filter_map(|i| self.data.records.get(i)).map(|kept| self.codec.decode(kept)).collect()
    }
}

impl Ledger for MemoryStore {
    fn version(&self, stream: &str) -> Result<u64> {
        Store::version(self, stream)
    }

    fn after(&self, stream: &str, version: u64) -> Result<Vec<Stored>> {
        self.load(stream, version)
    }

    fn key_used(&self, key: &str) -> Result<Option<(String, u64)>> {
        Store::key_used(self, key)
    }
}

impl Store for MemoryStore {
    fn tenant(&self) -> &str {
        &self.codec.tenant
    }

    fn append_all(&mut self, batches: &[Batch]) -> Result<Vec<Append>> {
        batches.iter().try_for_each(super::judge::check)?;
        self.finish_erasures()?;
        // Several are written all or none: what a later one may fail at is seen only when those before it stand.
        let before = (batches.len() > 1).then(|| self.data.clone());
        match batches.iter().map(|batch| self.append_one(batch)).collect() {
            Ok(answers) => self.finish_erasures().map(|()| answers),
            Err(error) => {
                if let Some(before) = before {
                    self.data = before;
                }
                Err(error)
            }
        }
    }

    fn version(&self, stream: &str) -> Result<u64> {
        Ok(self.data.streams.get(stream).map_or(0, |of| u64::try_from(of.len()).unwrap_or(u64::MAX)))
    }

    fn load(&self, stream: &str, after: u64) -> Result<Vec<Stored>> {
        let skip = usize::try_from(after).unwrap_or(usize::MAX);
        self.decoded(self.data.streams.get(stream).into_iter().flatten().skip(skip).copied())
    }

    fn feed(&self, after: u64, limit: usize) -> Result<Vec<Stored>> {
        let first = usize::try_from(after).unwrap_or(usize::MAX);
        let limit = at_most("limit", limit, MAX_TAKEN)?;
        self.decoded((first..self.data.records.len()).take(limit))
    }

    fn head(&self) -> Result<Head> {
        Ok(Head::new(u64::try_from(self.data.records.len()).unwrap_or(u64::MAX), &self.last_hash()))
    }

    fn cursor(&self, consumer: &str) -> Result<u64> {
        Ok(self.data.cursors.get(consumer).copied().unwrap_or(0))
    }

    fn set_cursor(&mut self, consumer: &str, position: u64) -> Result<()> {
        self.data.cursors.insert(consumer.to_owned(), position);
        Ok(())
    }

    fn snapshot(&self, stream: &str, form: &str) -> Result<Option<Snapshot>> {
        Ok(self.data.snapshots.get(stream).filter(|s| s.form == form).cloned())
    }

    fn put_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        check_snapshot(snapshot, Store::version(self, &snapshot.stream)?)?;
        self.data.snapshots.insert(snapshot.stream.clone(), snapshot.clone());
        Ok(())
    }

    fn due(&mut self, lease: Lease<'_>, limit: usize) -> Result<Vec<Claim>> {
        let limit = check_lease(lease, limit)?;
        let free = |t: &Timer| t.at <= lease.now && t.held.until <= lease.now;
        let mut due: Vec<(i64, String)> =
            self.data.timers.iter().filter(|(_, t)| free(t)).map(|(stream, t)| (t.at, stream.clone())).collect();
        due.sort_unstable();
        due.truncate(limit);
        let claim = |(at, stream): (i64, String)| {
            let timer = self.data.timers.get_mut(&stream)?;
            timer.held.until = lease.until;
            Some(Claim { what: timer.what.clone(), at, stream })
        };
        Ok(due.into_iter().filter_map(claim).collect())
    }

    fn next_due(&self) -> Result<Option<i64>> {
        Ok(self.data.timers.values().map(|t| t.at).min())
    }

    fn timers(&self) -> Result<Vec<Claim>> {
        let claim = |(stream, timer): (&String, &Timer)| Claim {
            stream: stream.clone(),
            at: timer.at,
            what: timer.what.clone(),
        };
        Ok(self.data.timers.iter().map(claim).collect())
    }

    fn outbox(&mut self, lease: Lease<'_>, limit: usize) -> Result<Vec<Sending>> {
        let limit = check_lease(lease, limit)?;
        let free = self.data.outbox.values_mut().filter(|item| item.held.until <= lease.now).take(limit);
        Ok(free
            .map(|item| {
                item.held.until = lease.until;
                item.sending.clone()
            })
            .collect())
    }

    fn sent(&mut self, numbers: &[u64]) -> Result<()> {
        numbers.iter().for_each(|number| {
            self.data.outbox.remove(number);
        });
        Ok(())
    }

    fn key_used(&self, key: &str) -> Result<Option<(String, u64)>> {
        Ok(self.data.keys.get(key).map(|used| (used.command.clone(), used.position)))
    }

    fn forget_keys(&mut self, before: i64) -> Result<u64> {
        let all = self.data.keys.len();
        self.data.keys.retain(|_, used| used.at >= before);
        Ok(u64::try_from(all - self.data.keys.len()).unwrap_or(0))
    }

    fn find(&self, handle: Handle, word: &str) -> Result<Option<String>> {
        Ok(self.data.handles.get(&(handle, word.to_owned())).map(|(stream, _)| stream.clone()))
    }

    fn streams_of(&self, subject: &str) -> Result<Vec<String>> {
        Ok(self.data.subjects.get(subject).into_iter().flatten().cloned().collect())
    }

    fn keep(&mut self, document: &Document) -> Result<()> {
        check_document(self.data.documents.get(&document.version), document)?;
        self.data.documents.insert(document.version.clone(), document.clone());
        Ok(())
    }

    fn kept(&self, version: &str) -> Result<Option<Document>> {
        Ok(self.data.documents.get(version).cloned())
    }

    fn tickets(&mut self, query: &TicketQuery) -> Result<TicketPage> {
        at_most("limit", query.limit, MAX_PAGE)?;
        self.catch_up()?;
        let rows = self.selected(query)?;
        Ok(query::page(rows, query, u64::try_from(self.data.inbox.upto).unwrap_or(u64::MAX)))
    }

    fn counts(&mut self, filter: &Filter, by: By) -> Result<BTreeMap<String, u64>> {
        self.catch_up()?;
        let rows = self.selected(&TicketQuery { filter: filter.clone(), ..TicketQuery::default() })?;
        Ok(query::count(rows.iter(), by))
    }

    fn rebuild_inbox(&mut self) -> Result<()> {
        self.data.inbox = Inbox::default();
        self.catch_up()
    }

    fn verify(&mut self, since: Option<&Head>) -> Result<Verified> {
        let (mut hash, mut numbers, mut taken) = (NOTHING, BTreeMap::<&str, u64>::new(), chain::Taken::default());
        for (kept, position) in self.data.records.iter().zip(1..) {
            let seq = numbers.entry(&kept.stream).or_default();
            *seq += 1;
            hash = chain::next(&hash, position, &kept.stream, *seq, &kept.body, &kept.sealed);
            if hash != kept.hash || kept.position != position || kept.seq != *seq {
                return Err(broken(position, "is not as it was written"));
            }
            self.codec.decode(kept)?;
            taken.pass(kept, |kept| self.codec.decode(kept))?;
        }
        taken.accounted_for()?;
        if let Some(since) = since.filter(|since| since.position > 0) {
            let place = usize::try_from(since.position - 1).unwrap_or(usize::MAX);
            still_there(since, self.data.records.get(place).map(|kept| &kept.hash))?;
        }
        self.catch_up()?;
        let records = u64::try_from(self.data.records.len()).unwrap_or(u64::MAX);
        let tickets = u64::try_from(self.data.inbox.rows.len()).unwrap_or(u64::MAX);
        Ok(Verified { records, tickets, head: Head::new(records, &hash) })
    }
}
