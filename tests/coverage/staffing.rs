//! Erlang B, C and A against figures of 34 digits (`tests/oracle/erlang.py`), and what a planner would check on paper.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use proptest::prelude::*;
use sundesk::coverage::staffing::{
    DayWorkload, Goal, MAX_AGENTS, MAX_TRAFFIC, Workload, carried, chat, day, erlang_a, erlang_a_required, erlang_b,
    erlang_b_required, erlang_b_traffic, erlang_c, erlang_c_max_arrivals, erlang_c_required, headcount,
};
use sundesk::{Error, ErrorKind};

fn work(arrivals: f64, interval_s: f64, aht_s: f64) -> Workload {
    Workload { arrivals, interval_s, aht_s }
}

/// Right to 1e-9 of the value.
#[track_caller]
fn same(got: f64, wanted: f64, what: &str) {
    assert!(
        (got - wanted).abs() <= 1e-9 * wanted.abs() + 1e-300,
        "{what}: got {got:e}, wanted {wanted:e}, off by {:e}",
        (got - wanted) / wanted
    );
}

#[test]
fn every_figure_is_right_to_nine_digits_up_to_ten_thousand_erlangs() {
    let table = include_str!("../data/erlang.csv");
    let mut seen = 0;
    for line in table.lines() {
        let (model, figures) = line.split_once(',').unwrap();
        let f: Vec<f64> = figures.split(',').map(|n| n.parse().unwrap()).collect();
        let agents = |n: f64| format!("{n}").parse::<u32>().unwrap();
        let (got, wanted) = match model {
            "b" => {
                let b = erlang_b(f[0], agents(f[1])).unwrap();
                (vec![b.blocking, b.carried, b.occupancy], &f[2..])
            }
            "c" => {
                let c = erlang_c(&work(f[0], f[1], f[2]), agents(f[3]), f[4]).unwrap();
                (vec![c.wait_probability, c.service_level, c.asa_s, c.avg_queue, c.wait_p90_s], &f[5..])
            }
            _ => {
                let a = erlang_a(&work(f[0], f[1], f[2]), f[3], agents(f[4]), f[5]).unwrap();
                let levels = [a.service_level, a.service_level_excl_short_abandons, a.avg_queue];
                let waits = [a.wait_probability, a.abandon_probability, a.mean_wait_all_s, a.mean_wait_served_s];
                ([waits.to_vec(), levels.to_vec()].concat(), &f[6..])
            }
        };
        assert_eq!(got.len(), wanted.len());
        got.iter().zip(wanted).for_each(|(got, wanted)| same(*got, *wanted, line));
        seen += 1;
    }
    assert_eq!(seen, 45);
}

#[test]
fn nothing_overflows_and_what_is_too_small_for_a_float_is_0() {
    let b = erlang_b(1.0, MAX_AGENTS).unwrap();
    assert_eq!((b.blocking, b.carried), (0.0, 1.0));
    let c = erlang_c(&work(1.0, 1.0, 1.0), MAX_AGENTS, 20.0).unwrap();
    assert_eq!((c.wait_probability, c.service_level, c.asa_s), (0.0, 1.0, 0.0));
    let a = erlang_a(&work(1.0, 1.0, 1.0), 10.0, MAX_AGENTS, 20.0).unwrap();
    assert_eq!((a.wait_probability, a.service_level, a.abandon_probability), (0.0, 1.0, 0.0));
    // A thousand times too much work, and people who wait for a year.
    let a = erlang_a(&work(10_000.0, 1.0, 1.0), 31_622_400.0, 10, 20.0).unwrap();
    same(a.abandon_probability, 0.999, "who is not served hangs up");
    assert!(a.service_level >= 0.0 && a.service_level_excl_short_abandons.is_finite());
    let full = erlang_c_required(&work(MAX_TRAFFIC, 1.0, 1.0), &Goal::new(0.99, 20.0)).unwrap();
    assert!(full.agents > 1_000_000 && full.service_level >= 0.99);
}

#[test]
fn an_unstable_queue_is_an_error_that_says_so() {
    for agents in [9, 10] {
        let error = erlang_c(&work(100.0, 1800.0, 180.0), agents, 20.0).unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::OutOfRange, "agents"));
        assert!(error.to_string().contains("unstable"), "{error}");
    }
    assert!(erlang_c(&work(100.0, 1800.0, 180.0), 11, 20.0).is_ok());
    assert!(erlang_a(&work(100.0, 1800.0, 180.0), 60.0, 5, 20.0).is_ok(), "people who hang up keep any queue stable");
}

