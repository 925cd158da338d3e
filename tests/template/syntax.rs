//! Where the Fluent grammar and the parser disagree: the grammar holds. Each row is a file as a translator might save it.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use sundesk::template::syntax::parse;
use sundesk::template::{Args, Bundle, BundleProblem, Ctx};

fn bundle(source: &str) -> Bundle {
    Bundle::from_ftl(&"en".parse().unwrap(), source).unwrap()
}

#[track_caller]
fn text(source: &str) -> String {
    bundle(source).format("m", None, &Args::new(), &Ctx::default()).unwrap().text
}

/// The errors as `line:column code`.
fn faults(source: &str) -> Vec<String> {
    let problems = bundle(source).problems().to_vec();
    let faults = problems.into_iter().filter_map(|p| match p {
        BundleProblem::Syntax { error, .. } => Some(error),
        BundleProblem::Duplicate { .. } => None,
    });
    faults.map(|e| format!("{}:{} {}", e.place.line, e.place.column, e.code)).collect()
}

#[test]
fn spaces_on_a_blank_line_are_no_text() {
    for (source, expected) in [
        ("m = a\n   \n  b\n", "a\n\nb"),
        ("m =\n    a\n      \n    b\n", "a\n\nb"),
        ("m = a\r\n   \r\n  b\r\n", "a\n\nb"),
        ("m = { \"a\" }\n   \n\n  b\n", "a\n\n\nb"),
        ("m = a  \n  b\n", "a  \nb"),
    ] {
        assert_eq!(text(source), expected, "{source:?}");
    }
}

#[test]
fn a_line_that_begins_with_a_placeable_counts_for_the_indentation() {
    for (source, expected) in [
        ("m =\n    one\n  { \"x\" }\n      two\n", "  one\nx\n    two"),
        ("m =\n  { \"x\" }\n    one\n", "x\n  one"),
        ("m =\n    { \"x\" }\n  one\n", "  x\none"),
        ("m =\n\n    { \"x\" } { \"y\" }\n\n  one\n", "  x y\n\none"),
        ("m = first\n    { \"x\" }\n  one\n", "first\n  x\none"),
        ("m = first\n{ \"x\" }\n one\n", "first\nx\n one"),
        ("m = first\r\n    { \"x\" }\r\n  one\r\n", "first\n  x\none"),
        ("m = { 1 ->\n   *[a]\n      one\n    { \"x\" }\n       two\n}\n", "  one\nx\n   two"),
        ("m = { 1 ->\n   *[ 1.0 ]\n    { \"x\" }\n      two\n} end\n", "x\n  two end"),
        ("m = { NUMBER({ 1 ->\n   *[a] 5\n}) }", "{NUMBER()}"),
    ] {
        let got = bundle(source).preview("m", None, &Args::new(), &Ctx::default()).unwrap().text;
        assert_eq!(got, expected, "{source:?}");
    }
    let attribute = "m = v\n    .a =\n      one\n    { \"x\" }\n  .b = B\n";
    assert_eq!(bundle(attribute).format("m", Some("a"), &Args::new(), &Ctx::default()).unwrap().text, "  one\nx");
}

#[test]
fn an_open_brace_does_not_swallow_the_next_message() {
    for (source, expected) in [
        ("x = { $a\nm = ok\n", &["2:1 E0003"][..]),
        ("x = {\n\nm = ok\n", &["3:3 E0003"]),
        ("x = { FOO(\nm = ok\n", &["2:3 E0003"]),
        ("-x = { $a ->\n   *[b] c {\nm = ok\n", &["3:3 E0003"]),
        ("x = {\nfoo\nm = ok\n", &["3:1 E0003", "2:4 E0003"]),
        ("x = {\n# a note\nm = ok\n", &["2:1 E0028"]),
        ("x = {\ny = {\nz = {\nm = ok\n", &["2:3 E0003", "3:1 E0028", "4:3 E0003"]),
    ] {
        assert_eq!(text(source), "ok", "{source:?}");
        assert_eq!(faults(source), expected, "{source:?}");
    }
}

