//! Input made to hurt, on stacks of 2 MiB and 512 KiB: an error with place and code, or a bounded text; never a panic, never a hang.
#![cfg(feature = "template-datetime")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods)] // a test may fail loudly, and this one takes the time

use std::fmt::Write;
use std::time::{Duration, Instant};
use sundesk::ErrorKind;
use sundesk::args;
use sundesk::template::catalog::{Config, Source, check};
use sundesk::template::limits::{
    MAX_ARGS, MAX_ARGUMENT_BYTES, MAX_DEPTH, MAX_LIST_ITEMS, MAX_OUTPUT_BYTES, MAX_PLACEABLES, MAX_SOURCE_BYTES,
};
use sundesk::template::{Arg, Args, Bundle, Ctx, FormatErrorKind as K, Limits, syntax};

/// Runs on a thread with a small stack; an overflow would end the whole test process.
fn on_stack(kib: usize, work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(kib * 1024).spawn(work).unwrap().join().unwrap();
}

/// Far above what the work takes on a busy machine (up to 4 s here, unoptimised), far below what unbounded work would.
#[track_caller]
fn at_once<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    assert!(begun.elapsed() < Duration::from_secs(120), "{what}: {:?}", begun.elapsed());
    done
}

fn bundle(source: &str) -> Bundle {
    Bundle::from_ftl(&"en".parse().unwrap(), source).unwrap()
}

fn strict(source: &str, args: &Args) -> Result<String, K> {
    bundle(source).format("m", None, args, &Ctx::default()).map(|f| f.text).map_err(|e| e.kind)
}

/// A whole run of one source: load, look at every message, strictly and as a preview, check as a catalog.
fn all_of(source: &str) {
    let Ok(bundle) = Bundle::from_ftl(&"en".parse().unwrap(), source) else { return };
    let args = args! { x: "v", n: 5 };
    for id in bundle.messages().take(200) {
        let shown = bundle.preview(id, None, &args, &Ctx::default());
        assert!(shown.is_none_or(|s| s.text.len() <= MAX_OUTPUT_BYTES));
        let _ = bundle.format(id, None, &args, &Ctx::default());
    }
    let sources = [Source::new("en", "m", source), Source::new("de", "m", source)];
    let _ = check(&sources, &Config::reference("en"));
}

fn nested(open: &str, middle: &str, close: &str, levels: usize) -> String {
    format!("m = {}{middle}{}\n", open.repeat(levels), close.repeat(levels))
}

#[test]
fn deep_nesting_is_refused_before_the_parser_or_read_on_a_small_stack() {
    for kib in [2048, 512] {
        on_stack(kib, || {
            for levels in [1, 20, 60, 64, 100, 128, 200, 250, 255, 256, 257, 3_000, 50_000] {
                for (open, middle, close) in [
                    ("{", " $x ", "}"),
                    ("{ ", "{ 1 ->\n *[a] x\n }", "}"),
                    ("{ $n ->\n *[a] ", "x", "\n }"),
                    ("{ A(", "1", ") }"),
                    ("{ \"a\" }{ ", "$x", " }"),
                ] {
                    let source = nested(open, middle, close, levels);
                    let parsed = at_once("parse", || syntax::parse(&source).map(|_| ()));
                    if levels > 256 {
                        let error = parsed.unwrap_err();
                        assert_eq!(error.kind(), ErrorKind::LimitExceeded);
                        assert!(error.line() > 0 || source.len() > MAX_SOURCE_BYTES, "{error}");
                    } else {
                        all_of(&source);
                    }
                }
                all_of(&format!("m = {{ {} }}\n", nested("A(", "1", ")", levels)));
            }
        });
    }
}

