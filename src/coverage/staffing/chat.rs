//! Agents who have several contacts at once.

use super::check::{Goal, Required, Workload};
use super::{erlang_a, erlang_c};
use crate::error::Result;

/// The least number of agents that keeps `goal` where each has `concurrency` chats at once: for people who wait, or who hang up after a mean patience.
/// As many servers as agents times chats stand behind the figures; the handle time of the workload is the length of one chat at that concurrency.
///
/// Of several numbers of servers only those are looked at that whole agents make: 27 servers at three chats each are nine agents.
///
/// ```
/// # use sundesk::coverage::staffing::{Goal, Workload, chat, chat_required};
/// let chats = Workload { arrivals: 100.0, interval_s: 3600.0, aht_s: 480.0 };
/// let needed = chat_required(&chats, 2, None, &Goal::new(0.8, 60.0))?;
/// assert_eq!(needed.agents, 9);
/// assert!(chat(&chats, 9, 2, 60.0)?.service_level >= 0.8 && chat(&chats, 8, 2, 60.0)?.service_level < 0.8);
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// Those of [`erlang_c_required`](super::erlang_c_required) and [`erlang_a_required`](super::erlang_a_required); and for no chats at once, or more than
/// [`MAX_AGENTS`](super::MAX_AGENTS) with all agents.
pub fn chat_required(work: &Workload, concurrency: u32, mean_patience_s: Option<f64>, goal: &Goal) -> Result<Required> {
    match mean_patience_s {
        None => erlang_c::required_with(work, concurrency, goal),
        Some(patience) => erlang_a::required_with(work, patience, concurrency, goal),
    }
}