#[test]
fn a_bound_that_is_just_reached_is_kept() {
    // 48 erlangs at 80 %: 60 agents, not 61; 0.1 + 0.2 is no agent either.
    let goal = Goal { max_occupancy: 0.8, shrinkage: 0.25, ..Goal::new(0.8, 15.0) };
    let needed = erlang_c_required(&work(360.0, 1800.0, 240.0), &goal).unwrap();
    assert_eq!((needed.agents, needed.scheduled_headcount), (60, 80));
    assert_eq!(headcount(9, 0.1).unwrap(), 10);
    assert_eq!(headcount(21, 0.3).unwrap(), 30);
    // Staffing to the mean of a day misses its peak.
    let arrivals = vec![20., 35., 55., 80., 100., 110., 105., 95., 90., 92., 98., 100., 96., 85., 70., 50.];
    let mean = arrivals.iter().sum::<f64>() / 16.0;
    let plan = day(
        &DayWorkload {
            arrivals,
            interval_s: 1800.0,
            aht_s: 240.0,
            mean_patience_s: None,
            carry_over: false,
            concurrency: 1,
        },
        &Goal::new(0.8, 20.0),
    );
    let needed = erlang_c_required(&work(mean, 1800.0, 240.0), &Goal::new(0.8, 20.0)).unwrap();
    assert_eq!((needed.agents, plan.unwrap().peak_agents), (14, 19));
}

#[test]
fn long_contacts_are_carried_into_the_next_intervals() {
    // Half-hour intervals, contacts of 45 minutes: of each, 15 minutes fall into its own interval, 26:15 into the next, 3:45 after that.
    let traffic = carried(&[40.0, 0.0, 0.0, 0.0], 1800.0, 2700.0).unwrap();
    for (got, minutes) in traffic.iter().zip([15.0, 26.25, 3.75, 0.0]) {
        assert!((got - 40.0 * minutes / 30.0).abs() < 1e-12, "{traffic:?}");
    }
    let long = DayWorkload {
        arrivals: vec![40.0, 0.0, 0.0, 0.0],
        interval_s: 1800.0,
        aht_s: 2700.0,
        mean_patience_s: None,
        carry_over: false,
        concurrency: 1,
    };
    let goal = Goal::new(0.8, 60.0);
    let plain = day(&long, &goal).unwrap();
    assert!(plain.carry_over_warning);
    let mended = day(&DayWorkload { carry_over: true, ..long.clone() }, &goal).unwrap();
    assert!(!mended.carry_over_warning);
    assert!(
        plain.slots[0].agents > 60 && mended.slots[0].agents < 30,
        "the work of the first interval is done in the second"
    );
    assert!(mended.slots[1].agents > 35 && mended.slots[3].agents == 0);
    assert!(
        !day(&DayWorkload { aht_s: 900.0, ..long }, &goal).unwrap().carry_over_warning,
        "half an interval is short enough"
    );
}

#[test]
fn impatient_people_need_fewer_agents() {
    let calls = work(100.0, 1800.0, 180.0);
    let patient = erlang_c_required(&calls, &Goal::new(0.8, 20.0)).unwrap();
    let impatient = erlang_a_required(&calls, 300.0, &Goal::new(0.8, 20.0)).unwrap();
    assert_eq!((patient.agents, impatient.agents), (14, 13));
    let few = erlang_a_required(&calls, 300.0, &Goal { max_abandon: 0.01, ..Goal::new(0.8, 20.0) }).unwrap();
    assert!(few.agents > 13 && few.abandon_probability <= 0.01);
    let calm = erlang_a_required(&calls, 300.0, &Goal { max_occupancy: 0.6, ..Goal::new(0.8, 20.0) }).unwrap();
    assert!(calm.occupancy <= 0.6 && calm.agents == 17);
    let quick = erlang_c_required(&calls, &Goal { max_asa_s: Some(5.0), ..Goal::new(0.8, 20.0) }).unwrap();
    assert!(quick.agents == 15 && quick.asa_s <= 5.0, "14 agents answer in 7.8 s on average, 15 in 3.7 s");
    // Fewer agents than erlangs, where the promise is low.
    assert!(erlang_a_required(&calls, 30.0, &Goal::new(0.4, 20.0)).unwrap().agents < 10);
}

