//! Channels, formats and hostile values: what leaves is whole and literal.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout)] // a test may fail loudly

use proptest::prelude::*;
use sundesk::args;
use sundesk::template::catalog::{Config, Delivery, Isolates, Source};
use sundesk::template::channel::Channel;
use sundesk::template::escape::{Format, clean, escape};
use sundesk::template::negotiate::Direction;
use sundesk::template::{Arg, Templates};

const EN: &str = "# $n (Text, untrusted) the customer's name
# $u (Url) an address
# @optional subject html chat sms voice push preheader low
hello = Hello { $n },
    1. one & two
    .subject = Hello { $n }
    .html = <p>Hello <b>{ $n }</b>: <a href=\"{ URL($u) }\">read</a></p>
    .sms = Hi { $n } - 5\u{a0}things
    .low = low { $n }
# $n (Text) name
plain = Dear { $n } & *friends*
";

fn store(extra: &[(&str, &str)]) -> Templates {
    let mut sources = vec![Source::new("en", "m", EN)];
    sources.extend(extra.iter().map(|(l, t)| Source::new(l, "m", t)));
    let mut config = Config::reference("en");
    config.lint.levels.insert(sundesk::template::lint::Code::W19, sundesk::template::lint::Level::Off);
    Templates::from_sources(&sources, &config).unwrap()
}

#[track_caller]
fn by(channel: Channel, name: &str) -> String {
    let args = args! { n: name.to_owned(), u: "https://x.example/a?b=1&c=2" };
    store(&[]).render("hello", &args, &Delivery::to(["en"]).channel(channel)).unwrap().text
}

#[test]
fn each_channel_takes_its_form() {
    assert_eq!(by(Channel::Body, "Ana"), "Hello Ana,\n1. one & two");
    assert_eq!(by(Channel::Subject, "Ana"), "Hello Ana");
    assert_eq!(
        by(Channel::Html, "Ana"),
        "<p>Hello <b>Ana</b>: <a href=\"https://x.example/a?b=1&amp;c=2\">read</a></p>"
    );
    assert_eq!(by(Channel::Sms, "Ana"), "Hi Ana - 5 things");
    assert_eq!(by(Channel::Preheader, "Ana"), "Hello Ana", "takes the subject");
    assert_eq!(by(Channel::Voice, "Ana"), "Hello Ana,\n1. one & two", "takes the value");
    assert_eq!(by(Channel::Push, "Ana"), "Hi Ana - 5\u{a0}things", "takes the text message, on one line");
    let s = store(&[]);
    let named = s.render("hello.low", &args! { n: "Ana" }, &Delivery::to(["en"])).unwrap();
    assert_eq!((named.text.as_str(), named.warnings.len()), ("low Ana", 0));
    let fell =
        s.render("hello", &args! { n: "Ana", u: "https://x" }, &Delivery::to(["en"]).channel(Channel::Voice)).unwrap();
    assert_eq!(fell.warnings[0].code, "channel_fell_back");
    let e = s.render("plain", &args! { n: "Ana" }, &Delivery::to(["en"]).channel(Channel::Subject)).unwrap_err();
    assert_eq!(e.kind(), sundesk::ErrorKind::MissingText, "a subject is never made of a body: {e}");
}

#[test]
fn a_plain_body_where_html_is_asked_for_is_escaped_as_a_whole() {
    let s = store(&[]);
    let html = s.render("plain", &args! { n: "<Tom>" }, &Delivery::to(["en"]).channel(Channel::Html)).unwrap().text;
    assert_eq!(html, "Dear &lt;Tom&gt; &amp; *friends*");
    let markdown =
        s.render("plain", &args! { n: "*Tom*" }, &Delivery::to(["en"]).format(Format::Markdown)).unwrap().text;
    assert_eq!(markdown, "Dear \\*Tom\\* \\& \\*friends\\*");
    let json = s.render("plain", &args! { n: "\"T\"\n" }, &Delivery::to(["en"]).format(Format::Json)).unwrap().text;
    assert_eq!(json, "Dear \\\"T\\\"\\n \\u0026 *friends*");
}

