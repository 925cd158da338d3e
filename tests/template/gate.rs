//! Complete or not at all: which language a customer reads.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout)] // a test may fail loudly

use sundesk::args;
use sundesk::template::catalog::{Config, Delivery, FallbackMode, Reason, Rendered, Source};
use sundesk::template::gate::{Lack, RequireReview, SetReason, Thresholds};
use sundesk::template::{Args, Templates};

#[track_caller]
fn store(config: Config, files: &[(&str, &str, &str)]) -> Templates {
    let sources: Vec<Source> = files.iter().map(|(locale, set, text)| Source::new(locale, set, text)).collect();
    Templates::from_sources(&sources, &config).unwrap()
}

#[track_caller]
fn reads(store: &Templates, id: &str, wishes: &[&str]) -> (String, String, Reason) {
    let Rendered { text, locale, reason, .. } =
        store.render(id, &Args::new(), &Delivery::to(wishes.iter().copied())).unwrap();
    (text, locale.to_string(), reason)
}

fn got(text: &str, locale: &str, reason: Reason) -> (String, String, Reason) {
    (text.to_owned(), locale.to_owned(), reason)
}

const EN: &str = "a = One\nb = Two\n";

#[test]
fn one_missing_text_keeps_the_whole_set_in_the_reference() {
    let s = store(
        Config::reference("en"),
        &[
            ("en", "mail", EN),
            ("en", "other", "c = Three\n"),
            ("de", "mail", "a = Eins\n"),
            ("de", "other", "c = Drei\n"),
        ],
    );
    assert_eq!(reads(&s, "a", &["de"]), got("One", "en", Reason::SetOff));
    assert_eq!(reads(&s, "c", &["de"]), got("Drei", "de", Reason::Wished));
    let mail = s.coverage("mail", "de").unwrap();
    assert_eq!((mail.units, mail.done, mail.on, mail.reason), (2, 1, false, SetReason::Incomplete));
    assert_eq!(mail.open.get("b"), Some(&Lack::Missing));
    assert_eq!(mail.to_string(), "de mail: off, 1 of 2 units (incomplete): b missing");
    assert_eq!(s.coverage("mail", "en").unwrap().reason, SetReason::Reference);
    assert!(s.coverage("nothing", "de").is_none());
}

#[test]
fn the_unit_is_a_value_or_an_attribute() {
    let en = "# @optional voice\na = One\n    .subject = S\n    .voice = V\n";
    let on =
        |de: &str| store(Config::reference("en"), &[("en", "m", en), ("de", "m", de)]).coverage("m", "de").unwrap();
    let full = on("a = Eins\n    .subject = Betreff\n");
    assert_eq!((full.units, full.done, full.on), (2, 2, true), "@optional voice need not be there");
    let more = on("a = Eins\n    .subject = Betreff\n    .voice = Stimme\n");
    assert_eq!((more.units, more.done, more.on), (3, 3, true));
    let less = on("a = Eins\n");
    assert_eq!((less.units, less.done, less.on), (2, 1, false));
}

#[test]
fn equal_stale_and_faulty_texts_are_not_done() {
    let en = "# $n (Text) name\na = Hello { $n }\nb = Support\n-t = Desk\nc = The { -t }\nd = See { c }\n";
    let de = "# @src 00000000\na = Hallo { $n }\nb = Support\n-t = { $oops }\nc = Der { -t }{ $x }\nd = Siehe { c }\n";
    let s = store(Config::reference("en"), &[("en", "m", en), ("de", "m", de)]);
    let open = s.coverage("m", "de").unwrap().open;
    assert_eq!(open.get("a"), Some(&Lack::Stale));
    assert_eq!(open.get("b"), Some(&Lack::Equal));
    assert_eq!(open.get("c"), Some(&Lack::Error));
    assert_eq!(open.get("d"), Some(&Lack::Error), "it refers to a text with an error");
}

