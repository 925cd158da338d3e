//! Every check finds what it is for, where it is, and nothing in a clean catalog.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout)] // a test may fail loudly

use sundesk::template::catalog::{Config, MAX_REFERENCED_TEXTS, MAX_REFERENCED_VARIABLES, Report, Source, check};
use sundesk::template::lint::{Code, Finding, Level};
use sundesk::template::{Arg, Functions, Templates};

/// A reference file and a file of another locale.
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
fn in_markdown(reference: &str, translation: Option<&str>) -> Report {
    let mut sources = vec![Source::new("en", "mail", reference)];
    sources.extend(translation.map(|text| Source::new("de", "mail", text)));
    let mut config = Config::reference("en");
    config.channels.body = sundesk::template::escape::Format::Markdown;
    check(&sources, &config).unwrap()
}

/// `E07 3:12 hello.sms` for each finding that is not for the curious.
fn brief(report: &Report) -> Vec<String> {
    let line = |f: &Finding| format!("{} {}:{} {}", f.code, f.line, f.column, f.message).trim_end().to_owned();
    report.findings.iter().filter(|f| f.level > Level::Info).map(line).collect()
}

#[track_caller]
fn finds(report: &Report, want: &[&str]) {
    assert_eq!(brief(report), want, "\n{}", report.to_text());
}

const HELLO: &str = "# $name (Text) the customer\nhello = Hello { $name }!\n";

#[test]
fn a_clean_pair_has_no_finding() {
    let report = both(HELLO, "de", "hello = Guten Tag { $name }!\n");
    assert!(report.findings.is_empty() && report.loadable, "{}", report.to_text());
    assert_eq!(report.exit_code(Level::Warning), 0);
}

#[test]
fn e01_junk_has_its_place() {
    let report = both(HELLO, "de", "hello = Guten Tag { $name }!\n\noops { no\n");
    finds(&report, &["E01 3:6"]);
    assert!(!report.loadable);
    assert_eq!(report.exit_code(Level::Error), 2);
    assert!(report.to_text().starts_with("de/mail.ftl:3:6: error E01: "), "{}", report.to_text());
    let error = report.to_error().unwrap();
    assert_eq!((error.file(), error.line()), ("de/mail.ftl", 3));
    // Deep nesting is refused before the parser, which would exhaust the stack.
    let deep = format!("hello = {}\n", "{".repeat(3000));
    assert!(brief(&alone(&deep))[0].starts_with("E01 1:"));
}

#[test]
fn e02_missing_and_e03_obsolete() {
    let en = "a = One\n    .sms = One\nb = Two\n# @optional voice\nc = Three\n    .voice = Three\n";
    finds(
        &both(en, "de", "a = Eins\nc = Drei\nd = Vier\n    .sms = Vier\n"),
        &["E02 0:0 b", "E02 1:1 a.sms", "E03 3:1 d"],
    );
    // An overlay is sparse on purpose, and a helper message that others use is not obsolete.
    let sources = [
        Source::new("en", "m", en),
        Source::new("de", "m", "a = { hilf }\n    .sms = Eins\nb = Zwei\nc = Drei\nhilf = Eins\n"),
        Source::new("de-AT", "m", "b = Zwo\n"),
    ];
    let report = check(&sources, &Config::reference("en")).unwrap();
    assert_eq!(brief(&report), Vec::<String>::new(), "{}", report.to_text());
    finds(&both("a = One\n", "de", "a = Eins\n    .sms = Eins\n"), &["E03 2:6 a.sms"]);
}

#[test]
fn e04_twice() {
    finds(&alone("a = One\na = Two\n"), &["E04 2:1 a"]);
    finds(&alone("a = One\n    .x = 1\n    .x = 2\n"), &["E04 3:6 a.x"]);
    finds(&alone("# $n (Int) how many\na = { $n ->\n    [one] x\n    [one] y\n   *[other] z\n }\n"), &["E04 4:6 a"]);
    let sources = [Source::new("en", "x", "a = One\n"), Source::new("en", "y", "\na = Two\n")];
    finds(&check(&sources, &Config::reference("en")).unwrap(), &["E04 2:1 a"]);
}

#[test]
fn e05_unknown_references() {
    finds(
        &alone("a = { b } { -t } { c.x } { d }\nc = C\nd =\n    .only = attribute\n"),
        &["E05 1:7 a", "E05 1:14 a", "E05 1:20 a", "E05 1:28 a"],
    );
    // The term of the reference is not one of the translation: no text mixes languages.
    finds(&both("-t = Desk\na = By { -t }\n", "de", "a = Von { -t }\n"), &["E05 1:12 a"]);
}

