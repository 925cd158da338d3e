//! How many people a queue needs: Erlang B, C and A, and plans of a day.

use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Fault, Out, Room, get, guard, slice, slice_mut, versioned};
use sundesk_core::coverage::staffing::{
    self, Binding, DayWorkload, ErlangA, ErlangB, ErlangC, Goal, Required, Workload, carried, chat, day, erlang_a,
    erlang_a_required, erlang_b, erlang_b_required, erlang_b_traffic, erlang_c, erlang_c_max_arrivals,
    erlang_c_required,
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
versioned!(sundesk_erlang_b_figures of 32 bytes: struct_size, reserved, blocking, carried, occupancy);

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
versioned!(sundesk_erlang_c_figures of 72 bytes: struct_size, servers, traffic, wait_probability, service_level, asa_s, mean_wait_of_delayed_s, occupancy, avg_queue, wait_p90_s);

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
versioned!(sundesk_erlang_a_figures of 80 bytes: struct_size, reserved, traffic, wait_probability, abandon_probability, mean_wait_all_s, mean_wait_served_s, service_level, service_level_excl_short_abandons, occupancy, avg_queue);

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
versioned!(sundesk_required of 48 bytes: struct_size, agents, scheduled_headcount, reserved, service_level, occupancy, asa_s, abandon_probability);

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

/// # Safety
/// `work` is NULL or alive.
unsafe fn workload(work: *const sundesk_workload) -> Result<Workload, Fault> {
    // SAFETY: by the contract above.
    let work = unsafe { get(work, "work") }?;
    Ok(Workload { arrivals: work.arrivals, interval_s: work.interval_s, aht_s: work.aht_s })
}

/// # Safety
/// `goal` is NULL or alive.
unsafe fn goal_of(goal: *const sundesk_goal) -> Result<Goal, Fault> {
    // SAFETY: by the contract above.
    let goal = unsafe { get(goal, "goal") }?;
    let (target_s, service_level, max_occupancy) = (goal.target_s, goal.service_level, goal.max_occupancy);
    let max_asa_s = Some(goal.max_asa_s).filter(|asa| *asa != 0.0);
    Ok(Goal {
        target_s,
        service_level,
        max_asa_s,
        max_occupancy,
        max_abandon: goal.max_abandon,
        shrinkage: goal.shrinkage,
    })
}

fn c_figures(q: &ErlangC) -> sundesk_erlang_c_figures {
    sundesk_erlang_c_figures {
        struct_size: 0,
        servers: q.servers,
        traffic: q.traffic,
        wait_probability: q.wait_probability,
        service_level: q.service_level,
        asa_s: q.asa_s,
        mean_wait_of_delayed_s: q.mean_wait_of_delayed_s,
        occupancy: q.occupancy,
        avg_queue: q.avg_queue,
        wait_p90_s: q.wait_p90_s,
    }
}

fn required(r: &Required) -> sundesk_required {
    sundesk_required {
        struct_size: 0,
        agents: r.agents,
        scheduled_headcount: r.scheduled_headcount,
        reserved: 0,
        service_level: r.service_level,
        occupancy: r.occupancy,
        asa_s: r.asa_s,
        abandon_probability: r.abandon_probability,
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let room = Room::new(out, "out")?;
            let ErlangB { blocking, carried, occupancy } = erlang_b(traffic, agents)?;
            room.put(&sundesk_erlang_b_figures { struct_size: 0, reserved: 0, blocking, carried, occupancy });
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let out = Out::new(out, "out")?;
            out.put(erlang_b_traffic(agents, blocking)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let agents = Out::new(agents, "agents")?;
            let needed = erlang_b_required(traffic, max_blocking)?;
            agents.put(needed.agents);
            if let Ok(blocking) = Out::new(blocking, "blocking") {
                blocking.put(needed.blocking);
            }
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (work, room) = (workload(work)?, Room::new(out, "out")?);
            room.put(&c_figures(&erlang_c(&work, agents, target_s)?));
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (work, room) = (workload(work)?, Room::new(out, "out")?);
            room.put(&c_figures(&chat(&work, agents, concurrency, target_s)?));
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (work, goal, room) = (workload(work)?, goal_of(goal)?, Room::new(out, "out")?);
            room.put(&required(&erlang_c_required(&work, &goal)?));
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (goal, per_hour) = (goal_of(goal)?, Out::new(per_hour, "per_hour")?);
            let most = erlang_c_max_arrivals(agents, aht_s, &goal)?;
            per_hour.put(most.arrivals_per_hour);
            if let Ok(binding) = Out::new(binding, "binding") {
                binding.put(match most.binding {
                    Binding::ServiceLevel => sundesk_bound::SUNDESK_BOUND_SERVICE_LEVEL as i32,
                    Binding::Asa => sundesk_bound::SUNDESK_BOUND_ASA as i32,
                    Binding::Occupancy => sundesk_bound::SUNDESK_BOUND_OCCUPANCY as i32,
                });
            }
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (work, room) = (workload(work)?, Room::new(out, "out")?);
            let q: ErlangA = erlang_a(&work, mean_patience_s, agents, target_s)?;
            room.put(&sundesk_erlang_a_figures {
                struct_size: 0,
                reserved: 0,
                traffic: q.traffic,
                wait_probability: q.wait_probability,
                abandon_probability: q.abandon_probability,
                mean_wait_all_s: q.mean_wait_all_s,
                mean_wait_served_s: q.mean_wait_served_s,
                service_level: q.service_level,
                service_level_excl_short_abandons: q.service_level_excl_short_abandons,
                occupancy: q.occupancy,
                avg_queue: q.avg_queue,
            });
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (work, goal, room) = (workload(work)?, goal_of(goal)?, Room::new(out, "out")?);
            room.put(&required(&erlang_a_required(&work, mean_patience_s, &goal)?));
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let out = Out::new(out, "out")?;
            out.put(staffing::headcount(agents, shrinkage)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (arrivals, traffic) = (slice(arrivals, len, "arrivals")?, slice_mut(traffic, len, "traffic")?);
            traffic.copy_from_slice(&carried(arrivals, interval_s, aht_s)?);
            Ok(())
        })
    }
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
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (arrivals, goal, room) =
                (slice(arrivals, len, "arrivals")?, goal_of(goal)?, Room::new(totals, "totals")?);
            let mean_patience_s = Some(mean_patience_s).filter(|p| *p != 0.0);
            let (arrivals, carry_over) = (arrivals.to_vec(), carry_over != 0);
            let plan = day(&DayWorkload { arrivals, interval_s, aht_s, mean_patience_s, carry_over }, &goal)?;
            column(agents, len, "agents", plan.slots.iter().map(|s| s.agents))?;
            column(headcount, len, "headcount", plan.slots.iter().map(|s| s.scheduled_headcount))?;
            column(service_levels, len, "service_levels", plan.slots.iter().map(|s| s.service_level))?;
            room.put(&sundesk_day_totals {
                struct_size: 0,
                peak_agents: plan.peak_agents,
                carry_over_warning: i32::from(plan.carry_over_warning),
                reserved: 0,
                agent_hours: plan.agent_hours,
                scheduled_hours: plan.scheduled_hours,
                arrival_weighted_service_level: plan.arrival_weighted_service_level.unwrap_or(f64::NAN),
            });
            Ok(())
        })
    }
}

/// # Safety
/// `to` is NULL or points to `len` elements.
unsafe fn column<T>(to: *mut T, len: usize, name: &'static str, values: impl Iterator<Item = T>) -> Result<(), Fault> {
    if !to.is_null() {
        // SAFETY: by the contract above.
        let cells = unsafe { slice_mut(to, len, name) }?;
        cells.iter_mut().zip(values).for_each(|(cell, value)| *cell = value);
    }
    Ok(())
}
