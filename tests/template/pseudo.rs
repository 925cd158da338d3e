//! A pseudo text is the real one in strange letters: nothing but its words is touched.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use sundesk::template::catalog::{Config, Source, check};
use sundesk::template::lint::Level;
use sundesk::template::pseudo::{Pseudo, file, with_pseudo};

const SOURCE: &str = "\
# $u (Url) an address
# $n (Int) how many
# $s (Text) a name
-brand = Acme
    .gender = feminine
a = See <a href=\"{ URL($u) }\" title=\"x\">our page</a>, { $s }.
b = See [our page]({ URL($u) }) or [the other](https://x.example/{ \"a\" }/b).
c =
    - First { $n }
    - Second
d =
    # Heading
    Text with `CODE { \"{\" }` and { $n ->
        [one] one <b>ticket</b>
       *[other] { $n } <b>tickets</b>
    } by { -brand } &amp; more\\*.
e = <!-- a comment { \"x\" } --> text
f =
    1. One
    2. Two
";

#[test]
fn markup_is_never_touched() {
    for pseudo in Pseudo::ALL.iter().copied() {
        let out = file(SOURCE, pseudo).unwrap();
        for kept in [
            "<a href=\"{ URL($u) }\" title=\"x\">",
            "</a>",
            "]({ URL($u) })",
            "](https://x.example/{ \"a\" }/b)",
            "`CODE { \"{\" }`",
            "<b>",
            "{ -brand }",
            "&amp;",
            "<!-- a comment { \"x\" } -->",
            ".gender = feminine",
        ] {
            assert!(out.contains(kept), "{kept}\n{out}");
        }
        for words in ["our page", "the other", "Text with", "one <b>"] {
            assert!(!out.contains(words), "{words}\n{out}");
        }
    }
}

#[test]
fn blocks_stay_blocks_and_the_checks_find_nothing() {
    let out = file(SOURCE, Pseudo::Accented).unwrap();
    for line in ["- ⟦Ƒ", "# ⟦Ĥ", "1. ⟦Ö"] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    let sources = [Source::new("en", "m", SOURCE)];
    for pseudo in Pseudo::ALL.iter().copied() {
        let report = check(&with_pseudo(&sources, "en", pseudo).unwrap(), &Config::reference("en")).unwrap();
        let faults: Vec<_> = report.findings.iter().filter(|f| f.level > Level::Info && f.locale != "en").collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn once_more_changes_no_markup_either() {
    let once = file(SOURCE, Pseudo::Accented).unwrap();
    assert!(file(&once, Pseudo::Bidi).unwrap().contains("<a href=\"{ URL($u) }\" title=\"x\">"));
}