#[test]
fn e06_circles_and_depth() {
    let report = alone("a = { b }\nb = { c }\nc = { a }\nd = fine\n");
    assert_eq!(brief(&report), ["E06 1:1 a", "E06 2:1 b", "E06 3:1 c"]);
    assert!(report.findings[0].text.contains("circle"), "{}", report.to_text());
    assert!(!report.loadable);
    let chain = |n: usize| {
        let links: String = (0..n).map(|i| format!("m{i} = {{ m{} }}\n", i + 1)).collect();
        alone(&format!("{links}m{n} = end\n"))
    };
    assert_eq!(brief(&chain(32)), Vec::<String>::new());
    assert_eq!(brief(&chain(33)), ["E06 1:1 m0"]);
    // An attribute that uses the value of its own message is no circle.
    assert_eq!(brief(&alone("a = One\n    .sms = { a }, shortly\n")), Vec::<String>::new());
}

#[test]
fn e07_and_e08_variables_of_the_contract() {
    let report = both(HELLO, "de", "hello = Guten Tag { $nmae }!\n");
    finds(&report, &["E08 1:1 hello", "E07 1:22 hello"]);
    assert!(report.findings.iter().any(|f| f.text.contains("did you mean $name?")), "{}", report.to_text());
    // A variable that only chose a variant may go; one that reaches the text through another message counts.
    let en = "# $g (Text) gender\n# $n (Text) name\na = { $g ->\n    [f] She\n   *[m] He\n } is { $n }.\n";
    finds(&both(en, "et", "a = Tema on { n2 }.\nn2 = { $n }\n"), &[]);
    finds(
        &alone(
            "# $t (Text) number\n# @must $t\na = Your ticket { $t }.\n    .sms = Your ticket.\n    .subject = Hello\n",
        ),
        &["E08 4:6 a.sms"],
    );
}

#[test]
fn e09_types() {
    let declared = "# $n (Int) a\n# $s (Text) b\n# $m (Money) c\n# $d (Instant) d\n# $l (List) e\n";
    let report = alone(&format!(
        "{declared}a = {{ NUMBER($s) }} {{ MONEY($n) }} {{ DATETIME($m) }} {{ LIST($l) }} {{ MONEY($m) }} {{ DATETIME($d) }} {{ NUMBER($n) }}\n"
    ));
    finds(&report, &["E09 6:15 a", "E09 6:29 a", "E09 6:46 a"]);
    finds(&alone(&format!("{declared}a = {{ $d ->\n    [one] x\n   *[other] y\n }}\n")), &["E09 6:8 a"]);
    finds(&alone(&format!("{declared}a = {{ $s ->\n    [one] x\n   *[other] y\n }}\n")), &["E09 6:8 a"]);
    finds(&alone(&format!("{declared}a = {{ $d ->\n    [missing] x\n   *[other] {{ DATETIME($d) }}\n }}\n")), &[]);
}