#[test]
fn a_line_break_never_reaches_a_header() {
    for name in ["Ana\r\nBcc: everyone@example.com", "Ana\nX: y", "Ana\u{2028}X", "Ana\u{85}X", "Ana\u{b}\u{0}X"] {
        for channel in [Channel::Subject, Channel::Preheader, Channel::Push] {
            let text = by(channel, name);
            assert!(
                !text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}')),
                "{text:?}"
            );
        }
    }
}

#[test]
fn hostile_names_lose_their_tricks_everywhere() {
    for &channel in Channel::ALL {
        let text = by(channel, "in\u{202e}gpj\u{200b}.exe\u{2066}\u{0}\u{e0041}");
        assert!(text.contains("ingpj.exe"), "{channel:?} {text:?}");
        assert!(!text.contains(['\u{202e}', '\u{200b}', '\u{0}', '\u{e0041}']), "{channel:?} {text:?}");
    }
    // A value is never read as a template.
    assert!(by(Channel::Body, "{ $secret } { -desk }").contains("{ $secret } { -desk }"));
    let e = store(&[]).render(
        "hello",
        &args! { n: "A", u: "javascript:alert(1)" },
        &Delivery::to(["en"]).channel(Channel::Html),
    );
    assert!(e.is_err(), "only http, https, mailto and tel");
}

#[test]
fn trusted_markup_passes_and_only_that() {
    let s = store(&[("de", "hello = Hallo\nplain = Liebe { $n }\n")]);
    let args = args! { n: Arg::markup("<em>Ana</em>"), u: "https://x.example" };
    let html = s.render("hello", &args, &Delivery::to(["en"]).channel(Channel::Html)).unwrap().text;
    assert!(html.contains("<b><em>Ana</em></b>"));
}

#[test]
fn isolates_are_where_directions_meet() {
    let s = store(&[("ar", "hello = مرحبا { $n }\n    1. واحد\n    .sms = مرحبا { $n }\nplain = مرحبا { $n }\n")]);
    let get = |locale: &str, name: &str, d: fn(Delivery) -> Delivery| {
        s.render("plain", &args! { n: name.to_owned() }, &d(Delivery::to([locale]))).unwrap()
    };
    let arabic = get("ar", "Ana", |d| d);
    assert_eq!((arabic.text.as_str(), arabic.dir), ("مرحبا \u{2068}Ana\u{2069}", Direction::Rtl));
    assert_eq!(get("en", "Ana", |d| d).text, "Dear Ana & *friends*", "no invisible marks without need");
    assert_eq!(get("en", "عمر", |d| d).text, "Dear \u{2068}عمر\u{2069} & *friends*");
    assert_eq!(
        get("en", "Ana", |d| Delivery { isolates: Isolates::Always, ..d }).text,
        "Dear \u{2068}Ana\u{2069} & *friends*"
    );
    assert_eq!(get("ar", "Ana", |d| Delivery { isolates: Isolates::Never, ..d }).text, "مرحبا Ana");
    let bdi = get("ar", "Ana", |d| Delivery { bdi: true, ..d }.format(Format::Html));
    assert_eq!(bdi.text, "مرحبا <bdi>Ana</bdi>");
    let sms = s.render("hello", &args! { n: "Ana" }, &Delivery::to(["ar"]).channel(Channel::Sms)).unwrap();
    assert_eq!(sms.text, "مرحبا Ana", "they would cost a text message half its room");
}

