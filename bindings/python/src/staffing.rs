//! How many people a queue needs: Erlang B, C and A, and plans of a day.

use crate::args::{Arg, args};
use crate::errors::OrRaise;
use pyo3::prelude::*;
use sundesk_core::coverage::staffing::{self, DayWorkload, Goal, SlotPlan, Workload};

/// A frozen class of figures, all of them readable.
macro_rules! figures {
    ($(#[$doc:meta])* $name:ident of $core:ty { $($(#[$field_doc:meta])* $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[pyclass(frozen, eq, module = "sundesk")]
        #[derive(PartialEq)]
        pub(crate) struct $name {
            $($(#[$field_doc])* #[pyo3(get)] $field: $type,)+
        }

        #[pymethods]
        impl $name {
            fn __repr__(&self) -> String {
                let fields = [$(format!("{}={:?}", stringify!($field), self.$field)),+];
                format!(concat!(stringify!($name), "({})"), fields.join(", "))
            }
        }

        impl From<$core> for $name {
            fn from(core: $core) -> Self {
                Self { $($field: core.$field),+ }
            }
        }
    };
}

figures! {
    /// A group of agents without a queue: a contact that finds everybody busy is lost.
    ErlangB of staffing::ErlangB {
        /// The share of contacts that find everybody busy.
        blocking: f64,
        /// The traffic that is served, in erlangs.
        carried: f64,
        /// The share of an agent's time spent on contacts.
        occupancy: f64,
    }
}

figures! {
    /// A queue from which nobody hangs up. Times are seconds.
    ErlangC of staffing::ErlangC {
        /// In erlangs.
        traffic: f64,
        /// How many contacts can be served at once.
        servers: u32,
        /// The share that finds everybody busy.
        wait_probability: f64,
        /// The share answered within the threshold, of all contacts.
        service_level: f64,
        /// The mean wait of all contacts.
        asa_s: f64,
        /// The mean wait of those who wait.
        mean_wait_of_delayed_s: f64,
        /// The share of an agent's time spent on contacts.
        occupancy: f64,
        /// How many wait, on average.
        avg_queue: f64,
        /// The wait that one contact in ten exceeds.
        wait_p90_s: f64,
    }
}

figures! {
    /// A queue from which people hang up. Times are seconds.
    ///
    /// There are two service levels: `service_level` is the share served within the threshold of all who came, and
    /// `service_level_excl_short_abandons` leaves those out who hung up within it.
    ErlangA of staffing::ErlangA {
        /// In erlangs, as offered.
        traffic: f64,
        /// The share that finds everybody busy.
        wait_probability: f64,
        /// The share that hangs up.
        abandon_probability: f64,
        /// The mean wait of all, served or not.
        mean_wait_all_s: f64,
        /// The mean wait of those who are served.
        mean_wait_served_s: f64,
        /// The share served within the threshold, of all contacts.
        service_level: f64,
        /// The same, of all contacts but those that hung up within the threshold.
        service_level_excl_short_abandons: f64,
        /// The share of an agent's time spent on contacts.
        occupancy: f64,
        /// How many wait, on average.
        avg_queue: f64,
    }
}

figures! {
    /// The least number of agents that keeps a promise.
    Required of staffing::Required {
        /// On the queue.
        agents: u32,
        /// To be scheduled, shrinkage considered.
        scheduled_headcount: u32,
        /// The share answered within the threshold, of all contacts.
        service_level: f64,
        /// The share of an agent's time spent on contacts.
        occupancy: f64,
        /// The mean wait of all contacts, in seconds.
        asa_s: f64,
        /// The share that hangs up; 0 by Erlang C.
        abandon_probability: f64,
    }
}

/// What a day needs: lists with a figure for each interval, and sums.
#[pyclass(frozen, eq, module = "sundesk")]
#[derive(PartialEq)]
pub(crate) struct DayPlan(staffing::DayPlan);

impl DayPlan {
    fn each<T>(&self, of: impl Fn(&SlotPlan) -> T) -> Vec<T> {
        self.0.slots.iter().map(of).collect()
    }
}

#[pymethods]
impl DayPlan {
    /// On the queue in each interval; 0 where nobody comes.
    #[getter]
    fn agents(&self) -> Vec<u32> {
        self.each(|s| s.agents)
    }

    /// To be scheduled in each interval.
    #[getter]
    fn scheduled_headcount(&self) -> Vec<u32> {
        self.each(|s| s.scheduled_headcount)
    }

    /// The traffic of each interval, in erlangs.
    #[getter]
    fn traffic(&self) -> Vec<f64> {
        self.each(|s| s.traffic)
    }

    /// The share answered within the threshold in each interval; 1 where nobody comes.
    #[getter]
    fn service_level(&self) -> Vec<f64> {
        self.each(|s| s.service_level)
    }

    /// The share of an agent's time spent on contacts in each interval.
    #[getter]
    fn occupancy(&self) -> Vec<f64> {
        self.each(|s| s.occupancy)
    }

    /// The hours on the queue.
    #[getter]
    fn agent_hours(&self) -> f64 {
        self.0.agent_hours
    }

    /// The hours scheduled.
    #[getter]
    fn scheduled_hours(&self) -> f64 {
        self.0.scheduled_hours
    }

    /// The most agents of an interval.
    #[getter]
    fn peak_agents(&self) -> u32 {
        self.0.peak_agents
    }

    /// The share answered within the threshold, each interval by its arrivals; `None` where nobody comes.
    #[getter]
    fn arrival_weighted_service_level(&self) -> Option<f64> {
        self.0.arrival_weighted_service_level
    }

    /// Whether a contact lasts longer than half an interval while intervals are planned each on its own; `carry_over=True` mends that.
    #[getter]
    fn carry_over_warning(&self) -> bool {
        self.0.carry_over_warning
    }

    fn __len__(&self) -> usize {
        self.0.slots.len()
    }

    fn __repr__(&self) -> String {
        let plan = &self.0;
        format!(
            "<DayPlan of {} intervals, peak {}, {} agent hours>",
            plan.slots.len(),
            plan.peak_agents,
            plan.agent_hours
        )
    }
}

/// `agents` agents under `traffic` erlangs when a contact that finds everybody busy is lost.
///
/// >>> from sundesk import erlang_b
/// >>> round(erlang_b(1.0, 2).blocking, 12)
/// 0.2
#[pyfunction]
pub(crate) fn erlang_b(traffic: Arg<f64>, agents: Arg<u32>) -> PyResult<ErlangB> {
    args!(traffic, agents);
    staffing::erlang_b(traffic, agents).map(ErlangB::from).or_raise()
}

/// The traffic, in erlangs, of which a share `blocking` is lost with so many agents.
#[pyfunction]
pub(crate) fn erlang_b_traffic(agents: Arg<u32>, blocking: Arg<f64>) -> PyResult<f64> {
    args!(agents, blocking);
    staffing::erlang_b_traffic(agents, blocking).or_raise()
}

/// The least number of agents with whom no more than a share `max_blocking` is lost, and the share that then is.
#[pyfunction]
pub(crate) fn erlang_b_required(traffic: Arg<f64>, max_blocking: Arg<f64>) -> PyResult<(u32, f64)> {
    args!(traffic, max_blocking);
    staffing::erlang_b_required(traffic, max_blocking).map(|r| (r.agents, r.blocking)).or_raise()
}

/// `agents` agents under a workload when everybody waits, with a threshold of `target_s` seconds; each agent serves `concurrency` contacts at once (1 unless given)
/// (chats; `aht_s` is then the length of one at that concurrency).
///
/// Raises `OutOfRangeError` where traffic is at or above the number of agents: the queue is unstable.
///
/// >>> from sundesk import erlang_c
/// >>> queue = erlang_c(arrivals=100, interval_s=1800, aht_s=180, agents=14, target_s=20)
/// >>> round(queue.service_level, 3), round(queue.asa_s, 1)
/// (0.888, 7.8)
#[pyfunction]
#[pyo3(signature = (arrivals, interval_s, aht_s, *, agents, target_s, concurrency = None))]
pub(crate) fn erlang_c(
    arrivals: Arg<f64>,
    interval_s: Arg<f64>,
    aht_s: Arg<f64>,
    agents: Arg<u32>,
    target_s: Arg<f64>,
    concurrency: Option<Arg<u32>>,
) -> PyResult<ErlangC> {
    args!(arrivals, interval_s, aht_s, agents, target_s, concurrency = 1);
    let work = Workload { arrivals, interval_s, aht_s };
    staffing::chat(&work, agents, concurrency, target_s).map(ErlangC::from).or_raise()
}

/// The least number of agents that answers a share `service_level` within `target_s` seconds when everybody waits. Unless given, no bound is set by
/// `max_asa_s`, `max_occupancy` is 1 and `shrinkage` 0.
///
/// >>> from sundesk import erlang_c_required
/// >>> needed = erlang_c_required(100, 1800, 180, target_s=20, service_level=0.8, shrinkage=0.3)
/// >>> needed.agents, needed.scheduled_headcount
/// (14, 20)
#[pyfunction]
#[pyo3(signature = (arrivals, interval_s, aht_s, *, target_s, service_level, max_asa_s = None, max_occupancy = None, shrinkage = None, concurrency = None))]
#[allow(clippy::too_many_arguments)] // keyword arguments
pub(crate) fn erlang_c_required(
    arrivals: Arg<f64>,
    interval_s: Arg<f64>,
    aht_s: Arg<f64>,
    target_s: Arg<f64>,
    service_level: Arg<f64>,
    max_asa_s: Option<Arg<f64>>,
    max_occupancy: Option<Arg<f64>>,
    shrinkage: Option<Arg<f64>>,
    concurrency: Option<Arg<u32>>,
) -> PyResult<Required> {
    args!(arrivals, interval_s, aht_s, target_s, service_level, max_asa_s, max_occupancy = 1.0, shrinkage = 0.0);
    args!(concurrency = 1);
    let goal = Goal { target_s, service_level, max_asa_s, max_occupancy, max_abandon: 1.0, shrinkage };
    let work = Workload { arrivals, interval_s, aht_s };
    staffing::chat_required(&work, concurrency, None, &goal).map(Required::from).or_raise()
}

/// The most contacts an hour with which so many agents keep a promise, and the bound that more would break: `"service_level"` or `"occupancy"`. `max_occupancy` is 1 unless given.
#[pyfunction]
#[pyo3(signature = (agents, aht_s, *, target_s, service_level, max_asa_s = None, max_occupancy = None))]
pub(crate) fn erlang_c_max_arrivals(
    agents: Arg<u32>,
    aht_s: Arg<f64>,
    target_s: Arg<f64>,
    service_level: Arg<f64>,
    max_asa_s: Option<Arg<f64>>,
    max_occupancy: Option<Arg<f64>>,
) -> PyResult<(f64, &'static str)> {
    args!(agents, aht_s, target_s, service_level, max_asa_s, max_occupancy = 1.0);
    let goal = Goal { max_asa_s, max_occupancy, ..Goal::new(service_level, target_s) };
    staffing::erlang_c_max_arrivals(agents, aht_s, &goal).map(|m| (m.arrivals_per_hour, m.binding.name())).or_raise()
}

/// `agents` agents under a workload when people hang up after a patience that is exponential around its mean; steady at any load.
///
/// >>> from sundesk import erlang_a
/// >>> queue = erlang_a(100, 1800, 180, mean_patience_s=300, agents=14, target_s=20)
/// >>> round(queue.abandon_probability, 6), round(queue.service_level, 4)
/// (0.013984, 0.9168)
#[pyfunction]
#[pyo3(signature = (arrivals, interval_s, aht_s, *, mean_patience_s, agents, target_s))]
pub(crate) fn erlang_a(
    arrivals: Arg<f64>,
    interval_s: Arg<f64>,
    aht_s: Arg<f64>,
    mean_patience_s: Arg<f64>,
    agents: Arg<u32>,
    target_s: Arg<f64>,
) -> PyResult<ErlangA> {
    args!(arrivals, interval_s, aht_s, mean_patience_s, agents, target_s);
    let work = Workload { arrivals, interval_s, aht_s };
    staffing::erlang_a(&work, mean_patience_s, agents, target_s).map(ErlangA::from).or_raise()
}

/// The least number of agents that keeps a promise when people hang up; it may be below the traffic. Unless given, `max_abandon`, `max_occupancy` and
/// `concurrency` (chats at once, as in `erlang_c`) are 1 and `shrinkage` is 0.
#[pyfunction]
#[pyo3(signature = (arrivals, interval_s, aht_s, *, mean_patience_s, target_s, service_level, max_asa_s = None, max_abandon = None, max_occupancy = None, shrinkage = None, concurrency = None))]
#[allow(clippy::too_many_arguments)] // keyword arguments
pub(crate) fn erlang_a_required(
    arrivals: Arg<f64>,
    interval_s: Arg<f64>,
    aht_s: Arg<f64>,
    mean_patience_s: Arg<f64>,
    target_s: Arg<f64>,
    service_level: Arg<f64>,
    max_asa_s: Option<Arg<f64>>,
    max_abandon: Option<Arg<f64>>,
    max_occupancy: Option<Arg<f64>>,
    shrinkage: Option<Arg<f64>>,
    concurrency: Option<Arg<u32>>,
) -> PyResult<Required> {
    args!(
        arrivals,
        interval_s,
        aht_s,
        mean_patience_s,
        target_s,
        service_level,
        max_asa_s,
        max_abandon = 1.0,
        max_occupancy = 1.0,
        shrinkage = 0.0,
        concurrency = 1
    );
    let goal = Goal { target_s, service_level, max_asa_s, max_occupancy, max_abandon, shrinkage };
    let work = Workload { arrivals, interval_s, aht_s };
    staffing::chat_required(&work, concurrency, Some(mean_patience_s), &goal).map(Required::from).or_raise()
}

/// How many people to schedule so that `agents` are on the queue: `agents / (1 - shrinkage)`, rounded up.
#[pyfunction]
pub(crate) fn headcount(agents: Arg<u32>, shrinkage: Arg<f64>) -> PyResult<u32> {
    args!(agents, shrinkage);
    staffing::headcount(agents, shrinkage).or_raise()
}

/// What each interval of a day needs: `arrivals` is a list, one number an interval. By Erlang C, or with a `mean_patience_s` by Erlang A.
///
/// `carry_over=True` counts contacts that last into later intervals there, `concurrency` is how many contacts an agent has at once (1). Unless given, `max_occupancy` and `max_abandon` are 1 and `shrinkage` is 0. Staffing to the mean of a day misses its peak:
///
/// >>> from sundesk import day_plan
/// >>> day_plan([20, 110, 0], 1800, 240, target_s=20, service_level=0.8, max_occupancy=0.9).agents
/// [5, 19, 0]
#[pyfunction]
#[pyo3(signature = (arrivals, interval_s, aht_s, *, target_s, service_level, max_asa_s = None, max_occupancy = None, shrinkage = None, mean_patience_s = None, max_abandon = None, carry_over = None, concurrency = None))]
#[allow(clippy::too_many_arguments)] // keyword arguments
pub(crate) fn day_plan(
    py: Python<'_>,
    arrivals: Arg<Vec<f64>>,
    interval_s: Arg<f64>,
    aht_s: Arg<f64>,
    target_s: Arg<f64>,
    service_level: Arg<f64>,
    max_asa_s: Option<Arg<f64>>,
    max_occupancy: Option<Arg<f64>>,
    shrinkage: Option<Arg<f64>>,
    mean_patience_s: Option<Arg<f64>>,
    max_abandon: Option<Arg<f64>>,
    carry_over: Option<Arg<bool>>,
    concurrency: Option<Arg<u32>>,
) -> PyResult<DayPlan> {
    args!(
        arrivals,
        interval_s,
        aht_s,
        target_s,
        service_level,
        max_asa_s,
        max_occupancy = 1.0,
        shrinkage = 0.0,
        mean_patience_s,
        max_abandon = 1.0,
        carry_over = false,
        concurrency = 1
    );
    let goal = Goal { target_s, service_level, max_asa_s, max_occupancy, max_abandon, shrinkage };
    let work = DayWorkload { arrivals, interval_s, aht_s, mean_patience_s, carry_over, concurrency };
    py.detach(|| staffing::day(&work, &goal)).map(DayPlan).or_raise()
}