#[test]
fn e10_functions_and_options() {
    finds(&alone("# $n (Int) a\na = { FOO($n) }\n"), &["E10 2:7 a"]);
    finds(&alone("# $n (Int) a\na = { NUMBER($n, colour: \"red\") }\n"), &["E10 2:7 a"]);
    finds(&alone("a = { NUMBER() }\n"), &["E10 1:7 a"]);
    // Values of options are checked as well, before a reader waits for the text.
    let faults = [
        ("NUMBER($n, minimumFractionDigits: 99)", "minimumFractionDigits must be a number from 0 to 20"),
        ("NUMBER($n, type: \"roman\")", "type must be one of cardinal, ordinal"),
        ("DATETIME($d, dateStyle: \"huge\")", "dateStyle must be one of full, long, medium, short"),
        ("DATETIME($d, year: \"long\")", "year must be one of numeric, 2-digit"),
        ("DATETIME($d, dateStyle: \"long\", month: \"long\")", "has dateStyle and fields of a date: choose one"),
        ("DATETIME($d, weekday: \"long\", hour: \"numeric\")", "has a weekday and a time: write two placeables"),
        ("LIST($l, type: \"nor\")", "type must be one of and, or, unit"),
    ];
    for (call, said) in faults {
        let report = alone(&format!(
            "# $n (Int) a\n# $d (Instant) b\n# $l (List) c\na = {{ {call} }} {{ $n }} {{ $d }} {{ $l }}\n"
        ));
        finds(&report, &["E10 4:7 a"]);
        assert!(report.to_text().contains(said), "{}", report.to_text());
    }
    let mine = Config {
        lint: sundesk::template::lint::LintConfig { functions: vec!["FOO".to_owned()], ..Default::default() },
        ..Config::reference("en")
    };
    let report = check(&[Source::new("en", "m", "# $n (Int) a\na = { FOO($n) }\n")], &mine).unwrap();
    assert!(report.findings.is_empty());
    // A function that the program registers is checked like a built-in one.
    let mut functions = Functions::default();
    functions.register("FOO", 1, &["size"], |_, _, _| Ok(Arg::Missing)).unwrap();
    let config = Config::reference("en").functions(&functions);
    let with = |text: &str| check(&[Source::new("en", "m", &format!("# $n (Int) a\na = {text}\n"))], &config).unwrap();
    finds(&with("{ FOO($n, size: \"s\") }"), &[]);
    finds(&with("{ FOO($n, colour: \"red\") }"), &["E10 2:7 a"]);
    finds(&with("{ FOO() }"), &["E10 2:7 a"]);
    assert!(
        with("{ BAR($n) }").to_text().contains("DEFAULT, URL, FOO"),
        "the finding names it beside the built-in ones"
    );
    // So are the words that an option takes, and the unit that UNIT() cannot do without.
    for (call, says) in [
        ("UNIT($n, unit: \"kilometre\")", "did you mean kilometer?"),
        ("UNIT($n, unit: \"mile-per-fortnight\")", "\"mile-per-fortnight\" is not valid"),
        ("UNIT($n)", "needs unit"),
        ("UNIT($n, unit: \"hour\", unitDisplay: \"tiny\")", "one of long, short, narrow"),
        ("NUMBER($n, minimumFractionDigits: 99)", "a number from 0 to 20"),
    ] {
        let report = alone(&format!("# $n (Int) a\na = {{ {call} }}\n"));
        finds(&report, &["E10 2:7 a"]);
        assert!(report.to_text().contains(says), "{}", report.to_text());
    }
    finds(&alone("# $n (Int) a\na = { UNIT($n, unit: \"megabyte-per-second\", unitDisplay: \"short\") }\n"), &[]);
    finds(&alone("# $d (Duration) a\na = { DURATION($d, largest: \"month\") }\n"), &["E10 2:7 a"]);
    // Zone and currency are the developer's: naming them in a template does nothing, and says so.
    let report = alone("# $d (Instant) a\na = { DATETIME($d, timeZone: \"UTC\") }\n");
    assert_eq!((report.findings[0].code, report.findings[0].level), (Code::E10, Level::Warning));
}

#[test]
fn e11_terms() {
    finds(&alone("-t = T\n    .g = m\na = { -t.g }\n"), &["E11 3:12"]);
    // The text reads well without: a language that needs a case may be given one by texts that were written before its term.
    for call in ["-t(case: \"x\")", "-t(1)"] {
        let report = alone(&format!("-t = T\na = {{ {call} }}\n"));
        finds(&report, &["E11 2:8 a"]);
        assert!(report.loadable && report.findings.iter().all(|f| f.level == Level::Warning), "{}", report.to_text());
    }
    finds(&alone("-t = { $case ->\n    [x] T\n   *[y] t\n }\na = { -t(case: \"x\") }\n"), &[]);
}

#[test]
fn w12_and_w13_plural_forms() {
    let en = "# $n (Int) how many\na = { $n ->\n    [one] { $n } day\n   *[other] { $n } days\n }\n";
    let select = |forms: &[&str]| {
        let (last, rest) = forms.split_last().unwrap();
        let rest: String = rest.iter().map(|f| format!("    [{f}] {{ $n }}\n")).collect();
        format!("a = {{ $n ->\n{rest}   *[{last}] {{ $n }}\n }}\n")
    };
    finds(&both(en, "pl", &select(&["one", "few", "many"])), &[]);
    finds(&both(en, "pl", &select(&["one", "other"])), &["W12 1:8 a", "W12 1:8 a"]);
    finds(&both(en, "ja", &select(&["one", "other"])), &["W13 2:6 a"]);
    finds(&both(en, "ar", &select(&["zero", "one", "two", "few", "many", "other"])), &[]);
    finds(&both(en, "he", &select(&["one", "two", "other"])), &[]);
    // An exact number covers a form that stands for it alone: English `one` is 1.
    finds(&both(en, "en-GB", &select(&["1", "other"])), &[]);
    // Whole millions in French: for the curious only.
    let report = both(en, "fr", &select(&["one", "other"]));
    finds(&report, &[]);
    assert_eq!((report.findings[0].code, report.findings[0].level), (Code::W12, Level::Info));
    // Ordinals have forms of their own, and a fraction may need one that whole numbers do not.
    let nth = "# $n (Int) rank\na = { NUMBER($n, type: \"ordinal\") ->\n    [one] { $n }st\n    [two] { $n }nd\n    [few] { $n }rd\n   *[other] { $n }th\n }\n";
    finds(&alone(nth), &[]);
    let decimal = en.replace("(Int)", "(Decimal)");
    finds(&both(&decimal, "cs", &select(&["one", "few", "other"])), &["W12 1:8 a"]);
    finds(&both(en, "cs", &select(&["one", "few", "other"])), &[]);
}

