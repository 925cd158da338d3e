//! One reply of five lines, four arguments, a plural and a term used twice.

use crate::timing::{Line, median};
use fluent::{FluentArgs, FluentBundle, FluentResource};
use std::time::Instant;
use sundesk::template::catalog::{Config, Delivery, Source};
use sundesk::template::{Args, Bundle, Ctx, Templates};

const REPLY: &str = include_str!("../reply.en.ftl");
const N: usize = 20_000;
const RUNS: usize = 15;

fn args() -> Args {
    sundesk::args! { name: "Marta Kowalska", ticket: "84213", count: 3, due: "Tuesday, 17:30" }
}

pub fn lines(python: Option<&serde_json::Value>) -> Vec<Line> {
    let (bundle, ctx) = (Bundle::from_ftl(&"en".parse().expect("en"), REPLY).expect("a bundle"), Ctx::default());
    let text = || bundle.format("ticket-reply", None, &args(), &ctx).expect("a text").text;
    let theirs = fluent_bundle();
    assert_eq!(text(), theirs(), "the same words on both sides");
    let raw = median(RUNS, N, || (0..N).map(|_| theirs().len()).sum::<usize>());
    let ours = median(RUNS, N, || (0..N).map(|_| text().len()).sum::<usize>());
    let store =
        Templates::from_sources(&[Source::new("en", "reply", REPLY)], &Config::reference("en")).expect("a store");
    let to = Delivery::to(["en"]);
    let gated = median(RUNS, N, || {
        (0..N).map(|_| store.render("ticket-reply", &args(), &to).expect("a text").text.len()).sum::<usize>()
    });
    let line = |what: &str, ours, peer: &str, theirs, bar| Line {
        what: what.to_owned(),
        ours,
        unit: "ns",
        peer: peer.to_owned(),
        theirs,
        bar,
    };
    let peer = "fluent-bundle 0.16 (formats nothing)";
    let mut lines = vec![
        line("a reply, Bundle::format", ours, peer, raw, Some(1.0)),
        line("a reply, Templates::render (gate, escaping)", gated, peer, raw, None),
        line(
            "the same on two threads, time per text",
            two_threads(&bundle),
            "sundesk, one thread",
            ours,
            Some(1.0 / 1.8),
        ),
    ];
    if let Some(p) = python {
        from_python(&mut lines, p, line);
    }
    lines
}

fn fluent_bundle() -> impl Fn() -> String {
    let mut bundle = FluentBundle::new(vec!["en".parse().expect("en")]);
    bundle.set_use_isolating(false);
    bundle.add_resource(FluentResource::try_new(REPLY.to_owned()).expect("fluent")).expect("once");
    move || {
        let mut args = FluentArgs::new();
        args.set("name", "Marta Kowalska");
        args.set("ticket", "84213");
        args.set("count", 3);
        args.set("due", "Tuesday, 17:30");
        let message = bundle.get_message("ticket-reply").expect("the message");
        bundle.format_pattern(message.value().expect("a value"), Some(&args), &mut Vec::new()).into_owned()
    }
}

/// The best of several runs: a second thread that the machine does not grant measures the machine.
fn two_threads(bundle: &Bundle) -> f64 {
    let ctx = Ctx::default();
    let work = || {
        (0..N).map(|_| bundle.format("ticket-reply", None, &args(), &ctx).expect("a text").text.len()).sum::<usize>()
    };
    let runs = (0..RUNS).map(|_| {
        let start = Instant::now();
        std::thread::scope(|s| {
            let other = s.spawn(work);
            std::hint::black_box(work());
            std::hint::black_box(other.join().expect("no panic"));
        });
        start.elapsed().as_nanos() as f64 / (2 * N) as f64
    });
    runs.fold(f64::INFINITY, f64::min)
}

fn from_python(lines: &mut Vec<Line>, p: &serde_json::Value, line: impl Fn(&str, f64, &str, f64, Option<f64>) -> Line) {
    let Some(ours) = p["sundesk"][1].as_f64() else { return };
    for (peer, bar) in [("fluent.runtime", 0.05), ("rustfluent", 1.0), ("gettext", 2.0)] {
        let (version, ns) = (p[peer][0].as_str().unwrap_or("?"), p[peer][1].as_f64().unwrap_or(f64::NAN));
        lines.push(line("a reply, from Python", ours, &format!("{peer} {version}"), ns, Some(bar)));
        // With the choice of the language, the gate and the channel, for which the peers have nothing: shown, without a bar.
        if let Some(render) = p["sundesk_render"][1].as_f64() {
            lines.push(line("a reply through Templates, from Python", render, &format!("{peer} {version}"), ns, None));
        }
    }
}
