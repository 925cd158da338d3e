//! Any bytes as an event log: an error or a log whose histories begin with a creation and ascend, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sundesk::metrics::TicketFacts;
use sundesk::ticket::What;
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::time::ZoneDb;

const MAP: &str = r#"{
  "ticket": "id", "at": "t", "order_by": ["seq"], "created_at": "c", "resolved_at": {"column": "r", "status": "done"},
  "status": "state", "priority": "p", "group": "g", "fields": ["f"], "missing": ["?"], "attributes": ["p"],
  "time": {"format": "%Y-%m-%d %H:%M:%S%.f", "zone": "Europe/Rome"},
  "statuses": {"open": "open", "wait": "pending", "done": "solved", "shut": "closed"},
  "activity": {"column": "a", "events": {"mail": [{"type": "reply", "by": "agent"}], "nothing": []}}
}"#;

fuzz_target!(|data: &[u8]| {
    let Ok(map) = LogMap::from_json(MAP) else { return };
    let zones = ZoneDb::bundled();
    let headed = [b"id,t,seq,c,r,state,p,g,f,a\n", data].concat();
    for bytes in [data, headed.as_slice()] {
        let Ok(log) = from_reader(bytes, &map, &zones) else { continue };
        for (id, history) in log.tickets() {
            let events = history.events();
            assert_eq!(events.first().map(|e| e.what), Some(What::Created), "{id}");
            assert!(events.windows(2).all(|w| w[0].at <= w[1].at), "{id}");
        }
        assert_eq!(TicketFacts::of_log(&log, i64::MAX).len(), log.len());
    }
});