#[test]
fn e14_markup_and_e15_values_inside_it() {
    let en = "a = <a href=\"https://x.example\">Read</a> **this**\n";
    finds(&in_markdown(en, Some("a = <a href=\"https://x.example/de\">Lesen Sie</a> **dies**\n")), &[]);
    finds(&in_markdown(en, Some("a = Lesen Sie **dies**\n")), &["E14 1:1 a", "E14 1:1 a"]);
    finds(&in_markdown(en, Some("a = <a href=\"https://x.example\">Lesen Sie</a> **dies\n")), &["E14 1:1 a"]);
    finds(&in_markdown("a = <b>bold\n", None), &["E14 1:1 a"]);
    let url = "-site = https://desk.example\n# $u (Url) a\n# $s (Text) b\n";
    finds(&in_markdown(&format!("{url}a = <a href=\"{{ $s }}\">x</a>\n"), None), &["E15 4:17 a"]);
    finds(&in_markdown(&format!("{url}a = See https://desk.example/t/{{ $s }}\n"), None), &["E15 4:35 a"]);
    finds(&in_markdown(&format!("{url}a = See {{ $u }}\n"), None), &["E15 4:12 a"]);
    finds(
        &in_markdown(&format!("{url}a = <a href=\"{{ URL($u) }}\">{{ $s }}</a>, {{ -site }}/{{ URL($s) }}\n"), None),
        &[],
    );
}

#[test]
fn e16_and_w17_text_messages() {
    let long = |n: usize| format!("# @optional\na = A\n    .sms = {}\n", "word ".repeat(n));
    finds(&alone(&long(90)), &[]);
    finds(&alone(&long(120)), &["E16 3:6 a.sms"]);
    let named = |max: &str| format!("# $s (Text{max}) a\na = A\n    .sms = {}{{ $s }}\n", "word ".repeat(80));
    finds(&alone(&named("")), &[]);
    finds(&alone(&named(", max 100")), &["E16 3:6 a.sms"]);
    finds(&alone("a = A\n    .sms = Fast ⚡ help\n"), &["W17 2:6 a.sms"]);
    finds(&alone("a = A\n    .sms = naïve\n"), &["W17 2:6 a.sms"]);
    finds(&both("a = A\n    .sms = Ticket closed.\n", "vi", "a = Á\n    .sms = Yêu cầu đã đóng.\n"), &[]);
    finds(&both("a = A\n    .sms = It is done.\n", "de", "a = Ä\n    .sms = Es ist – „fertig“.\n"), &[]);
}

#[test]
fn w18_and_overrides() {
    finds(&alone("a = x \u{2068}y\n"), &["W18 1:5 a"]);
    finds(&alone("a = x \u{2068}y\u{2069}\n"), &[]);
    let report = alone("# a comment \u{202e}\na = x\n");
    finds(&report, &["W18 1:13"]);
    assert!(!report.loadable, "an override is an error wherever it stands");
}

#[test]
fn w19_scripts() {
    let en = "a = Please contact our support team today.\n";
    finds(&both(en, "el", "a = Παρακαλώ επικοινωνήστε με την oμάδα μας.\n"), &["W19 1:5 a"]);
    finds(&both(en, "el", "a = Please contact our support team soon.\n"), &["W19 1:1 a"]);
    finds(&both(en, "el", "a = Επικοινωνήστε με το Support της Acme σήμερα.\n"), &[]);
    finds(&both(en, "ja", "a = 本日サポートにご連絡ください。\n"), &[]);
}

