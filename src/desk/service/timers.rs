//! What time alone does: the store says who wants to be woken, the workflow what happens then.

use super::Desk;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Batch, Claim, Lease};
use crate::ticket::Record;
use crate::ticket::lifecycle::Seen;
use crate::time::check_instant;
use std::collections::BTreeSet;

/// How many tickets are woken at a time, and how many timers run in one batch.
const CLAIMS: usize = 500;
const TIMERS: usize = 1_000;
const TRIES: usize = 100;

impl Desk {
    /// When to call [`tick`](Self::tick) next; `None` when no ticket waits for anything. An instant that is over means: now.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_due(&self) -> Result<Option<i64>> {
        self.store.next_due()
    }

    /// Lets everything take effect that came due at or before `now`, each at its own time, once, whoever else does the same meanwhile; what
    /// was written. Timers that another worker holds are left to it until its lease is over.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for `now` outside 1900–2200; when it could not be written: then call again.
    pub fn tick(&mut self, now: i64) -> Result<Vec<Record>> {
        check_instant(now).map_err(|e| e.at("now"))?;
        let mut records = Vec::new();
        loop {
            self.sync()?;
            let lease = Lease { worker: &self.worker, now, until: now.saturating_add(self.lease) };
            let claims = self.store.due(lease, CLAIMS)?;
            if claims.is_empty() {
                return Ok(records);
            }
            for claim in &claims {
                self.bring_ticket(&claim.stream)?;
            }
            records.append(&mut self.fire(now)?);
            self.settle(&claims)?;
            self.make_room();
        }
    }

    /// Sets the timers anew of tickets that were woken and of which nothing was due: a holiday has moved them.
    fn settle(&mut self, claims: &[Claim]) -> Result<()> {
        let moved = |claim: &&Claim| self.board.timer_of(&claim.stream).map(|(at, _)| at) != Some(claim.at);
        let moved: BTreeSet<String> = claims.iter().filter(moved).map(|claim| claim.stream.clone()).collect();
        let (timers, clocks) = self.marks(moved.iter());
        if timers.is_empty() {
            return Ok(());
        }
        self.store.append(&Batch { timers, clocks, ..Batch::default() }).map(drop)
    }

    /// Runs what is due on the table.
    pub(super) fn fire(&mut self, now: i64) -> Result<Vec<Record>> {
        let (mut fired, mut tries) = (Vec::new(), 0);
        while self.board.next_due().is_some_and(|due| due.at <= now) {
            let ((records, caught_up), seen): ((Vec<Record>, bool), Seen) =
                self.answered(|board, reads| board.due_by(now, TIMERS, reads))?;
            if records.is_empty() {
                break;
            }
            let before = self.seen;
            let draft = self.draft(&records, &seen, before)?;
            match self.write(draft)? {
                Some(_) => fired.extend(records),
                _ if tries < TRIES => {
                    tries += 1;
                    self.sync()?;
                    continue;
                }
                _ => {
                    let says = "others write to the same tickets all the time; nothing was written, try again";
                    return Err(Error::new(ErrorKind::Io, says).at("ticket"));
                }
            }
            if caught_up {
                break;
            }
        }
        Ok(fired)
    }
}