#[test]
fn thresholds_and_the_previous_state() {
    let en = "a = A1\nb = B1\nc = C1\nd = D1\ne = E1\nf = F1\ng = G1\nh = H1\ni = I1\nj = J1\n";
    let de = |n: usize| -> String { "abcdefghij".chars().take(n).map(|c| format!("{c} = deutsch {c}\n")).collect() };
    let config = || {
        let mut c = Config::reference("en");
        c.gate.sets.insert("m".to_owned(), Thresholds { enable: 0.7, disable: 0.6 });
        c
    };
    let on = |c: Config, n: usize| store(c, &[("en", "m", en), ("de", "m", &de(n))]).coverage("m", "de").unwrap().on;
    assert!(!on(config(), 6));
    assert!(on(config(), 7));
    let was_on = store(config(), &[("en", "m", en), ("de", "m", &de(7))]).catalog().gate_state();
    assert!(was_on.is_on("m", "de"));
    let after = |n: usize| {
        let mut c = config();
        c.gate.previous = was_on.clone();
        on(c, n)
    };
    assert!(after(6), "no reader's language flips at 60 %");
    assert!(!after(5));
    // A reload carries the state by itself.
    let s = store(config(), &[("en", "m", en), ("de", "m", &de(7))]);
    s.reload(&[Source::new("en", "m", en), Source::new("de", "m", &de(6))]);
    assert!(s.coverage("m", "de").unwrap().on);
    s.reload(&[Source::new("en", "m", en), Source::new("de", "m", &de(5))]);
    assert!(!s.coverage("m", "de").unwrap().on);
    s.reload(&[Source::new("en", "m", en), Source::new("de", "m", &de(6))]);
    assert!(!s.coverage("m", "de").unwrap().on);
    // In a set that is on at 7 of 10, a message that is not there is read in the reference, whole.
    let s = store(config(), &[("en", "m", en), ("de", "m", &de(7))]);
    assert_eq!(reads(&s, "a", &["de"]), got("deutsch a", "de", Reason::Wished));
    assert_eq!(reads(&s, "j", &["de"]).0, "J1");
    assert_eq!(reads(&s, "j", &["de"]).1, "en");
    let mut wrong = Config::reference("en");
    wrong.gate.thresholds = Thresholds { enable: 0.5, disable: 0.9 };
    assert!(Templates::from_sources(&[Source::new("en", "m", en)], &wrong).is_err());
}

#[test]
fn reviews_are_an_explicit_decision() {
    let files = [("en", "m", "a = One\n"), ("de", "m", "### @review machine-checked\n\na = Eins\n")];
    let s = store(Config::reference("en"), &files);
    assert_eq!(s.coverage("m", "de").unwrap().reason, SetReason::ReviewUndecided);
    assert_eq!(reads(&s, "a", &["de"]).0, "One");
    let s = store(Config::reference("en").require_review(RequireReview::MachineChecked), &files);
    assert_eq!(reads(&s, "a", &["de"]).0, "Eins");
    let s = store(Config::reference("en").require_review(RequireReview::Native), &files);
    assert_eq!(s.coverage("m", "de").unwrap().reason, SetReason::ReviewMissing);
    let native = [("en", "m", "a = One\n"), ("de", "m", "### @review native\n\na = Eins\n")];
    let s = store(Config::reference("en").require_review(RequireReview::Native), &native);
    assert_eq!(reads(&s, "a", &["de"]).0, "Eins");
}

#[test]
fn fallback_by_message_or_not_at_all() {
    let files = [("en", "m", EN), ("de", "m", "a = Eins\n")];
    let s = store(Config::reference("en").fallback(FallbackMode::Message), &files);
    assert_eq!(reads(&s, "a", &["de"]), got("Eins", "de", Reason::Wished));
    assert_eq!(reads(&s, "b", &["de"]), got("Two", "en", Reason::SetOff));
    let s = store(Config::reference("en").fallback(FallbackMode::None), &files);
    let e = s.render("a", &Args::new(), &Delivery::to(["de"])).unwrap_err();
    assert_eq!(e.kind(), sundesk::ErrorKind::MissingText);
    assert_eq!(reads(&s, "a", &["en"]).0, "One");
}

