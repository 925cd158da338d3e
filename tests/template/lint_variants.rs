//! The checks look into every variant, every helper and every option, not only at the text that is read by default.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use sundesk::template::catalog::{Config, MAX_READINGS, Report, Source, check};
use sundesk::template::lint::{Finding, Level};

#[track_caller]
fn both(reference: &str, locale: &str, translation: &str) -> Report {
    let sources = [Source::new("en", "mail", reference), Source::new(locale, "mail", translation)];
    check(&sources, &Config::reference("en")).unwrap()
}

#[track_caller]
fn alone(reference: &str) -> Report {
    check(&[Source::new("en", "mail", reference)], &Config::reference("en")).unwrap()
}

/// Of a deployment whose bodies are written in Markdown.
#[track_caller]
fn in_markdown(reference: &str, translation: Option<(&str, &str)>) -> Report {
    let mut sources = vec![Source::new("en", "mail", reference)];
    sources.extend(translation.map(|(locale, text)| Source::new(locale, "mail", text)));
    let mut config = Config::reference("en");
    config.channels.body = sundesk::template::escape::Format::Markdown;
    check(&sources, &config).unwrap()
}

#[track_caller]
fn finds(report: &Report, want: &[&str]) {
    let line = |f: &Finding| format!("{} {}:{} {}", f.code, f.line, f.column, f.message).trim_end().to_owned();
    let found: Vec<String> = report.findings.iter().filter(|f| f.level > Level::Info).map(line).collect();
    assert_eq!(found, want, "\n{}", report.to_text());
}

#[test]
fn e04_the_same_number_written_twice() {
    finds(&alone("# $n (Int) x\na = { $n ->\n    [1] x\n    [1.0] y\n   *[other] z\n }\n"), &["E04 4:6 a"]);
}

#[test]
fn e07_in_helpers_and_terms() {
    let en = "# $n (Text) name\na = Hello { $n }\n";
    finds(&both(en, "de", "a = { hilf }\nhilf = Hallo { $n }\n"), &[]);
    finds(&both(en, "de", "a = { hilf }\nhilf = Hallo { $n }, { $typo }\n"), &["E07 2:25 hilf"]);
    // A term sees its parameters only; what it shows must be given.
    finds(&alone("-t = Desk of { $x }\na = By { -t }\n"), &["E07 2:11 a"]);
    finds(&alone("-t = Desk of { $x }\na = By { -t(x: \"Ana\") }\n"), &[]);
    finds(&alone("-t = { $case ->\n    [g] Desks\n   *[n] Desk\n }\na = By { -t }\n"), &[]);
    finds(&alone("-t = Desk of { DEFAULT($x, \"us\") }\na = By { -t }\n"), &[]);
}

#[test]
fn e10_values_of_options() {
    let d = "# $d (Instant) x\n# $n (Int) y\n";
    finds(&alone(&format!("{d}a = {{ DATETIME($d, dateStyle: \"lnog\") }}\n")), &["E10 3:7 a"]);
    finds(&alone(&format!("{d}a = {{ NUMBER($n, minimumFractionDigits: 99) }}\n")), &["E10 3:7 a"]);
    finds(&alone(&format!("{d}a = {{ NUMBER($n, type: \"ordinals\") ->\n   *[other] x\n }}\n")), &["E10 3:7 a"]);
    finds(&alone(&format!("{d}a = {{ NUMBER($n, useGrouping: \"fasle\") }}\n")), &["E10 3:7 a"]);
    for grouping in ["\"true\"", "\"false\"", "\"always\"", "\"auto\"", "\"min2\"", "0"] {
        finds(&alone(&format!("{d}a = {{ DATETIME($d) }} {{ NUMBER($n, useGrouping: {grouping}) }}\n")), &[]);
    }
    finds(
        &alone(&format!("{d}a = {{ DATETIME($d, dateStyle: \"long\") }} {{ NUMBER($n, minimumFractionDigits: 2) }}\n")),
        &[],
    );
}

