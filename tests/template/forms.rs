//! Several forms of a message asked for together come in one language, and a locale has one name at every door.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use sundesk::ErrorKind;
use sundesk::template::catalog::{Catalog, Config, Delivery, FallbackMode, Reason, Rendered, Source, check};
use sundesk::template::channel::Channel;
use sundesk::template::{Args, Bundle, DateTimeOptions, Formatter, Locale, NumberOptions, Templates, negotiate};
use sundesk::{Result, args};

const EN: &str =
    "# $name (Text) who\n# @optional html sms\nm = Hello { $name }\n    .subject = Closed\n    .sms = closed\n";

fn store(others: &[(&str, &str)], fallback: FallbackMode) -> Templates {
    let mut sources = vec![Source::new("en", "mail", EN)];
    sources.extend(others.iter().map(|(locale, text)| Source::new(locale, "mail", text)));
    Templates::from_sources(&sources, &Config::reference("en").fallback(fallback)).unwrap()
}

const MAIL: [Channel; 3] = [Channel::Subject, Channel::Body, Channel::Sms];

/// `sv sv sv sticky`, with the warnings of the first form.
fn brief(made: Result<Vec<Rendered>>) -> String {
    let made = made.unwrap();
    let mut words: Vec<String> = made.iter().map(|r| r.locale.to_string()).collect();
    words.push(serde_json::to_value(made[0].reason).unwrap().as_str().unwrap().to_owned());
    words.extend(made[0].warnings.iter().map(|w| w.code.to_owned()));
    words.join(" ")
}

#[test]
fn the_language_of_a_mail_is_decided_once() {
    let sv = ("sv", "m = Hej { $name }\n    .subject = Stängt\n    .sms = stängt\n");
    let nb = ("nb", "m = Hei { $name }\n    .subject = Lukket\n"); // without a text message of its own
    let da = ("da", "m = Hej { NUMBER($name) }\n    .subject = Lukket\n    .sms = lukket\n"); // fails with a name
    let s = store(&[sv, nb], FallbackMode::Set);
    let name = args! { name: "Åsa" };
    let ask = |wishes: &[&str], args: &Args| s.render_forms("m", &MAIL, args, &Delivery::to(wishes.iter().copied()));
    assert_eq!(brief(ask(&["sv"], &name)), "sv sv sv wished");
    assert_eq!(
        brief(ask(&["nb"], &name)),
        "nb nb nb wished",
        "the text message falls back to the value, in its own language"
    );
    assert_eq!(brief(ask(&["fi", "sv"], &name)), "sv sv sv next_wish");
    assert_eq!(brief(ask(&["fi"], &name)), "en en en no_wish_available");
    let sticky = Delivery::to(["sv"]).sticky(Some("nb"));
    assert_eq!(brief(s.render_forms("m", &MAIL, &name, &sticky)), "nb nb nb sticky");
    assert_eq!(
        brief(s.render_forms("m", &MAIL[..1], &args! {}, &Delivery::to(["sv"]))),
        "sv wished",
        "no value is needed"
    );
    assert_eq!(ask(&["sv"], &args! {}).unwrap_err().kind(), ErrorKind::MissingText, "in no language");
    assert_eq!(s.render_forms("m", &[], &name, &Delivery::to(["sv"])).unwrap().len(), 0);
    // A form that fails takes the others with it.
    let mut config = Config::reference("en");
    config.lint.levels.insert(sundesk::template::lint::Code::E09, sundesk::template::lint::Level::Warning);
    let sources = [Source::new("en", "mail", EN), Source::new("da", "mail", da.1)];
    let s = Templates::from_sources(&sources, &config).unwrap();
    assert_eq!(brief(s.render_forms("m", &MAIL, &name, &Delivery::to(["da"]))), "en en en text_failed text_failed");
    assert_eq!(s.render("m", &name, &Delivery::to(["da"]).channel(Channel::Subject)).unwrap().reason, Reason::Wished);
}

/// Message by message, a text that is not there in one form takes the whole message to the reference.
#[test]
fn one_form_that_is_missing_takes_the_mail_to_the_reference() {
    let s = store(&[("sv", "m = Hej { $name }\n")], FallbackMode::Message);
    let name = args! { name: "Åsa" };
    assert_eq!(s.render("m", &name, &Delivery::to(["sv"])).unwrap().locale.as_str(), "sv");
    assert_eq!(brief(s.render_forms("m", &MAIL, &name, &Delivery::to(["sv"]))), "en en en set_off");
    let s = store(&[("sv", "m = Hej { $name }\n    .subject = Stängt\n")], FallbackMode::None);
    assert_eq!(brief(s.render_forms("m", &MAIL, &name, &Delivery::to(["sv"]))), "sv sv sv wished");
    assert!(s.render_forms("m", &MAIL, &name, &Delivery::to(["fi"])).is_err());
}

