//! Unit tests of `src/clock.rs`.

use super::sundesk_metric_state::*;
use sundesk_core::sla::MetricState;

#[test]
fn the_numbers_of_the_states_are_those_of_the_header() {
    let states = [
        (MetricState::Inactive, SUNDESK_METRIC_INACTIVE),
        (MetricState::Running, SUNDESK_METRIC_RUNNING),
        (MetricState::Paused, SUNDESK_METRIC_PAUSED),
        (MetricState::Met, SUNDESK_METRIC_MET),
        (MetricState::Missed, SUNDESK_METRIC_MISSED),
        (MetricState::Breached, SUNDESK_METRIC_BREACHED),
        (MetricState::Cancelled, SUNDESK_METRIC_CANCELLED),
    ];
    assert!(states.iter().all(|(ours, header)| *ours as i32 == *header as i32));
}