#[test]
fn w13_variants_that_another_takes_first() {
    let en = |keys: &str| alone(&format!("# $n (Int) x\na = {{ $n ->\n{keys}   *[other] z\n }}\n"));
    finds(&en("    [1] x\n    [one] y\n"), &["W13 4:6 a"]);
    finds(&en("    [one] x\n    [1] y\n"), &["W13 4:6 a"]);
    finds(&en("    [0] x\n    [one] y\n"), &[]);
    let ru = "a = { $n ->\n    [1] x\n    [one] y\n    [few] w\n   *[many] z\n }\n";
    finds(&both("# $n (Int) x\na = { $n ->\n    [one] x\n   *[other] z\n }\n", "ru", ru), &[]);
    // The next CLDR gives Vietnamese a form for 0 and 1: for the curious only.
    let vi = "a = { $n ->\n    [one] x\n   *[other] z\n }\n";
    let report = both("# $n (Int) x\na = { $n ->\n    [one] y\n   *[other] z\n }\n", "vi", vi);
    finds(&report, &[]);
    assert_eq!(report.findings[0].level, Level::Info);
}

const MANY: &str = "# $n (Int) x\n# $u (Url) y\n# $s (Text) z\n";

#[test]
fn e14_in_every_variant() {
    let md_both = |reference: &str, locale: &str, text: &str| in_markdown(reference, Some((locale, text)));
    let md_alone = |reference: &str| in_markdown(reference, None);
    let en = format!("{MANY}a = {{ $n ->\n    [one] <b>one</b>\n   *[other] <b>{{ $n }}</b>\n }}\n");
    finds(&md_both(&en, "de", "a = { $n ->\n    [one] <b>eins</b>\n   *[other] <b>{ $n }</b>\n }\n"), &[]);
    finds(
        &md_both(&en, "de", "a = { $n ->\n    [one] <b>eins\n   *[other] <b>{ $n }</b>\n }\n"),
        &["E14 1:1 a", "E14 1:1 a"],
    );
    finds(
        &md_alone(&format!("{MANY}a = {{ $n ->\n    [one] <b>eins\n   *[other] <b>{{ $n }}</b>\n }}\n")),
        &["E14 4:1 a"],
    );
    // A reference whose variants differ allows each of its own shapes.
    let en = format!("{MANY}a = {{ $n ->\n    [0] none\n   *[other] **{{ $n }}**\n }}\n");
    finds(&md_both(&en, "ja", "a = { $n ->\n    [0] なし\n   *[other] **{ $n }**\n }\n"), &[]);
    // Literals are shown as they are, so they are no markup.
    finds(&md_both("a = x { \"<b>\" } y\n", "de", "a = Das { \"<i>\" } da\n"), &[]);
    finds(&md_both("a =\n    1. One\n    2. Two\n", "de", "a =\n    1. Eins\n    Zwei\n"), &["E14 1:1 a"]);
}

#[test]
fn e15_in_every_variant_and_every_unsafe_place() {
    let a = |text: &str| in_markdown(&format!("{MANY}a = {text}\n"), None);
    finds(&a("{ $n ->\n    [one] <a href=\"{ $s }\">x</a>\n   *[other] y\n }"), &["E15 5:23 a"]);
    // The whole address is one value: a part of one cannot be checked.
    finds(&a("See https://x.example/t/{ URL($u) }"), &["E15 4:31 a"]);
    finds(&a("[x](https://x.example/{ URL($u) })"), &["E15 4:29 a"]);
    finds(&a("<a href=\"https://x.example/?q={ URL($u) }\">x</a>"), &["E15 4:37 a"]);
    finds(&a("See { URL($u) }, <a href=\"{ URL($u) }\">x</a>, [x]({ URL($u) })"), &[]);
    // Nothing is escaped for a program or a style sheet.
    finds(&a("<script>x = { $n }</script>"), &["E15 4:20 a"]);
    finds(&a("<style>b { \"{\" } color: { $s } { \"}\" }</style>"), &["E15 4:32 a"]);
    finds(&a("<!-- { $s } --> x"), &["E15 4:13 a"]);
    finds(&a("<textarea>{ $s }</textarea><title>{ $s }</title> <!-- x --> { $s }"), &[]);
}

#[test]
fn w18_over_the_whole_text() {
    finds(&alone(&format!("{MANY}a = See \u{2068}{{ $s }}\u{2069} here\n")), &[]);
    finds(&alone(&format!("{MANY}a = See \u{2068}{{ $s }} here\n")), &["W18 4:5 a"]);
    finds(&alone(&format!("{MANY}a = See {{ $s }}\u{2069} here\n")), &["W18 4:15 a"]);
}

