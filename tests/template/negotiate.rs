//! Which locale a reader gets: a table of wishes.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout)] // a test may fail loudly

use sundesk::template::negotiate::{Closeness, Direction, Negotiator, canonical, direction, parse_accept_language};

#[track_caller]
fn gets(have: &[&str], wishes: &[&str], want: &[&str]) {
    let n = Negotiator::new(have.iter().copied()).unwrap();
    let got: Vec<&str> = n.find(wishes).iter().map(|m| n.tag(m.index)).collect();
    assert_eq!(got, want, "{wishes:?} among {have:?}");
}

#[test]
fn a_script_is_never_crossed_silently() {
    gets(&["en", "zh-Hans"], &["zh-TW"], &[]);
    gets(&["en", "zh"], &["zh-HK"], &[]);
    gets(&["en", "zh-Hans", "zh-Hant"], &["zh-TW"], &["zh-Hant"]);
    gets(&["en", "zh-TW"], &["zh-HK"], &["zh-TW"]);
    gets(&["en", "zh-CN"], &["zh-SG"], &["zh-CN"]);
    gets(&["en", "zh-CN"], &["zh"], &["zh-CN"]);
    gets(&["en", "sr"], &["sr-Latn"], &[]);
    gets(&["en", "sr-Latn"], &["sr"], &[]);
    gets(&["en", "sr-Latn"], &["sr-Latn-RS", "en"], &["sr-Latn", "en"]);
    gets(&["en", "en-IN", "hi"], &["hi-Latn"], &[]);
    gets(&["uz", "uz-Cyrl"], &["uz-Cyrl-UZ"], &["uz-Cyrl"]);
    gets(&["az-Arab"], &["az"], &[]);
}

#[test]
fn old_names_are_understood() {
    gets(&["he", "fil", "nb", "id"], &["iw", "tl", "no", "in"], &["he", "fil", "nb", "id"]);
    gets(&["no"], &["nb"], &["no"]);
    gets(&["nb"], &["nn"], &["nb"]);
    gets(&["nb", "nn"], &["nn-NO"], &["nn"]);
    gets(&["sr-Latn"], &["sh"], &["sr-Latn"]);
    gets(&["pt-BR"], &["pt_br"], &["pt-BR"]);
}

#[test]
fn the_nearest_parent_is_taken() {
    gets(&["en", "es", "es-419"], &["es-MX"], &["es-419", "es"]);
    gets(&["en", "es"], &["es-MX"], &["es"]);
    gets(&["en", "pt", "pt-PT"], &["pt-AO"], &["pt-PT", "pt"]);
    gets(&["pt-BR", "pt-PT"], &["pt"], &["pt-BR"]);
    gets(&["pt-PT"], &["pt-BR"], &["pt-PT"]);
    gets(&["en", "en-001", "en-GB"], &["en-AU"], &["en-001", "en"]);
    gets(&["en-GB", "de"], &["en"], &["en-GB"]);
    gets(&["de", "de-AT"], &["de-CH"], &["de"]);
    let n = Negotiator::new(["es-419", "de"]).unwrap();
    assert_eq!(n.find(&["es-AR"])[0].closeness, Closeness::Parent);
    assert_eq!(n.find(&["de-DE-u-nu-latn"])[0].closeness, Closeness::Parent);
    assert_eq!(n.find(&["de"])[0].closeness, Closeness::Exact);
}

#[test]
fn a_tone_lies_over_its_locale() {
    let have = &["de", "de-AT", "de-AT-x-informal", "de-x-formal", "de-x-informal"];
    gets(have, &["de"], &["de"]);
    gets(have, &["de-x-formal"], &["de-x-formal", "de"]);
    gets(have, &["de-AT-x-formal"], &["de-x-formal", "de-AT", "de"]);
    gets(have, &["de-AT-x-informal"], &["de-AT-x-informal", "de-x-informal", "de-AT", "de"]);
    gets(have, &["de-CH-x-informal"], &["de-x-informal", "de"]);
    let n = Negotiator::new(have.iter().copied()).unwrap();
    let under = |tag: &str| {
        let at = have.iter().position(|t| *t == tag).unwrap();
        n.under(at).iter().map(|&i| n.tag(i)).collect::<Vec<_>>()
    };
    assert_eq!(under("de-AT-x-informal"), ["de-x-informal", "de-AT", "de"]);
    assert_eq!(under("de-x-formal"), ["de"]);
    assert_eq!(under("de-AT"), ["de"]);
    assert!(under("de").is_empty());
}

