//! Random lives of tickets, beside a second model that knows neither record nor index nor calendar engine, while what they live by changes.
//!
//! ```text
//!             ┌─▶ Model: walks the clock hour by hour ────────┐
//! Step ──▶────┼─▶ Board ─▶ records ─▶ a Board that only folds ─┼─▶ the same states, the same next timer, laws I1 to I14
//!             │             └──────▶ a store: sealed, chained ┤
//!             └─▶ Desk on a store, in some of the lives ──────┘
//! ```
//!
//! Every law is asked after every command. What only some of the lives have is the whole desk (promises, inbox, leases, a new process).

mod desk;
mod kept;
mod laws;
mod machine;
mod naive;
mod op;
mod world;

pub use machine::{Lives, Machine};
pub use naive::Model;

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestRng, TestRunner};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = op::Step;

    fn init_state() -> BoxedStrategy<Self> {
        prop::bool::weighted(0.02).prop_map(Model::new).boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<op::Step> {
        op::step(state)
    }

    fn apply(mut state: Self, step: &op::Step) -> Self {
        state.step(step);
        state
    }
}

/// Lets so many lives pass, each of at most so many commands; the same seed gives the same lives. In a failure the shortest life that fails
/// is told.
///
/// # Errors
/// The life that failed, and how.
pub fn live(lives: u32, most: usize, seed: u64) -> Result<(), String> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: lives,
        failure_persistence: None::<Box<FileFailurePersistence>>.map(|f| f as _),
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config.clone(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    static QUIET: std::sync::Once = std::sync::Once::new();
    if std::env::var_os("SUNDESK_LOUD").is_none() {
        QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {}))); // a life is shortened through dozens of failures
    }
    runner
        .run(&Model::sequential_strategy(1..=most), |(model, steps, seen)| {
            Machine::test_sequential(config.clone(), model, steps, seen);
            Ok(())
        })
        .map_err(|e| e.to_string())
}
