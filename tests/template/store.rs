//! The store: loading, limits, reloading, the starter catalog; and the laws of every rendering.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout)] // a test may fail loudly

use proptest::prelude::*;
use std::path::{Path, PathBuf};
use sundesk::args;
#[cfg(feature = "template-datetime")]
use sundesk::money::Money;
use sundesk::template::catalog::{self, Config, Delivery, MAX_REFERENCE_DEPTH, Source};
use sundesk::template::channel::Channel;
use sundesk::template::extract::contracts;
use sundesk::template::gate::RequireReview;
use sundesk::template::lint::{Level, LintConfig};
use sundesk::template::pseudo::{Pseudo, with_pseudo};
use sundesk::template::reload::{Watch, stamps};
use sundesk::template::{Arg, Args, Ctx, FnCtx, Functions, Limits, Templates, limits, starter};

#[cfg(feature = "template-datetime")]
fn starter_store() -> Templates {
    let config = Config::reference("en").require_review(RequireReview::MachineChecked);
    Templates::from_sources(&starter::sources(), &config).unwrap()
}

/// A directory of its own under the build's, removed at the end.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn three_lines_from_a_directory_to_a_text() {
    let dir = Dir::new("three-lines");
    dir.write("en/mail.ftl", "# $name (Text) customer\nhello = Hello { $name }!\n");
    dir.write("et/mail.ftl", "hello = Tere, { $name }!\n");
    dir.write("et/.hidden.ftl", "{{{{");
    dir.write("et/notes.txt", "not a template");
    let store = Templates::load_dir(&dir.0, Config::reference("en")).unwrap();
    let r = store.render("hello", &args! { name: "Ana" }, &Delivery::to(["et"])).unwrap();
    assert_eq!(r.text, "Tere, Ana!");
    assert_eq!((r.locale.as_str(), r.coverage, r.version.len()), ("et", 1.0, 16));
    let parts: Vec<_> = r.parts.parts().map(|p| p.text.to_owned()).collect();
    assert_eq!(parts, ["Tere, ", "Ana", "!"]);
    let v = store.variables("hello").unwrap();
    assert_eq!(v.variables["name"].declared.about, "customer");
    assert_eq!(store.report().exit_code(Level::Warning), 0);
    let json = serde_json::to_value(&r).unwrap();
    assert_eq!(
        (json["text"].as_str(), json["dir"].as_str(), json["reason"].as_str()),
        (Some("Tere, Ana!"), Some("ltr"), Some("wished"))
    );
}

#[test]
fn a_broken_directory_says_where() {
    let dir = Dir::new("broken");
    assert_eq!(Templates::load_dir(&dir.0, Config::reference("en")).unwrap_err().kind(), sundesk::ErrorKind::NotFound);
    assert_eq!(
        Templates::load_dir(dir.0.join("no"), Config::reference("en")).unwrap_err().kind(),
        sundesk::ErrorKind::Io
    );
    dir.write("en/m.ftl", "a = A\n");
    dir.write("de/m.ftl", b"a = Gr\xfc\xdfe\n");
    let e = Templates::load_dir(&dir.0, Config::reference("en")).unwrap_err();
    assert!(e.to_string().contains("de/m.ftl:1: the file is not UTF-8"), "{e}");
    dir.write("de/m.ftl", "a = A1\n\nb { c\n");
    let e = Templates::load_dir(&dir.0, Config::reference("en")).unwrap_err();
    assert!(e.file().ends_with("de/m.ftl") && e.line() == 3, "{e}");
    dir.write("de/m.ftl", "a = A1\n");
    dir.write("not a locale!/m.ftl", "a = A1\n");
    assert!(Templates::load_dir(&dir.0, Config::reference("en")).is_err());
    let e = Templates::from_sources(&[Source::new("de", "m", "a = A\n")], &Config::reference("en")).unwrap_err();
    assert_eq!((e.kind(), e.value()), (sundesk::ErrorKind::NotFound, "en"));
    assert!(
        Templates::from_sources(
            &[Source::new("en", "m", "a = A\n"), Source::new("!!", "m", "")],
            &Config::reference("en")
        )
        .is_err()
    );
}