#[test]
fn wishes_are_tried_in_order_and_rubbish_is_passed_over() {
    gets(&["en", "vi", "et"], &["fr", "et-EE", "vi"], &["et", "vi"]);
    gets(&["en", "vi"], &["", "*", "not a tag!", "x", "vi"], &["vi"]);
    gets(&["en", "vi"], &[], &[]);
    assert!(Negotiator::new(["en", "not a tag"]).is_err());
    let long = vec!["fr"; 40].into_iter().chain(["vi"]).collect::<Vec<_>>();
    gets(&["vi"], &long, &[]);
}

#[test]
fn extensions_survive_for_formatting() {
    assert_eq!(canonical("ar-EG-u-nu-latn").unwrap().as_str(), "ar-EG-u-nu-latn");
    gets(&["ar"], &["ar-EG-u-nu-latn"], &["ar"]);
    gets(&["de", "de-x-formal"], &["de-u-hc-h12-x-formal"], &["de-x-formal", "de"]);
}

#[test]
fn direction_is_that_of_the_script() {
    for tag in ["ar", "he", "iw", "fa", "ur-PK", "ckb", "pa-Arab", "yi", "dv"] {
        assert_eq!(direction(tag), Direction::Rtl, "{tag}");
    }
    for tag in ["en", "vi", "pa", "zh-Hant", "", "!"] {
        assert_eq!(direction(tag), Direction::Ltr, "{tag}");
    }
}

/// Wish, what is at hand, what the reader gets first (`-`: nothing, so the reference).
const TABLE: &str = "
iw           | en he           | he
iw-IL        | he              | he
in           | id              | id
tl           | fil             | fil
tl-PH        | fil             | fil
ji           | yi              | yi
no           | nb              | nb
no-NO        | nb              | nb
nb           | no              | no
nb-NO        | nb nn           | nb
nn           | nb              | nb
nn           | no              | no
nn           | nn nb           | nn
nb           | nn              | -
sh           | sr-Latn         | sr-Latn
sh           | sr              | -
sr           | sr-Latn         | -
sr-Latn      | sr              | -
sr-RS        | sr              | sr
sr-ME        | sr              | -
sr-ME        | sr sr-Latn      | sr-Latn
sr-Cyrl-ME   | sr              | sr
sr-Cyrl      | sr-RS           | sr-RS
bs           | sr-Latn         | -
mo           | ro              | ro
ro-MD        | ro              | ro
cmn          | zh              | zh
cmn-TW       | zh-Hans         | -
cmn-TW       | zh-Hant         | zh-Hant
yue          | zh-Hant zh-Hans | zh-Hant
yue-CN       | zh-Hant zh-Hans | zh-Hans
yue          | zh-Hans         | -
yue-HK       | yue zh-HK       | yue
zh           | zh-CN           | zh-CN
zh           | zh-TW           | -
zh-CN        | zh-Hans         | zh-Hans
zh-SG        | zh-Hans zh-Hant | zh-Hans
zh-TW        | zh-Hans zh-Hant | zh-Hant
zh-HK        | zh-Hans zh-TW   | zh-TW
zh-HK        | zh-Hant zh-HK   | zh-HK
zh-MO        | zh-Hant zh-HK   | zh-HK
zh-MO        | zh-Hans         | -
zh-Hant-CN   | zh-CN           | -
zh-Hant      | zh-HK           | zh-HK
zh_Hant_TW   | zh-Hant         | zh-Hant
zh-hans-cn   | zh-Hans         | zh-Hans
ZH-tw        | zh-Hant         | zh-Hant
es-MX        | es es-419       | es-419
es-AR        | es              | es
es-ES        | es-419          | es-419
es-419       | es              | es
es           | es-MX es-ES     | es-ES
pt           | pt-PT pt-BR     | pt-BR
pt-AO        | pt pt-PT        | pt-PT
pt-BR        | pt-PT           | pt-PT
pt-BR        | pt              | pt
en-AU        | en en-001       | en-001
en-AU        | en en-GB        | en
en-IN        | en-001 en       | en-001
en-US        | en-GB           | en-GB
en           | en-GB en-US     | en-US
en-GB-oxendict | en            | en
fr-CA        | fr-FR           | fr-FR
fr-CH        | fr fr-CA        | fr
de-CH        | de-AT de        | de
de-LI        | de-AT           | de-AT
de-1996      | de              | de
hi-Latn      | hi en-IN        | -
hi           | hi-Latn         | -
uz           | uz-Cyrl         | -
uz-AF        | uz              | -
az-IR        | az              | -
pa-PK        | pa              | -
pa-IN        | pa              | pa
kk-CN        | kk              | -
ku           | ckb             | -
mn-CN        | mn              | -
ar-EG        | ar              | ar
ar-MA        | ar-EG           | ar-EG
ar-u-nu-latn | ar              | ar
de-AT-u-hc-h12 | de de-AT      | de-AT
de-DE-x-formal | de            | de
de-x-formal  | de de-x-formal  | de-x-formal
de_DE        | de              | de
DE           | de              | de
 de          | de              | de