/// A term, a message and a variant are the text's own words; between marks they would be a paragraph without a direction.
#[test]
fn isolates_stand_around_values_and_not_around_the_texts_own_words() {
    let forms = |desk: &str, nobody: &str| {
        format!(
            "-desk = {desk}\n# $n (Text) name\na = {{ -desk }}: {{ $n ->\n    [missing] {nobody}\n   *[other] {{ $n }}\n }}\n"
        )
    };
    let sources = [Source::new("en", "m", &forms("Desk", "nobody")), Source::new("ar", "m", &forms("مكتب", "لا أحد"))];
    let s = Templates::from_sources(&sources, &Config::reference("en")).unwrap();
    let by = |isolates, args: &sundesk::template::Args| {
        s.render("a", args, &Delivery { isolates, ..Delivery::to(["ar"]) }).unwrap().text
    };
    assert_eq!(by(Isolates::Auto, &args! { n: "Ana" }), "مكتب: \u{2068}Ana\u{2069}");
    assert_eq!(by(Isolates::Auto, &args! {}), "مكتب: لا أحد");
    assert_eq!(by(Isolates::Always, &args! { n: "Ana" }), "\u{2068}مكتب\u{2069}: \u{2068}Ana\u{2069}");
    assert_eq!(by(Isolates::Never, &args! { n: "Ana" }), "مكتب: Ana");
}

/// An address with an invisible mark in it is another address.
#[test]
fn nothing_is_isolated_inside_a_tag_or_a_link() {
    let en = "# $n (Text) name\n# $u (Url) address\n# @optional html chat\na = { $n }: { URL($u) }\n    \
        .html = <p title=\"1 > { $n }\">{ $n }: <a href='{ URL($u) }'>{ $n }</a></p>\n    .chat = { $n }: [read]({ URL($u) })\n";
    let mut config = Config::reference("en");
    config.channels.chat = Format::Markdown;
    let s = Templates::from_sources(&[Source::new("en", "m", en)], &config).unwrap();
    let args = args! { n: "عمر", u: "https://x.example" };
    let by =
        |channel, bdi| s.render("a", &args, &Delivery { bdi, ..Delivery::to(["en"]).channel(channel) }).unwrap().text;
    let html = |open: &str, close: &str| {
        format!("<p title=\"1 > عمر\">{open}عمر{close}: <a href='https://x.example'>{open}عمر{close}</a></p>")
    };
    assert_eq!(by(Channel::Html, true), html("<bdi>", "</bdi>"));
    assert_eq!(by(Channel::Html, false), html("\u{2068}", "\u{2069}"));
    assert_eq!(
        by(Channel::Chat, false),
        "\u{2068}عمر\u{2069}: [read](https\\://x.example)",
        "an escape CommonMark reads back"
    );
    assert_eq!(by(Channel::Body, false), "\u{2068}عمر\u{2069}: \u{2068}https://x.example\u{2069}");
}

#[test]
fn untrusted_text_stays_out_of_automatic_replies() {
    let s = store(&[]);
    let args = args! { n: Arg::untrusted("Buy pills at https://spam.example"), u: "https://x" };
    assert!(s.render("plain", &args, &Delivery::to(["en"])).is_ok());
    let auto = Delivery { auto_reply: true, ..Delivery::to(["en"]) };
    let e = s.render("plain", &args, &auto).unwrap_err();
    assert_eq!((e.kind(), e.path()), (sundesk::ErrorKind::InvalidInput, "n"));
    // A variable declared untrusted is refused whatever its argument says of itself; one that is not used is not looked at.
    assert!(s.render("hello", &args! { n: "Ana", u: "https://x" }, &auto).is_err());
    assert!(s.render("plain", &args! { n: "Ana", other: Arg::untrusted("x") }, &auto).is_ok());
    // The rule of a set: by its mark or by configuration.
    let marked = "### @auto-reply\n\n# $n (Text) name\na = Hello { $n }\n";
    let s = Templates::from_sources(&[Source::new("en", "m", marked)], &Config::reference("en")).unwrap();
    assert!(s.render("a", &args! { n: Arg::untrusted("x") }, &Delivery::to(["en"])).is_err());
    assert!(s.render("a", &args! { n: "Ana" }, &Delivery::to(["en"])).is_ok());
}

