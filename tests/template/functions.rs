//! Functions of the program: what they are given, what they may answer, and what happens when they fail.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use std::error::Error as _;
use std::sync::{Arc, Mutex};
use sundesk::money::{Decimal, Money};
use sundesk::template::catalog::{Config, Delivery, Source};
use sundesk::template::{Arg, Args, Bundle, Ctx, FormatErrorKind, Functions, Templates};
use sundesk::{Error, ErrorKind, args};

fn bundle(functions: &Functions, source: &str) -> Bundle {
    let mut builder = Bundle::builder(&"de".parse().unwrap());
    builder.functions(functions);
    builder.add("mail.ftl", source).unwrap();
    builder.build()
}

fn text(bundle: &Bundle, message: &str, args: &Args) -> String {
    bundle.format(message, None, args, &Ctx::default()).unwrap().text
}

/// Values and options of one call.
type Call = (Vec<Arg>, Vec<(String, Arg)>);

/// What a function was called with.
#[derive(Default, Clone)]
struct Seen(Arc<Mutex<Vec<Call>>>);

impl Seen {
    fn function(&self) -> Functions {
        let (mut functions, seen) = (Functions::default(), self.clone());
        let body = move |_: &sundesk::template::FnCtx<'_>, values: &[Arg], named: &[(&str, Arg)]| {
            let named = named.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            seen.0.lock().unwrap().push((values.to_vec(), named));
            Ok(Arg::from("x"))
        };
        functions.register("SEE", 1, &["how"], body).unwrap();
        functions
    }

    fn first(&self) -> Call {
        self.0.lock().unwrap().remove(0)
    }
}

#[test]
fn values_arrive_as_they_were_given() {
    let seen = Seen::default();
    let bundle =
        bundle(&seen.function(), "v = { SEE($v) }\nfive = { SEE(5, how: 2) }\nhalf = { SEE(0.50, how: \"low\") }\n");
    let money = Money::parse("12.50", "EUR").unwrap();
    for value in [
        Arg::from("Ana"),
        Arg::untrusted("Bo"),
        Arg::markup("<b>"),
        Arg::Int(7),
        Arg::Decimal(Decimal::new(15, 1).unwrap()),
        Arg::Money(money),
        Arg::Instant(1_780_000_000_000_000),
        Arg::Duration(90_000_000),
        Arg::from(vec!["a", "b"]),
        Arg::Missing,
    ] {
        let args: Args = [("v", value.clone())].into_iter().collect();
        assert_eq!(text(&bundle, "v", &args), "x");
        assert_eq!(seen.first(), (vec![value], vec![]));
    }
    text(&bundle, "five", &Args::new());
    assert_eq!(seen.first(), (vec![Arg::Int(5)], vec![("how".to_owned(), Arg::Int(2))]));
    text(&bundle, "half", &Args::new());
    let half = Arg::Decimal("0.50".parse().unwrap());
    assert_eq!(seen.first(), (vec![half], vec![("how".to_owned(), Arg::from("low"))]));
}

#[test]
fn an_answer_is_a_value_like_an_argument() {
    let mut functions = Functions::default();
    let answers = [
        ("WHOLE", Arg::Int(1_234_567)),
        ("MONEY_OF", Arg::Money(Money::parse("1234.5", "EUR").unwrap())),
        ("NAMES", Arg::from(vec!["Ana", "Bo", "Cy"])),
        ("NONE", Arg::Missing),
        ("NESTED", Arg::List(vec![Arg::from(vec!["a"])])),
    ];
    for (name, answer) in answers {
        functions.register(name, 0, &[], move |_, _, _| Ok(answer.clone())).unwrap();
    }
    let bundle = bundle(
        &functions,
        "whole = { NUMBER(WHOLE()) }\nmoney = { MONEY(MONEY_OF()) }\nnames = { LIST(NAMES(), type: \"or\") }\nbare = { NAMES() }\n\
         none = { NONE() ->\n    [missing] nothing\n   *[other] something\n}\nnested = { NESTED() }\n",
    );
    let said = |message: &str| text(&bundle, message, &Args::new());
    assert_eq!(said("whole"), "1.234.567");
    assert_eq!(said("money").replace('\u{a0}', " "), "1.234,50 €");
    assert_eq!(said("names"), "Ana, Bo oder Cy");
    assert_eq!(said("bare"), "Ana, Bo und Cy");
    assert_eq!(said("none"), "nothing");
    let error = bundle.format("nested", None, &Args::new(), &Ctx::default()).unwrap_err();
    assert_eq!((error.kind, error.name.as_str()), (FormatErrorKind::FunctionError, "NESTED()"));
}

