//! How many people a queue needs: Erlang B, C and A, and plans of a day.

use crate::prelude::*;
use sundesk_core::coverage::staffing::{
    Binding as Bound, DayWorkload, ErlangA, ErlangB, ErlangC, Goal, Required, Workload, carried, chat, chat_required,
    day, erlang_a, erlang_a_required, erlang_b, erlang_b_required, erlang_b_traffic, erlang_c, erlang_c_max_arrivals,
    erlang_c_required, headcount as scheduled,
};

/// Contacts that come in an interval, and how long each takes. Times are seconds.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_workload {
    /// How many contacts come in the interval.
    pub arrivals: f64,
    /// The length of the interval.
    pub interval_s: f64,
    /// The mean handle time.
    pub aht_s: f64,
}

/// What is promised, and how much of people's time may go into it. Every field is read: write 1 into `max_occupancy` and `max_abandon` and 0 into
/// `max_asa_s` and `shrinkage` where nothing is asked for.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_goal {
    /// The threshold of the wait, in seconds.
    pub target_s: f64,
    /// The least share answered within it, from 0 to below 1.
    pub service_level: f64,
    /// The greatest mean wait, in seconds; 0 for any.
    pub max_asa_s: f64,
    /// The greatest share of an agent's time spent on contacts, above 0, to 1.
    pub max_occupancy: f64,
    /// The greatest share that may hang up, from 0 to 1; Erlang A only.
    pub max_abandon: f64,
    /// The share of paid time away from the queue, from 0 to below 1.
    pub shrinkage: f64,
}

/// A group of agents without a queue. Set `struct_size` to sizeof before the call.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_erlang_b_figures {
    /// In: sizeof(sundesk_erlang_b_figures).
    pub struct_size: u32,
    /// Nothing yet; 0.
    pub reserved: u32,
    /// The share of contacts that find everybody busy.
    pub blocking: f64,
    /// The traffic that is served, in erlangs.
    pub carried: f64,
    /// The share of an agent's time spent on contacts.
    pub occupancy: f64,
}

/// A queue from which nobody hangs up. Set `struct_size` to sizeof before the call. Times are seconds.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_erlang_c_figures {
    /// In: sizeof(sundesk_erlang_c_figures).
    pub struct_size: u32,
    /// How many contacts can be served at once.
    pub servers: u32,
    /// In erlangs.
    pub traffic: f64,
    /// The share that finds everybody busy.
    pub wait_probability: f64,
    /// The share answered within the threshold, of all contacts.
    pub service_level: f64,
    /// The mean wait of all contacts.
    pub asa_s: f64,
    /// The mean wait of those who wait.
    pub mean_wait_of_delayed_s: f64,
    /// The share of an agent's time spent on contacts.
    pub occupancy: f64,
    /// How many wait, on average.
    pub avg_queue: f64,
    /// The wait that one contact in ten exceeds.
    pub wait_p90_s: f64,
}

/// A queue from which people hang up. Set `struct_size` to sizeof before the call. Times are seconds.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_erlang_a_figures {
    /// In: sizeof(sundesk_erlang_a_figures).
    pub struct_size: u32,
    /// Nothing yet; 0.
    pub reserved: u32,
    /// In erlangs, as offered.
    pub traffic: f64,
    /// The share that finds everybody busy.
    pub wait_probability: f64,
    /// The share that hangs up.
    pub abandon_probability: f64,
    /// The mean wait of all, served or not.
    pub mean_wait_all_s: f64,
    /// The mean wait of those who are served.
    pub mean_wait_served_s: f64,
    /// The share served within the threshold, of all contacts.
    pub service_level: f64,
    /// The same, of all contacts but those that hung up within the threshold.
    pub service_level_excl_short_abandons: f64,
    /// The share of an agent's time spent on contacts.
    pub occupancy: f64,
    /// How many wait, on average.
    pub avg_queue: f64,
}

