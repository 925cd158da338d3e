//! One reply of five lines, four arguments, a plural and a term used twice: beside fluent-bundle 0.16, which formats nothing.
//!
//! Run: `cargo bench --bench template --features template`. Minimum, median and maximum of 15 repeats in ns per text, taken in
//! turn so that both sides see the same load, and the ratio of the minima. On a busy machine count instructions instead:
//! `valgrind --tool=callgrind target/release/deps/template-… ours` and `… theirs` (or `store`, `html`, `region`) make 10,000 texts each, after which the
//! difference to `… none` is what they cost.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing
)]
#![allow(missing_docs)]

use fluent::{FluentArgs, FluentBundle, FluentResource};
use std::hint::black_box;
use std::time::Instant;
use sundesk::args;
use sundesk::template::catalog::{Config, Delivery, Source};
use sundesk::template::channel::Channel;
use sundesk::template::{Args, Bundle, Ctx, Templates};

const EN: &str = "\
-brand = Acme Support
ticket-reply =
    Hi { $name },

    thanks for writing to { -brand }. Your ticket { $ticket } has { $count ->
        [one] { $count } open question
       *[other] { $count } open questions
    }, and we will answer by { $due }.

    Kind regards,
    { -brand }
";

const PL: &str = "\
-brand = Acme Support
ticket-reply =
    Dzień dobry, { $name },

    dziękujemy za wiadomość do { -brand }. Zgłoszenie { $ticket } zawiera { $count ->
        [one] { $count } otwarte pytanie
        [few] { $count } otwarte pytania
       *[many] { $count } otwartych pytań
    }; odpowiemy do { $due }.

    Z poważaniem,
    { -brand }
";

const N: u32 = 20_000;
const REPEATS: usize = 15;

fn our_args() -> Args {
    args! { name: "Marta Kowalska", ticket: "84213", count: 3, due: "Tuesday, 17:30" }
}

fn their_args<'a>() -> FluentArgs<'a> {
    let mut args = FluentArgs::new();
    args.set("name", "Marta Kowalska");
    args.set("ticket", "84213");
    args.set("count", 3);
    args.set("due", "Tuesday, 17:30");
    args
}

fn time(mut f: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..N {
        f();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(N)
}

fn report(name: &str, mut runs: Vec<f64>) -> f64 {
    runs.sort_by(f64::total_cmp);
    println!("{name:<58} {:8.1} {:8.1} {:8.1}", runs[0], runs[runs.len() / 2], runs[runs.len() - 1]);
    runs[0]
}

fn beside(what: &str, mut ours: impl FnMut(), mut theirs: impl FnMut()) {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..REPEATS {
        a.push(time(&mut ours));
        b.push(time(&mut theirs));
    }
    let ours = report(&format!("sundesk        {what}"), a);
    let theirs = report(&format!("fluent-bundle  {what}"), b);
    println!("{:<58} {:8.2}\n", "  sundesk / fluent-bundle", ours / theirs);
}

/// Only some texts of one side, for a counter of instructions.
fn count(side: &str) {
    let ours = Bundle::from_ftl(&"en".parse().unwrap(), EN).unwrap();
    let mut theirs = FluentBundle::new(vec!["en".parse().unwrap()]);
    theirs.set_use_isolating(false);
    theirs.add_resource(FluentResource::try_new(EN.to_owned()).unwrap()).unwrap();
    let ctx = Ctx::default();
    let store = Templates::from_sources(&[Source::new("en", "mail", EN)], &Config::reference("en")).unwrap();
    let (delivery, regional) = (Delivery::to(["en"]), Delivery::to(["en-001"]));
    let html = Delivery::to(["en"]).channel(Channel::Html);
    for _ in 0..10_000 {
        match side {
            "store" => drop(black_box(store.render("ticket-reply", &our_args(), &delivery).unwrap())),
            "html" => drop(black_box(store.render("ticket-reply", &our_args(), &html).unwrap())),
            "region" => drop(black_box(store.render("ticket-reply", &our_args(), &regional).unwrap())),
            "ours" => drop(black_box(ours.format("ticket-reply", None, &our_args(), &ctx).unwrap().text)),
            "theirs" => {
                let mut errors = Vec::new();
                let message = theirs.get_message("ticket-reply").unwrap();
                let text = theirs.format_pattern(message.value().unwrap(), Some(&their_args()), &mut errors);
                drop(black_box(text.into_owned()));
            }
            _ => {}
        }
    }
}

fn main() {
    if let Some(side @ ("ours" | "store" | "html" | "region" | "theirs" | "none")) = std::env::args().nth(1).as_deref()
    {
        return count(side);
    }
    println!("{:<58} {:>8} {:>8} {:>8}", "ns per text", "min", "median", "max");
    let ctx = Ctx::default();
    for (locale, source) in [("en", EN), ("pl", PL)] {
        let ours = Bundle::from_ftl(&locale.parse().unwrap(), source).unwrap();
        let mut theirs = FluentBundle::new(vec![locale.parse().unwrap()]);
        theirs.set_use_isolating(false);
        theirs.add_resource(FluentResource::try_new(source.to_owned()).unwrap()).unwrap();
        let render = |args: &Args| ours.format("ticket-reply", None, args, &ctx).unwrap().text;
        let render_theirs = |args: &FluentArgs<'_>| {
            let mut errors = Vec::new();
            let message = theirs.get_message("ticket-reply").unwrap();
            theirs.format_pattern(message.value().unwrap(), Some(args), &mut errors).into_owned()
        };
        assert_eq!(render(&our_args()), render_theirs(&their_args()));
        beside(
            &format!("{locale}, args built per text"),
            || drop(black_box(render(&our_args()))),
            || drop(black_box(render_theirs(&their_args()))),
        );
        let (a, b) = (our_args(), their_args());
        beside(
            &format!("{locale}, args reused"),
            || drop(black_box(render(&a))),
            || drop(black_box(render_theirs(&b))),
        );
        two_threads(locale, source, &ctx);
        through_a_store(locale, source, &theirs);
    }
    formats(&ctx);
}

