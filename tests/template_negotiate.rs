//! Which locale a reader gets: a table of wishes.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout)] // a test may fail loudly

use sundesk::template::negotiate::{Closeness, Direction, Negotiator, canonical, direction};

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