/// The least number of agents that keeps a goal. Set `struct_size` to sizeof before the call. Times are seconds.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_required {
    /// In: sizeof(sundesk_required).
    pub struct_size: u32,
    /// On the queue.
    pub agents: u32,
    /// To be scheduled, shrinkage considered.
    pub scheduled_headcount: u32,
    /// Nothing yet; 0.
    pub reserved: u32,
    /// The share answered within the threshold, of all contacts.
    pub service_level: f64,
    /// The share of an agent's time spent on contacts.
    pub occupancy: f64,
    /// The mean wait of all contacts.
    pub asa_s: f64,
    /// The share that hangs up; 0 by Erlang C.
    pub abandon_probability: f64,
}

/// What a day needs in all. Set `struct_size` to sizeof before the call.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_day_totals {
    /// In: sizeof(sundesk_day_totals).
    pub struct_size: u32,
    /// The most agents of an interval.
    pub peak_agents: u32,
    /// 1 where a contact lasts longer than half an interval and `carry_over` is 0: the figures are then too low after a peak.
    pub carry_over_warning: i32,
    /// Nothing yet; 0.
    pub reserved: u32,
    /// The hours on the queue.
    pub agent_hours: f64,
    /// The hours scheduled.
    pub scheduled_hours: f64,
    /// The share answered within the threshold, each interval by its arrivals; NaN where nobody comes.
    pub arrival_weighted_service_level: f64,
}
versioned!(sundesk_day_totals of 40 bytes: struct_size, peak_agents, carry_over_warning, reserved, agent_hours, scheduled_hours, arrival_weighted_service_level);

/// The bound that decides how much so many agents can take.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum sundesk_bound {
    /// The share answered within the threshold.
    SUNDESK_BOUND_SERVICE_LEVEL = 0,
    /// The share of an agent's time spent on contacts.
    SUNDESK_BOUND_OCCUPANCY = 1,
    /// The mean wait.
    SUNDESK_BOUND_ASA = 2,
}

impl Arg<*const sundesk_workload> for Workload {
    type Value = Workload;
    unsafe fn read(from: *const sundesk_workload, name: &'static str) -> Result<Workload, Fault> {
        // SAFETY: by the contract of the trait.
        let &sundesk_workload { arrivals, interval_s, aht_s } = unsafe { from.as_ref() }.ok_or(Fault::Null(name))?;
        Ok(Workload { arrivals, interval_s, aht_s })
    }
}

impl Arg<*const sundesk_goal> for Goal {
    type Value = Goal;
    unsafe fn read(from: *const sundesk_goal, name: &'static str) -> Result<Goal, Fault> {
        // SAFETY: by the contract of the trait.
        let goal = unsafe { from.as_ref() }.ok_or(Fault::Null(name))?;
        let &sundesk_goal { target_s, service_level, max_asa_s, max_occupancy, max_abandon, shrinkage } = goal;
        let max_asa_s = Some(max_asa_s).filter(|asa| *asa != 0.0);
        Ok(Goal { target_s, service_level, max_asa_s, max_occupancy, max_abandon, shrinkage })
    }
}

/// Figures of the crate in the structure of C that has a field for each, and the bytes its first version had.
macro_rules! figures {
    ($($type:ident as $given:ident of $first:literal bytes: $($field:ident),+ $([$zero:ident])?;)+) => {$(
        versioned!($given of $first bytes: struct_size, $($zero,)? $($field),+);
        impl From<$type> for $given {
            fn from(of: $type) -> Self {
                let $type { $($field),+ } = of;
                Self { struct_size: 0, $($zero: 0,)? $($field),+ }
            }
        }
    )+};
}
figures! {
    ErlangB as sundesk_erlang_b_figures of 32 bytes: blocking, carried, occupancy [reserved];
    ErlangC as sundesk_erlang_c_figures of 72 bytes: servers, traffic, wait_probability, service_level, asa_s, mean_wait_of_delayed_s, occupancy, avg_queue, wait_p90_s;
    ErlangA as sundesk_erlang_a_figures of 80 bytes: traffic, wait_probability, abandon_probability, mean_wait_all_s, mean_wait_served_s, service_level, service_level_excl_short_abandons, occupancy, avg_queue [reserved];
    Required as sundesk_required of 48 bytes: agents, scheduled_headcount, service_level, occupancy, asa_s, abandon_probability [reserved];
}