#[test]
fn a_bad_reload_keeps_the_old_catalog() {
    let en = |text: &str| vec![Source::new("en", "m", text)];
    let store = Templates::from_sources(&en("a = One\n"), &Config::reference("en")).unwrap();
    let read = || store.render("a", &Args::new(), &Delivery::to(["en"])).unwrap().text;
    let before = store.catalog();
    let deep = format!("a = {}\n", "{".repeat(3000));
    let large = format!("a = {}\n", "x".repeat(limits::MAX_SOURCE_BYTES));
    for bad in [
        "a = { oops",
        "a = { b }\nb = { a }\n",
        "a = { $x ->\n [one] x\n }\n",
        "a = { nothing }\n",
        "a = x\u{202e}y\n",
        &deep,
        &large,
    ] {
        let reload = store.reload(&en(bad));
        assert!(!reload.swapped && !reload.report.loadable, "{bad:.30}");
        assert!(!reload.report.refused.is_empty() && reload.version == before.version());
        assert_eq!(read(), "One");
    }
    // A translation that breaks is refused as well: the readers of the old one keep it.
    let pair = [Source::new("en", "m", "a = One\n"), Source::new("de", "m", "a = Eins\n")];
    assert!(store.reload(&pair).swapped);
    let broken = [Source::new("en", "m", "a = One\n"), Source::new("de", "m", "a = Eins }\n")];
    assert!(!store.reload(&broken).swapped);
    assert_eq!(store.render("a", &Args::new(), &Delivery::to(["de"])).unwrap().text, "Eins");
    assert!(!store.reload(&[]).swapped);
    let good = store.reload(&en("a = Two\n"));
    assert!(good.swapped && good.version != before.version());
    assert_eq!(read(), "Two");
    // Who holds the old catalog still reads it.
    assert_eq!(before.render("a", &Args::new(), &Delivery::to(["en"])).unwrap().text, "One");
}

#[test]
fn functions_of_the_program_are_called_and_outlive_a_reload() {
    let mut functions = Functions::default();
    let link = |_: &FnCtx<'_>, values: &[Arg], _: &[(&str, Arg)]| match values {
        [Arg::Int(n)] => Ok(Arg::from(format!("<{n}>"))),
        _ => Err(sundesk::Error::invalid("LINK", "value", "a whole number")),
    };
    functions.register("LINK", 1, &[], link).unwrap();
    let en = |text: &str| [Source::new("en", "m", &format!("# $n (Int) number\na = {text} {{ LINK($n) }}\n"))];
    let config = Config::reference("en").functions(&functions);
    let store = Templates::from_sources(&en("See"), &config).unwrap();
    let html = Delivery::to(["en"]).channel(Channel::Html);
    assert_eq!(
        store.render("a", &args! { n: 7 }, &html).unwrap().text,
        "See &lt;7&gt;",
        "a result is escaped as a value is"
    );
    assert!(store.reload(&en("Look at")).swapped);
    assert_eq!(store.render("a", &args! { n: 7 }, &Delivery::to(["en"])).unwrap().text, "Look at <7>");
    let error = store.render("a", &args! { n: "seven" }, &Delivery::to(["en"])).unwrap_err();
    assert!(error.to_string().contains("en/m.ftl:2") && error.to_string().contains("whole number"), "{error}");
    // The version tells catalogs apart whose functions differ; settings with the same functions are the same settings.
    let names_only = LintConfig { functions: vec!["LINK".to_owned()], ..LintConfig::default() };
    let without = Config { lint: names_only, ..Config::reference("en") };
    let other = Templates::from_sources(&en("See"), &without).unwrap();
    assert_ne!(other.catalog().version(), Templates::from_sources(&en("See"), &config).unwrap().catalog().version());
    assert!(config == config.clone() && config != without);
}