/// The text nodes of a fragment without tags in them: references are read back.
fn text_nodes(html: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with(['<', '>']) {
            return None;
        }
        let end = rest.find(';')?;
        out.push_str(match &rest[..=end] {
            "&amp;" => "&",
            "&lt;" => "<",
            "&gt;" => ">",
            "&quot;" => "\"",
            "&#39;" => "'",
            _ => return None,
        });
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    Some(out)
}

/// What CommonMark shows of text whose every special character is escaped: backslashes before punctuation go.
fn shown(markdown: &str) -> String {
    let mut out = String::new();
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.extend(chars.next());
        } else {
            out.push(c);
        }
    }
    out
}

/// Without the elements that line breaks of a value become; U+2028 is one.
fn unbroken(html: &str) -> String {
    html.replace("<br>\n", "\n")
}

#[test]
fn a_line_separator_of_a_value_is_a_line_break_in_html() {
    let html = escape("one\u{2028}two", Format::Html);
    assert_eq!((html.as_ref(), text_nodes(&unbroken(&html)).as_deref()), ("one<br>\ntwo", Some("one\ntwo")));
}

proptest! {
    #[test]
    fn html_of_any_value_is_one_text_node(value in any::<String>()) {
        prop_assert_eq!(text_nodes(&unbroken(&escape(&value, Format::Html))), Some(clean(&value).into_owned()));
    }

    #[test]
    fn html_of_markup_like_values_is_one_text_node(value in "[<>&\"'a-z/!=; \\-]{0,60}") {
        prop_assert_eq!(text_nodes(&escape(&value, Format::Html)), Some(value));
    }

    /// The same through a whole rendering: the document of the template with one text node, the value as it was cleaned.
    #[test]
    fn html_mail_of_any_value_keeps_its_tree(value in "([<>&\"'a-z/!=; \\-\u{202e}\u{0}]|\\PC){0,60}") {
        let text = by(Channel::Html, &value);
        let inner = text.strip_prefix("<p>Hello <b>").and_then(|t| t.split_once("</b>: <a href=\"https://x.example/a?b=1&amp;c=2\">read</a></p>"));
        let Some((inner, "")) = inner else { return Err(TestCaseError::fail(text)) };
        let node = text_nodes(&unbroken(inner)).map(|t| t.replace(['\u{2068}', '\u{2069}'], ""));
        prop_assert_eq!(node, Some(clean(&value).replace(['\u{2068}', '\u{2069}'], "")));
    }

    #[test]
    fn markdown_shows_the_value(value in "[-#*_`\\[\\]()!<>&|~+=:.@0-9a-z \\n\\\\]{0,60}") {
        let escaped = escape(&value, Format::Markdown);
        let flat: String = value.split('\n').map(|l| l.trim_matches([' ', '\t'])).collect::<Vec<_>>().join("\n");
        prop_assert_eq!(shown(&escaped), flat);
        for line in escaped.lines() {
            prop_assert!(!line.starts_with(['#', '>', '-', '+', '*', '=', '`', '|', '~', '<', '[', '!']), "{}", line);
        }
    }

    #[test]
    fn json_reads_back(value in any::<String>()) {
        let text = format!("\"{}\"", escape(&value, Format::Json));
        prop_assert_eq!(serde_json::from_str::<String>(&text).unwrap(), clean(&value).into_owned());
    }

    #[test]
    fn a_subject_is_one_line(value in any::<String>()) {
        let text = escape(&value, Format::Subject);
        let broken = text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
        prop_assert!(!broken, "{:?}", text);
        prop_assert_eq!(text.trim(), &text);
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(value in any::<String>()) {
        let once = clean(&value).into_owned();
        prop_assert_eq!(clean(&once).into_owned(), once);
    }
}