/// Erlang B, where a contact that finds everybody busy is lost: `agents` agents under `traffic` erlangs.
///
/// # Safety
/// `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_erlang_b(
    traffic: f64,
    agents: u32,
    out: *mut sundesk_erlang_b_figures,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (out: Room<_>) ok(out.put(&erlang_b(traffic, agents)?.into())))
}

/// The traffic, in erlangs, of which a share `blocking` is lost with so many agents.
///
/// # Safety
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_erlang_b_traffic(
    agents: u32,
    blocking: f64,
    out: *mut f64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, () erlang_b_traffic(agents, blocking))
}

/// The least number of agents with whom no more than a share `max_blocking` is lost, and the share that then is; `blocking` may be NULL.
///
/// # Safety
/// `agents` may be written to; `blocking` and `err` are NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_erlang_b_required(
    traffic: f64,
    max_blocking: f64,
    agents: *mut u32,
    blocking: *mut f64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (agents: Out<u32>) {
        let needed = erlang_b_required(traffic, max_blocking)?;
        put_if(blocking, needed.blocking);
        needed.agents.give(agents)
    })
}

/// Erlang C, where everybody waits: `agents` agents under a workload, with a threshold of `target_s` seconds. Traffic at or above the number of
/// agents is SUNDESK_OUT_OF_RANGE: the queue is unstable.
///
/// # Safety
/// `work` is alive; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_erlang_c(
    work: *const sundesk_workload,
    agents: u32,
    target_s: f64,
    out: *mut sundesk_erlang_c_figures,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (work: Workload, out: Room<_>) ok(out.put(&erlang_c(&work, agents, target_s)?.into())))
}

/// Erlang C for agents who have `concurrency` chats at once; the handle time is the length of one chat at that concurrency.
///
/// # Safety
/// As sundesk_erlang_c.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_chat(
    work: *const sundesk_workload,
    agents: u32,
    concurrency: u32,
    target_s: f64,
    out: *mut sundesk_erlang_c_figures,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (work: Workload, out: Room<_>) ok(out.put(&chat(&work, agents, concurrency, target_s)?.into())))
}

/// The least number of agents that keeps a goal when everybody waits; more than the traffic, and at least one.
///
/// # Safety
/// `work` and `goal` are alive; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_erlang_c_required(
    work: *const sundesk_workload,
    goal: *const sundesk_goal,
    out: *mut sundesk_required,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (work: Workload, goal: Goal, out: Room<_>) ok(out.put(&erlang_c_required(&work, &goal)?.into())))
}

/// The least number of agents that keeps a goal where each has `concurrency` chats at once; the handle time is the length of one chat at that
/// concurrency. `mean_patience_s` 0 counts by Erlang C, else by Erlang A.
///
/// # Safety
/// `work` and `goal` are alive; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_chat_required(
    work: *const sundesk_workload,
    concurrency: u32,
    mean_patience_s: f64,
    goal: *const sundesk_goal,
    out: *mut sundesk_required,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    let patience = Some(mean_patience_s).filter(|p| *p != 0.0);
    call!(err, (work: Workload, goal: Goal, out: Room<_>) ok(out.put(&chat_required(&work, concurrency, patience, &goal)?.into())))
}

/// The most contacts an hour with which so many agents keep a goal. `binding`, unless NULL, gets the bound that more would break, a
/// sundesk_bound.
///
/// # Safety
/// `goal` is alive; `per_hour` may be written to; `binding` and `err` are NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_erlang_c_max_arrivals(
    agents: u32,
    aht_s: f64,
    goal: *const sundesk_goal,
    per_hour: *mut f64,
    binding: *mut i32,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (goal: Goal, per_hour: Out<f64>) {
        let most = erlang_c_max_arrivals(agents, aht_s, &goal)?;
        put_if(binding, match most.binding {
            Bound::ServiceLevel => sundesk_bound::SUNDESK_BOUND_SERVICE_LEVEL as i32,
            Bound::Asa => sundesk_bound::SUNDESK_BOUND_ASA as i32,
            Bound::Occupancy => sundesk_bound::SUNDESK_BOUND_OCCUPANCY as i32,
        });
        most.arrivals_per_hour.give(per_hour)
    })
}