#[test]
fn a_directory_is_looked_at_when_the_host_says_so() {
    let dir = Dir::new("watch");
    dir.write("en/m.ftl", "a = One\n");
    let store = Templates::load_dir(&dir.0, Config::reference("en")).unwrap();
    let mut watch = Watch::new(stamps(&dir.0).unwrap());
    assert!(store.poll_dir(&dir.0, &mut watch).unwrap().is_none());
    dir.write("en/m.ftl", "a = Eleven\n");
    assert!(store.poll_dir(&dir.0, &mut watch).unwrap().unwrap().swapped);
    assert_eq!(store.render("a", &Args::new(), &Delivery::to(["en"])).unwrap().text, "Eleven");
    assert!(store.poll_dir(&dir.0, &mut watch).unwrap().is_none());
    dir.write("en/m.ftl", "a = { broken\n");
    assert!(!store.poll_dir(&dir.0, &mut watch).unwrap().unwrap().swapped);
    assert!(!store.reload_dir(dir.0.join("gone")).swapped);
    assert!(store.poll_dir(dir.0.join("gone"), &mut watch).is_err());
}

#[test]
fn limits_hold_at_their_edges() {
    let load = |text: &str| Templates::from_sources(&[Source::new("en", "m", text)], &Config::reference("en"));
    let sized = |n: usize| format!("a = {}\n", "x".repeat(n - 5));
    assert!(load(&sized(limits::MAX_SOURCE_BYTES)).is_ok());
    assert!(load(&sized(limits::MAX_SOURCE_BYTES + 1)).is_err());
    let chain =
        |n: usize| (0..n).map(|i| format!("m{i} = {{ m{} }}\n", i + 1)).collect::<String>() + &format!("m{n} = end\n");
    let store = load(&chain(MAX_REFERENCE_DEPTH)).unwrap();
    assert_eq!(store.render("m0", &Args::new(), &Delivery::to(["en"])).unwrap().text, "end");
    assert!(load(&chain(MAX_REFERENCE_DEPTH + 1)).is_err());
    // The cap holds after escaping too: 20 ampersands are 100 bytes of HTML.
    let store = load("# $n (Text) x\na = { $n }\n").unwrap();
    let capped = |output_bytes: usize| {
        let ctx = Ctx { limits: Limits { output_bytes, ..Limits::default() }, ..Ctx::default() };
        store.render("a", &args! { n: "&".repeat(20) }, &Delivery::to(["en"]).channel(Channel::Html).ctx(ctx))
    };
    assert_eq!(capped(100).unwrap().text.len(), 100);
    assert_eq!(capped(99).unwrap_err().kind(), sundesk::ErrorKind::LimitExceeded);
}

#[test]
fn sources_are_so_many_and_no_more() {
    let mut sources = vec![Source::new("en", "m", "a = A\n"); 1];
    sources.resize_with(catalog::MAX_FILES, || Source::new("en", "empty", ""));
    let config = Config::reference("en");
    let store = Templates::from_sources(&sources, &config).unwrap();
    assert!(store.reload(&sources).swapped);
    sources.push(Source::new("en", "empty", ""));
    let kind = |e: sundesk::Error| e.kind();
    assert_eq!(catalog::check(&sources, &config).map_err(kind).unwrap_err(), sundesk::ErrorKind::LimitExceeded);
    assert_eq!(
        Templates::from_sources(&sources, &config).map_err(kind).unwrap_err(),
        sundesk::ErrorKind::LimitExceeded
    );
    let refused = store.reload(&sources);
    assert!(!refused.swapped && refused.report.refused.contains("10000"), "{}", refused.report.refused);
    assert_eq!(store.render("a", &Args::new(), &Delivery::to(["en"])).unwrap().text, "A");
}