#[test]
fn the_next_wish_is_tried_before_the_reference() {
    let s = store(
        Config::reference("en"),
        &[("en", "m", EN), ("de", "m", "a = Eins\n"), ("et", "m", "a = Üks\nb = Kaks\n")],
    );
    assert_eq!(reads(&s, "a", &["de", "et"]), got("Üks", "et", Reason::NextWish));
    assert_eq!(reads(&s, "a", &["fr"]), got("One", "en", Reason::NoWishAvailable));
    assert_eq!(reads(&s, "a", &[]), got("One", "en", Reason::NoWishAvailable));
    assert_eq!(reads(&s, "a", &["en-AU"]), got("One", "en", Reason::Wished));
}

#[test]
fn overlays_inherit_message_by_message() {
    let de = "a = Eins\nb = Im Januar\n-t = du\n";
    let s = store(
        Config::reference("en"),
        &[
            ("en", "m", EN),
            ("de", "m", de),
            ("de-AT", "m", "b = Im Jänner\n"),
            ("de-x-formal", "m", "a = Ein Anliegen\n"),
        ],
    );
    assert_eq!(reads(&s, "a", &["de-AT"]).0, "Eins");
    assert_eq!(reads(&s, "b", &["de-AT"]).0, "Im Jänner");
    assert_eq!(reads(&s, "b", &["de-CH"]).0, "Im Januar");
    let formal = |id: &str, wish: &str| s.render(id, &Args::new(), &Delivery::to([wish]).tone("formal")).unwrap();
    assert_eq!(formal("a", "de").text, "Ein Anliegen");
    assert_eq!(formal("b", "de").text, "Im Januar");
    assert_eq!(formal("a", "de").locale.as_str(), "de-x-formal");
    assert_eq!(formal("a", "en").warnings[0].code, "tone_unavailable");
    let mut config = Config::reference("en");
    config.tones.insert("de".to_owned(), "formal".to_owned());
    let s = store(config, &[("en", "m", EN), ("de", "m", de), ("de-x-formal", "m", "a = Ein Anliegen\n")]);
    assert_eq!(reads(&s, "a", &["de"]).0, "Ein Anliegen");
    assert_eq!(reads(&s, "a", &["de-AT"]).0, "Ein Anliegen");
}

#[test]
fn an_overlay_leaves_out_channels_and_takes_terms_over() {
    let en = "-t = Desk\na = The { -t }\n    .sms = Desk\nb = Two of { -t }\n";
    let de = "-t = Hilfe\na = Die { -t }\n    .sms = Die kurze Hilfe\nb = Zwei von { -t }\n";
    let s = store(
        Config::reference("en"),
        &[("en", "m", en), ("de", "m", de), ("de-AT", "m", "-t = Unterstützung\na = Eine { -t }\n")],
    );
    let sms = Delivery::to(["de-AT"]).channel(sundesk::template::channel::Channel::Sms);
    assert_eq!(s.render("a", &Args::new(), &sms).unwrap().text, "Die kurze Hilfe");
    assert_eq!(reads(&s, "a", &["de-AT"]).0, "Eine Unterstützung");
    assert_eq!(reads(&s, "b", &["de-AT"]).0, "Zwei von Unterstützung", "one language, one name");
}

#[test]
fn a_conversation_keeps_its_language() {
    let s = store(
        Config::reference("en"),
        &[("en", "m", EN), ("de", "m", "a = Eins\nb = Zwei\n"), ("et", "m", "a = Üks\nb = Kaks\n")],
    );
    let d = |sticky: &str| Delivery::to(["et"]).sticky(Some(sticky));
    let r = s.render("a", &Args::new(), &d("de")).unwrap();
    assert_eq!((r.text.as_str(), r.reason), ("Eins", Reason::Sticky));
    let r = s.render("a", &Args::new(), &d("fr")).unwrap();
    assert_eq!((r.text.as_str(), r.reason, r.warnings[0].code), ("Üks", Reason::Wished, "sticky_unavailable"));
    let r = s.render("a", &Args::new(), &d("en")).unwrap();
    assert_eq!((r.text.as_str(), r.reason), ("One", Reason::Sticky));
}

