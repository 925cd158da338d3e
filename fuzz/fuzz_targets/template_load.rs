//! Any text as a translation beside a small reference: loading answers, and what is on never shows the reference's words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sundesk::template::catalog::{Config, Delivery, Source, check};
use sundesk::template::{Args, Templates};

const EN: &str = "# $n (Text) name\na = ENGLISH { $n }\n    .sms = ENGLISH\nb = ENGLISH two { -t }\n-t = ENGLISH\n";

fuzz_target!(|text: &str| {
    let config = Config::reference("en");
    let sources = [Source::new("en", "m", EN), Source::new("et", "m", text)];
    let report = check(&sources, &config).expect("the reference is there");
    let Ok(store) = Templates::from_sources(&sources, &config) else {
        assert!(!report.loadable);
        return;
    };
    let mut args = Args::new();
    args.set("n", "N");
    for id in ["a", "b"] {
        if let Ok(r) = store.render(id, &args, &Delivery::to(["et"])) {
            let on = store.coverage("m", "et").is_some_and(|s| s.on);
            assert!(on || r.locale.as_str() == "en");
        }
    }
});
