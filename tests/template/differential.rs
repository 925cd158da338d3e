//! Our resolver beside the bundle of `fluent`, on messages where that one is right.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use fluent::{FluentArgs, FluentBundle, FluentResource};
use proptest::prelude::*;
use sundesk::args;
use sundesk::template::{Bundle, Ctx};

/// Plain text, string arguments, literals, references, attributes, terms with arguments of their own, string selectors.
const SOURCE: &str = r#"
-brand = Acme Support
    .gender = feminine
-greeting = { $tone ->
    [formal] Good day
   *[plain] Hello
}
plain = Thank you for writing.
lines =
    First line,
      indented by two,

    last line.
name = Hello { $name }, { $name }!
literal = { "{" } and { "\u00e9\"" } and { "" }.
refer = { plain } { name }
term = { -brand } and { -brand }.
parameter = { -greeting(tone: "formal") }, { $name }. { -greeting }.
attribute = { button.label }
button = Send
    .label = Send now
    .hint = As { $name }
select = { $status ->
    [open] It is open
    [closed] It is closed, { $name }
   *[other] { plain }
}
gender = { -brand.gender ->
    [masculine] he
   *[feminine] she
}
nested = { $status ->
    [open] { $name ->
        [Ana] yours
       *[other] another's
    }
   *[other] nobody's
}
number = { 3 ->
    [3] three
   *[other] other
}
"#;

const IDS: [&str; 12] = [
    "plain",
    "lines",
    "name",
    "literal",
    "refer",
    "term",
    "parameter",
    "attribute",
    "button",
    "select",
    "gender",
    "nested",
];

fn theirs(isolating: bool) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec!["en".parse().unwrap()]);
    bundle.set_use_isolating(isolating);
    bundle.add_resource(FluentResource::try_new(SOURCE.to_owned()).unwrap()).unwrap();
    bundle
}

fn by_theirs(
    bundle: &FluentBundle<FluentResource>,
    id: &str,
    attribute: Option<&str>,
    name: &str,
    status: &str,
) -> String {
    let mut args = FluentArgs::new();
    args.set("name", name);
    args.set("status", status);
    let message = bundle.get_message(id).unwrap();
    let pattern = match attribute {
        Some(a) => message.get_attribute(a).unwrap().value(),
        None => message.value().unwrap(),
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    assert!(errors.is_empty(), "{id}: {errors:?}");
    text
}

fn by_ours(bundle: &Bundle, id: &str, attribute: Option<&str>, name: &str, status: &str, isolating: bool) -> String {
    let ctx = Ctx { isolating, ..Ctx::default() };
    bundle.format(id, attribute, &args! { name: name, status: status }, &ctx).unwrap().text
}

#[test]
fn the_same_text_for_every_message() {
    let (ours, theirs) = (Bundle::from_ftl(&"en".parse().unwrap(), SOURCE).unwrap(), theirs(false));
    for id in IDS.iter().chain(&["number"]) {
        for name in ["Ana", "", "Tom & <Jerry>", "{ $status }", "多啦A梦", "a\nb"] {
            for status in ["open", "closed", "", "else"] {
                let (a, b) =
                    (by_ours(&ours, id, None, name, status, false), by_theirs(&theirs, id, None, name, status));
                assert_eq!(a, b, "{id} {name:?} {status:?}");
            }
        }
    }
    for attribute in ["label", "hint"] {
        let a = by_ours(&ours, "button", Some(attribute), "Ana", "", false);
        assert_eq!(a, by_theirs(&theirs, "button", Some(attribute), "Ana", ""));
    }
}

/// Isolates go around the same values where a message refers to nothing; around references ours follows JavaScript.
#[test]
fn the_same_isolates_around_values() {
    let (ours, theirs) = (Bundle::from_ftl(&"en".parse().unwrap(), SOURCE).unwrap(), theirs(true));
    for id in ["plain", "lines", "name"] {
        assert_eq!(by_ours(&ours, id, None, "Ana", "", true), by_theirs(&theirs, id, None, "Ana", ""), "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_two_values_give_the_same_text(name in "\\PC{0,40}", status in "open|closed|[a-z]{0,8}", which in 0_usize..12) {
        let (ours, theirs) = (Bundle::from_ftl(&"en".parse().unwrap(), SOURCE).unwrap(), theirs(false));
        let id = IDS.get(which).unwrap();
        prop_assert_eq!(by_ours(&ours, id, None, &name, &status, false), by_theirs(&theirs, id, None, &name, &status));
    }
}
