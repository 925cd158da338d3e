//! What is written with the records of a batch: keys that are used, timers, clocks, what is to be sent.

use crate::store::batch::Batch;
use crate::ticket::Key;
use rusqlite::Connection;

/// `position` is below zero, and one less than that, where no record bears the keys.
pub(super) fn used(tx: &Connection, keys: &[&Key], position: i64, at: i64) -> rusqlite::Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    let mut sql = tx.prepare_cached("INSERT INTO keys VALUES (?1, ?2, ?3, ?4)")?;
    keys.iter().try_for_each(|k| sql.execute((&k.key, &k.command, position, at)).map(|_| ()))
}

pub(super) fn marks(tx: &Connection, batch: &Batch) -> rusqlite::Result<()> {
    for mark in &batch.timers {
        match mark.at {
            Some(at) => {
                let mut sql = tx.prepare_cached("INSERT OR REPLACE INTO timers VALUES (?1, ?2, ?3, ?4, '')")?;
                sql.execute((&mark.stream, at, &mark.what, i64::MIN))?
            }
            None => tx.prepare_cached("DELETE FROM timers WHERE stream = ?1")?.execute([&mark.stream])?,
        };
    }
    for mark in &batch.clocks {
        match mark.at {
            Some(at) => tx.prepare_cached("INSERT OR REPLACE INTO clocks VALUES (?1, ?2, ?3)")?.execute((
                &mark.stream,
                at,
                &mark.what,
            ))?,
            None => tx.prepare_cached("DELETE FROM clocks WHERE stream = ?1")?.execute([&mark.stream])?,
        };
        let mut sql = tx.prepare_cached("UPDATE rows SET due = ?2, clock = ?3 WHERE stream = ?1")?;
        sql.execute((&mark.stream, mark.at.unwrap_or(i64::MAX), mark.at.map(|_| &mark.what)))?;
    }
    for item in &batch.outbox {
        let mut sql = tx.prepare_cached(
            "INSERT INTO outbox (topic, body, subject, held_until, worker) VALUES (?1, ?2, ?3, ?4, '')",
        )?;
        sql.execute((&item.topic, &item.body, &item.subject, i64::MIN))?;
    }
    Ok(())
}