#[test]
fn an_unknown_message_names_the_nearest() {
    let sources = [Source::new("en", "m", "ticket-closed = A\nticket-opened = B\n")];
    let store = Templates::from_sources(&sources, &Config::reference("en")).unwrap();
    let said = |id: &str| store.render(id, &Args::new(), &Delivery::to(["en"])).unwrap_err().to_string();
    assert!(said("ticket-close").contains("did you mean ticket-closed?"), "{}", said("ticket-close"));
    assert!(!said("refund").contains("did you mean"));
}

#[test]
fn a_directory_holds_so_many_files_and_no_more() {
    let dir = Dir::new("many");
    for i in 1..catalog::MAX_FILES {
        dir.write(&format!("en/{i}.ftl"), "");
    }
    dir.write("en/m.ftl", "a = A\n");
    assert_eq!(catalog::read_dir(&dir.0).unwrap().len(), catalog::MAX_FILES);
    dir.write("en/z.ftl", "");
    assert_eq!(catalog::read_dir(&dir.0).unwrap_err().kind(), sundesk::ErrorKind::LimitExceeded);
}

#[test]
fn the_starter_catalog_is_clean_complete_and_embedded_whole() {
    let config = Config::reference("en").require_review(RequireReview::MachineChecked);
    let report = catalog::check(&starter::sources(), &config).unwrap();
    assert_eq!(report.exit_code(Level::Warning), 0, "{}", report.to_text());
    assert!(report.sets.iter().all(|s| s.on && s.coverage == 1.0), "{}", report.to_text());
    let strict = catalog::check(&starter::sources(), &Config::reference("en")).unwrap();
    assert!(strict.sets.iter().all(|s| s.on == (s.locale == "en")), "without a decision only the reference is used");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/template/starter");
    let on_disk: Vec<(String, String)> =
        catalog::read_dir(&root).unwrap().into_iter().map(|s| (s.locale, s.set)).collect();
    let embedded: Vec<(String, String)> = starter::sources().into_iter().map(|s| (s.locale, s.set)).collect();
    assert_eq!(on_disk, embedded);
}

#[cfg(feature = "template-datetime")]
/// Values for every variable a contract names, by its declared type.
fn values(contract: &sundesk::template::extract::Contract) -> Args {
    use sundesk::template::catalog::VarType as T;
    let mut args = Args::new();
    for (name, v) in &contract.variables {
        let value = match v.declared.kind {
            Some(T::Int | T::Decimal) => Arg::Int(5),
            Some(T::Money) => Arg::from(Money::parse("12.50", "EUR").unwrap()),
            Some(T::Instant) => Arg::Instant(1_789_000_000_000_000),
            Some(T::Duration) => Arg::Duration(5_400_000_000),
            Some(T::Url) => Arg::from("https://desk.example/s/1"),
            _ => Arg::from("7714"),
        };
        args.set(name.clone(), value);
    }
    args
}

#[cfg(feature = "template-datetime")]
fn reader() -> Ctx {
    let zones = sundesk::time::ZoneDb::bundled();
    Ctx { zone: Some(zones.zone("Europe/Tallinn").unwrap()), now: Some(1_788_990_000_000_000), ..Ctx::default() }
}

