//! Hostile values, channel by channel: what a value may look like when it reaches a reader.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use sundesk::args;
use sundesk::template::catalog::{Config, Delivery, Source};
use sundesk::template::channel::Channel;
use sundesk::template::escape::{Format, Writer, clean, escape};
use sundesk::template::sms::{Encoding, count, fold};
use sundesk::template::{Arg, Args, Templates};

fn store(text: &str) -> Templates {
    let mut config = Config::reference("en");
    config.channels.body = Format::Markdown;
    Templates::from_sources(&[Source::new("en", "m", text)], &config).unwrap()
}

#[track_caller]
fn markdown(template: &str, args: &Args) -> String {
    let text = format!("# $a (Text) a value\n# $b (Text) a value\n# $u (Url) an address\nm ={template}\n");
    store(&text).render("m", args, &Delivery::to(["en"])).unwrap().text
}

/// What opens a block stays text, whatever stands before it on its line.
#[test]
fn markdown_gains_no_block() {
    for (value, want) in [
        ("===", "\\==="),
        ("---", "\\---"),
        ("# x", "\\# x"),
        ("1) x", "1\\) x"),
        ("123. x", "123\\. x"),
        ("> x", "\\> x"),
        ("| a | b |", "\\| a \\| b \\|"),
        (":-- x", "\\:-- x"),
        ("    code", "code"),
        ("\tcode", "code"),
        ("```\nx", "\\`\\`\\`\nx"),
        ("~~~", "\\~\\~\\~"),
        ("[x]: y", "\\[x\\]: y"),
        ("&amp; &#35;", "\\&amp; \\&#35;"),
        ("<https://evil.example>", "\\<https\\://evil.example\\>"),
        ("![x](y)", "\\!\\[x\\](y)"),
    ] {
        assert_eq!(escape(value, Format::Markdown), want, "{value:?}");
    }
    // After a numbered item of the template a heading would be a heading.
    assert_eq!(markdown("\n    1. { $a }", &args! { a: "# x" }), "1. \\# x");
    assert_eq!(markdown("\n    > 2) { $a }", &args! { a: "- x" }), "> 2) \\- x");
    // Two values that only together would be an item.
    assert_eq!(markdown(" { $a }{ $b }", &args! { a: "12", b: ". x" }), "12\\. x");
    assert_eq!(markdown(" { $a }{ $b }", &args! { a: "v12", b: ". x" }), "v12. x");
}

/// Two spaces before a line end would be a hard break, in the value or at its end.
#[test]
fn markdown_gains_no_hard_break() {
    assert_eq!(escape("a  \nb", Format::Markdown), "a\nb");
    assert_eq!(markdown("\n    Dear { $a }\n    bye", &args! { a: "Ana   " }), "Dear Ana\nbye");
    assert_eq!(markdown(" Dear { $a } and { $b }", &args! { a: "Ana ", b: "Bo" }), "Dear Ana and Bo");
}

#[test]
fn markdown_makes_no_links_by_itself() {
    assert_eq!(escape("see www.evil.example", Format::Markdown), "see www\\.evil.example");
    assert_eq!(escape("WWW.evil.example", Format::Markdown), "WWW\\.evil.example");
    assert_eq!(escape("awww.", Format::Markdown), "awww.");
    // Chats turn these into a call of everybody.
    assert_eq!(escape("@channel a@b.example", Format::Markdown), "\\@channel a\\@b.example");
}

/// The end of a link's target is the template's, not the value's.
#[test]
fn a_link_target_ends_where_the_template_ends_it() {
    let text = markdown(" [read]({ URL($u) })", &args! { u: "https://x.example/a_(b)) [y](z" });
    assert_eq!(text, "[read](https\\://x.example/a\\_%28b%29%29%20\\[y\\]%28z)");
}

#[test]
fn json_holds_whatever_it_is_given() {
    let store = store("# $a (Markup) made by code\n# $b (Text) b\nm = \"{ $a }\" { $b }\n");
    let delivery = Delivery::to(["en"]).format(Format::Json);
    let args = args! { a: Arg::markup("<b class=\"x\">\n\u{2028}</b>"), b: "\"\\\u{7f}" };
    let text = store.render("m", &args, &delivery).unwrap().text;
    let read: String = serde_json::from_str(&format!("\"{text}\"")).unwrap();
    assert_eq!(read, "\"<b class=\"x\">\n\u{2028}</b>\" \"\\");
}

#[test]
fn a_header_is_one_line_whatever_breaks_lines() {
    for breaks in ["\r\n", "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}", "\n\r\n"] {
        assert_eq!(escape(&format!("a{breaks}Bcc: x"), Format::Subject), "a Bcc: x", "{breaks:?}");
    }
    assert_eq!(escape("a\u{b}b\u{c}c\u{0}d", Format::Subject), "abcd");
}