#[test]
fn w19_names_and_more_scripts() {
    let en = "-company = Acme Corporation Limited\na = Please contact our support team today.\n";
    finds(&both(en, "el", "-company = Acme Corporation Limited\na = Επικοινωνήστε με την ομάδα μας σήμερα.\n"), &[]);
    for locale in ["bn", "ta", "te", "ka", "hy", "km", "my", "am", "si"] {
        finds(
            &both("a = Please contact our team today.\n", locale, "a = Please contact our team now!\n"),
            &["W19 1:1 a", "W25 1:1 a"],
        );
    }
    finds(&both("a = Please contact our team today.\n", "bn", "a = আজই আমাদের সহায়তা দলের সাথে যোগাযোগ করুন।\n"), &[]);
}

#[test]
fn w22_and_w23_and_w25_in_other_scripts() {
    let zh = [
        Source::new("zh-Hans", "m", "a = 我们已收到您的请求，会尽快给您答复，请您耐心等待一下。\n"),
        Source::new(
            "en",
            "m",
            "a = We have received your request and will get back to you as soon as we can; please bear with us for a little while.\n",
        ),
    ];
    finds(&check(&zh, &Config::reference("zh-Hans")).unwrap(), &[]);
    finds(&alone("a = It costs 5 EUR a month.\n"), &["W23 1:5 a"]);
    finds(&alone("a = It costs 30 zł.\n"), &["W23 1:5 a"]);
    finds(&alone("a = Five of 3 CSV files.\n"), &[]);
    finds(&both("a = It is done.\n", "hy", "a = Ամեն ինչ պատրաստ է։\n"), &[]);
    finds(&both("a = It is done.\n", "my", "a = ပြီးပါပြီ။\n"), &[]);
}

#[test]
fn w26_stands_at_the_mark_itself() {
    finds(&alone("# Greets.\n# @optionel sms\na = Hello\n"), &["W26 2:3 a"]);
    finds(&alone("# $odd (Banana) what\n\na = Hello\n"), &["W26 1:3"]);
}

#[test]
fn levels_and_both_reports_hold_for_every_check() {
    let mut config = Config::reference("en");
    config.channels.body = sundesk::template::escape::Format::Markdown;
    let text = format!("{MANY}a = {{ $n ->\n    [1] x\n    [one] <b>y\n   *[other] {{ $zz }}\n }}\n");
    let report = check(&[Source::new("en", "m", &text)], &config).unwrap();
    for f in &report.findings {
        let line = format!("{}:{}:{}: {} {} {}: ", f.file, f.line, f.column, f.level.name(), f.code, f.message);
        assert!(report.to_text().contains(&line), "{line}");
        assert_eq!(serde_json::from_value::<Finding>(serde_json::to_value(f).unwrap()).unwrap(), *f);
        config.lint.levels.insert(f.code, Level::Off);
    }
    assert!(report.findings.len() >= 3, "{}", report.to_text());
    assert!(check(&[Source::new("en", "m", &text)], &config).unwrap().findings.is_empty());
}

#[test]
fn more_readings_than_are_looked_at_are_said() {
    let text = |n: usize| {
        let variants: String = (0..n).map(|i| format!("    [v{i}] <b>x</b>\n")).collect();
        alone(&format!("{MANY}a = {{ $s ->\n{variants}   *[other] <b>y</b>\n }}\n"))
    };
    finds(&text(MAX_READINGS - 1), &[]);
    finds(&text(MAX_READINGS), &["E15 4:1 a"]);
    let markdown = |n: usize| {
        let variants: String = (0..n).map(|i| format!("    [v{i}] <b>x</b>\n")).collect();
        in_markdown(&format!("{MANY}a = {{ $s ->\n{variants}   *[other] <b>y</b>\n }}\n"), None)
    };
    finds(&markdown(MAX_READINGS - 1), &[]);
    finds(&markdown(MAX_READINGS), &["E14 4:1 a"]);
}

/// A file as large as may be, with as many values, variants and faults as fit: the checks take time in proportion to it.
#[test]
fn a_hostile_file_is_checked_in_good_time() {
    let holes = format!("a = {}\n", "{ $x } ".repeat(20_000));
    let faults = format!("a = <a {}\n", "{ $x } ".repeat(20_000));
    let variants: String = (0..20_000).map(|i| format!("    [v{i}] x\n")).collect();
    for text in [holes, faults, format!("a = {{ $s ->\n{variants}   *[other] y\n }}\n")] {
        let report = both(&text.replace("$x", "$s"), "de", &text);
        assert!(!report.findings.is_empty());
    }
}