#[test]
fn large_files_are_read_in_proportion_to_their_size() {
    let fill = |piece: &str| piece.repeat((MAX_SOURCE_BYTES - 100) / piece.len());
    let mut many = String::new();
    for i in 0..40_000 {
        writeln!(many, "m{i} = {i} {{ $x }}").unwrap();
    }
    let mut variants = "m = { $n ->\n".to_owned();
    for i in 0..20_000 {
        writeln!(variants, "    [k{i}] v{{ $x }}").unwrap();
    }
    variants.push_str("   *[other] x\n }\n");
    for (what, source) in [
        ("one pattern of 1 MiB", format!("m = {}\n", fill("word "))),
        ("one pattern of many lines", format!("m =\n{}", fill("    a\n"))),
        ("blank lines", format!("m = a\n{}\n  b\n", fill(" \n"))),
        ("one literal", format!("m = {{ \"{}\" }}\n", fill("x"))),
        ("escapes", format!("m = {{ \"{}\" }}\n", fill("\\u0041"))),
        ("100 million digits' little sister", format!("m = {{ {} }}\n", fill("9"))),
        ("placeables", format!("m = {}\n", fill("{ $x }"))),
        ("40,000 messages", many),
        ("20,000 variants", variants),
        ("attributes", format!("m = a\n{}", fill("    .a = b\n"))),
        ("arguments", format!("m = {{ F({}) }}\n", fill("a: 1, "))),
        ("positional arguments", format!("m = {{ F({}) }}\n", fill("$x, "))),
        ("open braces", fill("{ ")),
        ("open and shut", fill("{}")),
        ("broken messages", fill("m = {\n")),
        ("broken attributes", format!("m = a\n{}", fill("  .a = {\n"))),
        ("comments", fill("# c\n")),
        ("one id again and again", fill("m = a\n")),
        ("NUL", fill("\0")),
        ("U+FEFF", fill("\u{feff}m = a\n")),
        ("lone CR", format!("m = {}", fill("a\r"))),
        ("CRLF", fill("m = a\r\n  b\r\n")),
    ] {
        assert!(source.len() <= MAX_SOURCE_BYTES, "{what}: {}", source.len());
        on_stack(512, move || at_once(what, || all_of(&source)));
    }
    let over = " ".repeat(MAX_SOURCE_BYTES + 1);
    assert_eq!(syntax::parse(&over).unwrap_err().kind(), ErrorKind::LimitExceeded);
    assert!(syntax::parse(over.get(1..).unwrap()).is_ok());
}

/// Terms that call each other ten times over: the work ends with the placeables, or with the output when those are allowed.
#[test]
fn a_billion_laughs_stay_few() {
    for (mark, kind) in [("-", "term"), ("", "message")] {
        let mut source = format!("{mark}l0 = ha\n");
        for level in 1..30 {
            let calls = format!("{{ {mark}l{} }}", level - 1).repeat(10);
            writeln!(source, "{mark}l{level} = {calls}").unwrap();
        }
        writeln!(source, "m = {{ {mark}l29 }}\ns = {{ NUMBER({mark}l29) ->\n *[o] x\n }}").unwrap();
        let bundle = bundle(&source);
        let free = Limits { placeables: u32::MAX, ..Limits::default() };
        for (limits, expected) in [(Limits::default(), K::TooManyPlaceables), (free, K::OutputTooLong)] {
            let ctx = Ctx { limits, ..Ctx::default() };
            for id in ["m", "s"] {
                let error = at_once(kind, || bundle.format(id, None, &Args::new(), &ctx)).unwrap_err();
                assert_eq!(error.kind, expected, "{kind} {id}");
                assert!(error.line > 0 && error.message.ends_with(|c: char| c.is_ascii_digit()), "{error}");
                let shown = at_once(kind, || bundle.preview(id, None, &Args::new(), &ctx)).unwrap();
                assert!(shown.text.len() <= MAX_OUTPUT_BYTES);
            }
        }
    }
}

/// Empty texts fan out without making output: only the count of placeables ends that.
#[test]
fn laughs_that_say_nothing_end_too() {
    let mut source = "-l0 = { \"\" }\n".to_owned();
    for level in 1..30 {
        let calls = format!("{{ -l{} }}", level - 1).repeat(10);
        writeln!(source, "-l{level} = {calls}").unwrap();
    }
    source.push_str("m = { -l29 }\n");
    assert_eq!(at_once("silent", || strict(&source, &Args::new())), Err(K::TooManyPlaceables));
}

