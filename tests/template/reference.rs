//! What Project Fluent's own implementations do where ours once did otherwise.
#![cfg(feature = "template-datetime")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use sundesk::args;
use sundesk::template::{Args, Bundle, Ctx, DateStyle, DateTimeOptions, FormatErrorKind, Formatted, StyledInstant};
use sundesk::time::ZoneDb;

fn bundle(source: &str) -> Bundle {
    Bundle::from_ftl(&"en".parse().unwrap(), source).unwrap()
}

fn preview(source: &str) -> Formatted {
    bundle(source).preview("m", None, &Args::new(), &Ctx::default()).unwrap()
}

/// Fluent calls it no error that a term is used without a parameter, so a preview shows the mark alone; a customer never reads it.
#[test]
fn a_term_without_its_parameter_is_shown_in_a_preview_and_never_sent() {
    for (source, text) in [
        ("m = { -t }\n-t = { $case } team\n", "{$case} team"),
        ("m = { -t(other: 1) }\n-t = { $case }\n", "{$case}"),
        ("m = { -t }\n-t = { NUMBER($case) }\n", "{NUMBER($case)}"),
    ] {
        let shown = preview(source);
        assert_eq!((shown.text.as_str(), shown.errors.len()), (text, 0), "{source}");
        let error = bundle(source).format("m", None, &args! { case: "x" }, &Ctx::default()).unwrap_err();
        assert_eq!((error.kind, error.message.as_str()), (FormatErrorKind::UnknownVariable, "-t"), "{source}");
    }
    // As a selector it takes the default, also strictly.
    let chosen = bundle("m = { -t }\n-t = { $case ->\n   *[nominative] team\n    [genitive] team's\n}\n");
    assert_eq!(chosen.format("m", None, &Args::new(), &Ctx::default()).unwrap().text, "team");
}

#[test]
fn the_mark_of_a_function_names_the_argument_that_is_not_there() {
    for (source, text, errors) in [
        ("m = { NUMBER($n) }\n", "{NUMBER($n)}", 1),
        ("m = { NUMBER(none) }\n", "{NUMBER(none)}", 1),
        ("m = { NUMBER(FOO(1)) }\n", "{NUMBER(FOO())}", 1),
        ("m = { FOO($n) }\n", "{FOO()}", 1),
        ("m = { NUMBER(\"x\") }\n", "{NUMBER()}", 1),
        ("m = { NUMBER($n, minimumFractionDigits: 99) }\n", "{NUMBER()}", 1),
    ] {
        let shown = preview(source);
        assert_eq!((shown.text.as_str(), shown.errors.len()), (text, errors), "{source}");
    }
}

/// An instant that comes with options is shown by them; one without shows date and time, so that no due date hides its hour.
#[test]
fn an_instant_is_shown_by_the_options_the_program_gave_it() {
    let zones = ZoneDb::bundled();
    let ctx = Ctx { zone: zones.zone("UTC").ok(), zones: Some(zones), ..Ctx::default() };
    let at = 1_773_065_109_000_000; // 2026-03-09T14:05:09Z
    let options =
        |date_style| DateTimeOptions { zone: Some("Asia/Tokyo".to_owned()), date_style, ..Default::default() };
    let show = |value: sundesk::template::Arg| {
        let args: Args = [("d", value)].into_iter().collect();
        bundle("m = { $d }\n").format("m", None, &args, &ctx).unwrap().text
    };
    assert_eq!(show(StyledInstant { at, options: options(Some(DateStyle::Long)) }.into()), "March 9, 2026");
    assert_eq!(show(StyledInstant { at, options: options(None) }.into()), "3/9/2026");
    assert_eq!(show(sundesk::template::Arg::Instant(at)), "Mar 9, 2026, 2:05 PM");
}
