//! Small catalogs of real desks that were refused, mixed or shown wrongly: `tests/field/templates`, each a directory; what must come out is in
//! `expected.md` there.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

use std::path::PathBuf;
use sundesk::args;
use sundesk::template::catalog::{Config, Delivery, Report, check, read_dir};
use sundesk::template::channel::Channel;
use sundesk::template::escape::Format;
use sundesk::template::lint::{Code, Level};
use sundesk::template::{Arg, Templates};

fn dir(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/field/templates").join(name)
}

fn report(name: &str) -> Report {
    check(&read_dir(&dir(name)).unwrap(), &Config::reference("en")).unwrap()
}

/// The findings as `E27 error m`.
fn found(report: &Report) -> Vec<String> {
    report.findings.iter().map(|f| format!("{} {} {}", f.code, f.level.name(), f.message)).collect()
}

fn store(name: &str) -> Templates {
    Templates::load_dir(dir(name), Config::reference("en")).unwrap()
}

/// The mail of a reader without a name: Swedish would begin with "Hej ,".
#[test]
fn one_mail_has_one_language() {
    let report = report("01-mixed-mail");
    assert_eq!(found(&report), ["E27 error m"], "{}", report.to_text());
    assert_eq!((report.findings[0].line, report.findings[0].column), (1, 12));
    let store = store("01-mixed-mail");
    for name in [Arg::Missing, Arg::from(""), Arg::from("Åsa")] {
        let args = args! { name: name.clone() };
        let channels = [Channel::Subject, Channel::Body, Channel::Html];
        let mail = store.render_forms("m", &channels, &args, &Delivery::to(["sv"])).unwrap();
        let locales: Vec<&str> = mail.iter().map(|r| r.locale.as_str()).collect();
        assert_eq!(locales, ["en"; 3], "{name:?}");
        // And asked for one by one.
        for channel in channels {
            let form = store.render("m", &args, &Delivery::to(["sv"]).channel(channel)).unwrap();
            assert_eq!(form.locale.as_str(), "en", "{name:?}, {channel:?}");
        }
    }
}

/// CLDR has no plural rules for Occitan.
#[test]
fn a_language_without_plural_rules_is_said() {
    let report = report("10-occitan");
    assert_eq!(found(&report), ["W13 info t"], "{}", report.to_text());
    assert!(report.findings[0].text.contains("no plural rules are known for oc"), "{}", report.to_text());
    let text = |n: i32| store("10-occitan").render("t", &args! { n: n }, &Delivery::to(["oc"])).unwrap();
    assert_eq!((text(1).text.as_str(), text(1).locale.as_str()), ("1 revisions", "oc"));
}

#[test]
fn a_value_shows_its_lines_in_html() {
    let args = args! { text: "first line\nsecond <line>" };
    let html = store("02-html-lines").render("quote", &args, &Delivery::to(["en"]).channel(Channel::Html)).unwrap();
    assert_eq!(html.text, "You wrote:<br>\nfirst line<br>\nsecond &lt;line&gt;<br>\nBye");
}

#[test]
fn a_plain_body_has_no_tags() {
    assert_eq!(report("03-angle-brackets").findings, []);
    let text = store("03-angle-brackets").render("footer", &args! {}, &Delivery::to(["en"])).unwrap().text;
    assert_eq!(text, "Write to Support <support@desk.example> any time.");
}

#[test]
fn a_plain_body_has_no_markdown_until_it_is_written_in_it() {
    assert!(report("04-markdown-in-plain").findings.iter().all(|f| f.code != Code::E14));
    let mut config = Config::reference("en");
    config.channels.body = Format::Markdown;
    let sources = read_dir(&dir("04-markdown-in-plain")).unwrap();
    let report = check(&sources, &config).unwrap();
    assert!(report.findings.iter().any(|f| f.code == Code::E14 && f.level == Level::Error), "{}", report.to_text());
}

#[test]
fn blanks_may_end_a_file() {
    assert_eq!(report("05-trailing-blanks").findings, []);
    assert!(report("05-trailing-blanks").loadable);
}

#[test]
fn a_star_without_a_key_is_no_default() {
    let report = report("06-star-brace");
    assert!(!report.loadable && report.refused.contains("m.ftl:4:8: E01"), "{}", report.to_text());
}

#[test]
fn files_in_directories_below_a_locale_and_with_capital_endings_are_read() {
    let store = store("07-subfolder");
    assert_eq!(store.catalog().messages(), ["a", "b", "d"]);
    assert_eq!(store.render("b", &args! {}, &Delivery::to(["en"])).unwrap().text, "Two");
}

#[test]
fn an_argument_that_a_term_does_not_use_is_no_error() {
    let report = report("08-unused-argument");
    assert!(report.loadable && report.count(Level::Error) == 0, "{}", report.to_text());
    let text = store("08-unused-argument").render("t", &args! {}, &Delivery::to(["de"])).unwrap().text;
    assert_eq!(text, "Danke, Tisch");
}

#[test]
fn a_tab_is_named_at_its_own_line() {
    let report = report("14-tabs");
    let [finding] = &report.findings[..] else { panic!("{}", report.to_text()) };
    assert_eq!((finding.code, finding.line), (Code::E01, 2));
    assert!(finding.text.contains("tab"), "{}", finding.text);
}
