//! What a template may do, and what hostile sources and values cannot.
#![cfg(feature = "template-datetime")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)] // a test reports by panicking

use proptest::prelude::*;
use sundesk::money::Money;
use sundesk::template::limits::{
    MAX_ARGS, MAX_ARGUMENT_BYTES, MAX_DEPTH, MAX_DIGITS, MAX_LIST_ITEMS, MAX_OUTPUT_BYTES, MAX_PLACEABLES,
    MAX_SOURCE_BYTES,
};
use sundesk::template::{
    Arg, Args, Bundle, Ctx, FormatErrorKind, Functions, HourCycle, Locale, MoneyConverted, PartKind,
};
use sundesk::time::{ZoneDb, parse_instant};
use sundesk::{ErrorKind, args};

fn locale(name: &str) -> Locale {
    name.parse().unwrap()
}

fn bundle(name: &str, source: &str) -> Bundle {
    let bundle = Bundle::from_ftl(&locale(name), source).unwrap();
    assert_eq!(bundle.problems(), [], "{source}");
    bundle
}

/// A reader in Berlin at 2026-03-09 14:05:09 UTC.
fn ctx() -> Ctx {
    Ctx {
        zone: Some(ZoneDb::bundled().zone("Europe/Berlin").unwrap()),
        now: Some(parse_instant("2026-03-09T14:05:09Z").unwrap()),
        ..Ctx::default()
    }
}

fn at(text: &str) -> Arg {
    Arg::Instant(parse_instant(text).unwrap())
}