#[test]
fn w20_equal_and_w21_stale() {
    finds(&both("a = Support\n", "de", "a = Support\n"), &["W20 1:1 a"]);
    finds(&both("a = Support\n", "de", "# @same\na = Support\n"), &[]);
    finds(&both("# $n (Text) x\na = { $n }\n", "de", "a = { $n }\n"), &[]);
    finds(&both("a = Colour\n", "en-GB", "a = Colour\n"), &[]);
    let report = both("a = New text\n", "de", "# @src 00000000\na = Alter Text\n");
    finds(&report, &["W21 2:1 a"]);
    let hash = report.findings[0].text.rsplit(' ').next().unwrap().to_owned();
    finds(&both("a = New text\n", "de", &format!("# @src {hash}\na = Alter Text\n")), &[]);
}

#[test]
fn w22_to_w26_wording() {
    let en = "a = We have received your request and will answer soon.\n";
    finds(&both(en, "de", "a = Ja.\n"), &["W22 1:1 a"]);
    finds(&alone("a = It costs 5 € until 2026-12-31.\n"), &["W23 1:5 a"]);
    finds(&both("a = You are welcome to ask.\n", "de", "a = Gern helfen wir Ihnen und dir auch.\n"), &["W24 1:1 a"]);
    let formal = [
        Source::new("en", "m", en),
        Source::new("de", "m", "a = Ihre Anfrage ist da, Antwort folgt bald sicher.\n"),
        Source::new("de-x-informal", "m", "a = Wir haben Ihre Anfrage bekommen, Antwort folgt bald.\n"),
    ];
    finds(&check(&formal, &Config::reference("en")).unwrap(), &["W24 1:1 a"]);
    finds(&both("a = Is it done?\n", "de", "a = Ist es fertig.\n"), &["W25 1:1 a"]);
    finds(&both("a = Is it done?\n", "zh-Hans", "a = 完成了吗？\n"), &[]);
    finds(&both("a = Done.\n", "hi", "a = हो गया।\n"), &[]);
    finds(&alone("a = Hello { $name }\n"), &["W26 1:14 a"]);
    finds(&alone("# @optionel sms\na = Hello\n"), &["W26 1:3 a"]);
}

#[test]
fn e27_a_value_without_its_guard() {
    let en = "# $name (Text) who\nm = Hello { DEFAULT($name, \"there\") }!\n    .subject = Closed\n";
    let de = |m: &str| both(en, "de", &format!("m = {m}\n    .subject = Erledigt\n"));
    finds(&de("Hallo { $name }!"), &["E27 1:14 m"]);
    finds(&de("Hallo { DEFAULT($name, \"zusammen\") }!"), &[]);
    finds(&de("{ $name ->\n    [missing] Hallo!\n   *[other] Hallo { $name }!\n }"), &[]);
    finds(&de("{ $name ->\n    [missing] Hallo { $name }!\n   *[other] Hallo!\n }"), &["E27 2:24 m"]);
    // In another form of the message than the one where the reference says it.
    finds(
        &both(en, "de", "m = Hallo { DEFAULT($name, \"du\") }!\n    .subject = { $name }\n"),
        &["E27 2:19 m.subject"],
    );
    // In a message that only the translation has, to build others from.
    let built = "m = { gruss }!\n    .subject = Erledigt\ngruss = Hallo { $name }\n";
    finds(&both(en, "de", built), &["E27 3:18 gruss"]);
    // The reference shows it bare as well, in this text or everywhere: nothing is promised.
    let en = "# $name (Text) who\nm = Hello { $name }, { DEFAULT($name, \"x\") }!\n";
    finds(&both(en, "de", "m = Hallo { $name }!\n"), &[]);
    // Money that may be missing, inside another function.
    let en = "# $sum (Money) refund\nm = { $sum ->\n    [missing] No refund.\n   *[other] { MONEY($sum) }.\n }\n";
    finds(&both(en, "de", "m = { MONEY($sum) }.\n"), &["E27 1:14 m"]);
    finds(&both(en, "de", "m = { DEFAULT(MONEY($sum), \"nichts\") }.\n"), &[]);
}

