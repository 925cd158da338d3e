//! When to warn: never early, and with a key that stays the same.

use super::evaluate::instant;
use super::measure::Cycle;
use super::policy_set::{Alert, AlertRule};
use super::report::{AlertReport, escape};
use crate::error::Result;
use crate::time::{MAX_INSTANT, MIN_INSTANT};

/// The alerts of one cycle. In an ended cycle those that never came have no instant.
pub(super) fn reports(
    cycle: &Cycle<'_>,
    alerts: &[Alert],
    metric: &str,
    number: u32,
    target: i64,
    open: bool,
    now: i64,
) -> Result<Vec<AlertReport>> {
    let mut out = Vec::new();
    for alert in alerts {
        let at = when(cycle, alert.rule, target)?.filter(|at| open || cycle.stop.is_some_and(|stop| *at <= stop));
        let due = match at {
            Some(at) => cycle.foreseen(target, at)?,
            None => cycle.reach(target)?.1,
        };
        let due_at = instant(due)?;
        let due_text = due_at.map_or("none".to_owned(), |due| due.to_string());
        out.push(AlertReport {
            alert: alert.name.clone(),
            cycle: number,
            at: instant(at)?,
            fired: at.is_some_and(|at| at <= now),
            due_at,
            key: format!("{}/{number}/{}/{due_text}", escape(metric), escape(&alert.name)),
        });
    }
    Ok(out)
}

/// The earliest instant at which an alert may fire.
fn when(cycle: &Cycle<'_>, rule: AlertRule, target: i64) -> Result<Option<i64>> {
    match rule {
        AlertRule::Percent(p) => Ok(cycle.reach(share(target, p))?.1),
        AlertRule::Offset(offset) => {
            let amount = target.saturating_add(offset);
            if amount <= 0 { Ok(start(cycle)) } else { Ok(cycle.reach(amount)?.1) }
        }
        AlertRule::WallOffset(offset) => {
            let due = cycle.reach(target)?.1;
            let at = due.map(|d| d.saturating_add(offset)).filter(|t| (MIN_INSTANT..MAX_INSTANT).contains(t));
            Ok(at.map(|at| start(cycle).map_or(at, |start| at.max(start))))
        }
    }
}

/// Where a cycle began: an offset longer than the target warns then, never before there was anything to warn of.
fn start(cycle: &Cycle<'_>) -> Option<i64> {
    cycle.stretches.first().map(|s| s.start).or(cycle.open).or(cycle.stop)
}

/// `percent` of the target, rounded up: floor(100 × elapsed / target) has reached it from this amount on, and not before.
fn share(target: i64, percent: u32) -> i64 {
    let amount = (i128::from(target) * i128::from(percent) + 99) / 100;
    i64::try_from(amount).unwrap_or(i64::MAX)
}