#[test]
fn joiners_stay_where_a_script_needs_them() {
    for text in [
        "می\u{200c}خواهم",
        "نامه\u{200c}ها",
        "क्\u{200d}ष",
        "दऱ्\u{200d}या",
        "അവന്\u{200d} വന്നു",
        "ക്\u{200d}",
        "\u{1f469}\u{200d}\u{1f4bb}",
        "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
        "۱۴۲۰ ه\u{200d}. ش",
    ] {
        assert_eq!(clean(text), text, "{text:?}");
    }
    for (text, want) in
        [("pay\u{200d}pal", "paypal"), ("\u{200d}x\u{200c}", "x"), ("a\u{200b}\u{feff}b\u{e0041}", "ab")]
    {
        assert_eq!(clean(text), want);
    }
}

#[test]
fn a_text_message_is_folded_as_far_as_letters_allow() {
    for (text, want) in
        [("a\tb", "a b"), ("«oui»", "\"oui\""), ("‹x›", "'x'"), ("so\u{ad}ft\u{200b}", "soft"), ("• x", "- x")]
    {
        assert_eq!(fold(text), want);
        assert_eq!(count(&fold(text)).encoding, Encoding::Gsm7, "{text:?}");
    }
}

/// Only a plain address of a host or a person is a link.
#[test]
fn links_are_what_they_look_like() {
    let store = store("# $u (Url) an address\nm = See { URL($u) }\n");
    let url = |u: &str| store.render("m", &args! { u: u }, &Delivery::to(["en"]).format(Format::Sms)).map(|r| r.text);
    for (given, want) in [
        ("https://bank.example/a b?c=ü&d=%20", "https://bank.example/a%20b?c=%C3%BC&d=%20"),
        ("HTTP://bank.example", "HTTP://bank.example"),
        ("https://bank.example/a@b", "https://bank.example/a@b"),
        ("https://bank.example?x=a@b#c@d", "https://bank.example?x=a@b#c@d"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
        ("mailto:ana@bank.example", "mailto:ana@bank.example"),
        ("tel:+3725551234", "tel:+3725551234"),
        ("https://bank.example/\u{202e}x\u{200b}", "https://bank.example/x"),
    ] {
        assert_eq!(url(given).unwrap(), format!("See {want}"), "{given:?}");
    }
    for bad in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " https://bank.example",
        "\u{1}javascript:alert(1)",
        "java\tscript:alert(1)",
        "java%73cript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//bank.example",
        "bank.example",
        "https:bank.example",
        "https://",
        "https:///bank.example",
        "https://bank.example@evil.example",
        "https://bank.example:pw@evil.example/",
        "https://bank.example\\@evil.example",
        "https://bank.example%40evil.example",
        "https://bank.example\r\n.evil.example",
        "https://bank example",
        "mailto:a@b.example?subject=x\r\nBcc: all@b.example",
        "mailto:a@b.example?subject=x%0D%0ABcc:all@b.example",
        "mailto:",
        "tel:",
        "",
    ] {
        assert!(url(bad).is_err(), "{bad:?} became {:?}", url(bad));
    }
}

/// A text from outside may choose between the template's own words; it is repeated nowhere.
#[test]
fn untrusted_text_in_every_place() {
    let text = "### @auto-reply\n\n# $x (Text) from outside\n# $l (List) several\n";
    let load = |body: &str| store(&format!("{text}m = {body}\n"));
    let refused = |body: &str, args: &Args| load(body).render("m", args, &Delivery::to(["en"])).is_err();
    let x = args! { x: Arg::untrusted("buy now") };
    assert!(refused("{ $x }", &x));
    assert!(refused("{ DEFAULT($x, \"friend\") }", &x));
    assert!(refused("{ $l }", &args! { l: Arg::List(vec![Arg::from("a"), Arg::untrusted("b")]) }));
    assert!(refused("{ LIST($l) }", &args! { l: Arg::List(vec![Arg::untrusted("b")]) }));
    assert!(refused("{ $x ->\n    [a] b\n   *[other] { $x }\n }", &x));
    assert!(!refused("{ $x ->\n    [a] b\n   *[other] c\n }", &x), "a selector repeats nothing");
    assert!(!refused("Hello", &x), "a value that the text does not use");
}

/// A line of a plain mail cannot be forged by marks that end isolates which the value did not open.
#[test]
fn isolates_of_a_value_are_its_own() {
    let mut w = Writer::new(Format::Plain, Format::Plain);
    w.open_isolate(false);
    w.value("a\u{2069}\u{2069}\u{202c}b\u{2067}");
    w.close_isolate(false);
    assert_eq!(w.finish(), "\u{2068}ab\u{2069}");
}

#[test]
fn every_channel_answers_every_hostile_value() {
    let text = "# $a (Text) a\nm = x { $a }\n    .subject = x { $a }\n    .sms = x { $a }\n    .voice = x { $a }\n    .html = <p title=\"x\">{ $a }</p>\n";
    let store = store(text);
    for value in ["\r\n.\r\n", "\u{0}", "😀", "\u{feff}", "{ $b }", "{\"a\":1}", "%s%n", "${jndi:ldap://x}"] {
        for &channel in Channel::ALL {
            let r = store.render("m", &args! { a: value }, &Delivery::to(["en"]).channel(channel)).unwrap();
            assert!(!r.text.contains(['\r', '\u{0}', '\u{feff}']), "{channel:?} {value:?}");
        }
    }
}