/// Every way to ask wrongly is one error that names the field.
#[test]
fn numbers_that_make_no_sense_are_refused() {
    #[track_caller]
    fn refused<T: std::fmt::Debug>(answer: Result<T, Error>, path: &str) {
        let error = answer.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::OutOfRange, path));
    }
    let (calls, goal) = (work(100.0, 1800.0, 180.0), Goal::new(0.8, 20.0));
    for bad in [-1.0, f64::NAN, f64::INFINITY] {
        refused(work(bad, 1800.0, 180.0).traffic(), "arrivals");
        refused(work(1.0, bad, 180.0).traffic(), "interval_s");
        refused(work(1.0, 1.0, bad).traffic(), "aht_s");
        refused(erlang_b(bad, 3), "traffic");
        refused(erlang_c(&calls, 11, bad), "target_s");
        refused(erlang_a(&calls, bad, 11, 20.0), "mean_patience_s");
        refused(headcount(3, bad), "shrinkage");
        refused(carried(&[1.0, bad], 1800.0, 180.0), "arrivals[1]");
    }
    refused(work(1.0, 0.0, 180.0).traffic(), "interval_s");
    refused(erlang_b(MAX_TRAFFIC * 1.001, 3), "traffic");
    refused(erlang_b(1.0, 0), "agents");
    refused(erlang_b(1.0, MAX_AGENTS + 1), "agents");
    refused(erlang_b_traffic(10, 1.0), "blocking");
    refused(erlang_b_traffic(10, 0.0), "blocking");
    refused(erlang_b_required(10.0, 0.0), "max_blocking");
    refused(chat(&calls, 5, 0, 20.0), "concurrency");
    refused(chat(&calls, 1_000_000, 3, 20.0), "concurrency");
    refused(erlang_c_required(&calls, &Goal::new(1.0, 20.0)), "service_level");
    refused(erlang_c_required(&calls, &Goal { max_occupancy: 0.0, ..goal }), "max_occupancy");
    refused(erlang_c_required(&calls, &Goal { max_asa_s: Some(0.0), ..goal }), "max_asa_s");
    refused(erlang_c_required(&calls, &Goal { shrinkage: 1.0, ..goal }), "shrinkage");
    refused(erlang_c_max_arrivals(10, 180.0, &Goal { max_occupancy: 1.1, ..goal }), "max_occupancy");
}

proptest! {
    /// The least number is the least: it keeps the promise, and one fewer does not, be it unstable or late.
    #[test]
    fn the_least_number_is_the_least(arrivals in 0.01..5_000.0_f64, aht in 1.0..2_000.0_f64, level in 0.01..0.999_f64, target in 0.0..300.0_f64) {
        let (calls, goal) = (work(arrivals, 1800.0, aht), Goal::new(level, target));
        let needed = erlang_c_required(&calls, &goal).unwrap();
        prop_assert!(erlang_c(&calls, needed.agents, target).unwrap().service_level >= level * (1.0 - 1e-11));
        if needed.agents > 1 {
            prop_assert!(erlang_c(&calls, needed.agents - 1, target).map_or(true, |q| q.service_level < level));
        }
        let most = erlang_c_max_arrivals(needed.agents, aht, &goal).unwrap();
        prop_assert!(most.arrivals_per_hour >= arrivals * 2.0 * (1.0 - 1e-9));
    }

    /// Patience without end is Erlang C; no work is lost or made by carrying it over.
    #[test]
    fn patient_people_are_those_of_erlang_c(traffic in 0.1..200.0_f64, spare in 3..20_u32) {
        let calls = work(traffic, 100.0, 100.0);
        let agents = 2 * spare + format!("{:.0}", traffic.floor()).parse::<u32>().unwrap();
        let (a, c) = (erlang_a(&calls, 3e7, agents, 20.0).unwrap(), erlang_c(&calls, agents, 20.0).unwrap());
        prop_assert!((a.wait_probability - c.wait_probability).abs() < 1e-4 * c.wait_probability);
        prop_assert!((a.mean_wait_all_s - c.asa_s).abs() < 1e-3 * c.asa_s + 1e-9);
        prop_assert!((a.service_level - c.service_level).abs() < 1e-4);
    }

    #[test]
    fn blocking_and_traffic_are_each_others_inverse(agents in 1..500_u32, blocking in 0.0001..0.9_f64) {
        let traffic = erlang_b_traffic(agents, blocking).unwrap();
        prop_assert!((erlang_b(traffic, agents).unwrap().blocking - blocking).abs() < 1e-11);
        let needed = erlang_b_required(traffic, blocking * (1.0 + 1e-9)).unwrap();
        prop_assert_eq!(needed.agents, agents);
    }

    #[test]
    fn no_work_is_lost_between_intervals(arrivals in prop::collection::vec(0.0..100.0_f64, 1..6), aht in 1.0..4_000.0_f64) {
        let mut long = arrivals.clone();
        long.extend([0.0; 8]);
        let carried: f64 = carried(&long, 600.0, aht).unwrap().iter().sum();
        let work = arrivals.iter().sum::<f64>() * aht / 600.0;
        prop_assert!((carried - work).abs() <= 1e-9 * work);
    }
}
