//! How many people a queue needs: Erlang B, C and A, and what follows from them for a day.
//!
//! ```text
//! Workload (arrivals, interval, handle time) ──▶ traffic in erlangs
//!   blocked contacts are lost      Erlang B   erlang_b, erlang_b_traffic, erlang_b_required
//!   everybody waits                Erlang C   erlang_c, erlang_c_required, erlang_c_max_arrivals, chat
//!   some hang up while waiting     Erlang A   erlang_a, erlang_a_required
//!   a list of intervals                       day, carried
//! ```
//!
//! All of them suppose arrivals by chance at a steady rate within the interval, exponential handle times and one queue, first come, first
//! served. Traffic at or above the number of agents has no steady state unless people hang up: that is an error here, never a number.
//!
//! Figures are right to 1e-9 of their value up to 10,000 erlangs and do not overflow; a probability below 1e-308 is 0.
//!
//! | what | how |
//! |---|---|
//! | B(n, A) | 1/B = sum over k of n(n−1)…(n−k+1)/Aᵏ, from the largest states down; stops when nothing is added any more: about √(78 A) terms |
//! | C(n, A) | n/((n−A)/B + A) |
//! | Erlang A | with 1/B(n−1, A) and integrals of the density of the offered wait by Gauss–Legendre panels; no sum over the queue, so patience of any length costs the same |

mod chat;
mod check;
mod day;
mod erlang_a;
mod erlang_b;
mod erlang_c;
mod quadrature;

pub use chat::chat_required;
pub use check::{Goal, Required, Workload, headcount};
pub use day::{DayPlan, DayWorkload, SlotPlan, carried, day};
pub use erlang_a::{ErlangA, erlang_a, erlang_a_required};
pub use erlang_b::{ErlangB, ErlangBRequired, erlang_b, erlang_b_required, erlang_b_traffic};
pub use erlang_c::{Binding, ErlangC, MaxArrivals, chat, erlang_c, erlang_c_max_arrivals, erlang_c_required};

/// The most traffic, in erlangs.
pub const MAX_TRAFFIC: f64 = 1_000_000.0;
/// The most agents, or chats at once.
pub const MAX_AGENTS: u32 = 2_000_000;
/// The longest handle time, patience, threshold or interval, in seconds: 366 days.
pub const MAX_SECONDS: f64 = 31_622_400.0;
/// The most intervals of a day plan.
pub const MAX_INTERVALS: usize = 100_000;