#[test]
fn what_is_no_message_or_no_channel_of_it_is_refused() {
    let s = store(&[], FallbackMode::Set);
    let ask = |id: &str, channels: &[Channel]| {
        s.render_forms(id, channels, &args! { name: "Åsa" }, &Delivery::default()).unwrap_err().kind()
    };
    assert_eq!(ask("m.subject", &MAIL), ErrorKind::InvalidInput);
    assert_eq!(ask("n", &MAIL), ErrorKind::MissingText);
    assert_eq!(ask("m", &vec![Channel::Body; Channel::ALL.len() + 1]), ErrorKind::LimitExceeded);
    assert!(s.render_forms("m", Channel::ALL, &args! { name: "Åsa" }, &Delivery::default()).is_ok());
}

/// Old name, present name.
const OLD: [(&str, &str); 7] =
    [("iw", "he"), ("in", "id"), ("ji", "yi"), ("tl", "fil"), ("sh", "sr-Latn"), ("mo", "ro"), ("in-ID", "id-ID")];

#[test]
fn an_old_name_of_a_language_is_the_present_one_at_every_door() {
    for (old, new) in OLD {
        assert_eq!(old.parse::<Locale>().unwrap().as_str(), new);
        assert_eq!(negotiate::canonical(old).unwrap().as_str(), new);
        let shown = |tag: &str| {
            let f = Formatter::new(&tag.parse().unwrap());
            let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
            let long: DateTimeOptions = serde_json::from_str(r#"{"dateStyle": "long"}"#).unwrap();
            (f.number("1234567.5".parse().unwrap(), &NumberOptions::default()).unwrap(), f.date(day, &long).unwrap())
        };
        assert_eq!(shown(old), shown(new), "{old}");
        assert_eq!(Bundle::from_ftl(&old.parse().unwrap(), "m = x\n").unwrap().locale().as_str(), new);

        // A catalog whose directory, reference, tones, gate and readers have the old name.
        let sources = [Source::new(old, "mail", "m = x\n"), Source::new("en", "mail", "m = y\n")];
        let mut config = Config::reference(old);
        config.tones.insert(old.to_owned(), "formal".to_owned());
        config.lint.tones.insert(old.to_owned(), "formal".to_owned());
        config.gate.previous.0.entry(old.to_owned()).or_default().insert("mail".to_owned());
        let (catalog, report) = Catalog::compile(&sources, &config).unwrap();
        let catalog = catalog.unwrap();
        assert_eq!(report.sets.iter().filter(|s| s.locale == new).count(), 1, "{}", report.to_text());
        assert_eq!(catalog.coverage("mail", old), catalog.coverage("mail", new));
        assert!(catalog.coverage("mail", old).is_some() && catalog.config().tones.contains_key(new));
        for wish in [old, new] {
            let made = catalog.render("m", &Args::new(), &Delivery::to([wish])).unwrap();
            assert_eq!((made.locale.as_str(), made.reason), (new, Reason::Wished));
            let sticky = catalog.render("m", &Args::new(), &Delivery::to(["en"]).sticky(Some(wish))).unwrap();
            assert_eq!((sticky.locale.as_str(), sticky.reason), (new, Reason::Sticky));
        }
        let twice = [Source::new(old, "mail", "m = x\n"), Source::new(new, "mail", "m = y\n")];
        let error = check(&twice, &Config::reference(new)).unwrap_err();
        assert!(error.to_string().contains("one name for one locale"), "{error}");
    }
    // `no` is the present name of Norwegian where nobody says which.
    assert_eq!("no".parse::<Locale>().unwrap().as_str(), "no");
}

#[test]
fn the_tone_of_a_language_holds_for_its_old_name_too() {
    let sources = [
        Source::new("en", "mail", "m = Hello\n"),
        Source::new("he", "mail", "m = שלום\n"),
        Source::new("iw-x-formal", "mail", "m = שלום רב\n"),
    ];
    let mut config = Config::reference("en");
    config.tones.insert("iw".to_owned(), "formal".to_owned());
    let store = Templates::from_sources(&sources, &config).unwrap();
    for wish in ["iw", "he", "he-IL", "iw_IL"] {
        assert_eq!(
            store.render("m", &Args::new(), &Delivery::to([wish])).unwrap().locale.as_str(),
            "he-x-formal",
            "{wish}"
        );
    }
}

/// Line ends of a value, where HTML has `<br>` and where it has not.
#[test]
fn lines_of_a_value_in_html() {
    let en = "# $t (Text) text\n# @optional html\nm = { $t }\n    .html = <p title=\"{ $t }\">{ $t }</p><pre>{ $t }</pre><PRE class=\"x\"><b>{ $t }</b></PRE>{ $t }\n";
    let mut config = Config::reference("en");
    config.lint.levels.insert(sundesk::template::lint::Code::E15, sundesk::template::lint::Level::Warning);
    let store = Templates::from_sources(&[Source::new("en", "m", en)], &config).unwrap();
    let html = |t: &str| store.render("m", &args! { t: t }, &Delivery::to(["en"]).channel(Channel::Html)).unwrap().text;
    assert_eq!(
        html("a\r\nb\u{2028}&"),
        "<p title=\"a\nb\n&amp;\">a<br>\nb<br>\n&amp;</p><pre>a\nb\n&amp;</pre><PRE class=\"x\"><b>a\nb\n&amp;</b></PRE>a<br>\nb<br>\n&amp;"
    );
}