#[test]
fn a_function_is_told_how_the_text_is_written() {
    use sundesk::template::channel::Channel;
    let mut functions = Functions::default();
    let format = |ctx: &sundesk::template::FnCtx<'_>, _: &[Arg], _: &[(&str, Arg)]| {
        Ok(Arg::from(ctx.format.map_or("none", |format| format.name())))
    };
    functions.register("FORMAT", 0, &[], format).unwrap();
    let sources = [Source::new("en", "mail", "m = { FORMAT() }\n")];
    let store = Templates::from_sources(&sources, &Config::reference("en").functions(&functions)).unwrap();
    let by = |channel| store.render("m", &Args::new(), &Delivery::to(["en"]).channel(channel)).unwrap().text;
    assert_eq!((by(Channel::Body).as_str(), by(Channel::Html).as_str()), ("plain", "html"));
    assert_eq!(store.preview("m", &Args::new(), &Delivery::to(["en"]).channel(Channel::Sms)).unwrap().text, "sms");
    assert_eq!(text(&bundle(&functions, "m = { FORMAT() }\n"), "m", &Args::new()), "none");
}

fn store() -> Templates {
    let mut functions = Functions::default();
    let link = |_: &sundesk::template::FnCtx<'_>, values: &[Arg], _: &[(&str, Arg)]| match values {
        [Arg::Int(n)] => Ok(Arg::from(format!("https://desk.example/t/{n}"))),
        _ => Err(Error::new(ErrorKind::NotFound, "no such ticket")),
    };
    functions.register("LINK", 1, &[], link).unwrap();
    let sources = [
        Source::new("en", "mail", "see = See the ticket.\n"),
        Source::new("et", "mail", "see = Vaata { LINK($ticket) }.\n"),
    ];
    Templates::from_sources(&sources, &Config::reference("en").functions(&functions)).unwrap()
}

#[test]
fn a_function_that_fails_ends_the_rendering_and_is_kept_as_the_cause() {
    let mut functions = Functions::default();
    functions.register("LINK", 1, &[], |_, _, _| Err(Error::new(ErrorKind::NotFound, "no such ticket"))).unwrap();
    let see = "# $ticket (Text)\nsee = See { $ticket ->\n   *[other] { LINK($ticket) }\n}.\n";
    let sources = [
        Source::new("en", "mail", "# $ticket (Text)\nsee = See ticket { $ticket }.\n"),
        Source::new("et", "mail", &see.replace("See", "Vaata")),
    ];
    let store = Templates::from_sources(&sources, &Config::reference("en").functions(&functions)).unwrap();
    let args = args! { ticket: "4711" };
    assert_eq!(store.render("see", &args, &Delivery::to(["en"])).unwrap().text, "See ticket 4711.");
    let error = store.render("see", &args, &Delivery::to(["et"])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(error.to_string(), "et/mail.ftl:3: column 15: [et] see: function-error LINK(): no such ticket");
    let cause = error.source().and_then(|e| e.downcast_ref::<Error>()).unwrap();
    assert_eq!(cause.kind(), ErrorKind::NotFound);

    let seen = store.preview("see", &args, &Delivery::to(["et"])).unwrap();
    assert_eq!((seen.text.as_str(), seen.parts.errors.len()), ("Vaata {LINK()}.", 1));
    assert!(seen.parts.errors[0].source().is_some());
}

#[test]
fn what_the_declaration_forbids_never_reaches_the_function() {
    let seen = Seen::default();
    let bundle = bundle(&seen.function(), "two = { SEE($v, $v) }\ncolour = { SEE($v, colour: \"red\") }\n");
    for message in ["two", "colour"] {
        let error = bundle.format(message, None, &args! { v: 1 }, &Ctx::default()).unwrap_err();
        assert!(error.kind == FormatErrorKind::FunctionError && error.cause.is_none(), "{error}");
    }
    assert!(seen.0.lock().unwrap().is_empty());
}

#[test]
fn a_declaration_that_no_template_can_use_is_refused() {
    let mut functions = Functions::default();
    for options in [&["two words"][..], &[""], &["1st"], &["größe"], &["a", "a"]] {
        let error = functions.register("LINK", 1, options, |_, _, _| Ok(Arg::Missing)).unwrap_err();
        assert_eq!(error.path(), "LINK.option", "{options:?}");
    }
    assert!(functions.register("LINK", 1, &["minimum-digits", "style_2"], |_, _, _| Ok(Arg::Missing)).is_ok());
}

#[test]
fn a_text_that_is_not_about_the_function_still_falls_back() {
    let error = store().render("see", &args! { ticket: "x" }, &Delivery::to(["en"])).unwrap();
    assert_eq!(error.text, "See the ticket.");
}