#[test]
fn strict_tries_the_reference_once_and_never_leaves_half_a_text() {
    let en = "# $n (Text) name\na = Hello\n    .sms = { $n }\n";
    // The German text needs a value that the English one only mentions in its text message.
    let s =
        store(Config::reference("en"), &[("en", "m", en), ("de", "m", "a = Hallo { $n }\n    .sms = SMS { $n }\n")]);
    let r = s.render("a", &Args::new(), &Delivery::to(["de"])).unwrap();
    assert_eq!((r.text.as_str(), r.reason, r.warnings[0].code), ("Hello", Reason::TextFailed, "text_failed"));
    assert_eq!(s.render("a", &args! { n: "Ana" }, &Delivery::to(["de"])).unwrap().text, "Hallo Ana");
    let sms = Delivery::to(["de"]).channel(sundesk::template::channel::Channel::Sms);
    let e = s.render("a", &Args::new(), &sms).unwrap_err();
    assert_eq!(e.kind(), sundesk::ErrorKind::MissingText);
    assert_eq!((e.file(), e.line()), ("de/m.ftl", 2));
    assert!(e.to_string().contains("$n"), "{e}");
    let e = s.render("nothing", &Args::new(), &Delivery::to(["de"])).unwrap_err();
    assert_eq!((e.kind(), e.path(), e.value()), (sundesk::ErrorKind::MissingText, "id", "nothing"));
}

/// What a locale's readers must not get under one rule they do not get under another.
#[test]
fn fallback_by_message_asks_for_reviews_too() {
    let files = [("en", "m", EN), ("de", "m", "### @review machine-checked\n\na = Eins\n")];
    let s = store(Config::reference("en").fallback(FallbackMode::Message), &files);
    assert_eq!(reads(&s, "a", &["de"]), got("One", "en", Reason::SetOff), "nobody decided about such texts");
    let decided = Config::reference("en").fallback(FallbackMode::Message).require_review(RequireReview::MachineChecked);
    assert_eq!(reads(&store(decided, &files), "a", &["de"]).0, "Eins");
}

/// An English text in a German file is English, with English numbers, whatever the thresholds say.
#[test]
fn a_text_equal_to_the_reference_is_read_as_the_reference() {
    let mut config = Config::reference("en");
    config.gate.thresholds = Thresholds { enable: 0.5, disable: 0.5 };
    let en = "# $n (Decimal) x\na = Total { $n }\nb = Two\nc = Three\n";
    let s = store(config, &[("en", "m", en), ("de", "m", "a = Total { $n }\nb = Zwei\nc = Drei\n")]);
    let r = s.render("a", &args! { n: "1234.5".parse::<sundesk::money::Decimal>().unwrap() }, &Delivery::to(["de"]));
    let r = r.unwrap();
    assert_eq!((r.text.as_str(), r.locale.as_str()), ("Total 1,234.5", "en"));
    assert_eq!(reads(&s, "b", &["de"]).0, "Zwei");
}

/// `{ DEFAULT($name, "there") }` with the English word left in would greet in two languages.
#[test]
fn the_words_inside_default_are_translated_too() {
    let en = "# $n (Text) name\na = Hello { DEFAULT($n, \"there\") }\n";
    let de =
        |text: &str| store(Config::reference("en"), &[("en", "m", en), ("de", "m", text)]).coverage("m", "de").unwrap();
    assert_eq!(de("a = Hallo { DEFAULT($n, \"there\") }\n").open.get("a"), Some(&Lack::Equal));
    assert!(de("a = Hallo { DEFAULT($n, \"du\") }\n").on);
    assert!(de("# @same\na = Hallo { DEFAULT($n, \"there\") }\n").on);
}