/// References that fan out: at the last size that is read and the first that is not.
#[test]
fn e06_a_text_made_of_too_much() {
    let texts = |n: usize| {
        let refs: String = (1..n).map(|i| format!("{{ h{i} }}")).collect();
        let rest: String = (1..n).map(|i| format!("h{i} = x\n")).collect();
        alone(&format!("m = {refs}\n{rest}"))
    };
    finds(&texts(MAX_REFERENCED_TEXTS), &[]);
    finds(&texts(MAX_REFERENCED_TEXTS + 1), &["E06 1:1 m"]);
    let variables = |n: usize| {
        let notes: String = (0..n).map(|i| format!("# $v{i} (Text) a\n")).collect();
        let all: String = (0..n).map(|i| format!("{{ $v{i} }}")).collect();
        alone(&format!("{notes}m = {all}\n"))
    };
    finds(&variables(MAX_REFERENCED_VARIABLES), &[]);
    let line = MAX_REFERENCED_VARIABLES + 2;
    finds(&variables(MAX_REFERENCED_VARIABLES + 1), &[&format!("E06 {line}:1 m")]);
}

#[test]
fn levels_can_be_set() {
    let mut config = Config::reference("en");
    config.lint.levels.insert(Code::W20, Level::Off);
    config.lint.levels.insert(Code::E02, Level::Info);
    config.lint.levels.insert(Code::W26, Level::Error);
    let sources = [Source::new("en", "m", "a = Hello { $x }\nb = B\n"), Source::new("de", "m", "a = Hallo { $x }\n")];
    let report = check(&sources, &config).unwrap();
    assert_eq!(report.count(Level::Error), 1);
    assert!(!report.loadable, "an error in the reference refuses the load");
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["findings"][1]["code"], "W26");
    assert_eq!(json["findings"][1]["level"], "error");
    assert_eq!(serde_json::from_value::<Report>(json).unwrap(), report);
}

#[test]
fn every_code_is_tested_above_and_documented() {
    let me = include_str!("lint.rs");
    let page = include_str!("../../docs/translators.md");
    for code in Code::ALL {
        assert!(me.matches(code.name()).count() > 0, "{code} has no test");
        assert!(page.contains(code.name()), "{code} is not in docs/translators.md");
        assert_eq!(Code::from_name(&code.name().to_lowercase()), Some(*code));
        assert_eq!(code.name().starts_with('E'), code.level() == Level::Error);
    }
}

#[test]
fn w24_japanese_and_portuguese_tones() {
    let toned = |locale: &str, tone: &str, text: &str| {
        let base = locale.to_owned();
        let sources = [
            Source::new("en", "m", "a = Please wait.\n"),
            Source::new(&base, "m", "a = x\n"),
            Source::new(&format!("{base}-x-{tone}"), "m", &format!("a = {text}\n")),
        ];
        let report = check(&sources, &Config::reference("en")).unwrap();
        report.findings.iter().filter(|f| f.code == Code::W24).count()
    };
    assert_eq!(toned("ja", "formal", "少々お待ちくださいませ。ご連絡いたします。"), 0);
    assert_eq!(toned("ja", "formal", "少し待ってくださいね。"), 1);
    assert_eq!(toned("ja", "informal", "少し待ってくださいね。"), 0);
    assert_eq!(toned("ja", "informal", "ご連絡いたします。"), 1);
    assert_eq!(toned("pt-BR", "formal", "Aguarde, isto é contigo."), 1);
    assert_eq!(toned("pt-BR", "informal", "Pedimos que o senhor aguarde."), 1);
    assert_eq!(toned("pt-BR", "informal", "Aguarde, você recebe resposta hoje."), 0, "você is both");
}

#[test]
fn a_refused_load_names_what_refused_it() {
    let sources =
        [Source::new("en", "mail", "a = A text.\nb = B text.\n"), Source::new("et", "mail", "a = Tekst.\nb = { $\n")];
    let error = Templates::from_sources(&sources, &Config::reference("en")).unwrap_err();
    assert_eq!((error.file(), error.line()), ("et/mail.ftl", 2));
    assert!(error.to_string().starts_with("et/mail.ftl:2: column "), "{error}");
    assert!(error.to_string().ends_with("(and 1 more)") && error.problems().len() == 2, "{error}");
    assert!(error.problems()[0].value.starts_with("E01"), "{error:?}");
}

#[test]
fn a_reference_that_does_not_parse_has_no_contracts() {
    let config = Config::reference("en");
    let junk = Source::new("en", "mail", "a = A text.\nb = { $\n");
    let error = sundesk::template::extract::contracts(&[junk], &config).unwrap_err();
    assert_eq!((error.file(), error.line()), ("en/mail.ftl", 2));
    // Junk in a translation is no concern of the reference's.
    let sources = [Source::new("en", "mail", "a = A text.\n"), Source::new("et", "mail", "b = { $\n")];
    assert_eq!(sundesk::template::extract::contracts(&sources, &config).unwrap().len(), 1);
}