/// Erlang A, where people hang up after a patience that is exponential around its mean of `mean_patience_s` seconds. Steady at any load.
///
/// # Safety
/// `work` is alive; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_erlang_a(
    work: *const sundesk_workload,
    mean_patience_s: f64,
    agents: u32,
    target_s: f64,
    out: *mut sundesk_erlang_a_figures,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (work: Workload, out: Room<_>) ok(out.put(&erlang_a(&work, mean_patience_s, agents, target_s)?.into())))
}

/// The least number of agents that keeps a goal when people hang up; at least one, and maybe below the traffic.
///
/// # Safety
/// `work` and `goal` are alive; `out` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_erlang_a_required(
    work: *const sundesk_workload,
    mean_patience_s: f64,
    goal: *const sundesk_goal,
    out: *mut sundesk_required,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (work: Workload, goal: Goal, out: Room<_>)
        ok(out.put(&erlang_a_required(&work, mean_patience_s, &goal)?.into())))
}

/// How many people to schedule so that `agents` are on the queue: agents / (1 - shrinkage), rounded up.
///
/// # Safety
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_headcount(
    agents: u32,
    shrinkage: f64,
    out: *mut u32,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, () scheduled(agents, shrinkage))
}

/// The traffic of `len` intervals, in erlangs, when contacts last into the next ones: the mean number that would be busy at once.
///
/// # Safety
/// `arrivals` and `traffic` point to `len` elements, `traffic` to memory of its own; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_carried(
    arrivals: *const f64,
    len: usize,
    interval_s: f64,
    aht_s: f64,
    traffic: *mut f64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, () {
        let (arrivals, traffic) = (slice(arrivals, len, "arrivals")?, slice_mut(traffic, len, "traffic")?);
        ok(traffic.copy_from_slice(&carried(arrivals, interval_s, aht_s)?))
    })
}

/// What each of `len` intervals needs. `agents`, `headcount` and `service_levels` get a figure for each (0 agents where nobody comes) and may be
/// NULL. `mean_patience_s` 0 plans by Erlang C, else by Erlang A. `carry_over` other than 0 counts contacts that last into later intervals there.
///
/// # Safety
/// `arrivals` points to `len` elements; `goal` is alive; `agents`, `headcount` and `service_levels` are NULL or point to `len` elements of memory
/// of their own; `totals` has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments)] // columns in, columns out
pub unsafe extern "C" fn sundesk_day_plan(
    arrivals: *const f64,
    len: usize,
    interval_s: f64,
    aht_s: f64,
    mean_patience_s: f64,
    carry_over: i32,
    goal: *const sundesk_goal,
    agents: *mut u32,
    headcount: *mut u32,
    service_levels: *mut f64,
    totals: *mut sundesk_day_totals,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (goal: Goal, totals: Room<_>) {
        let arrivals = slice(arrivals, len, "arrivals")?.to_vec();
        let agents = slice_if(agents, len, "agents")?.iter_mut();
        let headcount = slice_if(headcount, len, "headcount")?.iter_mut();
        let levels = slice_if(service_levels, len, "service_levels")?.iter_mut();
        let mean_patience_s = Some(mean_patience_s).filter(|p| *p != 0.0);
        let work = DayWorkload { arrivals, interval_s, aht_s, mean_patience_s, carry_over: carry_over != 0, concurrency: 1 };
        let plan = day(&work, &goal)?;
        agents.zip(&plan.slots).for_each(|(to, slot)| *to = slot.agents);
        headcount.zip(&plan.slots).for_each(|(to, slot)| *to = slot.scheduled_headcount);
        levels.zip(&plan.slots).for_each(|(to, slot)| *to = slot.service_level);
        ok(totals.put(&sundesk_day_totals {
            struct_size: 0,
            peak_agents: plan.peak_agents,
            carry_over_warning: i32::from(plan.carry_over_warning),
            reserved: 0,
            agent_hours: plan.agent_hours,
            scheduled_hours: plan.scheduled_hours,
            arrival_weighted_service_level: plan.arrival_weighted_service_level.unwrap_or(f64::NAN),
        }))
    })
}
