//! The store: loading, the gate, rendering, reloading.
#![cfg(feature = "template")]

use sundesk::template::catalog::{self, Config};
use sundesk::template::gate::RequireReview;
use sundesk::template::lint::Level;
use sundesk::template::starter;

#[test]
fn the_starter_catalog_is_clean_and_complete() {
    let config = Config::reference("en").require_review(RequireReview::MachineChecked);
    let report = catalog::check(&starter::sources(), &config).unwrap();
    println!("{}", report.to_text());
    assert!(report.loadable);
    assert_eq!(report.exit_code(Level::Warning), 0);
    assert!(report.sets.iter().all(|s| s.on));
}