#[test]
fn a_chain_of_references_ends_at_the_limit() {
    let chain = |length: usize| {
        let mut source = String::new();
        for i in 1..length {
            let name = if i == 1 { "m".to_owned() } else { format!("m{i}") };
            writeln!(source, "{name} = {{ m{} }}", i + 1).unwrap();
        }
        writeln!(source, "m{length} = end").unwrap();
        source
    };
    on_stack(512, move || {
        assert_eq!(strict(&chain(MAX_DEPTH - 1), &Args::new()), Ok("end".to_owned()));
        assert_eq!(strict(&chain(MAX_DEPTH), &Args::new()), Ok("end".to_owned()));
        assert_eq!(strict(&chain(MAX_DEPTH + 1), &Args::new()), Err(K::TooDeep));
        assert_eq!(strict(&chain(10_000), &Args::new()), Err(K::TooDeep));
        // A preview writes what it has up to there and says so.
        let shown = bundle(&chain(200)).preview("m", None, &Args::new(), &Ctx::default()).unwrap();
        assert_eq!(shown.errors.last().map(|e| e.kind), Some(K::TooDeep));
    });
}

#[test]
fn each_limit_of_a_text_holds_at_its_edge() {
    let most = usize::try_from(MAX_PLACEABLES).unwrap();
    let placeables = |n: usize| format!("m = {}\n", "{ $x }".repeat(n));
    let x = |bytes: usize| args! { x: "x".repeat(bytes) };
    assert!(strict(&placeables(most), &x(1)).is_ok());
    assert_eq!(strict(&placeables(most + 1), &x(1)), Err(K::TooManyPlaceables));
    assert!(strict("m = { $x }", &x(MAX_ARGUMENT_BYTES)).is_ok());
    assert_eq!(strict("m = { $x }", &x(MAX_ARGUMENT_BYTES + 1)), Err(K::ArgumentTooLong));
    assert_eq!(strict("m = { $x ->\n *[a] b\n }", &x(MAX_ARGUMENT_BYTES + 1)), Err(K::ArgumentTooLong));
    let full = MAX_OUTPUT_BYTES / MAX_ARGUMENT_BYTES;
    assert_eq!(strict(&placeables(full), &x(MAX_ARGUMENT_BYTES)).map(|t| t.len()), Ok(MAX_OUTPUT_BYTES));
    assert_eq!(strict(&format!("m = {}a", "{ $x }".repeat(full)), &x(MAX_ARGUMENT_BYTES)), Err(K::OutputTooLong));
    let list = |n: usize| -> Args { [("x", Arg::List(vec![Arg::from(1); n]))].into_iter().collect() };
    assert!(strict("m = { LIST($x) }", &list(MAX_LIST_ITEMS)).is_ok());
    assert_eq!(strict("m = { LIST($x) }", &list(MAX_LIST_ITEMS + 1)), Err(K::FunctionError));
    let named = |n: usize| (0..n).map(|i| (format!("a{i}"), serde_json::json!(1))).collect::<serde_json::Map<_, _>>();
    assert!(Args::from_json(&named(MAX_ARGS).into()).is_ok());
    assert_eq!(Args::from_json(&named(MAX_ARGS + 1).into()).unwrap_err().kind(), ErrorKind::LimitExceeded);
}

/// A list of long items may not pass the output on its way, before anything is written.
#[test]
fn a_list_of_long_items_is_bounded() {
    let items = vec![Arg::from("x".repeat(MAX_ARGUMENT_BYTES)); MAX_LIST_ITEMS];
    let args: Args = [("x", Arg::List(items))].into_iter().collect();
    assert_eq!(at_once("list", || strict("m = { LIST($x) }", &args)), Err(K::OutputTooLong));
    let shown = bundle(&format!("m = {}\n", "{ LIST($x) }".repeat(90)));
    let shown = at_once("lists", || shown.preview("m", None, &args, &Ctx::default())).unwrap();
    assert!(shown.text.len() <= MAX_OUTPUT_BYTES);
}

#[test]
fn characters_nobody_sees_pass_as_they_are_or_are_refused() {
    // Values and the template's own text: a bundle passes them; a catalog cleans values and its checks name the override.
    for text in ["\u{202e}", "\0", "\u{feff}", "\u{2028}", "\u{1f468}\u{200d}\u{1f469}", "\u{10ffff}"] {
        assert_eq!(strict(&format!("m = a{text}b\n"), &Args::new()), Ok(format!("a{text}b")));
        assert_eq!(strict("m = { $x }\n", &args! { x: text }), Ok(text.to_owned()));
    }
    assert_eq!(strict("m = a\rb\n", &Args::new()), Ok("a\rb".to_owned()), "the grammar ends a line at LF or CRLF only");
    assert_eq!(strict("\u{feff}m = a\n", &Args::new()), Err(K::UnknownMessage));
}