/// Every message of the starter catalog, in every locale and channel, as the customer gets it; and no word of English in it.
#[cfg(feature = "template-datetime")]
#[test]
fn no_text_of_the_reference_stands_in_another_language() {
    let store = starter_store();
    let catalog = store.catalog();
    let plain_words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 3).map(str::to_lowercase).collect()
    };
    // Words that other languages of the catalog share with English.
    let ctx = reader();
    let shared =
        ["https", "desk", "example", "survey", "team", "tickets", "ticket", "europe", "berlin", "status", "sundesk"];
    for contract in contracts(&starter::sources(), &Config::reference("en")).unwrap() {
        for locale in catalog.locales().filter(|l| *l != "en") {
            for &channel in Channel::ALL {
                let delivery = Delivery::to([locale]).channel(channel).ctx(ctx.clone());
                let Ok(r) = store.render(&contract.id, &values(&contract), &delivery) else {
                    assert!(
                        matches!(channel, Channel::Subject | Channel::Preheader | Channel::Push),
                        "{locale} {}",
                        contract.id
                    );
                    continue;
                };
                assert_eq!(r.locale.as_str(), locale);
                assert!(r.text.len() <= Limits::default().output_bytes);
                assert!(!r.text.contains("{$") && !r.text.contains("{ $"), "{}", r.text);
                let english = store
                    .render(&contract.id, &values(&contract), &Delivery::to(["en"]).channel(channel).ctx(ctx.clone()))
                    .unwrap();
                let mut theirs = plain_words(&english.text);
                theirs.retain(|w| !shared.contains(&w.as_str()));
                let same = plain_words(&r.text).into_iter().filter(|w| theirs.contains(w)).count();
                assert!(same <= 2, "{locale} {} {channel:?}: {same} English words in {}", contract.id, r.text);
            }
        }
    }
}

#[test]
fn pseudo_locales_load_and_render_like_real_ones() {
    for pseudo in Pseudo::ALL.iter().copied() {
        let sources = with_pseudo(&starter::sources(), "en", pseudo).unwrap();
        let config = Config::reference("en").require_review(RequireReview::MachineChecked);
        let report = catalog::check(&sources, &config).unwrap();
        let errors: Vec<_> = report.findings.iter().filter(|f| f.level == Level::Error).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let store = Templates::from_sources(&sources, &config).unwrap();
        let args = args! { ticket: "4711", name: "Ana" };
        let r = store.render("ticket-closed", &args, &Delivery::to([pseudo.tag()])).unwrap();
        assert_eq!(r.locale.as_str(), pseudo.tag());
        assert!(r.text.contains("4711"), "values stay: {}", r.text);
        match pseudo {
            Pseudo::Accented => assert!(!r.text.contains("Your") && r.text.starts_with('⟦'), "{}", r.text),
            Pseudo::Bidi => assert!(r.text.contains("\u{202e}Your\u{202c}"), "{}", r.text),
        }
        assert_eq!(
            store.render("ticket-closed.subject", &args, &Delivery::to(["en"])).unwrap().text,
            "Your request 4711 is closed"
        );
    }
}

#[test]
fn contracts_say_what_a_message_needs() {
    let all = contracts(&starter::sources(), &Config::reference("en")).unwrap();
    let solved = all.iter().find(|c| c.id == "ticket-solved").unwrap();
    assert_eq!(solved.variables.keys().collect::<Vec<_>>(), ["days", "name", "survey", "ticket"]);
    assert!(solved.variables["name"].may_be_missing, "the greeting provides for it");
    assert_eq!(solved.variables["survey"].declared.kind, Some(catalog::VarType::Url));
    assert_eq!(solved.must, ["ticket", "days", "survey"]);
    assert_eq!(solved.texts, ["", "subject", "sms"]);
    let json = serde_json::to_value(solved).unwrap();
    assert_eq!(json["variables"]["days"]["type"], "decimal");
}

/// What nobody declared is told by its use.
#[test]
fn types_are_inferred() {
    let en = "m = { MONEY($m) } { DATETIME($d) } { NUMBER($n) } { LIST($l) } { URL($u) } { DURATION($s) } { $t } { $c ->\n    [one] x\n   *[other] y\n } { $g ->\n    [a] x\n   *[other] y\n } { NUMBER($o, type: \"ordinal\") ->\n    [one] x\n   *[other] y\n }\n";
    let all = contracts(&[Source::new("en", "m", en)], &Config::reference("en")).unwrap();
    let json = serde_json::to_value(&all[0]).unwrap();
    for (name, want) in [
        ("m", "money"),
        ("d", "instant"),
        ("n", "decimal"),
        ("l", "list"),
        ("u", "url"),
        ("s", "duration"),
        ("c", "int"),
        ("o", "int"),
    ] {
        assert_eq!(json["variables"][name]["inferred"], want, "{name}");
    }
    assert!(json["variables"]["t"]["inferred"].is_null() && json["variables"]["g"]["inferred"].is_null());
    let declared =
        contracts(&[Source::new("en", "m", "# $m (Money) x\nm = { MONEY($m) }\n")], &Config::reference("en")).unwrap();
    assert_eq!(declared[0].variables["m"].inferred, None, "a declared type needs no guess");
}

