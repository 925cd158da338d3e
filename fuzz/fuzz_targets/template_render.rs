//! Any text as the reference and any text as a value, by every channel: no panic, no output over the cap, no break in a header.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sundesk::template::catalog::{Config, Delivery, Source};
use sundesk::template::channel::Channel;
use sundesk::template::{Arg, Args, Templates};

fuzz_target!(|input: (&str, &str, i64)| {
    let (text, value, number) = input;
    let Ok(store) = Templates::from_sources(&[Source::new("en", "m", text)], &Config::reference("en")) else { return };
    let catalog = store.catalog();
    for id in catalog.messages() {
        let Some(contract) = catalog.variables(id) else { continue };
        for as_text in [true, false] {
            let mut args = Args::new();
            for name in contract.variables.keys() {
                args.set(name.clone(), if as_text { Arg::from(value.to_owned()) } else { Arg::from(number) });
            }
            for channel in Channel::ALL {
                if let Ok(r) = store.render(id, &args, &Delivery::to(["en"]).channel(channel)) {
                    assert!(r.text.len() <= sundesk::template::limits::MAX_OUTPUT_BYTES);
                    let header = matches!(channel, Channel::Subject | Channel::Preheader | Channel::Push);
                    assert!(!header || !r.text.contains(['\r', '\n']));
                }
            }
        }
    }
});