/// Numbers, dates and the words in them are of the language and script of the text, never of another wish.
#[test]
fn formats_are_of_the_language_of_the_text() {
    let n = || args! { n: "1234567.5".parse::<sundesk::money::Decimal>().unwrap() };
    let en = "# $n (Decimal) x\n# $s (Duration) y\na = Sum { $n }\nt = In { DURATION($s) }\n";
    let s = store(
        Config::reference("en"),
        &[
            ("en", "m", en),
            ("zh-Hans", "m", "a = 合计 { $n }\nt = 还有 { DURATION($s) }\n"),
            ("fr", "m", "a = Somme { $n }\nt = Dans { DURATION($s) }\n"),
            ("sr", "m", "a = Збир { $n }\nt = За { DURATION($s) }\n"),
        ],
    );
    let read = |id: &str, args: &Args, wishes: &[&str]| {
        s.render(id, args, &Delivery::to(wishes.iter().copied())).unwrap().text
    };
    let hours = args! { s: chrono::TimeDelta::minutes(63 * 60) };
    assert_eq!(read("t", &hours, &["zh-TW", "zh-Hans"]), "还有 2天15小时", "no traditional characters");
    assert_eq!(read("t", &hours, &["sr-Latn", "sr"]), read("t", &hours, &["sr"]));
    assert_eq!(read("a", &n(), &["de-CH", "fr-CH"]), read("a", &n(), &["fr-CH"]), "of the wish that was answered");
    assert_ne!(read("a", &n(), &["fr-CH"]), read("a", &n(), &["fr-CA"]));
    assert_eq!(read("a", &n(), &["vi", "de-CH"]), "Sum 1,234,567.5");
    assert_eq!(read("a", &n(), &["vi", "en-IN"]), "Sum 12,34,567.5");
    assert!(read("a", &n(), &["fr-u-nu-arab"]).contains('١'), "digits asked for are kept");
    assert_eq!(read("a", &n(), &["vi-u-nu-arab"]), "Sum 1,234,567.5", "and are not those of another language");
}

/// What an overlay leaves out is the locale's below, form by form, also where other messages point at it.
#[test]
fn overlays_inherit_form_by_form() {
    let en = "-t = Desk\na = One\n    .sms = Short { -t }\nb = See { a.sms }\nc = See { a }\n";
    let de = "-t = Hilfe\na = Eins\n    .sms = Kurz { -t }\nb = Siehe { a.sms }\nc = Siehe { a }\n";
    let s = store(
        Config::reference("en"),
        &[
            ("en", "m", en),
            ("de", "m", de),
            ("de-AT", "m", "-t = Beistand\na = Oans\n"),
            ("de-CH", "m", "a =\n    .sms = Chli\n"),
        ],
    );
    assert!(s.coverage("m", "de-AT").unwrap().on, "{}", s.coverage("m", "de-AT").unwrap());
    assert_eq!(reads(&s, "b", &["de-AT"]), got("Siehe Kurz Beistand", "de-AT", Reason::Wished));
    assert_eq!(reads(&s, "c", &["de-AT"]).0, "Siehe Oans");
    assert_eq!(reads(&s, "b", &["de-CH"]), got("Siehe Chli", "de-CH", Reason::Wished));
    assert_eq!(reads(&s, "c", &["de-CH"]).0, "Siehe Eins");
    assert_eq!(reads(&s, "a.sms", &["de-AT"]).0, "Kurz Beistand", "one language, one name");
}

#[test]
fn overlays_in_every_state() {
    let base = [("en", "m", EN), ("de", "m", "a = Eins\n")];
    let with = |tag, text| {
        let mut files = base.to_vec();
        files.push((tag, "m", text));
        store(Config::reference("en"), &files)
    };
    // Over a locale that is off: off too, unless it brings what is missing.
    assert_eq!(reads(&with("de-AT", "a = Oans\n"), "a", &["de-AT"]).1, "en");
    assert_eq!(reads(&with("de-AT", "b = Zwoa\n"), "a", &["de-AT"]), got("Eins", "de-AT", Reason::Wished));
    assert_eq!(reads(&with("de-AT", "b = Zwoa\n"), "a", &["de"]).1, "en");
    // Stale or with an error: the locale below answers.
    let full = [("en", "m", EN), ("de", "m", "a = Eins\nb = Zwei\n")];
    for broken in ["# @src 00000000\na = Oans\n", "a = Oans { $nothing }\n", "a = Oans { -nothing }\n"] {
        let mut files = full.to_vec();
        files.push(("de-AT", "m", broken));
        let s = store(Config::reference("en"), &files);
        assert_eq!(reads(&s, "a", &["de-AT"]).0, "Eins", "{broken}");
        assert_eq!(reads(&s, "b", &["de-AT"]).1, "de");
    }
    // A region and a tone together, nearest first.
    let mut files = full.to_vec();
    files.extend([
        ("de-x-formal", "m", "a = Formell\n"),
        ("de-AT", "m", "a = Oans\nb = Zwoa\n"),
        ("de-AT-x-formal", "m", "b = Zwo, bitte\n"),
    ]);
    let s = store(Config::reference("en"), &files);
    assert_eq!(reads(&s, "a", &["de-AT-x-formal"]).0, "Formell");
    assert_eq!(reads(&s, "b", &["de-AT-x-formal"]).0, "Zwo, bitte");
    assert_eq!(reads(&s, "b", &["de-CH-x-formal"]), got("Zwei", "de-x-formal", Reason::Wished));
    assert_eq!(reads(&s, "b", &["de-AT"]).0, "Zwoa");
}