#[track_caller]
fn shows(name: &str, pattern: &str, args: &Args, expected: &str) {
    let bundle = bundle(name, &format!("m = {pattern}\n"));
    match bundle.format("m", None, args, &ctx()) {
        Ok(done) => assert_eq!(done.text, expected),
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn refuses(pattern: &str, args: &Args, kind: FormatErrorKind, detail: &str) {
    let bundle = bundle("en", &format!("m = {pattern}\n"));
    let error = bundle.format("m", None, args, &ctx()).unwrap_err();
    assert_eq!(error.kind, kind, "{error}");
    assert!(error.detail.contains(detail), "{error}");
    assert_eq!(error.line, 1, "{error}");
    let preview = bundle.preview("m", None, args, &ctx()).unwrap();
    assert!(preview.errors.contains(&error), "{:?}", preview.errors);
}

fn converted() -> MoneyConverted {
    MoneyConverted {
        original: Money::parse("12.50", "EUR").unwrap(),
        converted: Money::parse("13.56", "USD").unwrap(),
        rate: "1.0846".parse().unwrap(),
        as_of: "2026-03-06".parse().unwrap(),
        source: "ECB".to_owned(),
    }
}

#[test]
fn functions_follow_the_reader_and_never_the_template() {
    let euro = Money::parse("1234.50", "EUR").unwrap();
    shows("de", "{ MONEY($m) }", &args! { m: euro }, "1.234,50\u{a0}€");
    shows(
        "de",
        "{ MONEY($m, minimumFractionDigits: 0, maximumFractionDigits: 0) }",
        &args! { m: euro },
        "1.235\u{a0}€",
    );
    shows("en", "{ NUMBER($m, currency: \"USD\", style: \"percent\") }", &args! { m: euro }, "€1,234.50");
    shows(
        "en",
        "{ PERCENT($p, maximumFractionDigits: 1) }",
        &args! { p: "0.9875".parse::<sundesk::money::Decimal>().unwrap() },
        "98.8%",
    );
    shows("en", "{ $t }", &args! { t: at("2026-03-09T14:05:09Z") }, "Mar 9, 2026, 3:05 PM");
    shows(
        "de",
        "{ DATETIME($t, dateStyle: \"long\", timeZone: \"Asia/Tokyo\") }",
        &args! { t: at("2026-03-09T23:30:00Z") },
        "10. März 2026",
    );
    shows("en", "{ LIST($l, type: \"or\") }", &args! { l: vec!["chat", "mail", "phone"] }, "chat, mail, or phone");
    shows("en", "{ $d }", &args! { d: chrono::TimeDelta::seconds(93_784) }, "1 day, 2 hours, 3 minutes, 4 seconds");
    shows(
        "en",
        "{ DURATION($d, largest: \"hour\", maximumUnits: 2) }",
        &args! { d: chrono::TimeDelta::seconds(93_784) },
        "26 hours, 3 minutes",
    );
    shows("en", "{ DURATION($d) }", &args! { d: chrono::TimeDelta::zero() }, "0 seconds");
    shows("pl", "{ UNIT($n, unit: \"minute\", unitDisplay: \"long\") }", &args! { n: 22 }, "22 minuty");
    shows("en", "{ NUMBER($n, compactDisplay: \"short\") }", &args! { n: 1_234_567 }, "1.2M");
    shows("en", "{ URL($u) }", &args! { u: "https://a.example/x y?q=ä\"<" }, "https://a.example/x%20y?q=%C3%A4%22%3C");
}

#[test]
fn relative_time_counts_from_the_given_present() {
    shows("en", "{ RELATIVE($t) }", &args! { t: at("2026-03-09T17:05:09Z") }, "in 3 hours");
    shows("en", "{ RELATIVE($t) }", &args! { t: at("2026-03-09T14:00:09Z") }, "5 minutes ago");
    // 23 hours later in Berlin it is the next day, but less than a day has passed; 30 hours later is tomorrow by the calendar.
    shows("en", "{ RELATIVE($t, numeric: \"auto\") }", &args! { t: at("2026-03-10T20:05:09Z") }, "tomorrow");
    shows(
        "de",
        "{ RELATIVE($d, numeric: \"auto\") }",
        &args! { d: chrono::NaiveDate::from_ymd_opt(2026, 3, 11).unwrap() },
        "übermorgen",
    );
    let bundle = bundle("en", "m = { RELATIVE($t) }\n");
    let error = bundle.format("m", None, &args! { t: at("2026-03-09T17:05:09Z") }, &Ctx::default()).unwrap_err();
    assert!(error.detail.contains("needs the present (now)"), "{error}");
}

#[test]
fn an_instant_needs_a_zone_and_a_repeated_hour_shows_its_offset() {
    let bundle = bundle("en-GB", "m = { DATETIME($t, timeStyle: \"short\") }\n");
    let render = |t: &str, ctx: &Ctx| bundle.format("m", None, &args! { t: at(t) }, ctx).map(|done| done.text);
    assert!(
        render("2026-03-09T14:05:09Z", &Ctx::default()).unwrap_err().detail.contains("needs the reader's time zone")
    );
    assert_eq!(render("2026-10-25T00:30:00Z", &ctx()).unwrap(), "02:30 GMT+2");
    assert_eq!(render("2026-10-25T01:30:00Z", &ctx()).unwrap(), "02:30 GMT+1");
    assert_eq!(render("2026-10-25T03:30:00Z", &ctx()).unwrap(), "04:30");
    let twelve = Ctx { hour_cycle: Some(HourCycle::H12), ..ctx() };
    assert_eq!(render("2026-03-09T14:05:09Z", &twelve).unwrap(), "3:05 pm");
}

#[test]
fn the_readers_region_formats_only_texts_of_its_language() {
    let german = bundle("de", "m = { $n }\n");
    let austria = Ctx { locale: Some(locale("de-AT")), ..Ctx::default() };
    assert_eq!(german.format("m", None, &args! { n: 12345 }, &austria).unwrap().text, "12\u{a0}345");
    let greek = Ctx { locale: Some(locale("el-GR")), ..ctx() };
    let english = bundle("en", "m = { DATETIME($t, dateStyle: \"long\") }\n");
    assert_eq!(
        english.format("m", None, &args! { t: at("2026-03-09T14:05:09Z") }, &greek).unwrap().text,
        "March 9, 2026"
    );
}

#[test]
fn a_converted_amount_is_shown_whole_or_not_at_all() {
    shows(
        "en",
        "{ $m }",
        &args! { m: converted() },
        "€12.50 (≈\u{a0}$13.56; EUR\u{a0}1 = USD\u{a0}1.0846, Mar 6, 2026, ECB)",
    );
    shows(
        "de",
        "{ MONEY_CONVERTED($m) }",
        &args! { m: converted() },
        "12,50\u{a0}€ (≈\u{a0}13,56\u{a0}$; 1\u{a0}EUR = 1,0846\u{a0}USD, 06.03.2026, ECB)",
    );
    let parts = "{ MONEY_CONVERTED($m, part: \"original\") } { MONEY_CONVERTED($m, part: \"converted\") } { MONEY_CONVERTED($m, part: \"rate\") } { MONEY_CONVERTED($m, part: \"date\") }";
    shows("en", parts, &args! { m: converted() }, "€12.50 ≈\u{a0}$13.56 EUR\u{a0}1 = USD\u{a0}1.0846 Mar 6, 2026");
    let short = parts.replace("{ MONEY_CONVERTED($m, part: \"date\") }", "");
    refuses(&short, &args! { m: converted() }, FormatErrorKind::IncompleteConversion, "date");
    let round = MoneyConverted { rate: "2".parse().unwrap(), ..converted() };
    shows(
        "en",
        "{ MONEY_CONVERTED($m) }",
        &args! { m: round },
        "€12.50 (≈\u{a0}$13.56; EUR\u{a0}1 = USD\u{a0}2.000, Mar 6, 2026, ECB)",
    );
}

#[test]
fn an_old_rate_is_an_error() {
    let bundle = bundle("en", "m = { MONEY_CONVERTED($m) }\n");
    for (days, fine) in [(3, true), (2, false)] {
        let ctx = Ctx { max_rate_age_days: Some(days), ..ctx() };
        let done = bundle.format("m", None, &args! { m: converted() }, &ctx);
        assert_eq!(done.is_ok(), fine, "{done:?}");
        assert!(fine || done.unwrap_err().kind == FormatErrorKind::StaleRate);
    }
}

#[test]
fn a_missing_value_takes_its_own_variant_or_the_default_or_is_an_error() {
    let with = "{ $x ->\n    [missing] nobody\n   *[other] { $x }\n }";
    for absent in [args! {}, args! { x: Arg::Missing }, args! { x: "" }, args! { x: " \t" }, args! { x: None::<&str> }]
    {
        shows("en", with, &absent, "nobody");
    }
    refuses("{ $x ->\n    [a] A\n   *[other] B\n }", &args! {}, FormatErrorKind::UnknownVariable, "no such argument");
    shows("en", with, &args! { x: "Ana" }, "Ana");
    refuses(
        "{ $x ->\n    [a] A\n   *[other] B\n }",
        &args! { x: Arg::Missing },
        FormatErrorKind::FunctionError,
        "[missing]",
    );
    refuses("Hi { $x }", &args! { x: None::<&str> }, FormatErrorKind::UnknownVariable, "missing");
    for blank in [Arg::Missing, Arg::from(""), Arg::from(" \t")] {
        shows("en", "Hi { DEFAULT($x, \"there\") }", &args! { x: blank }, "Hi there");
    }
    shows("en", "Hi { DEFAULT($x, \"there\") }", &args! {}, "Hi there");
    shows("en", "{ DEFAULT(DATETIME($t), \"soon\") }", &args! {}, "soon");
    shows("en", "Hi { DEFAULT($x, \"there\") }", &args! { x: "Ana" }, "Hi Ana");
}

#[test]
fn a_term_sees_its_own_parameters_only() {
    let source = "\
-a = { $x ->
    [one] A1
   *[other] A
 }
-b = { -a }{ $x }
m = { -b(x: \"one\") }
n = { -b }
-city = { $case ->
   *[nominative] Praha
    [locative] Praze
 }
    .gender = feminine
v = v { -city(case: \"locative\") }
g = { -city.gender ->
    [feminine] krásná
   *[other] krásný
 }
";
    let bundle = bundle("cs", source);
    let args = args! { x: "caller" };
    let text = |id| bundle.format(id, None, &args, &Ctx::default()).map(|done| done.text);
    assert_eq!(text("m").unwrap(), "Aone");
    assert_eq!(text("n").unwrap_err().kind, FormatErrorKind::UnknownVariable); // not "caller"
    assert_eq!(text("v").unwrap(), "v Praze");
    assert_eq!(text("g").unwrap(), "krásná");
    assert!(bundle.format("-b", None, &args, &Ctx::default()).is_err()); // terms are private
}

#[test]
fn plurals_follow_the_digits_that_are_shown() {
    let variants = " ->\n    [one] one\n   *[other] other\n }";
    shows("en", &format!("{{ $n{variants}"), &args! { n: 1 }, "one");
    shows("en", &format!("{{ NUMBER($n, minimumFractionDigits: 1){variants}"), &args! { n: 1 }, "other");
    shows(
        "en",
        &format!("{{ NUMBER($n, maximumFractionDigits: 0){variants}"),
        &args! { n: "1.2".parse::<sundesk::money::Decimal>().unwrap() },
        "one",
    );
    shows(
        "en",
        "{ $n ->\n    [0.5] half\n   *[other] other\n }",
        &args! { n: "0.50".parse::<sundesk::money::Decimal>().unwrap() },
        "half",
    );
}

#[test]
fn registered_functions_see_the_reader_and_declare_their_options() {
    let mut functions = Functions::default();
    let body = |ctx: &sundesk::template::FnCtx<'_>, values: &[Arg], options: &[(&str, Arg)]| match (values, options) {
        ([Arg::Int(n)], []) => Ok(Arg::from(format!("{}#{n}", ctx.locale))),
        ([Arg::Int(n)], [("link", _)]) => Ok(Arg::markup(format!("<a>{n}</a>"))),
        _ => Err(sundesk::Error::invalid("TICKET", "value", "a whole number")),
    };
    functions.register("TICKET", 1, &["link"], body).unwrap();
    for bad in ["ticket", "", "NUMBER", "TICKET", "TÍCKET"] {
        assert!(functions.clone().register(bad, 1, &[], body).is_err(), "{bad}");
    }
    let mut builder = Bundle::builder(&locale("en"));
    builder.functions(&functions);
    builder.add("f.ftl", "m = { TICKET($n) }\nl = a { TICKET($n, link: 1) }\no = { TICKET($n, color: 1) }\n").unwrap();
    let bundle = builder.build();
    let render = |id: &str, n: Arg| bundle.format(id, None, &args! { n: n }, &Ctx::default());
    assert_eq!(render("m", 7.into()).unwrap().text, "en#7");
    let linked = render("l", 7.into()).unwrap();
    assert_eq!(linked.parts().last().unwrap().kind, PartKind::Markup);
    assert_eq!(render("m", "x".into()).unwrap_err().kind, FormatErrorKind::FunctionError);
    let error = render("o", 7.into()).unwrap_err();
    assert!(error.to_string().starts_with("f.ftl:3:7: [en] o: function-error TICKET()"), "{error}");
}

#[test]
fn parts_tell_where_each_piece_came_from() {
    let bundle = bundle("en", "m = Hi { $who }{ \"!\" } { $n } { $raw } { URL($u) }\n");
    let args = args! { who: Arg::untrusted("<b>"), n: 3, raw: Arg::markup("<hr>"), u: "tel:+49" };
    let done = bundle.format("m", None, &args, &Ctx { isolating: true, ..Ctx::default() }).unwrap();
    let kinds: Vec<(PartKind, &str)> = done.parts().map(|p| (p.kind, p.text)).collect();
    use PartKind::*;
    let (start, end) = ((IsolateStart, "\u{2068}"), (IsolateEnd, "\u{2069}"));
    let expected = [
        (Text, "Hi "),
        start,
        (Untrusted, "<b>"),
        end,
        (Literal, "!"),
        (Text, " "),
        start,
        (Formatted, "3"),
        end,
        (Text, " "),
        start,
        (Markup, "<hr>"),
        end,
        (Text, " "),
        start,
        (Url, "tel:+49"),
        end,
    ];
    assert_eq!(kinds, expected);
    assert!(done.has_untrusted_text());
}

#[test]
fn wrong_types_are_errors_with_a_place() {
    use FormatErrorKind::FunctionError;
    refuses("x { NUMBER($x) }", &args! { x: "5" }, FunctionError, "cannot take a text");
    refuses("{ DATETIME($x) }", &args! { x: 5 }, FunctionError, "cannot take a number");
    refuses("{ MONEY($x) }", &args! { x: 5 }, FunctionError, "cannot take a number");
    refuses("{ PERCENT($x) }", &args! { x: Money::parse("1", "EUR").unwrap() }, FunctionError, "amount of money");
    refuses("{ LIST($x) }", &args! { x: "a" }, FunctionError, "cannot take a text");
    refuses("{ UNIT($x, unit: \"parsec\") }", &args! { x: 1 }, FunctionError, "unit");
    refuses("{ NUMBER($x, colour: 1) }", &args! { x: 1 }, FunctionError, "has no option");
    refuses("{ NUMBER() }", &args! {}, FunctionError, "takes 1 argument");
    refuses("{ URL($x) }", &args! { x: "javascript:alert(1)" }, FunctionError, "https:");
    refuses("{ URL($x) }", &args! { x: " https://a" }, FunctionError, "https:");
    refuses("{ $x ->\n    [a] a\n   *[b] b\n }", &args! { x: vec![1] }, FunctionError, "a list cannot select");
    refuses(
        "{ NUMBER($x, minimumFractionDigits: 3, maximumFractionDigits: 1) }",
        &args! { x: 1 },
        FunctionError,
        "contradict",
    );
}

#[test]
fn json_makes_typed_values_and_names_what_is_wrong() {
    let parse = |text: &str| serde_json::from_str::<Args>(text);
    let typed = parse(
        r#"{"a": "x", "n": 5, "d": {"type": "number", "value": "1.50"}, "m": {"type": "money", "amount": "12.50", "currency": "eur"},
            "t": {"type": "datetime", "value": "2026-03-09T14:05:09Z"}, "l": ["a", 2], "z": null, "s": {"type": "duration", "seconds": 90},
            "u": {"type": "string", "value": "q", "untrusted": true}, "y": {"type": "date", "value": "2026-03-09"}}"#,
    )
    .unwrap();
    assert_eq!(parse(&serde_json::to_string(&typed).unwrap()).unwrap(), typed);
    assert_eq!(typed.get("m"), Some(&Arg::Money(Money::parse("12.50", "EUR").unwrap())));
    for (bad, path) in [
        (r#"{"x": 1.5}"#, "x"),
        (r#"{"x": {"type": "markup", "value": "<b>"}}"#, "x"),
        (r#"{"x": {"type": "money", "amount": "12,50", "currency": "EUR"}}"#, "x"),
        (r#"{"x": {"type": "money", "amount": "1", "currency": "EURO"}}"#, "x"),
        (r#"{"x": {"type": "number", "value": "NaN"}}"#, "x"),
        (r#"{"x": {"type": "date", "value": "2026-02-30"}}"#, "x"),
        (r#"{"x": {"type": "datetime", "value": "yesterday"}}"#, "x"),
        (r#"{"x": [["nested"]]}"#, "x"),
        (r#"{"x": {"type": "number", "value": "1", "colour": 1}}"#, "x"),
    ] {
        let error = parse(bad).unwrap_err().to_string();
        assert!(error.starts_with(path), "{bad}: {error}");
    }
}

// ---- hostile sources and values ------------------------------------------------------------------------------------------------

#[test]
fn deep_nesting_is_refused_before_the_parser_sees_it() {
    for depth in [300, 3_000, 100_000] {
        let shapes = [
            format!("m = {}x{}", "{".repeat(depth), "}".repeat(depth)),
            format!("m = {}", "{ $x ->\n *[a] ".repeat(depth)),
            format!("m = {{ {}1{} }}", "F(".repeat(depth), ")".repeat(depth)),
            format!("m = {{ {}\n", "F(\"}\", { \"{\" ->\n *[a] {".repeat(depth)),
            format!("x = {{\nm = {}", "{\nA(".repeat(depth)),
        ];
        for source in shapes.iter().filter(|s| s.len() <= MAX_SOURCE_BYTES) {
            let error = Bundle::from_ftl(&locale("en"), source).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::LimitExceeded, "{error}");
            assert!(error.line() > 0);
        }
    }
    // What people write stays far below: sixty braces as text on sixty lines.
    let text = "    use { \"{\" }name{ \"}\" } here\n".repeat(60);
    assert!(Bundle::from_ftl(&locale("en"), &format!("m =\n{text}")).is_ok());
}

#[test]
fn a_source_may_be_one_mebibyte() {
    let fits = format!("m = {}\n", "x".repeat(MAX_SOURCE_BYTES - 5));
    assert_eq!(fits.len(), MAX_SOURCE_BYTES);
    assert!(Bundle::from_ftl(&locale("en"), &fits).is_ok());
    assert_eq!(Bundle::from_ftl(&locale("en"), &format!("{fits}\n")).unwrap_err().kind(), ErrorKind::LimitExceeded);
}

#[test]
fn chains_of_messages_end_at_the_depth_limit() {
    let chain = |n: usize| (1..n).fold("m0 = x\n".to_owned(), |s, i| format!("{s}m{i} = {{ m{} }}x\n", i - 1));
    let bundle = bundle("en", &chain(MAX_DEPTH + 1));
    let ctx = Ctx::default();
    let fits = bundle.format(&format!("m{}", MAX_DEPTH - 1), None, &args! {}, &ctx).unwrap();
    assert_eq!(fits.text, "x".repeat(MAX_DEPTH));
    let error = bundle.format(&format!("m{MAX_DEPTH}"), None, &args! {}, &ctx).unwrap_err();
    assert_eq!(error.kind, FormatErrorKind::TooDeep);
}

#[test]
fn placeables_output_and_arguments_are_bounded() {
    let most = usize::try_from(MAX_PLACEABLES).unwrap();
    let ctx = Ctx::default();
    for (count, fine) in [(most, true), (most + 1, false)] {
        let bundle = bundle("en", &format!("m = {}\n", "{ $x }".repeat(count)));
        let done = bundle.format("m", None, &args! { x: "." }, &ctx);
        assert_eq!(done.as_ref().map(|d| d.text.len()).ok(), fine.then_some(most));
        assert!(fine || done.unwrap_err().kind == FormatErrorKind::TooManyPlaceables);
    }
    let bundle = bundle("en", &format!("m = {}\none = {{ $x }}\n", "{ $x }".repeat(17)));
    for (bytes, fine) in [(MAX_ARGUMENT_BYTES, true), (MAX_ARGUMENT_BYTES + 1, false)] {
        let done = bundle.format("one", None, &args! { x: "é".repeat(bytes / 2) + &"x".repeat(bytes % 2) }, &ctx);
        assert_eq!(done.is_ok(), fine);
        assert!(fine || done.unwrap_err().kind == FormatErrorKind::ArgumentTooLong);
    }
    let full = args! { x: "é".repeat(MAX_ARGUMENT_BYTES / 2) };
    assert_eq!(bundle.format("m", None, &full, &ctx).unwrap_err().kind, FormatErrorKind::OutputTooLong);
    let cut = bundle.preview("m", None, &full, &ctx).unwrap();
    assert_eq!(cut.text.len(), MAX_OUTPUT_BYTES);
    assert_eq!(cut.parts().map(|p| p.text).collect::<String>(), cut.text);
}

#[test]
fn digits_are_bounded() {
    let most = u32::from(MAX_DIGITS);
    shows("en", &format!("{{ NUMBER($n, minimumFractionDigits: {most}) }}"), &args! { n: 1 }, "1.00000000000000000000");
    for digits in ["21", "100000000", "1.5", "99999999999999999999999999999999999999999999"] {
        let pattern = format!("{{ NUMBER($n, minimumFractionDigits: {digits}) }}");
        refuses(&pattern, &args! { n: 1 }, FormatErrorKind::FunctionError, "from 0 to 20");
    }
    let large: sundesk::money::Decimal = "99999999999999999999999999999999999999".parse().unwrap();
    refuses(
        "{ NUMBER($n, minimumFractionDigits: 2) }",
        &args! { n: large },
        FormatErrorKind::FunctionError,
        "38 digits",
    );
    refuses("{ PERCENT($n) }", &args! { n: large }, FormatErrorKind::FunctionError, "digits");
}

#[test]
fn lists_and_arguments_are_counted() {
    let list = |n: usize| Arg::List(vec![Arg::Int(1); n]);
    assert!(list(MAX_LIST_ITEMS).check().is_ok());
    assert_eq!(list(MAX_LIST_ITEMS + 1).check().unwrap_err().kind(), ErrorKind::LimitExceeded);
    refuses("{ LIST($l) }", &args! { l: list(MAX_LIST_ITEMS + 1) }, FormatErrorKind::FunctionError, "256");
    let many = |n: usize| serde_json::Value::Object((0..n).map(|i| (format!("a{i}"), 1.into())).collect());
    assert!(Args::from_json(&many(MAX_ARGS)).is_ok());
    assert_eq!(Args::from_json(&many(MAX_ARGS + 1)).unwrap_err().kind(), ErrorKind::LimitExceeded);
}

#[test]
fn cycles_through_terms_attributes_and_variants_are_found() {
    let source = "-a = { -b }\n-b = { -a }\nm = { -a }\nn = v\n    .x = { n.y }\n    .y = { n.x }\ns = { $k ->\n   *[a] { s }\n }\nf = { NUMBER(f) }\n";
    let bundle = bundle("en", source);
    for (id, attribute) in [("m", None), ("n", Some("x")), ("s", None), ("f", None)] {
        let error = bundle.format(id, attribute, &args! { k: "a" }, &Ctx::default()).unwrap_err();
        assert_eq!(error.kind, FormatErrorKind::Cyclic, "{error}");
        assert!(bundle.preview(id, attribute, &args! { k: "a" }, &Ctx::default()).unwrap().text.len() < 100);
    }
}

#[test]
fn texts_are_the_same_from_many_threads() {
    let bundle = bundle("ar", "m = { $n } { NUMBER($m) } { $n ->\n    [few] f\n   *[other] o\n }\n");
    let render = || {
        let args = args! { n: 103, m: Money::parse("1234.5", "EGP").unwrap() };
        bundle.format("m", None, &args, &Ctx::default()).unwrap().text
    };
    let first = render();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..500).for_each(|_| assert_eq!(render(), first)));
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever the source and the values are: no panic, no text over the limit, parts that add up, a strict text without marks.
    #[test]
    fn no_source_and_no_value_breaks_the_resolver(
        body in "[-{}()$\"\\[\\]*\\. \n\t=>a-cA-C0-9#:,]{0,200}",
        value in "\\PC{0,40}",
        number in any::<i128>(),
        isolating in any::<bool>(),
    ) {
        let source = format!("m = {body}\nn = {{ m }} {{ $a }}\n    .a = {{ NUMBER($b) }}\n-a = {{ $c }}\n");
        if let Ok(bundle) = Bundle::from_ftl(&locale("en"), &source) {
            let args = args! { a: value, b: number, c: Arg::List(vec![1.into()]) };
            let ctx = Ctx { isolating, ..ctx() };
            for (id, attribute) in [("m", None), ("n", None), ("n", Some("a"))] {
                if let Some(done) = bundle.preview(id, attribute, &args, &ctx) {
                    prop_assert!(done.text.len() <= MAX_OUTPUT_BYTES);
                    prop_assert_eq!(done.parts().map(|p| p.text).collect::<String>(), done.text.clone());
                    match bundle.format(id, attribute, &args, &ctx) {
                        Ok(strict) => {
                            prop_assert!(done.errors.is_empty());
                            prop_assert!(strict.parts().all(|p| p.kind != PartKind::Fallback));
                            prop_assert_eq!(strict.text, done.text);
                        }
                        Err(error) => prop_assert_eq!(&*error, &done.errors[0]),
                    }
                }
            }
        }
    }

    /// A value is never read as a template.
    #[test]
    fn a_value_arrives_as_it_is(value in "[{}$a-c\"\\\\ ]{1,40}") {
        let bundle = Bundle::from_ftl(&locale("en"), "m = { $x }").unwrap();
        prop_assert_eq!(bundle.format("m", None, &args! { x: value.clone() }, &Ctx::default()).unwrap().text, value);
    }

    /// Money keeps every digit it was given, up to the digits of its currency.
    #[test]
    fn money_is_exact(units in 0_i64..=i64::MAX, cents in 0..100) {
        let bundle = Bundle::from_ftl(&locale("en"), "m = { $x }").unwrap();
        let money = Money::parse(&format!("{units}.{cents:02}"), "USD").unwrap();
        let text = bundle.format("m", None, &args! { x: money }, &Ctx::default()).unwrap().text;
        prop_assert_eq!(text.replace([',', '$'], ""), format!("{units}.{cents:02}"));
    }
}

/// A term sees its parameters and nothing of the caller: what stands in for a value asks after the parameter.
#[test]
fn default_inside_a_term_asks_after_its_parameter() {
    let source = "-t = { DEFAULT($x, \"none\") }\na = { -t(x: \"given\") }\nb = { -t }\n";
    let bundle = sundesk::template::Bundle::from_ftl(&"en".parse().unwrap(), source).unwrap();
    let text = |id: &str, args: &sundesk::template::Args| {
        bundle.format(id, None, args, &sundesk::template::Ctx::default()).unwrap().text
    };
    for args in [sundesk::template::Args::new(), sundesk::args! { x: "the caller's" }] {
        assert_eq!((text("a", &args), text("b", &args)), ("given".to_owned(), "none".to_owned()));
    }
}