/// Two threads on one bundle against one thread, and against two threads that share nothing: what is left of 1.00 in the second
/// is contention, whatever else the machine is doing.
fn two_threads(locale: &str, source: &str, ctx: &Ctx) {
    let make = || Bundle::from_ftl(&locale.parse().unwrap(), source).unwrap();
    let (shared, own) = (make(), make());
    let work = |bundle: &Bundle| {
        let (args, ctx) = (our_args(), ctx.clone());
        for _ in 0..N * 4 {
            black_box(bundle.format("ticket-reply", None, &args, &ctx).unwrap().text);
        }
    };
    let clock = |f: &dyn Fn()| {
        let start = Instant::now();
        f();
        start.elapsed().as_secs_f64()
    };
    let pair = |a: &Bundle, b: &Bundle| {
        std::thread::scope(|scope| {
            scope.spawn(|| work(a));
            scope.spawn(|| work(b));
        });
    };
    let mut best = [f64::MAX; 3];
    for _ in 0..9 {
        best[0] = best[0].min(clock(&|| work(&shared)));
        best[1] = best[1].min(clock(&|| pair(&shared, &shared)));
        best[2] = best[2].min(clock(&|| pair(&shared, &own)));
    }
    println!("{:<58} {:8.2}", "  two threads / one, texts per second", 2.0 * best[0] / best[1]);
    println!("{:<58} {:8.2}\n", "  two threads: one bundle / a bundle each", best[2] / best[1]);
}

/// The same text through `Templates`: negotiation, the gate, the channel and its escaping, which fluent-bundle does not do.
fn through_a_store(locale: &str, source: &str, theirs: &FluentBundle<FluentResource>) {
    let sources = [Source::new(locale, "mail", source)];
    let store = Templates::from_sources(&sources, &Config::reference(locale)).unwrap();
    let render_theirs = || {
        let mut errors = Vec::new();
        let message = theirs.get_message("ticket-reply").unwrap();
        theirs.format_pattern(message.value().unwrap(), Some(&their_args()), &mut errors).into_owned()
    };
    let (plain, regional) = (Delivery::to([locale]), Delivery::to([format!("{locale}-001")]));
    let html = Delivery::to([locale]).channel(Channel::Html);
    for (what, delivery) in [("tag at hand", &plain), ("another tag", &regional), ("HTML", &html)] {
        let render = || store.render("ticket-reply", &our_args(), delivery).unwrap();
        if delivery.channel == Channel::Body {
            assert_eq!(render().text, render_theirs());
        }
        beside(
            &format!("{locale}, Templates::render, {what}"),
            || drop(black_box(render())),
            || drop(black_box(render_theirs())),
        );
    }
    let own = Templates::from_sources(&sources, &Config::reference(locale)).unwrap();
    let work = |store: &Templates| {
        let delivery = plain.clone();
        for _ in 0..N * 2 {
            black_box(store.render("ticket-reply", &our_args(), &delivery).unwrap());
        }
    };
    let pair = |a: &Templates, b: &Templates| {
        std::thread::scope(|scope| {
            scope.spawn(|| work(a));
            scope.spawn(|| work(b));
        });
    };
    let mut best = [f64::MAX; 3];
    for _ in 0..9 {
        best[0] = best[0].min(seconds(|| work(&store)));
        best[1] = best[1].min(seconds(|| pair(&store, &store)));
        best[2] = best[2].min(seconds(|| pair(&store, &own)));
    }
    println!("{:<58} {:8.2}", "  Templates: two threads / one, texts per second", 2.0 * best[0] / best[1]);
    println!("{:<58} {:8.2}\n", "  Templates, two threads: one store / a store each", best[2] / best[1]);
}

fn seconds(f: impl FnOnce()) -> f64 {
    let start = Instant::now();
    f();
    start.elapsed().as_secs_f64()
}

/// What formatting costs, which fluent-bundle does not do.
fn formats(ctx: &Ctx) {
    let source = "number = { $n }\nmoney = { $m }\nlist = { $l }\n";
    let bundle = Bundle::from_ftl(&"de".parse().unwrap(), source).unwrap();
    let money = sundesk::money::Money::parse("1234.50", "EUR").unwrap();
    let args = args! { n: 1_234_567, m: money, l: vec!["Tallinn", "Tartu", "Narva"] };
    for id in ["number", "money", "list"] {
        let runs =
            (0..REPEATS).map(|_| time(|| drop(black_box(bundle.format(id, None, &args, ctx).unwrap().text)))).collect();
        report(&format!("sundesk        de, {id}"), runs);
    }
}