#[test]
fn what_the_grammar_forbids_is_junk() {
    for (source, expected) in [
        ("x = { -t(a: b) }\nm = ok\n-t = T\n", "1:11 E0014"),
        ("x = { NUMBER(1, a: B()) }\nm = ok\n", "1:18 E0014"),
        ("x = { \"a \\{ b\" }\nm = ok\n", "1:10 E0025"),
        ("# note\n#\nx = a\n  .b = { 1 ->\n *[c] { FOO(A(\"\\\\\\{\")) }\n }\nm = ok\n", "5:18 E0025"),
    ] {
        assert_eq!(faults(source), [expected], "{source:?}");
        assert_eq!(text(source), "ok", "{source:?}");
        assert!(!bundle(source).has("x", None), "{source:?}");
    }
    // An escaped backslash before a brace is fine.
    assert_eq!(text(r#"m = { "\\{" }"#), r"\{");
}

/// A star with no `[key]` behind it is no default variant; the grammar wants one.
#[test]
fn a_lone_star_is_no_default_variant() {
    for (source, expected) in [
        ("x =\n    { $n ->\n        [one] a { $n }\n       *}[other] b\nm = ok\n", "4:8 E0010"),
        ("x = { $n ->\n [one] a\n * }\nm = ok\n", "3:2 E0010"),
        ("x = { $n ->\n *}\nm = ok\n", "1:8 E0011"),
        ("x = { { $n ->\n [1] a * b\n *} }\nm = ok\n", "3:2 E0010"),
        ("x = v\n    .a = { $n ->\n [one] a\n *}\nm = ok\n", "4:2 E0010"),
    ] {
        assert_eq!(faults(source), [expected], "{source:?}");
        assert_eq!(text(source), "ok", "{source:?}");
    }
}

/// The blank block of the grammar ends with a line end or with the file.
#[test]
fn blanks_at_the_end_of_a_file_are_clean() {
    for end in [
        "",
        "\n",
        "    ",
        "\n    ",
        "\n\n  \n ",
        "\n# end of file\n\n    ",
        "\n# end\n    ",
        "\r\n    ",
        "\n    .a = b\n   ",
    ] {
        let source = format!("m = ok{end}");
        assert_eq!(faults(&source), [""; 0], "{source:?}");
        assert_eq!(text(&source), "ok", "{source:?}");
    }
    assert_eq!(faults("    "), [""; 0]);
    assert_eq!(faults("m = ok\n  x\n\n\t"), ["4:1 E0002"], "a tab is no blank");
}

/// A tab looks like spaces and is none: the error says so, where the tab stands.
#[test]
fn a_tab_in_place_of_spaces_is_named() {
    let says = |source: &str| {
        let problems = bundle(source).problems().to_vec();
        let BundleProblem::Syntax { error, .. } = problems.into_iter().next().unwrap() else { panic!("{source:?}") };
        (error.place.line, error.place.column, error.message.contains("tab"))
    };
    for (source, line, column) in [
        ("m =\n\tHello\n", 2, 1),
        ("m =\n\n\tHello\n", 3, 1),
        ("m = Hello\n\tthere\n", 2, 1),
        ("m = {\t$x }\n", 1, 6),
        ("m = v\n\t.a = b\n", 2, 1),
        ("-t =\n\tHello\n", 2, 1),
    ] {
        assert_eq!(says(source), (line, column, true), "{source:?}");
    }
    assert!(!says("m =\nn\tx = a\n").2, "only where blanks could stand");
    assert_eq!(text("m =\n  \tHello\n"), "\tHello", "after spaces it is a character of the text");
}

#[test]
fn errors_have_the_codes_of_the_fluent_catalogue() {
    for (source, expected) in [
        ("  m = a\n", "1:1 E0002"),
        ("{ }\n", "1:1 E0002"),
        ("#c\n", "1:2 E0003"),
        ("-1 = a\n", "1:2 E0004"),
        ("m\n", "1:2 E0003"),
        ("m =\n", "1:1 E0005"),
        ("-m =\n", "1:1 E0006"),
        ("m = { number(1) }\n", "1:16 E0008"),
        ("m = { NUMBER(1, 1: 2) }\n", "1:18 E0009"),
        ("m = { 1 ->\n   [a] b\n }\n", "3:2 E0010"),
        ("m = { 1 ->\n }\n", "2:2 E0011"),
        ("m = { 1 -> [a] b }\n", "1:12 E0003"),
        ("m = { 1 ->\n *[a]\n }\n", "3:1 E0012"),
        ("m = a\n  .b\n", "2:5 E0003"),
        ("m = a\n  .1 = b\n", "2:4 E0004"),
        ("m = a\n  .b =\n", "2:7 E0012"),
        ("m = a\n  .b = { \"c }\n", "2:14 E0020"),
        ("m = a\n# note\n  .b = c\n", "3:1 E0002"),
        ("m = { NUMBER(1 }\n", "1:16 E0003"),
        ("m = { }\n", "1:7 E0028"),
        ("m = a }\n", "1:7 E0027"),
    ] {
        assert_eq!(faults(source), [expected], "{source:?}");
    }
}

/// Every stretch of junk is read again once at most, whatever it holds: the time grows with the file.
#[test]
fn a_file_of_open_braces_is_read_in_one_go() {
    for line in ["x = {\n", "x = { A(\n", "a,\n", "x = { $a ->\n *[b] c\n", "  .a = {\n", "x = { A(b,\nc,\nd: e\n"] {
        let source = line.repeat((1 << 20) / line.len());
        let parsed = parse(&source).map(|p| p.errors.len());
        assert!(parsed.is_err() || parsed.is_ok_and(|errors| errors > 0), "{line:?}");
    }
}