/// Amounts of time that do not fit are refused where they come in, not cut.
#[test]
fn spans_and_instants_out_of_range_are_refused() {
    let read = |json: &str| Arg::from_json(&serde_json::from_str(json).unwrap());
    assert!(read(r#"{"type": "duration", "seconds": 9223372036854}"#).is_ok());
    for bad in [
        r#"{"type": "duration", "seconds": 9223372036855}"#,
        r#"{"type": "datetime", "value": 9223372036854775807}"#,
        r#"{"type": "datetime", "value": "9999-12-31T00:00:00Z"}"#,
    ] {
        assert!(read(bad).is_err(), "{bad}");
    }
}

/// Whatever is in a file, loading answers; what is on in German never shows English. Every way the parts can stand is in
/// `template_whole.rs`.
#[test]
fn any_translation_is_whole_or_not_used() {
    let en = "# $n (Text) x\na = ENGLISH { $n }\nb = ENGLISH two\nc = ENGLISH { b }\n-t = ENGLISH words as a term\n";
    let de = "a = Wort(( Wort| \\{ \\$n \\}| \\{ -t \\}){1,4}\n)(b = Wort( zwei){0,2}\n)?c = (Wort )?\\{ b \\}\n\
              (-t = (Name|ENGLISH words as a term)\n)?(a = doppelt\n|\\{\n|    \\.sms = Wort\n|# Wort\n)?";
    let german_texts = std::cell::Cell::new(0);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(256));
    let judged = runner.run(&proptest::string::string_regex(de).unwrap(), |text| {
        let sources = [Source::new("en", "m", en), Source::new("de", "m", &text)];
        let report = catalog::check(&sources, &Config::reference("en")).unwrap();
        let Ok(store) = Templates::from_sources(&sources, &Config::reference("en")) else {
            prop_assert!(!report.loadable);
            return Ok(());
        };
        for id in ["a", "b", "c"] {
            let r = store.render(id, &args! { n: "N" }, &Delivery::to(["de"])).unwrap();
            let german = r.locale.as_str() == "de";
            prop_assert_eq!(german, !r.text.contains("ENGLISH"), "{}", r.text);
            prop_assert_eq!(german, store.coverage("m", "de").unwrap().on);
            german_texts.set(german_texts.get() + u32::from(german));
        }
        Ok(())
    });
    judged.unwrap();
    assert!(german_texts.get() > 30, "only {} texts in German: the law judged nothing", german_texts.get());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_output_is_over_the_cap(value in "(.|&|<){0,400}", cap in 0_usize..600) {
        let store = Templates::from_sources(&[Source::new("en", "m", "# $n (Text) x\na = { $n } and { $n }\n")], &Config::reference("en")).unwrap();
        for &channel in Channel::ALL {
            let ctx = Ctx { limits: Limits { output_bytes: cap, ..Limits::default() }, ..Ctx::default() };
            if let Ok(r) = store.render("a", &args! { n: value.clone() }, &Delivery::to(["en"]).channel(channel).ctx(ctx)) {
                prop_assert!(r.text.len() <= cap);
            }
        }
    }

    #[test]
    fn any_bytes_are_answered(text in any::<String>()) {
        let sources = [Source::new("en", "m", &text)];
        let report = catalog::check(&sources, &Config::reference("en")).unwrap();
        let loaded = Templates::from_sources(&sources, &Config::reference("en"));
        prop_assert_eq!(loaded.is_ok(), report.loadable);
    }
}