und          | en de           | -
und-CN       | zh-Hans         | -
mul          | en              | -
x-klingon    | en              | -
i-klingon    | en              | -
*            | en              | -
C            | en              | -
de_DE.UTF-8  | de              | -
d            | de              | -
deutsch!     | de              | -
";

#[test]
fn a_table_of_wishes() {
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|l| !l.is_empty()) {
        let mut cells = line.split('|').map(str::trim);
        let (wish, have, want) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
        let n = Negotiator::new(have.split(' ')).unwrap();
        let got = n.find(&[wish]).first().map_or("-", |m| n.tag(m.index)).to_owned();
        if got != want {
            wrong.push(format!("{wish} among {have}: {got}, not {want}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn long_and_many_wishes_are_answered() {
    let n = Negotiator::new(["en", "vi"]).unwrap();
    let long = "a".repeat(1 << 20);
    let many: Vec<&str> = std::iter::repeat_n("zz", 200).collect();
    assert!(n.find(&[&long, "vi"]).len() == 1 && n.find(&many).is_empty());
    let dashes = "-".repeat(100_000);
    assert!(n.find(&[&dashes]).is_empty());
    for header in [";;;", ",,,,", "q=1", "en;q", "en;q=", "en;q=-1", "en;q=1.5", "é", "\u{0}", "en;q=0.0", "en; Q=0"] {
        let wishes = parse_accept_language(header);
        assert!(wishes.len() <= 1 && !wishes.contains(&String::new()), "{header}: {wishes:?}");
    }
    assert_eq!(parse_accept_language("de-CH;q=0.5;x=1, fr;level=1;q=0.7,en ;q = 0.9"), ["en", "fr", "de-CH"]);
    assert_eq!(parse_accept_language("de-AT-u-hc-h12,de;q=1."), ["de-AT-u-hc-h12", "de"]);
}

/// One locale under two names would be two halves of one catalog.
#[test]
fn a_locale_stands_once() {
    for (a, b) in [("he", "iw"), ("pt-BR", "pt_BR"), ("sr-Latn", "sh"), ("zh-Hant", "zh-TW")] {
        assert_eq!(Negotiator::new([a, b]).is_err(), (a, b) != ("zh-Hant", "zh-TW"), "{a} {b}");
    }
}