/// An overlay's term must have every form that the texts below it ask for.
#[test]
fn a_term_of_an_overlay_has_all_forms_that_are_asked_for() {
    let en = "-t = Desk\na = The { -t }\n";
    let de = "-t = Hilfe\n    .g = f\na = { -t.g ->\n    [f] Die { -t }\n   *[m] Der { -t }\n }\n";
    let sources = |at: &str| [Source::new("en", "m", en), Source::new("de", "m", de), Source::new("de-AT", "m", at)];
    let report = sundesk::template::catalog::check(&sources("-t = Beistand\n"), &Config::reference("en")).unwrap();
    let found: Vec<String> =
        report.findings.iter().map(|f| format!("{} {}:{}:{}", f.code, f.file, f.line, f.column)).collect();
    assert_eq!(found, ["E05 de-AT/m.ftl:1:2"], "{}", report.to_text());
    let s = Templates::from_sources(&sources("-t = Beistand\n    .g = m\n"), &Config::reference("en")).unwrap();
    assert_eq!(reads(&s, "a", &["de-AT"]).0, "Der Beistand");
}

/// Two sets of one conversation may stand differently; each text is whole.
#[test]
fn a_conversation_over_two_sets() {
    let s = store(
        Config::reference("en"),
        &[("en", "m", EN), ("en", "o", "c = Three\n"), ("de", "m", "a = Eins\nb = Zwei\n"), ("et", "o", "c = Kolm\n")],
    );
    let d = Delivery::to(["et"]).sticky(Some("de"));
    assert_eq!(s.render("a", &Args::new(), &d).unwrap().text, "Eins");
    let r = s.render("c", &Args::new(), &d).unwrap();
    assert_eq!((r.text.as_str(), r.reason, r.warnings[0].code), ("Kolm", Reason::Wished, "sticky_unavailable"));
    for unknown in ["tlh", "no locale!", "", "und"] {
        let r = s.render("a", &Args::new(), &Delivery::to(["de"]).sticky(Some(unknown))).unwrap();
        assert_eq!((r.text.as_str(), r.warnings[0].code), ("Eins", "sticky_unavailable"), "{unknown:?}");
    }
}

#[test]
fn a_wish_that_cannot_be_read_is_said() {
    let store = store(Config::reference("en"), &[("en", "m", EN), ("de", "m", "a = Eins\nb = Zwei\n")]);
    let warned = |wish: &str| {
        let r = store.render("a", &Args::new(), &Delivery::to([wish])).unwrap();
        (r.locale.to_string(), r.warnings.first().map(|w| w.code))
    };
    assert_eq!(warned("de-AT"), ("de".to_owned(), None));
    assert_eq!(warned("fi"), ("en".to_owned(), None), "known, only not at hand");
    assert_eq!(warned("*"), ("en".to_owned(), None));
    for wish in ["not a locale!", "de-AT,de;q=0.9", ""] {
        assert_eq!(warned(wish), ("en".to_owned(), Some("locale_unreadable")), "{wish:?}");
    }
}
